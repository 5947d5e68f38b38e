import { LEAST_SHOWN } from '../snapshot/answer.ts';
import type { Change } from './verdict.ts';

/** Weekly numbers of people in two times, by what is shown of them. */
export interface WeeksCompared {
  /** Weeks on each side. */
  weeks: { before: number; after: number };
  says: Change;
  /** People in an average week; left out where a week of it is under ten, so that nobody knows. */
  before?: number;
  after?: number;
  /** After less before, in people a week, with the ends of its 95% interval; left out where it is too few to say. */
  change?: { by: number; low: number; high: number };
}

/** With fewer weeks on a side nobody knows how far one week is from the next. */
const MIN_WEEKS = 3;

/**
 * A number of one group is rounded by an offset out of five, so it is 0 to 4 away from the truth in either way: a variance
 * of (5² − 1) ÷ 12. The offset stays the same for a year, so more weeks do not make it smaller.
 */
const ROUNDING_VARIANCE = 2;

/** The 97.5% points of Student's distribution for 1, 2, … degrees of freedom (Student, Biometrika 6, 1908). */
const T = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];
const T_FAR = 1.96;

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** The variance of the mean of some weeks, by how far they are from it. */
function varianceOfMean(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (values.length - 1) / values.length;
}

/**
 * How the people of an average week differ between two times. The interval is that of B. L. Welch (Biometrika 34, 1947) for
 * the difference of two means with weeks as what is drawn, degrees of freedom after F. E. Satterthwaite (Biometrics 2,
 * 1946). The variance of the difference is never taken for less than that of the rounding of both sides, of each group that
 * the number is a sum of: weeks that are shown as equal may differ by that. Where weeks differ by more, what rounding adds is
 * among it. Weeks are taken as independent of each other. Up or down is said where the whole interval lies on one side of
 * nought; ends are rounded outward to whole people.
 *
 * @param groups of how many separately rounded numbers a value is the sum: 1 for a team, all of them for everybody
 */
export function compareWeeks(
  before: readonly (number | null | undefined)[],
  after: readonly (number | null | undefined)[],
  groups: number,
): WeeksCompared {
  const [then, now] = [before.filter(isShown), after.filter(isShown)];
  const known = { before: then.length === before.length, after: now.length === after.length };
  const told: WeeksCompared = {
    weeks: { before: before.length, after: after.length },
    says: 'too-few',
    ...(known.before && then.length > 0 && { before: meanOf(then) }),
    ...(known.after && now.length > 0 && { after: meanOf(now) }),
  };
  if (!known.before || !known.after || then.length < MIN_WEEKS || now.length < MIN_WEEKS) return told;
  const [one, other] = [varianceOfMean(then), varianceOfMean(now)];
  const spread = one + other;
  const freedom =
    spread === 0 ? Infinity : spread ** 2 / (one ** 2 / (then.length - 1) + other ** 2 / (now.length - 1));
  const t = T[Math.max(1, Math.floor(freedom)) - 1] ?? T_FAR;
  const half = t * Math.sqrt(Math.max(spread, 2 * ROUNDING_VARIANCE * groups));
  const by = meanOf(now) - meanOf(then);
  const change = { by: Math.round(by), low: Math.floor(by - half), high: Math.ceil(by + half) };
  return { ...told, says: change.low > 0 ? 'up' : change.high < 0 ? 'down' : 'no-change', change };
}

function isShown(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && value >= LEAST_SHOWN;
}

const signed = (value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '−' : ''}${String(Math.abs(value))}`;

/** A comparison in words, such as `more: +12 a week (+3 to +21)`. */
export function sayCompared({ says, change }: WeeksCompared): string {
  if (change === undefined) return 'too few to say';
  const range = `${signed(change.by)} a week (${signed(change.low)} to ${signed(change.high)})`;
  return says === 'up' ? `more: ${range}` : says === 'down' ? `fewer: ${range}` : `no sure change: ${range}`;
}
