/** Files that are versions of one another ("v3 final FINAL", copies), found by their words, and the newest of them. */
import { countShared, repeatedRuns, runsOf } from '../word-runs.ts';

export interface FileVersion {
  path: string;
  /** The day it was last saved, as the file says; '' where it does not. */
  modified: string;
  words: string;
}

/** Files of this share of the words of the longer one are versions; decks of one template share less. */
const SAME_FROM = 0.6;

/** Groups of two or more. */
export function groupVersions(files: readonly FileVersion[]): { newest: string; older: string[] }[] {
  const all = files.map((file) => ({ ...file, runs: runsOf(file.words) }));
  const byRun = new Map<number, number[]>([...repeatedRuns(all)].map((run) => [run, []]));
  const leader = all.map((_, at) => at);
  const find = (at: number): number => {
    let top = at;
    while (leader[top] !== undefined && leader[top] !== top) top = leader[top] ?? top;
    return top;
  };
  for (const [at, { runs }] of all.entries()) {
    for (const [earlier, count] of countShared(runs, byRun)) {
      const longest = Math.max(runs.length, all[earlier]?.runs.length ?? 0);
      if (count / longest >= SAME_FROM) leader[find(at)] = find(earlier);
    }
    for (const run of runs) byRun.get(run)?.push(at);
  }
  const groups = Map.groupBy(all.entries(), ([at]) => find(at));
  return [...groups.values()].flatMap((group) => {
    const [newest, ...older] = group.map(([, file]) => file).sort(byAge);
    return newest === undefined || older.length === 0
      ? []
      : [{ newest: newest.path, older: older.map(({ path }) => path) }];
  });
}

/** The newest first: by the day, then by the number and the words of the name. */
function byAge(a: FileVersion, b: FileVersion): number {
  if (a.modified !== b.modified) return a.modified > b.modified ? -1 : 1;
  return versionOf(b.path) - versionOf(a.path) || (a.path < b.path ? -1 : 1);
}

/** `v3` counts most, then each `final`; a copy is older than what it was made of. */
function versionOf(path: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const number = Number(/(?:^|[^a-z])v(?:ersion)?[ ._-]?(\d+)/.exec(name)?.[1] ?? 0);
  const finals = name.match(/final/g)?.length ?? 0;
  const isCopy = /\bcopy\b|\bkopie\b|\(\d+\)/.test(name);
  return number * 10 + Math.min(finals, 8) - (isCopy ? 1 : 0);
}
