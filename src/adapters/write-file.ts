import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** How the names of files end that are not whole yet. A process that is killed leaves them. */
export const UNFINISHED = '.tmp';

/**
 * Writes a file whole or not at all, in a folder that is made where it lacks: a reader meets the one before or this one,
 * never half of one, and it is on the disk when the promise resolves. It is written beside its place, since no file
 * can be moved onto another volume. Rejects with the error of the disk; what was there before is then still there.
 */
export async function writeWholeFile(path: string, content: Uint8Array | string): Promise<void> {
  await writeBeside(path, content, (beside) => rename(beside, path));
}

/** The same for a file that only this user may read, unless there is one: of two commands at one moment the first stays. */
export async function writeSecretOnce(path: string, content: string): Promise<void> {
  const keepFirst = async (beside: string) => {
    await link(beside, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(beside);
  };
  await writeBeside(path, content, keepFirst, 0o600);
}

async function writeBeside(
  path: string,
  content: Uint8Array | string,
  put: (beside: string) => Promise<void>,
  mode?: number,
): Promise<void> {
  const folder = dirname(path);
  const beside = join(folder, `.${randomBytes(6).toString('hex')}${UNFINISHED}`);
  try {
    await makeFolder(folder);
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await put(beside);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
}

/** How the disk names what went wrong, such as `ENOSPC`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
}

/** Takes away what a killed process has left of its writing in a folder. Nothing else may be writing there. */
export async function removeUnfinished(folder: string): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const name of names)
    if (/^\.[0-9a-f]{12}\.tmp$/.test(name)) await rm(join(folder, name), { force: true });
}

/** Brings a folder to the disk: a new or renamed file survives a power cut only then. Windows has no such call. */
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
