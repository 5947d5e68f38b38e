import { rowsOf } from '../questions/rows-of.ts';
import { usePerAsset } from '../questions/use-per-asset.ts';
import type { Snapshot } from './snapshot.ts';

/** How many people used each asset in the window of `use-per-asset`. Assets under ten are not in it. */
export function peopleByAsset({ answers }: Snapshot): ReadonlyMap<string, number> {
  const answer = answers.find(({ id }) => id === usePerAsset.id);
  const rows = answer === undefined ? [] : rowsOf(usePerAsset, answer);
  return new Map(rows.flatMap(({ asset, reps }) => (reps === null ? [] : [[asset, reps]])));
}
