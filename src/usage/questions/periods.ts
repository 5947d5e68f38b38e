import { addDays, daysBetween, mondayOf, renderDay, type Day } from '../../library/dates.ts';

/** Whole weeks from a Monday on; `to` is the first day that no longer counts. */
export interface Period {
  weeks: number;
  from: Day;
  to: Day;
}

/**
 * Weeks that a number about a longer time may span. A year is not among them: without a sign-in a browser that was cleared
 * is a new one, so that in a year each fourth person would be counted twice, and the number would be up to 51 weeks old.
 */
export const SPAN_WEEKS = [4, 13] as const;
export type SpanWeeks = (typeof SPAN_WEEKS)[number];

/** So many weeks stand in a series of weeks. */
export const SERIES_WEEKS = 52;

/** A Monday from which blocks of weeks are counted off, so that they are the same for everybody. */
const FIRST_MONDAY: Day = '2024-01-01';

/** So many days after its end a week is counted: browsers send what they did offline in between. */
export const CLOSING_DAYS = 2;

/** The last finished periods of so many weeks, oldest first. */
export function lastPeriods(weeks: number, count: number, today: Day): Period[] {
  const over = mondayOf(addDays(today, -CLOSING_DAYS));
  return Array.from({ length: count }, (_, index) => blockNear(over, weeks, index - count));
}

/** The values of a question's text: its days, and when somebody must have been known to be counted. */
export interface QuestionValues {
  [name: string]: string | number;
}

/**
 * The values for a period, of which `lookBack` weeks before it are looked at too. Whoever was first heard of in its last
 * week, by the time of receipt, is not counted: ids that somebody makes up to see a number move come too late for it.
 */
export function valuesOfPeriod({ from, to }: Omit<Period, 'weeks'>, lookBack = 0): QuestionValues {
  return { from: addDays(from, -7 * lookBack), to, known_before: addDays(to, -7) };
}

/** A period in words: `4 weeks from 2 Nov to 29 Nov 2026`. */
export function namePeriod({ weeks, from, to }: Period): string {
  return `${String(weeks)} weeks from ${renderDay(from)} to ${renderDay(addDays(to, -1))}`;
}

/** What a question looks at: a series of weeks, the last block of weeks, or blocks that follow each other. */
export type QuestionSpan = { weekly: number } | { weeks: SpanWeeks; blocks?: number };

/** Whether a question looks at one block of weeks, which may be of another length than its own. */
export function isOneBlock(span: QuestionSpan): span is { weeks: SpanWeeks } {
  return 'weeks' in span && span.blocks === undefined;
}

/** A span in words, where no day is known. */
export function nameOfSpan(span: QuestionSpan): string {
  if ('weekly' in span) return `last ${String(span.weekly)} finished weeks`;
  return `last ${String(span.weeks * (span.blocks ?? 1))} finished weeks`;
}

/** How many weeks a question looks at. */
export function weeksOf({ span }: { span: QuestionSpan }): number {
  return 'weekly' in span ? span.weekly : span.weeks * (span.blocks ?? 1);
}

/** The values for whoever looks at a question on a day: so many weeks that are over by then. */
export function valuesOnDay(span: QuestionSpan, today: Day): QuestionValues {
  const to = mondayOf(today);
  return { from: addDays(to, -7 * weeksOf({ span })), to, known_before: to };
}

/** The block of weeks that begins so many blocks after the one in which a day lies; -1 is the one before. */
export function blockNear(day: Day, weeks: number, after: number): Period {
  const block = Math.floor(daysBetween(FIRST_MONDAY, day) / 7 / weeks) + after;
  const from = addDays(FIRST_MONDAY, 7 * weeks * block);
  return { weeks, from, to: addDays(from, 7 * weeks) };
}

/** Weeks of a year of numbers: whole blocks of 4 and of 13. */
const YEAR_WEEKS = 52;

/**
 * The year that a period belongs to, such as `2026`. Counted in weeks, so that no block lies in two years; it begins within
 * a few days of New Year.
 */
export function yearOf({ from }: Pick<Period, 'from'>): string {
  const first = Number(FIRST_MONDAY.slice(0, 4));
  return String(first + Math.floor(daysBetween(FIRST_MONDAY, from) / 7 / YEAR_WEEKS));
}

/** The first day on which a period is counted. */
export function countedFrom({ to }: Period): Day {
  return addDays(to, CLOSING_DAYS);
}
