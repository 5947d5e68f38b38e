import { createGit } from './command.ts';

/**
 * Paths below a folder that git could not bring back: changed, new or ignored files. Undefined when the folder lies in no
 * git checkout, or there is no git.
 */
export async function readUncommitted(folder: string): Promise<string[] | undefined> {
  const wanted = [
    'status',
    '--porcelain',
    '-z',
    '--ignored',
    '--untracked-files=all',
    '--no-renames',
    '--',
    '.',
  ];
  const status = await createGit(folder, process.env)(wanted);
  return status
    ?.toString()
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => line.slice(3));
}
