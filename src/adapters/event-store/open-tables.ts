import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import type { Lane } from '../../usage/event-store.ts';
import { UserError } from '../../library/user-error.ts';
import { attachEarlierTables, hasEarlierTables, hasTables, putTablesAside } from './earlier-tables.ts';
import { finishForgetting, isForgetting } from './forget.ts';
import { isInUse, openingError } from './opening-error.ts';
import { areOwnTables, markTablesOpen, readOwner, TABLES_FILE } from './own-tables.ts';
import { areOtherTables, createTables } from './tables.ts';

const settings = {
  // One processor stays free for whoever sends events.
  threads: String(Math.max(1, availableParallelism() - 1)),
  // Blocks of the tables. What the database needs beside them while it inserts is not counted by it: with that, and
  // what Node takes, less than 1 GB also under a burst of events and while ten million are asked about.
  memory_limit: '400MB',
  // The larger, the more room a checkpoint leaves unused in the file.
  checkpoint_threshold: '16MB',
  // Compression of the JSON column needs a file format at least this new.
  storage_compatibility_version: 'v1.5.0',
};

/** After these nothing outside the store's own file can be reached from SQL, whatever the SQL says. */
const locks = ["TimeZone = 'UTC'", 'enable_external_access = false', 'lock_configuration = true'];

/** A hub that was killed leaves its tables' process, which ends a moment later. */
const LET_GO_MS = 5000;
const LOOK_EVERY_MS = 50;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there but belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Rejects when another hub has the tables open. */
async function openInstance(folder: string, options: Record<string, string>): Promise<DuckDBInstance> {
  for (let waitedMs = 0; ; waitedMs += LOOK_EVERY_MS) {
    try {
      return await DuckDBInstance.create(join(folder, TABLES_FILE), options);
    } catch (error) {
      if (!isInUse(error)) throw error;
      const owner = await readOwner(folder);
      const isOurs = owner === process.ppid;
      if (waitedMs >= LET_GO_MS || (owner !== undefined && isAlive(owner) && !isOurs))
        throw openingError(folder, error, owner);
      await setTimeout(LOOK_EVERY_MS);
    }
  }
}

/** Whether the tables can be opened. Rejects when a hub has them open; those that are broken are nobody's. */
export async function canOpenTables(folder: string): Promise<boolean> {
  if (!(await hasTables(folder))) return false;
  try {
    (await openInstance(folder, { access_mode: 'READ_ONLY' })).closeSync();
    return true;
  } catch (error) {
    if (error instanceof UserError) throw error;
    return false;
  }
}

/** The tables of a folder and the ways into them. */
export interface OpenTables {
  writer: DuckDBConnection;
  /** Each has its own, so that none waits for another. */
  lanes: Record<Lane, DuckDBConnection>;
  /** Earlier tables wait to be brought over: whether they can be read. */
  earlier: 'none' | 'readable' | 'unreadable';
  close: () => void;
}

/** Opens or makes the tables of a folder, for the hub whose process is `owner`. */
export async function openTables(folder: string, owner: number): Promise<OpenTables> {
  await mkdir(folder, { recursive: true });
  if (await isForgetting(folder)) {
    await canOpenTables(folder);
    await finishForgetting(folder);
  }
  if (!(await areOwnTables(folder))) {
    await canOpenTables(folder);
    await putTablesAside(folder);
  }
  const instance = await openInstance(folder, settings);
  const opened: DuckDBConnection[] = [];
  const connect = async () => {
    const connection = await instance.connect();
    opened.push(connection);
    return connection;
  };
  const close = () => {
    for (const each of opened) each.closeSync();
    instance.closeSync();
  };
  try {
    const writer = await connect();
    if (await areOtherTables(writer)) {
      close();
      await putTablesAside(folder);
      return await openTables(folder, owner);
    }
    await createTables(writer);
    let earlier: OpenTables['earlier'] = 'none';
    if (await hasEarlierTables(folder))
      earlier = (await attachEarlierTables(writer, folder)) ? 'readable' : 'unreadable';
    for (const lock of locks) await writer.run(`SET GLOBAL ${lock}`);
    await markTablesOpen(folder, owner);
    const lanes = { charts: await connect(), asked: await connect(), health: await connect() };
    return { writer, lanes, earlier, close };
  } catch (error) {
    close();
    throw error;
  }
}
