import { addDays, type Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { companyQuarterOf } from '../../library/quarters.ts';
import { weeklyActiveRepsByProduct } from '../../usage/questions/weekly-active-reps-by-product.ts';
import { rowsOf } from '../../usage/questions/rows-of.ts';
import type { Snapshot } from '../../usage/snapshot/snapshot.ts';

/** A number by the last day of its quarter; a quarter of which nothing may be said is not in it. */
export type ByQuarter = ReadonlyMap<Day, number>;

/** So many weeks of a quarter must be counted before their mean stands for it. */
const LEAST_WEEKS = 9;

/** How many reps used something about each product in a week, as the mean of each quarter, of what everybody may read. */
export function useByQuarter(
  snapshot: Pick<Snapshot, 'answers'>,
  hub: Pick<Hub, 'calendar'>,
): ReadonlyMap<string, ByQuarter> {
  const answer = snapshot.answers.find(({ id }) => id === weeklyActiveRepsByProduct.id);
  const weeks = new Map<string, Map<Day, number[]>>();
  for (const { week, product, reps } of answer === undefined
    ? []
    : rowsOf(weeklyActiveRepsByProduct, answer)) {
    // A week belongs to the quarter in which most of its days lie.
    const quarter = companyQuarterOf(hub, addDays(week, 3));
    if (reps === null || quarter?.from === undefined) continue;
    const ofProduct = weeks.get(product) ?? new Map<Day, number[]>();
    ofProduct.set(quarter.until, [...(ofProduct.get(quarter.until) ?? []), reps]);
    weeks.set(product, ofProduct);
  }
  return new Map(
    [...weeks].map(([product, quarters]) => [
      product,
      new Map(
        [...quarters].flatMap(([quarter, reps]) =>
          reps.length < LEAST_WEEKS
            ? []
            : [[quarter, Math.round(reps.reduce((sum, each) => sum + each, 0) / reps.length)] as const],
        ),
      ),
    ]),
  );
}

/** How two numbers moved from quarter to quarter. */
export interface Together {
  /** Quarters of which both are known. */
  quarters: number;
  /** From one of them to the next one of the calendar, where both moved at all. */
  changes: number;
  /** Of those, how many in which both rose or both fell. */
  together: number;
}

/** Sets two numbers beside each other, in quarters that are over on the day `today`. It says nothing on causes. */
export function moveTogether(one: ByQuarter, other: ByQuarter, ends: readonly Day[], today: Day): Together {
  const over = ends.filter((end) => end < today);
  const known = over.filter((end) => one.has(end) && other.has(end));
  const moves = over.flatMap((end, at) => {
    const before = over[at - 1];
    if (before === undefined || !known.includes(end) || !known.includes(before)) return [];
    const change = (of: ByQuarter) => Math.sign((of.get(end) ?? 0) - (of.get(before) ?? 0));
    const [first, second] = [change(one), change(other)];
    return first === 0 || second === 0 ? [] : [first === second];
  });
  return { quarters: known.length, changes: moves.length, together: moves.filter(Boolean).length };
}

/** `Won deals and use moved together in 2 of 3 changes from one quarter to the next. …` */
export function renderTogether(what: string, { quarters, changes, together }: Together): string {
  const rests = `That rests on ${quarters === 1 ? 'one quarter' : `${String(quarters)} quarters`}`;
  if (changes === 0)
    return quarters < 2
      ? `${what} and use cannot be compared yet: of ${quarters === 0 ? 'no quarter that is over' : 'one quarter alone'} are both known.`
      : `${what} and use have not both moved yet. ${rests}.`;
  const how =
    changes === 1
      ? together === 1
        ? 'moved together in the one change'
        : 'did not move together in the one change'
      : `moved together in ${String(together)} of ${String(changes)} changes`;
  return `${what} and use ${how} from one quarter to the next. ${rests}, too few to tell chance from more, and says nothing on what moved what.`;
}
