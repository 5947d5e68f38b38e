import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { UserError } from '../../library/user-error.ts';
import type { StoreCounts } from '../../usage/event-store.ts';
import { isInUse, openEventStore, openingError, shownFolder, TABLES_FILE } from './event-store.ts';

/** Where the tables wait until the new ones are there. */
const OLD_FILE = 'store.before.duckdb';

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

async function moveTables(folder: string, from: string, to: string): Promise<void> {
  for (const end of ['', '.wal']) {
    await rm(join(folder, `${to}${end}`), { force: true });
    if (await exists(join(folder, `${from}${end}`)))
      await rename(join(folder, `${from}${end}`), join(folder, `${to}${end}`));
  }
}

/** Rejects when a process has the tables open. Tables that are broken are nobody's. */
async function checkFree(folder: string): Promise<void> {
  if (!(await exists(join(folder, TABLES_FILE)))) return;
  try {
    const instance = await DuckDBInstance.create(join(folder, TABLES_FILE), { access_mode: 'READ_ONLY' });
    instance.closeSync();
  } catch (error) {
    if (isInUse(error)) throw openingError(folder, error);
  }
}

/**
 * Makes the tables of a store anew from the journal and its archive, which hold every event that was ever acknowledged.
 * `onSegment` is told after each part of them. The tables that were there are put back when it fails. Rejects with a
 * UserError when there is no journal, and with a StoreError when a hub has the store open.
 */
export async function rebuildEventStore(
  folder: string,
  onSegment: (done: number, all: number) => void,
): Promise<StoreCounts> {
  const names = await Promise.all(['archive', 'journal'].map((part) => readdir(join(folder, part)))).catch(
    () => {
      throw new UserError(
        `There is no journal in ${shownFolder(folder)}, so nothing to make tables from.`,
        'Set HUB_DATA to the folder of the store. Nothing was changed.',
      );
    },
  );
  const all = names.flat().filter((name) => /^\d{8}\.ndjson(?:\.zst)?$/.test(name)).length;
  await checkFree(folder);
  await moveTables(folder, TABLES_FILE, OLD_FILE);
  let done = 0;
  try {
    const store = await openEventStore(folder, () => {
      done += 1;
      onSegment(Math.min(done, all), all);
    });
    try {
      return await store.counts();
    } finally {
      await store.close();
    }
  } catch (error) {
    if (await exists(join(folder, OLD_FILE))) await moveTables(folder, OLD_FILE, TABLES_FILE);
    throw error;
  } finally {
    for (const end of ['', '.wal']) await rm(join(folder, `${OLD_FILE}${end}`), { force: true });
  }
}
