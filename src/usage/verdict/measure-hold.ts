import { TAKEN_UP_WEEKS, type uptakeByQuarterEnd } from '../questions/uptake-by-quarter-end.ts';
import type { RowOf } from '../questions/question.ts';

/** An asset once published: how long the quarter still ran, and whether reps took it up. */
export interface PublishedAsset {
  /** Days from its publication to the last day of the quarter; 0 on that day. */
  daysLeft: number;
  /** Whether ten reps used it within eight weeks. */
  isTakenUp: boolean;
}

/** The assets of the answers, as far as their uptake tells of the quarter. */
export function publishedAssets(rows: readonly RowOf<typeof uptakeByQuarterEnd>[]): PublishedAsset[] {
  return rows.flatMap(({ left, weeks }) =>
    left === null ? [] : [{ daysLeft: left, isTakenUp: weeks !== null && weeks <= TAKEN_UP_WEEKS }],
  );
}

/** How many days before the end of a quarter launches should be held. */
export interface MeasuredHold {
  /** Null when the numbers do not say: too few assets, or no difference that is more than chance. */
  days: number | null;
  /** Assets that were looked at. */
  pieces: number;
}

/** Fewest assets on each side of a border. */
const LEAST_PIECES = 5;
/** Longest hold that is looked for. */
const MAX_DAYS = 30;
/** Chance of naming a border where there is none, over all borders tried. */
const ERROR_RATE = 0.05;

/**
 * Looks for the border N with the clearest difference: assets published in the last N days of a quarter are taken up
 * less often than those before. Each border is judged by Fisher's exact test, one-sided, and the smallest chance counts
 * only below 5% divided by the number of borders tried (Bonferroni).
 */
export function measureHold(assets: readonly PublishedAsset[]): MeasuredHold {
  const borders = [...new Set(assets.map(({ daysLeft }) => daysLeft + 1))]
    .filter((days) => days <= MAX_DAYS)
    .map((days) => ({ days, ...countSides(assets, days) }))
    .filter(({ late, early }) => late.all >= LEAST_PIECES && early.all >= LEAST_PIECES);
  const judged = borders
    .map(({ days, late, early }) => ({ days, chance: chanceOfSoFew(late, early) }))
    .sort((a, b) => a.chance - b.chance || b.days - a.days);
  const best = judged[0];
  const isClear = best !== undefined && best.chance < ERROR_RATE / judged.length;
  return { days: isClear ? best.days : null, pieces: assets.length };
}

interface Side {
  taken: number;
  all: number;
}

function countSides(assets: readonly PublishedAsset[], days: number): { late: Side; early: Side } {
  const late = assets.filter(({ daysLeft }) => daysLeft < days);
  const taken = (some: readonly PublishedAsset[]) => some.filter(({ isTakenUp }) => isTakenUp).length;
  const lateTaken = taken(late);
  return {
    late: { taken: lateTaken, all: late.length },
    early: { taken: taken(assets) - lateTaken, all: assets.length - late.length },
  };
}

/**
 * Chance, from 0 to 1, of so few late assets taken up, or fewer, if the day did not matter: the lower tail of the
 * hypergeometric.
 */
function chanceOfSoFew(late: Side, early: Side): number {
  const all = late.all + early.all;
  const taken = late.taken + early.taken;
  let chance = 0;
  for (let few = Math.max(0, taken - early.all); few <= late.taken; few++)
    chance += Math.exp(
      logChoose(taken, few) + logChoose(all - taken, late.all - few) - logChoose(all, late.all),
    );
  return chance;
}

function logChoose(of: number, some: number): number {
  let sum = 0;
  for (let at = 1; at <= some; at++) sum += Math.log((of - some + at) / at);
  return sum;
}
