import type { TouchedFile } from '../../publishing/change/build-report.ts';
import { isLeftBehind } from '../../library/content-tree.ts';
import { findStart, type BaseOptions } from './base.ts';
import { createGit } from './command.ts';

/** What differs from the base, and where the content folder lies. */
export interface Touched {
  /** Undefined where there is nothing to compare with. */
  files: TouchedFile[] | undefined;
  /** Path of the content folder in its repository, '' for its top; undefined outside of git. */
  folder: string | undefined;
}

/**
 * Files of the content folder that differ from where the branch at hand left its base, also those not committed yet. A
 * file that was renamed is one taken out and one added. Nothing is fetched.
 */
export async function readTouched(folder: string, options: BaseOptions): Promise<Touched> {
  const git = createGit(folder, options.env);
  const prefix = (await git(['rev-parse', '--show-prefix']))?.toString().replace(/\/?\n$/, '');
  const start = await findStart(git, folder, options);
  const listed =
    start &&
    (await git([
      'diff',
      '--name-status',
      '--no-renames',
      '--no-ext-diff',
      '--relative',
      '-z',
      start.commit,
      '--',
      '.',
    ]));
  if (listed === undefined) return { files: undefined, folder: prefix };
  const untracked = await git(['ls-files', '--others', '--exclude-standard', '-z', '--', '.']);
  const words = listed.toString().split('\0');
  const files: TouchedFile[] = [];
  for (let at = 0; at + 1 < words.length; at += 2)
    files.push({ path: words[at + 1] ?? '', did: DID[words[at] ?? ''] ?? 'changed' });
  for (const path of (untracked?.toString() ?? '').split('\0'))
    if (path !== '') files.push({ path, did: 'added' });
  const counts = files.filter(({ path }) => !isLeftBehind(path));
  return { files: counts.sort((a, b) => (a.path < b.path ? -1 : 1)), folder: prefix };
}

/** Letters of `git diff --name-status`. */
const DID: Record<string, TouchedFile['did']> = { A: 'added', D: 'removed' };
