import { LONGEST_ANSWER_MS } from '../../usage/answer-time.ts';
import type { HubEvent } from '../../usage/events.ts';
import { report } from '../tracking/hub-event.ts';

type Told = Extract<HubEvent, { event: 'time_to_answer' }>['properties'];

/** Measures from the first letter typed until something is opened or copied. */
export interface AnswerTimer {
  /** The field holds these words now. An empty field begins anew. */
  typed(words: string): void;
  /** What was looked for is there. Tells how long it took, once. */
  answered(by: Told['by']): void;
  /** Nothing was found, or it was not looked for. */
  left(): void;
}

export function createAnswerTimer(surface: Told['surface']): AnswerTimer {
  let began: number | undefined;
  return {
    typed(words) {
      began = words.trim() === '' ? undefined : (began ?? performance.now());
    },
    answered(by) {
      if (began === undefined) return;
      const milliseconds = Math.round(performance.now() - began);
      began = undefined;
      // Whoever comes back from lunch was not looking all the while.
      if (milliseconds > LONGEST_ANSWER_MS) return;
      report({ event: 'time_to_answer', properties: { milliseconds, by, surface } });
    },
    left() {
      began = undefined;
    },
  };
}
