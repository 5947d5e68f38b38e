import { addDays, type Day } from '../../library/dates.ts';
import { groupTeams, sellingGroups } from '../privacy/team-groups.ts';
import { rowsOf } from '../questions/rows-of.ts';
import { weeklyActiveRepsByProduct } from '../questions/weekly-active-reps-by-product.ts';
import { answerOf } from '../snapshot/counted-rows.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { compareWeeks, type WeeksCompared } from '../verdict/compare-weeks.ts';
import type { ReportWords } from './report.ts';

/** Weeks that are compared at least. */
export const COMPARED_WEEKS = 4;

/** The weeks of a product that were counted. */
export interface ProductWeeks {
  /** The first day after them. */
  over: Day;
  /** Weeks beside as many before a Monday. */
  compare: (from: Day, to: Day, before: Day) => WeeksCompared;
  /** The last four beside the four before. */
  compareLast: () => WeeksCompared;
}

/** Reads the weeks of a product; undefined where none was counted. */
export function readProductWeeks(
  product: string,
  snapshot: Snapshot,
  { teams }: Pick<ReportWords, 'teams'>,
): ProductWeeks | undefined {
  const answer = answerOf(snapshot, weeklyActiveRepsByProduct);
  if (answer?.counted === undefined) return undefined;
  const over = addDays(answer.counted.until, 1);
  const groups = sellingGroups(groupTeams(teams)).length;
  const reps = new Map(
    rowsOf(weeklyActiveRepsByProduct, answer).flatMap((row) =>
      row.product === product ? [[row.week, row.reps] as const] : [],
    ),
  );
  const weeks = (from: Day, to: Day) => {
    const values: (number | null | undefined)[] = [];
    for (let day = from; day < to; day = addDays(day, 7)) values.push(reps.get(day));
    return values;
  };
  const compare = (from: Day, to: Day, before: Day) => {
    const after = weeks(from, to);
    const length = Math.max(COMPARED_WEEKS, after.length);
    return compareWeeks(weeks(addDays(before, -7 * length), before), after, groups);
  };
  const last = addDays(over, -7 * COMPARED_WEEKS);
  return { over, compare, compareLast: () => compare(last, over, last) };
}
