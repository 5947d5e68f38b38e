import type { Day } from '../../library/dates.ts';
import type { ContentHistory, Version } from '../../publishing/history/history.ts';
import type { PastFile, PastText } from '../../publishing/history/past.ts';
import { createGit, readObjects } from './command.ts';

/** How far back past texts are read. */
export interface PastLimits {
  /** Versions from before this day are left out, but for the last of them: it is where the first step begins. */
  since: Day;
  /** How many texts of one file, at most. */
  ofOne: number;
  /** How many texts of all files, at most. */
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
  return readTexts(folder, wanted, env);
}

/** The texts of all versions of some files, by their paths of today, newest first. */
export function readWholePast(
  folder: string,
  { byPath }: ContentHistory,
  paths: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Map<string, PastText[]>> {
  const wanted = paths.flatMap((path) => (byPath.get(path) ?? []).map((version) => ({ path, version })));
  return readTexts(folder, wanted, env);
}

/** The versions of some files with the names of their bytes, by path of today, newest first. No bytes are read. */
export async function readPastFiles(
  folder: string,
  { byPath }: ContentHistory,
  paths: readonly string[],
  env: Record<string, string | undefined>,
): Promise<Map<string, PastFile[]>> {
  const wanted = paths.flatMap((path) => (byPath.get(path) ?? []).map((version) => ({ path, version })));
  const past = new Map<string, PastFile[]>();
  if (wanted.length === 0) return past;
  const asked = wanted.map(({ version }) => `${version.commit}:./${version.path}`);
  // A name that holds a line break would shift all behind it.
  if (asked.some((name) => name.includes('\n'))) return past;
  const git = createGit(folder, env);
  const answer = await git(
    ['cat-file', '--batch-check=%(objectname)'],
    asked.map((name) => `${name}\n`).join(''),
  );
  const lines = answer?.toString().split('\n') ?? [];
  for (const [at, { path, version }] of wanted.entries()) {
    const name = lines[at] ?? '';
    if (!/^[0-9a-f]{40,64}$/.test(name)) continue;
    const versions = past.get(path) ?? [];
    versions.push({ version, name });
    past.set(path, versions);
  }
  return past;
}

async function readTexts(
  folder: string,
  wanted: readonly { path: string; version: Version }[],
  env: Record<string, string | undefined>,
): Promise<Map<string, PastText[]>> {
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
