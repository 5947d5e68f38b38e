import { isDay, type Day } from '../library/dates.ts';
import { isRecord } from '../library/is-record.ts';

/** What a browser keeps of trainings: by the id of each, and in it by the id of the page and the question. */
export type TrainingProgress = Readonly<Record<string, Readonly<Record<string, Passed>>>>;

/** A step that was passed. */
export interface Passed {
  /** The version of what was read and asked, see `library/training-steps.ts`. */
  mark: string;
  on: Day;
}

/** A step as its page has it today. */
export interface StepNow {
  /** The id of the page to read and the question, which stay when words change. */
  key: string;
  mark: string;
}

/** `changed`: it was passed, and what was read or asked is another since. */
export type StepState = 'open' | 'done' | 'changed';

/** How far somebody is with a training. */
export interface Standing {
  states: readonly StepState[];
  done: number;
  changed: number;
  /** The day on which the last step was passed; undefined while one is open or has changed. */
  finishedOn?: Day | undefined;
}

/** Reads what a browser keeps; what is none of ours is left out. */
export function parseProgress(stored: unknown): TrainingProgress {
  if (!isRecord(stored)) return {};
  return Object.fromEntries(
    Object.entries(stored).flatMap(([training, steps]) => {
      if (!isRecord(steps)) return [];
      const passed = Object.entries(steps).flatMap(([key, one]): [string, Passed][] =>
        isRecord(one) && typeof one['mark'] === 'string' && typeof one['on'] === 'string' && isDay(one['on'])
          ? [[key, { mark: one['mark'], on: one['on'] }]]
          : [],
      );
      return [[training, Object.fromEntries(passed)]];
    }),
  );
}

/** The same with a step passed on a day. */
export function passStep(
  progress: TrainingProgress,
  training: string,
  { key, mark }: StepNow,
  on: Day,
): TrainingProgress {
  return { ...progress, [training]: { ...progress[training], [key]: { mark, on } } };
}

/** How far somebody is: a step that has changed since counts as one to do. */
export function standingOf(
  progress: TrainingProgress,
  training: string,
  steps: readonly StepNow[],
): Standing {
  const passed = progress[training] ?? {};
  const states = steps.map(({ key, mark }): StepState => {
    const own = Object.hasOwn(passed, key) ? passed[key] : undefined;
    return own === undefined ? 'open' : own.mark === mark ? 'done' : 'changed';
  });
  const done = states.filter((state) => state === 'done').length;
  const days = steps.flatMap(({ key }) => passed[key]?.on ?? []).sort();
  return {
    states,
    done,
    changed: states.filter((state) => state === 'changed').length,
    ...(steps.length > 0 && done === steps.length && { finishedOn: days.at(-1) }),
  };
}

/** How far somebody is, in a sentence. */
export function sayStanding({ states, done, changed }: Standing): string {
  const of = `${String(done)} of ${String(states.length)} done`;
  if (changed === 0) return `${of}.`;
  return `${of}. ${changed === 1 ? 'One page has' : `${String(changed)} pages have`} changed since you passed: read and answer again.`;
}
