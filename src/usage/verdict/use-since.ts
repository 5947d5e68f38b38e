import { addDays, type Day } from '../../library/dates.ts';
import { blockNear, countedFrom, type Period } from '../questions/periods.ts';
import type { RateRatio } from '../questions/rate-ratio.ts';
import { rowsOf } from '../questions/rows-of.ts';
import { useOverTime } from '../questions/use-over-time.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { compareUse, type Change } from './verdict.ts';

const WEEKS = 4;

/** How the use of an asset moved around a day, by the rounded numbers that everybody may read. */
export type UseSince =
  /** The first whole four weeks after the day are not counted before `countedOn`. */
  | { state: 'open'; countedOn: Day }
  /** The four weeks before the day were not counted, or the asset was not there yet. */
  | { state: 'unknown' }
  | {
      state: 'over';
      /** First day of the four weeks before, and of the last four that were counted. */
      before: Day;
      after: Day;
      says: Change;
      /** Reps in four weeks; null is under ten. */
      reps: { before: number | null; after: number | null };
      ratio?: RateRatio;
    };

/** The use of assets by block of four weeks. */
export interface UseByBlock {
  /** First day of the first block that was counted, and of the last one. */
  first: Day;
  last: Day;
  /** Rounded; null is under ten. */
  reps(asset: string, from: Day): number | null;
  assets: readonly string[];
}

/** Reads what a snapshot says of use over time once; undefined where it says nothing. */
export function readUseByBlock(snapshot: Snapshot | undefined): UseByBlock | undefined {
  const answer = snapshot?.answers.find(({ id }) => id === useOverTime.id);
  if (answer?.counted === undefined) return undefined;
  const rows = rowsOf(useOverTime, answer);
  const reps = new Map(rows.map((row) => [`${row.asset} ${row.from}`, row.reps]));
  return {
    first: answer.counted.from,
    last: lastBlock(answer.counted.until).from,
    reps: (asset, from) => reps.get(`${asset} ${from}`) ?? null,
    assets: [...new Set(rows.map(({ asset }) => asset))].sort(),
  };
}

/** The last whole block that ends by a day. */
function lastBlock(until: Day): Period {
  const block = blockNear(until, WEEKS, 0);
  return addDays(block.to, -1) === until ? block : blockNear(until, WEEKS, -1);
}

/**
 * The four weeks before the block in which `day` lies, beside the last four that were counted after it. They moved
 * together or did not; what moved them is more than these numbers know.
 */
export function useSince(
  use: UseByBlock,
  { id, publishedOn }: { id: string; publishedOn: Day | undefined },
  day: Day,
): UseSince {
  const before = blockNear(day, WEEKS, -1);
  const next = blockNear(day, WEEKS, 1);
  if (use.last < next.from) return { state: 'open', countedOn: countedFrom(next) };
  if (before.from < use.first || (publishedOn !== undefined && publishedOn > before.from))
    return { state: 'unknown' };
  return compareBlocks(use, id, before.from, use.last);
}

/** Assets that fewer use in the last four weeks than in those that began so many blocks before, the deepest fall first. */
export function findFalls(
  use: UseByBlock,
  blocksBefore: number,
): (UseSince & { state: 'over'; id: string })[] {
  const before = blockNear(use.last, WEEKS, -blocksBefore).from;
  if (before < use.first) return [];
  const lost = ({ reps }: UseSince & { state: 'over' }) => (reps.before ?? 0) - (reps.after ?? 0);
  return use.assets
    .map((id) => ({ ...compareBlocks(use, id, before, use.last), id }))
    .filter(({ says }) => says === 'down')
    .sort((a, b) => lost(b) - lost(a) || (a.id < b.id ? -1 : 1));
}

/** The use of an asset in the last four weeks that were counted, beside the four before; undefined where nothing was. */
export function useOfLastBlocks(snapshot: Snapshot, id: string): (UseSince & { state: 'over' }) | undefined {
  const use = readUseByBlock(snapshot);
  return use && compareBlocks(use, id, blockNear(use.last, WEEKS, -1).from, use.last);
}

function compareBlocks(use: UseByBlock, id: string, before: Day, after: Day): UseSince & { state: 'over' } {
  const reps = { before: use.reps(id, before), after: use.reps(id, after) };
  return { state: 'over', before, after, reps, ...compareUse(reps.before, reps.after) };
}
