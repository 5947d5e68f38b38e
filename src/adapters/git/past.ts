import type { Day } from '../../library/dates.ts';
import type { ContentHistory, Version } from '../../publishing/history/history.ts';
import type { PastText } from '../../publishing/history/past.ts';
import { createGit, readObjects } from './command.ts';

/** How far back past texts are read. */
export interface PastLimits {
  /** Versions from before this day are left out, but for the last of them: it is where the first step begins. */
  since: Day;
  /** Texts of one file at most. */
  ofOne: number;
  /** Texts of all files at most. */
  ofAll: number;
}

/**
 * Past texts of the files that changed lately, by their paths of today, newest first, in one question to git. Files that
 * have only one version are left out. Nothing is fetched.
 */
export async function readPast(
  folder: string,
  history: ContentHistory,
  { since, ofOne, ofAll }: PastLimits,
  env: Record<string, string | undefined>,
): Promise<Map<string, PastText[]>> {
  const wanted: { path: string; version: Version }[] = [];
  for (const [path, versions] of history.byPath) {
    const count = versions.filter(({ day }) => day >= since).length + 1;
    if (versions.length < 2 || count < 2) continue;
    for (const version of versions.slice(0, Math.min(count, ofOne))) wanted.push({ path, version });
  }
  wanted.splice(ofAll);
  const past = new Map<string, PastText[]>();
  if (wanted.length === 0) return past;
  const names = wanted.map(({ version }) => `${version.commit}:./${version.path}`);
  const objects = await readObjects(createGit(folder, env), names);
  for (const [at, { path, version }] of objects === undefined ? [] : wanted.entries()) {
    const texts = past.get(path) ?? [];
    texts.push({ version, bytes: objects?.[at] });
    past.set(path, texts);
  }
  return past;
}
