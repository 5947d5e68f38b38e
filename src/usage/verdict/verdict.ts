import { addDays, daysBetween, type Day } from '../../library/dates.ts';
import type { Cell } from '../snapshot/answer.ts';
import type { Merge } from './merge.ts';
import { isSmallGroup } from '../privacy/minimum-group.ts';
import { designEffect, rateRatio, type PersonSums, type RateRatio } from '../questions/rate-ratio.ts';
import { readSelected, type SelectedRow } from '../questions/selected.ts';
import { HORIZONS, revisionsAfterSelects, useAroundChangeSelects } from '../questions/use-around-change.ts';
import type { ChangedAsset } from './verdict-change.ts';
import { judgedFrom, windowOf, type VerdictWindow } from './verdict-window.ts';

export type Change = 'up' | 'down' | 'no-change' | 'too-few';

/** Why nothing can be said. */
export type Silence = 'few-people' | 'few-more' | 'unused' | 'new' | 'too-new' | 'not-seen' | 'not-counted';

/** One side of a comparison. Days of use: a day on which a rep used the asset counts once. */
interface Side {
  uses: number;
  /** Undefined where nobody knows how many reps there are. */
  per100RepDays: number | undefined;
}

/** What became of one asset. No number in it is about fewer than five people. */
export interface AssetVerdict {
  asset: ChangedAsset;
  says: Change;
  /** Only with `too-few`. */
  why?: Silence;
  before?: Side;
  after?: Side;
  ratio?: RateRatio;
}

/** The verdict after so many days; while they are not over, when to ask again. */
export type HorizonVerdict =
  | { days: number; state: 'open'; passed: number; askAgainOn: Day }
  | {
      days: number;
      state: 'over';
      /** First and last day of each side. */
      before: [Day, Day];
      after: [Day, Day];
      assets: AssetVerdict[];
      /** Use of all other assets together, after ÷ before: what happened to everything. */
      others?: number;
    };

/** What a merged change did to the use of the assets whose words it changed. */
export interface ChangeVerdict {
  pullRequest: number;
  merge: Merge;
  eligibleReps: number;
  changed: ChangedAsset[];
  horizons: HorizonVerdict[];
}

/** What a source answered. Rows are those of the questions in `questions/use-around-change.ts`. */
export interface VerdictRows {
  /** By days of the horizon, for those that are over. */
  around: ReadonlyMap<number, readonly (readonly Cell[])[]>;
  revisions: readonly (readonly Cell[])[];
  countedSince: Day | undefined;
}

interface Counted extends PersonSums {
  repsBefore: number;
  repsAfter: number;
  /** Reps on the days that the shorter horizon does not hold: the difference of the two is about them. */
  repsEarly: number;
  repsLate: number;
}

function countedIn(row: SelectedRow<typeof useAroundChangeSelects>): Counted {
  return {
    people: row.reps,
    repsBefore: row.reps_before,
    repsAfter: row.reps_after,
    before: row.uses_before,
    after: row.uses_after,
    beforeSquared: row.before_squared,
    afterSquared: row.after_squared,
    beforeTimesAfter: row.before_times_after,
    repsEarly: row.reps_early,
    repsLate: row.reps_late,
  };
}

function sideOf(uses: number, workdays: number, eligible: number): Side {
  const repDays = workdays * eligible;
  return { uses, per100RepDays: repDays === 0 ? undefined : (100 * uses) / repDays };
}

function changeOf({ low, high }: RateRatio): Change {
  if (low > 1) return 'up';
  return high < 1 ? 'down' : 'no-change';
}

function judgeAsset(
  asset: ChangedAsset,
  counted: Counted | undefined,
  facts: { window: VerdictWindow; eligible: number; wasSeen: boolean },
): AssetVerdict {
  const { window, eligible, wasSeen } = facts;
  const silent = (why: Silence, sides: Pick<AssetVerdict, 'before' | 'after'> = {}): AssetVerdict => ({
    asset,
    says: 'too-few',
    why,
    ...sides,
  });
  const isAfterSmall = counted !== undefined && isSmallGroup(counted.repsAfter);
  const isMoreSmall =
    counted !== undefined && (isSmallGroup(counted.repsEarly) || isSmallGroup(counted.repsLate));
  const after = sideOf(counted?.after ?? 0, window.after, eligible);
  if (asset.did === 'added') return silent('new', isAfterSmall || isMoreSmall ? {} : { after });
  if (counted === undefined) return silent('unused');
  if (isAfterSmall || isSmallGroup(counted.repsBefore)) return silent('few-people');
  if (isMoreSmall) return silent('few-more');
  if (!window.isCounted) return silent('not-counted');
  if (asset.publishedOn !== undefined && asset.publishedOn > window.from) return silent('too-new');
  if (!wasSeen && counted.repsAfter > 0) return silent('not-seen');
  const ratio = rateRatio(counted.before, counted.after, {
    exposure: window.after / window.before,
    designEffect: designEffect(counted),
  });
  if (ratio === undefined) return silent('unused');
  const before = sideOf(counted.before, window.before, eligible);
  return { asset, says: changeOf(ratio), before, after, ratio };
}

/** How all assets that the change left alone did, where enough people are behind one of them on both sides. */
function ratioOfOthers(
  counts: ReadonlyMap<string, Counted>,
  changed: ReadonlySet<string>,
  window: VerdictWindow,
): number | undefined {
  const others = [...counts].flatMap(([id, counted]) => (changed.has(id) ? [] : [counted]));
  const isEnough = others.some(
    ({ repsBefore, repsAfter }) =>
      !isSmallGroup(Math.min(repsBefore, repsAfter)) && repsBefore * repsAfter > 0,
  );
  if (!isEnough || !window.isCounted) return undefined;
  const sum = (side: 'before' | 'after') => others.reduce((total, each) => total + each[side], 0);
  return rateRatio(sum('before'), sum('after'), { exposure: window.after / window.before })?.ratio;
}

/** The verdict on a merged change as it can be told on a day. */
export function buildVerdict(
  change: Pick<ChangeVerdict, 'pullRequest' | 'merge' | 'eligibleReps' | 'changed'>,
  rows: VerdictRows,
  today: Day,
): ChangeVerdict {
  const { changed, eligibleReps: eligible } = change;
  const mergeDay = change.merge.mergedAt.slice(0, 10);
  const revisions = readSelected(revisionsAfterSelects, rows.revisions);
  const seen = new Set(revisions.map(({ asset, revision }) => `${asset} ${revision}`));
  const ids = new Set(changed.map(({ id }) => id));
  const horizons = HORIZONS.map((days): HorizonVerdict => {
    const asked = rows.around.get(days);
    const askAgainOn = judgedFrom(mergeDay, days);
    if (asked === undefined || askAgainOn > today)
      return {
        days,
        state: 'open',
        passed: Math.max(0, Math.min(days, daysBetween(mergeDay, today) - 1)),
        askAgainOn,
      };
    const counted = readSelected(useAroundChangeSelects, asked);
    const counts = new Map(counted.map((row): [string, Counted] => [row.asset, countedIn(row)]));
    const window = windowOf(days, mergeDay, rows.countedSince);
    const others = ratioOfOthers(counts, ids, window);
    const assets = changed
      .filter(({ did }) => did !== 'removed')
      .map((asset) =>
        judgeAsset(asset, counts.get(asset.id), {
          window,
          eligible,
          wasSeen: seen.has(`${asset.id} ${asset.revision}`),
        }),
      );
    return {
      days,
      state: 'over',
      before: [window.from, addDays(mergeDay, -1)],
      after: [addDays(mergeDay, 1), window.lastDay],
      assets,
      ...(others === undefined ? {} : { others }),
    };
  });
  return { ...change, horizons };
}
