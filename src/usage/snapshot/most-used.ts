import { ALL_TEAMS } from '../questions/all-teams.ts';
import { weeksOf } from '../questions/periods.ts';
import { rowsOf } from '../questions/rows-of.ts';
import { usePerAsset } from '../questions/use-per-asset.ts';
import type { Snapshot } from './snapshot.ts';

export interface UsedAsset {
  /** Id of the asset. */
  asset: string;
  reps: number;
}

/**
 * What each team used most in the window of `use-per-asset`, most reps first, `all` for everybody; teams that are counted
 * together are one. One is not in it where under ten used anything, or nothing was counted.
 */
export function mostUsedByTeam({ answers, slices = [] }: Snapshot): ReadonlyMap<string, UsedAsset[]> {
  const answer = answers.find(({ id }) => id === usePerAsset.id);
  if (answer === undefined) return new Map();
  const weeks = weeksOf(usePerAsset);
  const ofTeams = slices.filter((slice) => slice.question === usePerAsset.id && slice.weeks === weeks);
  const tables = [{ team: ALL_TEAMS, rows: answer.rows }, ...ofTeams];
  return new Map(
    tables.flatMap(({ team, rows }): [string, UsedAsset[]][] => {
      const used = rowsOf(usePerAsset, { columns: answer.columns, rows }).flatMap(({ asset, reps }) =>
        reps === null ? [] : [{ asset, reps }],
      );
      return used.length === 0 ? [] : [[team, used.sort((a, b) => b.reps - a.reps)]];
    }),
  );
}
