import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

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
  try {
    const { stdout } = await promisify(execFile)('git', ['-C', folder, ...wanted], {
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout
      .split('\0')
      .filter((line) => line !== '')
      .map((line) => line.slice(3));
  } catch {
    return undefined;
  }
}
