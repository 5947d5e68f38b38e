import { addDays, mondayOf, type Day } from '../../library/dates.ts';
import { LONGEST_DAYS, SPAN_DAYS } from './span-days.ts';

/** Values for the placeholders of a question, the same for the same day, so that a snapshot can be made again. */
export interface QuestionValues {
  [name: string]: string | number;
}

/** The time that a question looks at: so many days up to and with today, or weeks from Monday on with the running one. */
export type QuestionSpan = { days: number } | { weeks: number };

/** The last `days` days up to and with today, as `{from}` and `{to}`; `to` is the first day that no longer counts. */
export function lastDays(days: number): (today: Day) => QuestionValues {
  return (today) => ({ from: addDays(today, 1 - days), to: addDays(today, 1) });
}

/** The first day of each span that a reader can choose, `from` and `to` as for the longest. */
export function spanDays(today: Day): QuestionValues {
  const starts = SPAN_DAYS.map((days): [string, string] => [
    `from_${String(days)}`,
    addDays(today, 1 - days),
  ]);
  return { ...Object.fromEntries(starts.slice(0, -1)), ...lastDays(LONGEST_DAYS)(today) };
}

/** The last `weeks` weeks from Monday on, the running one included. */
export function lastWeeks(weeks: number): (today: Day) => QuestionValues {
  return (today) => ({ from: addDays(mondayOf(today), -7 * (weeks - 1)), to: addDays(today, 1) });
}

/** The days of a span, as `{from}` and `{to}`. */
export function valuesOfSpan(span: QuestionSpan): (today: Day) => QuestionValues {
  return 'days' in span ? lastDays(span.days) : lastWeeks(span.weeks);
}
