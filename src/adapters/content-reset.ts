import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../library/user-error.ts';
import { listFiles } from './content-folder.ts';
import { readUncommitted } from './git/status.ts';
import { writeWholeFile } from './write-file.ts';

/** The one file that stays: it tells how to add an asset. */
const KEPT = 'README.md';

/**
 * Paths of the files that a fresh start would delete; none when the folder is not there yet. Rejects with a UserError
 * when the folder holds files and no `hub.yaml`: it is then somebody's folder, and not a hub's content.
 */
export async function filesToDelete(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new UserError(
      `${folder} cannot be read as a folder.`,
      'Set HUB_CONTENT to the content folder. Nothing was deleted.',
    );
  });
  const there = names.filter((name) => name !== KEPT && !name.startsWith('.'));
  if (there.length === 0) return [];
  if (!there.includes('hub.yaml')) {
    throw new UserError(
      `${folder} holds files but no hub.yaml, so it does not look like the content of a hub.`,
      'Set HUB_CONTENT to the content folder, or to a new one. Nothing was deleted.',
    );
  }
  return (await listFiles(folder)).filter((path) => path !== KEPT);
}

/** Rejects with a UserError unless git could bring back every file of the folder. */
export async function checkNothingIsLost(folder: string): Promise<void> {
  const uncommitted = await readUncommitted(folder);
  if (uncommitted === undefined) {
    throw new UserError(
      `${folder} lies in no git checkout, so what is deleted there could not be brought back.`,
      'Copy it somewhere and add --force, or commit it first. Nothing was deleted.',
    );
  }
  const [first, ...rest] = uncommitted;
  if (first === undefined) return;
  throw new UserError(
    `${first}${rest.length === 0 ? ' is' : ` and ${String(rest.length)} more are`} not committed, so git could not bring back what is deleted.`,
    'Commit first, or add --force when you do not need those changes. Nothing was deleted.',
  );
}

/**
 * Deletes everything in the folder but its README and hidden files, then writes `files` by path. Rejects with a
 * UserError that says what state things are in when the disk refuses.
 */
export async function resetContent(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const entries = await readdir(folder).catch(() => []);
  try {
    for (const name of entries) {
      if (name !== KEPT && !name.startsWith('.')) await rm(join(folder, name), { recursive: true });
    }
    for (const [path, text] of files) await writeWholeFile(join(folder, path), text);
  } catch (error) {
    throw new UserError(
      `${folder} could not be emptied and filled: the disk answered ${(error as NodeJS.ErrnoException).code ?? 'nothing'}.`,
      `Some files may be gone already; \`git restore ${folder}\` brings them back.`,
    );
  }
}
