import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isRecord } from '../../library/is-record.ts';
import { writeWholeFile } from '../write-file.ts';

/** The tables, below the folder of a store. */
export const TABLES_FILE = 'store.duckdb';

/**
 * What tells tables that this folder has always had from a copy that somebody took while they were being written. Such a
 * copy holds pieces of several moments, and DuckDB may open it all the same; the journal beside it is whole up to its
 * last line. Open tables are known by the file itself, closed ones by their size and time, which a careful copy keeps.
 * A checksum over all of them would say the same and cost a minute at each start.
 */
const MARK_FILE = 'tables.json';
/** A write sets both times of a file, a copy the one and then the other. */
const SAME_MOMENT_MS = 2000;

/** Notes that a hub, the process `pid`, writes the tables from now on. */
export async function markTablesOpen(folder: string, pid: number): Promise<void> {
  const { ino, birthtimeMs } = await stat(join(folder, TABLES_FILE));
  await writeWholeFile(join(folder, MARK_FILE), `${JSON.stringify({ pid, ino, birthtimeMs })}\n`);
}

/** The process of the hub that said last that it writes the tables; undefined when they were closed since. */
export async function readOwner(folder: string): Promise<number | undefined> {
  const mark = await readMark(folder);
  return isRecord(mark) && typeof mark['pid'] === 'number' ? mark['pid'] : undefined;
}

/** What was noted of the tables; undefined when nothing was, null when it cannot be read. */
async function readMark(folder: string): Promise<unknown> {
  const text = await readFile(join(folder, MARK_FILE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/** Notes that the tables are whole and nobody writes them. */
export async function markTablesClosed(folder: string): Promise<void> {
  const { size, mtimeMs } = await stat(join(folder, TABLES_FILE));
  const mark = { size, seconds: Math.floor(mtimeMs / 1000) };
  await writeWholeFile(join(folder, MARK_FILE), `${JSON.stringify(mark)}\n`);
}

/** Whether the tables in a folder are as this hub left them. Those of an earlier version, which left no mark, are. */
export async function areOwnTables(folder: string): Promise<boolean> {
  const mark = await readMark(folder);
  const file = await stat(join(folder, TABLES_FILE)).catch(() => undefined);
  if (mark === undefined || file === undefined) return true;
  if (!isRecord(mark)) return false;
  if (mark['size'] !== undefined)
    return mark['size'] === file.size && mark['seconds'] === Math.floor(file.mtimeMs / 1000);
  return (
    mark['ino'] === file.ino &&
    mark['birthtimeMs'] === file.birthtimeMs &&
    Math.abs(file.ctimeMs - file.mtimeMs) < SAME_MOMENT_MS
  );
}

/** Forgets the mark of tables that are taken away. */
export async function unmarkTables(folder: string): Promise<void> {
  await rm(join(folder, MARK_FILE), { force: true });
}
