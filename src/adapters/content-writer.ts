import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ImportNote, ImportTarget } from '../library/import/import-plan.ts';
import { decideWrite, lastWritten } from '../library/import/import-state.ts';
import { UserError } from '../library/user-error.ts';
import type { ImportMemory } from './import-memory.ts';
import { isWithin, realPlace } from './real-place.ts';
import { writeWholeFile } from './write-file.ts';

/** What became of an import. */
export interface WrittenImport {
  written: number;
  /** Files that stood there already, the same to the byte. */
  same: number;
  notes: ImportNote[];
}

/**
 * Rejects with a UserError unless `into` can take what is imported from `folder`: a folder or nothing yet, and neither
 * of the two inside the other. Both paths are absolute.
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
  if (isWithin(to, from) || isWithin(from, to)) {
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

/** How an import is written. */
export interface ImportWriter {
  /** The imported folder. */
  folder: string;
  /** The content folder. */
  into: string;
  /** What earlier imports have written; it is kept up to date. */
  memory: ImportMemory;
  /** Nothing is written, and the answer is the same. */
  dryRun?: boolean;
  /** Called before each file with how many of all are done. */
  progress?: (done: number, all: number) => void;
}

/**
 * Writes an import into the content folder. A file that people have changed or taken out since the last import is left
 * as it is, and so is one that was there before. Rejects with a UserError when the disk refuses; every file is then
 * there whole or not at all.
 */
export async function writeImport(
  targets: readonly ImportTarget[],
  { folder, into, memory, dryRun = false, progress }: ImportWriter,
): Promise<WrittenImport> {
  const result: WrittenImport = { written: 0, same: 0, notes: [] };
  const leave = (target: ImportTarget, taken: boolean, why: string) =>
    result.notes.push({ path: target.from, taken, why });
  const { state } = memory;
  for (const [at, target] of targets.entries()) {
    progress?.(at, targets.length);
    const path = join(into, target.path);
    const content = await contentOf(target, folder);
    try {
      const there = await readFile(path).then(hashOf, absent);
      const wanted = hashOf(content);
      const last = lastWritten(there, state.files[target.path]?.hash, memory.begun.get(target.path));
      const decision = decideWrite(wanted, there, last);
      switch (decision) {
        case 'write':
          if (!dryRun) {
            memory.begin({ path: target.path, hash: wanted });
            await writeWholeFile(path, content);
          }
          result.written++;
          break;
        case 'same':
        case 'edited':
          result.same++;
          break;
        case 'both-changed':
          leave(
            target,
            true,
            `It has changed, and so has ${target.path} here; that was left as people made it.`,
          );
          break;
        case 'removed':
          leave(target, false, `${target.path} was taken out here since the last import, and stays out.`);
          break;
        case 'occupied':
          leave(target, false, `Another ${target.path} is there already; it was left alone.`);
      }
      if (decision === 'write' || decision === 'same')
        state.files[target.path] = { from: target.from, hash: wanted };
      else if (last !== undefined) state.files[target.path] = { from: target.from, hash: last };
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'EISDIR' || code === 'ENAMETOOLONG') {
        const why = `${target.path} cannot be made: ${code === 'ENAMETOOLONG' ? 'its name is too long' : 'a file or folder stands in its way'}.`;
        leave(target, false, why);
      } else throw refused(into, code, result.written);
    }
  }
  if (!dryRun)
    await memory.save().catch((error: NodeJS.ErrnoException) => {
      throw refused(into, error.code, result.written);
    });
  const wanted = new Set(targets.map((target) => target.path));
  for (const [path, { from }] of Object.entries(state.files)) {
    if (!wanted.has(path) && (await stat(join(into, path)).catch(() => undefined)) !== undefined) {
      const why = `It is no longer in the folder, or has another name now; ${path} stays until somebody takes it out.`;
      result.notes.push({ path: from, taken: true, why });
    }
  }
  return result;
}

async function contentOf(target: ImportTarget, folder: string): Promise<Buffer> {
  if ('text' in target) return Buffer.from(target.text);
  return 'bytes' in target ? Buffer.from(target.bytes) : readFile(join(folder, target.from));
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 32);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

/** Writes a file that belongs to an import into `into`. Rejects with a UserError when the disk refuses. */
export async function writeImportFile(path: string, text: string, into: string): Promise<void> {
  try {
    await writeWholeFile(path, text);
  } catch (error) {
    throw refused(into, (error as NodeJS.ErrnoException).code, 0);
  }
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
