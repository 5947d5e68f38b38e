import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How the names of files end that are not whole yet. A process that is killed leaves them. */
export const UNFINISHED = '.tmp';

/**
 * Writes a file whole or not at all, in a folder that is made where it lacks: a reader meets the one before or this one,
 * never half of one, and it is on the disk when the promise resolves. It is written beside its place, since no file
 * can be moved onto another volume. Rejects with the error of the disk; what was there before is then still there.
 */
export async function writeWholeFile(path: string, content: Uint8Array | string): Promise<void> {
  const folder = dirname(path);
  const beside = join(folder, `.${randomBytes(6).toString('hex')}${UNFINISHED}`);
  try {
    await makeFolder(folder);
    const file = await open(beside, 'wx');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** A new or renamed file survives a power cut only once its folder is on disk too; Windows has no such call. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder and those above it. Node's own `recursive` never comes back from places that refuse new folders with
 * ENOENT, such as /proc.
 */
async function makeFolder(path: string): Promise<void> {
  const make = () =>
    mkdir(path).catch(async (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw error;
    });
  await make().catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await make();
  });
}
