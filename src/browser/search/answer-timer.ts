import { MAX_ANSWER_MS } from '../../usage/answer-time.ts';
import type { HubEvent } from '../../usage/events.ts';
import { report } from '../tracking/hub-event.ts';

type TimeToAnswer = Extract<HubEvent, { event: 'time_to_answer' }>['properties'];

/** Measures from the first letter typed until something is opened or copied. */
export interface AnswerTimer {
  /** The field holds these words now. An empty field begins anew. */
  typed(words: string): void;
  /**
   * What was looked for is there. Tells how long it took, once. Gives when the first letter was typed, in milliseconds
   * since 1970; undefined where none was.
   */
  answered(by: TimeToAnswer['by']): number | undefined;
  /** Nothing was found, or it was not looked for. */
  left(): void;
}

export function createAnswerTimer(surface: TimeToAnswer['surface']): AnswerTimer {
  /** By the wall clock, which goes on from page to page. */
  let began: number | undefined;
  return {
    typed(words) {
      began = words.trim() === '' ? undefined : (began ?? Date.now());
    },
    answered(by) {
      const since = began;
      began = undefined;
      if (since !== undefined) reportAnswer(Date.now() - since, by, surface);
      return since;
    },
    left() {
      began = undefined;
    },
  };
}

export function reportAnswer(
  milliseconds: number,
  by: TimeToAnswer['by'],
  surface: TimeToAnswer['surface'],
): void {
  // Whoever comes back from lunch was not looking all the while, and a clock that was put back measured nothing.
  if (milliseconds < 0 || milliseconds > MAX_ANSWER_MS) return;
  report({ event: 'time_to_answer', properties: { milliseconds, by, surface } });
}
