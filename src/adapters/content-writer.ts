import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import type { ImportNote, ImportTarget } from '../library/import/import-plan.ts';
import { UserError } from '../library/user-error.ts';
import { writeWholeFile } from './write-file.ts';

/** What became of an import. */
export interface WrittenImport {
  written: number;
  /** Files that stood there already, the same to the byte. */
  same: number;
  notes: ImportNote[];
}

/**
 * Throws a UserError unless `into` can take what is imported from `folder`: a folder or nothing yet, and neither of the
 * two inside the other. Both paths are absolute.
 */
export async function checkImportFolders(folder: string, into: string): Promise<void> {
  const ground = await nearestThere(into);
  if (!ground.isFolder) {
    throw new UserError(
      `${ground.path} is a file, and the hub's content needs a folder.`,
      'Name another place after --into. Nothing was written.',
    );
  }
  const [from, to] = [await realPlace(folder), await realPlace(into)];
  if (isInside(to, from) || isInside(from, to)) {
    throw new UserError(
      `${into} and ${folder} lie inside each other, so the import would read what it writes.`,
      'Name a folder beside it after --into. Nothing was written.',
    );
  }
}

/** The path itself when something is there, else the nearest folder or file above it. */
async function nearestThere(path: string): Promise<{ path: string; isFolder: boolean }> {
  const there = await stat(path).catch(() => undefined);
  if (there !== undefined) return { path, isFolder: there.isDirectory() };
  return nearestThere(dirname(path));
}

/** The place an absolute path leads to once links are followed, whether or not its last parts exist yet. */
async function realPlace(path: string): Promise<string> {
  const real = await realpath(path).catch(() => undefined);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(await realPlace(dirname(path)), basename(path));
}

function isInside(inner: string, outer: string): boolean {
  const path = relative(outer, inner);
  return path === '' || !(path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path));
}

/**
 * Writes an import into the content folder. A file that is there already is never touched: when it is the same it counts
 * as such, else it is reported. Throws a UserError when the disk refuses; every file is then there whole or not at all.
 */
export async function writeImport(
  targets: readonly ImportTarget[],
  folder: string,
  into: string,
): Promise<WrittenImport> {
  const result: WrittenImport = { written: 0, same: 0, notes: [] };
  for (const target of targets) {
    const path = join(into, target.path);
    const content =
      'text' in target
        ? Buffer.from(target.text)
        : 'bytes' in target
          ? Buffer.from(target.bytes)
          : await readFile(join(folder, target.from));
    try {
      const there = await readFile(path).catch(absent);
      if (there === undefined) {
        await writeWholeFile(path, content);
        result.written++;
      } else if (there.equals(content)) result.same++;
      else {
        const why = `Another ${target.path} is there already; it was left alone.`;
        result.notes.push({ path: target.from, taken: false, why });
      }
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR' || code === 'ENAMETOOLONG') {
        const why = `${target.path} cannot be made: ${code === 'ENAMETOOLONG' ? 'its name is too long' : 'a file or folder stands in its way'}.`;
        result.notes.push({ path: target.from, taken: false, why });
      } else throw refused(into, code, result.written);
    }
  }
  return result;
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

/** The sentence for a disk that refuses. */
function refused(into: string, code: string | undefined, written: number): UserError {
  const why =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'the disk is full'
      : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
        ? 'writing there is not allowed'
        : `the disk answered ${code ?? 'nothing'}`;
  return new UserError(
    `${into} cannot be written: ${why}.`,
    written === 0
      ? 'Mend that or name another folder, and run the command again. Nothing was written.'
      : `Mend that and run the same command again: ${String(written)} files were written whole, none by half.`,
  );
}
