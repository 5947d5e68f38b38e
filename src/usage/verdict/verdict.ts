import { LEAST_SHOWN } from '../snapshot/answer.ts';
import { addDays, type Day } from '../../library/dates.ts';
import { rateRatio, type RateRatio } from '../questions/rate-ratio.ts';
import { rowsOf } from '../questions/rows-of.ts';
import { useOverTime } from '../questions/use-over-time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Merge } from './merge.ts';
import type { ChangedAsset } from './verdict-change.ts';
import { HORIZONS, judgedFrom, weeksAround } from './verdict-window.ts';

export type Change = 'up' | 'down' | 'no-change' | 'too-few';

/** Why nothing can be said. */
export type Silence = 'few-people' | 'new' | 'too-new' | 'not-counted';

/** What became of one asset, by the rounded numbers that everybody may read. */
export interface AssetVerdict {
  asset: ChangedAsset;
  says: Change;
  /** Only with `too-few`. */
  why?: Silence;
  /** Reps in four weeks; null is under ten. Left out where nothing was counted. */
  before?: number | null;
  after?: number | null;
  /** Left out where one of them is under ten. */
  ratio?: RateRatio;
}

/** The verdict of a horizon; while its weeks are not over or not counted, when to ask again. */
export type HorizonVerdict =
  | { horizon: number; state: 'open'; askAgainOn: Day }
  | {
      horizon: number;
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
  changed: ChangedAsset[];
  horizons: HorizonVerdict[];
}

/** The most that "under ten" can be. */
const UNSEEN = LEAST_SHOWN - 1;

/**
 * How the use of one asset differs between two equal times, by rounded numbers of reps; null is under ten. Up or down is
 * said only where the interval of the ratio holds on to it.
 */
export function compareUse(before: number | null, after: number | null): { says: Change; ratio?: RateRatio } {
  if (before === null && after === null) return { says: 'too-few' };
  // Where one side is under ten, the most that it can be must do for it.
  const ratio = rateRatio(before ?? UNSEEN, after ?? UNSEEN);
  if (ratio === undefined) return { says: 'too-few' };
  const isUp = ratio.low > 1 && after !== null;
  const isDown = ratio.high < 1 && before !== null;
  return {
    says: isUp ? 'up' : isDown ? 'down' : 'no-change',
    ...(before === null || after === null ? {} : { ratio }),
  };
}

function judgeAsset(
  asset: ChangedAsset,
  reps: { before: number | undefined; after: number | undefined },
  beforeFrom: Day,
  isCounted: boolean,
): AssetVerdict {
  const [before, after] = [reps.before ?? null, reps.after ?? null];
  const silent = (why: Silence, sides: Partial<AssetVerdict> = {}): AssetVerdict => ({
    asset,
    says: 'too-few',
    why,
    ...sides,
  });
  if (asset.did === 'added') return silent('new', { after });
  if (!isCounted) return silent('not-counted', { after });
  if (asset.publishedOn !== undefined && asset.publishedOn > beforeFrom) return silent('too-new', { after });
  const compared = compareUse(before, after);
  if (compared.says === 'too-few') return silent('few-people', { before, after });
  return { asset, before, after, ...compared };
}

/** The verdict on a merged change by a snapshot; undefined where the snapshot says nothing of use. */
export function buildVerdict(
  change: Pick<ChangeVerdict, 'pullRequest' | 'merge' | 'changed'>,
  snapshot: Snapshot,
): ChangeVerdict | undefined {
  const answer = snapshot.answers.find(({ id }) => id === useOverTime.id);
  if (answer?.counted === undefined) return undefined;
  const { from, until } = answer.counted;
  const rows = rowsOf(useOverTime, answer);
  const reps = new Map(rows.map((row) => [`${row.asset} ${row.from}`, row.reps ?? 0]));
  const numberOf = (id: string, side: { from: Day }) => reps.get(`${id} ${side.from}`);
  const ids = new Set(change.changed.map(({ id }) => id));
  const others = [...new Set(rows.map(({ asset }) => asset))].filter((id) => !ids.has(id));
  const mergeDay = change.merge.mergedOn;
  const horizons = HORIZONS.map((horizon): HorizonVerdict => {
    const { before, after } = weeksAround(mergeDay, horizon);
    if (until < addDays(after.to, -1))
      return { horizon, state: 'open', askAgainOn: judgedFrom(mergeDay, horizon) };
    const isCounted = before.from >= from;
    const known = others.flatMap((id) => {
      const [one, other] = [numberOf(id, before), numberOf(id, after)];
      return one === undefined || other === undefined ? [] : [[one, other] as const];
    });
    const sum = (side: 0 | 1) => known.reduce((all, each) => all + each[side], 0);
    return {
      horizon,
      state: 'over',
      before: [before.from, addDays(before.to, -1)],
      after: [after.from, addDays(after.to, -1)],
      assets: change.changed
        .filter(({ did }) => did !== 'removed')
        .map((asset) =>
          judgeAsset(
            asset,
            { before: numberOf(asset.id, before), after: numberOf(asset.id, after) },
            before.from,
            isCounted,
          ),
        ),
      ...(known.length === 0 ? {} : { others: sum(1) / sum(0) }),
    };
  });
  return { ...change, horizons };
}
