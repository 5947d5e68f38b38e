import type { Day } from '../../library/dates.ts';
import { blockNear, CLOSING_DAYS, countedFrom, type Period } from '../questions/periods.ts';

/** Which block of four weeks after a merge is compared with the one before it: the first, and then the second. */
export const HORIZONS = [1, 2] as const;
const WEEKS = 4;

/** The weeks on both sides of a merge; those in which it lies are on neither. */
export function weeksAround(mergeDay: Day, horizon: number): { before: Period; after: Period } {
  return { before: blockNear(mergeDay, WEEKS, -1), after: blockNear(mergeDay, WEEKS, horizon) };
}

/** The first day on which a change of `mergeDay` can be judged by a horizon. */
export function judgedFrom(mergeDay: Day, horizon: number): Day {
  return countedFrom(weeksAround(mergeDay, horizon).after);
}

/** So many days after a merge at the most the last judgement of it comes: it lies in a block itself. */
export const MAX_DAYS_TO_JUDGE = 7 * WEEKS * (1 + Math.max(...HORIZONS)) + CLOSING_DAYS;

/** The first days of judgement that have come by `today`. */
export function judgedBy(mergeDay: Day, today: Day): Day[] {
  return HORIZONS.map((horizon) => judgedFrom(mergeDay, horizon)).filter((day) => day <= today);
}
