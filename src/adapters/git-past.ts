import type { Day } from '../library/dates.ts';
import type { ContentHistory, Version } from '../publishing/history.ts';
import type { PastText } from '../publishing/past.ts';
import { createGit } from './git-base.ts';

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
  const names = wanted.map(({ version }) => `${version.commit}:./${version.path}\n`).join('');
  const answer = await createGit(folder, env)(['cat-file', '--batch'], names);
  let at = 0;
  for (const { path, version } of answer === undefined ? [] : wanted) {
    const [size, next] = headAt(answer ?? Buffer.alloc(0), at);
    const bytes = size === undefined ? undefined : answer?.subarray(next, next + size);
    at = size === undefined ? next : next + size + 1;
    const texts = past.get(path) ?? [];
    texts.push({ version, bytes });
    past.set(path, texts);
  }
  return past;
}

/** Size of the object whose head begins there, undefined for one that is missing, and where the line after it begins. */
function headAt(answer: Buffer, at: number): [number | undefined, number] {
  const end = answer.indexOf('\n', at);
  const size = / blob (\d+)$/.exec(answer.toString('utf8', at, end))?.[1];
  return [size === undefined ? undefined : Number(size), end + 1];
}
