import { addDays, daysBetween, type Day } from '../../library/dates.ts';
import { HORIZONS } from '../questions/use-around-change.ts';

/** The day from which a horizon can be judged. */
export function judgedFrom(mergeDay: Day, days: number): Day {
  return addDays(mergeDay, days + 1);
}

/** Horizons whose days are over. */
export function horizonsOver(mergeDay: Day, today: Day): number[] {
  return HORIZONS.filter((days) => judgedFrom(mergeDay, days) <= today);
}

/** Days from Monday to Friday from one day up to and with another: a month with five weekends has less use in it. */
function workingDays(first: Day, last: Day): number {
  const weekdays = Array.from({ length: Math.max(0, daysBetween(first, last) + 1) }, (_, index) =>
    new Date(addDays(first, index)).getUTCDay(),
  );
  return weekdays.filter((weekday) => weekday !== 0 && weekday !== 6).length;
}

/** Of the days before, so many must have been counted. */
const LEAST_SHARE_COUNTED = 0.5;

/** The days that a horizon compares. */
export interface VerdictWindow {
  days: number;
  from: Day;
  mergeDay: Day;
  lastDay: Day;
  /** Working days that were counted on each side. */
  before: number;
  after: number;
  isCounted: boolean;
}

/** The days of a horizon, as far as they were counted. */
export function windowOf(days: number, mergeDay: Day, countedSince: Day | undefined): VerdictWindow {
  const from = addDays(mergeDay, -days);
  const lastDay = addDays(mergeDay, days);
  const dayBefore = addDays(mergeDay, -1);
  const counted = countedSince !== undefined && countedSince > from ? countedSince : from;
  const before = workingDays(counted, dayBefore);
  const isCounted =
    countedSince !== undefined && before >= LEAST_SHARE_COUNTED * workingDays(from, dayBefore);
  return {
    days,
    from,
    mergeDay,
    lastDay,
    before,
    after: workingDays(addDays(mergeDay, 1), lastDay),
    isCounted,
  };
}
