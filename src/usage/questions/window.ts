import { addDays, mondayOf, type Day } from '../../library/dates.ts';
import type { Cell } from '../snapshot/answer.ts';
import { LONGEST_DAYS, SPAN_DAYS } from './span-days.ts';
import type { QuestionValues } from './question.ts';

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

/** A cell as text; '' when the store gave none. */
export function textAt(row: readonly Cell[], index: number): string {
  return String(row[index] ?? '');
}

/** A cell as a number; 0 when the store gave none, as a count never is. */
export function countAt(row: readonly Cell[], index: number): number {
  const value = Number(row[index] ?? 0);
  return Number.isFinite(value) ? value : 0;
}

/** A part of a whole; null where one of them may not be shown, or the whole is nothing. */
export function shareOf(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole === 0 ? null : part / whole;
}
