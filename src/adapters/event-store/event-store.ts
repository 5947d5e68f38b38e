import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { StoreError, type EventStore, type StoredEvent, type StoreTable } from '../../usage/event-store.ts';
import { createFlusher, messageOf } from './flusher.ts';
import { createFlushPace } from './pace.ts';
import { createTables, renderLine } from './tables.ts';
import { readTable } from './rows.ts';
import { openJournal } from './journal.ts';

/** Folders that this process has open: DuckDB lets one process open a file twice, and the two would not see each other. */
const openFolders = new Set<string>();

/** How long events wait in the journal before they are moved into the tables, when nobody asks and few come. */
const FLUSH_EVERY_MS = 5000;
/** PostHog's own limit for one question. */
const QUESTION_TIMEOUT_MS = 10_000;

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

/** The tables, below the folder of a store. */
export const TABLES_FILE = 'store.duckdb';

/** A folder as a person knows it: from where the command was started, when it lies below. */
export function shownFolder(folder: string): string {
  const path = relative(process.cwd(), folder);
  return `${path === '' || path.startsWith('..') ? folder : path}/`;
}

/** Whether a failure to open the tables means that a process has them open. */
export function isInUse(error: unknown): boolean {
  return /conflicting lock|set lock on file|being used by another process/i.test(messageOf(error));
}

/** Why a store cannot be opened, for a person. */
export function openingError(folder: string, error: unknown): StoreError {
  const message = messageOf(error);
  const owner = /\(PID (\d+)\)/.exec(message)?.[1];
  if (isInUse(error))
    return new StoreError(
      'unavailable',
      `The store in ${shownFolder(folder)} is in use by another hub${owner === undefined ? '' : ` (pid ${owner})`}.`,
      'Stop it or set HUB_DATA to another folder. Nothing was changed.',
    );
  if (/permission denied|read-only file system|EACCES|EPERM|EROFS/i.test(message))
    return new StoreError(
      'unavailable',
      `The store in ${shownFolder(folder)} cannot be written.`,
      'Give this user the right to write there, or set HUB_DATA to another folder. Nothing was changed.',
    );
  if (/no space left|disk quota|file too large|ENOSPC|EDQUOT|EFBIG/i.test(message))
    return new StoreError(
      'unavailable',
      `There is no room to open the store in ${shownFolder(folder)}.`,
      'Make room on that disk, or set HUB_DATA to a folder on another. Nothing was changed.',
    );
  return new StoreError(
    'unavailable',
    `The tables of the store in ${shownFolder(folder)} cannot be opened (${message.split('\n')[0] ?? ''}).`,
    '`npm run store -- rebuild` makes the tables anew from the journal and its archive, which hold every event.',
  );
}

/** The journal takes no more: the disk is full, or the folder is gone. */
function writingError(folder: string, error: unknown): StoreError {
  const message = messageOf(error);
  return new StoreError(
    'unavailable',
    `Events cannot be written to ${shownFolder(folder)} (${message}).`,
    /was deleted/.test(message)
      ? 'Stop the hub, put the folder back from a backup if it held anything, and start the hub anew. Clients keep what was not acknowledged and send it again.'
      : 'Make room on that disk. Clients keep what was not acknowledged and send it again; what was acknowledged is safe.',
  );
}

/**
 * Opens the embedded store below a folder: a journal that makes an event durable before it is acknowledged, and
 * tables (DuckDB) that answer questions. The tables are a copy: they are made anew from the journal and its archive
 * when they are missing; `onSegment` is told of each part of the journal that they then hold. One process at a time;
 * rejects with a StoreError when another one has it.
 */
export async function openEventStore(folder: string, onSegment?: () => void): Promise<EventStore> {
  const path = resolve(folder);
  if (openFolders.has(path))
    throw openingError(folder, `Could not set lock on file (PID ${String(process.pid)})`);
  openFolders.add(path);
  try {
    return await openOnce(folder, () => openFolders.delete(path), onSegment);
  } catch (error) {
    openFolders.delete(path);
    throw error;
  }
}

async function openOnce(folder: string, onClosed: () => void, onSegment?: () => void): Promise<EventStore> {
  let instance: DuckDBInstance;
  let writer: DuckDBConnection;
  let reader: DuckDBConnection;
  try {
    await mkdir(folder, { recursive: true });
    instance = await DuckDBInstance.create(join(folder, TABLES_FILE), settings);
    writer = await instance.connect();
    reader = await instance.connect();
    await createTables(writer);
    for (const lock of locks) await writer.run(`SET GLOBAL ${lock}`);
  } catch (error) {
    throw openingError(folder, error);
  }
  const journal = await openJournal(folder).catch((error: unknown) => {
    for (const each of [writer, reader, instance]) each.closeSync();
    throw openingError(folder, error);
  });
  const tables = createFlusher(writer, journal, onSegment);
  let asking: Promise<unknown> = Promise.resolve();
  let closed = false;

  // What cannot be moved now stays in the journal and is tried again; a question waits for it and says why.
  const flushQuietly = () => void tables.flush().catch(() => undefined);
  flushQuietly();
  const pace = createFlushPace();
  const timer = setInterval(() => {
    if (pace.isTime()) flushQuietly();
  }, FLUSH_EVERY_MS);
  timer.unref();

  async function run(sql: string, values: readonly (string | number | boolean)[]): Promise<StoreTable> {
    try {
      await tables.flush();
    } catch (error) {
      throw new StoreError(
        'unavailable',
        `The tables of the store in ${shownFolder(folder)} cannot be brought up to date (${messageOf(error).split('\n')[0] ?? ''}).`,
        'Make room on that disk and ask again; if that does not help, start the hub anew. Every event is safe in the journal.',
      );
    }
    const timeout = setTimeout(() => reader.interrupt(), QUESTION_TIMEOUT_MS);
    try {
      return readTable(await reader.runAndReadAll(sql, [...values]));
    } catch (error) {
      const isTimeout = /interrupted/i.test(messageOf(error));
      throw new StoreError(
        'question',
        isTimeout
          ? `The question took longer than ${String(QUESTION_TIMEOUT_MS / 1000)} seconds.`
          : `The question cannot be answered: ${explain(messageOf(error))}`,
        isTimeout ? 'Ask about a shorter time or fewer things.' : 'Mend the query and ask again.',
      );
    } finally {
      clearTimeout(timeout);
    }
  }

  return {
    async append(events: readonly StoredEvent[]) {
      if (events.length === 0) return;
      if (closed) throw writingError(folder, 'the store is closed');
      const lines = events.map((event) => `${renderLine(event)}\n`).join('');
      pace.note(lines.length);
      try {
        await journal.append(lines);
      } catch (error) {
        throw writingError(folder, error);
      }
    },
    query(sql, values) {
      // One question at a time: a connection runs one anyway, and writing to disk shares its threads.
      const answer = asking.then(() => run(sql, values));
      asking = answer.catch(() => undefined);
      return answer;
    },
    async counts() {
      const { rows } = await run('SELECT count(*) FROM stored_event', []);
      return { events: Number(rows[0]?.[0] ?? 0), ...tables.counts() };
    },
    async close() {
      if (closed) return;
      closed = true;
      clearInterval(timer);
      await asking;
      await tables.flush().catch(() => undefined);
      await journal.close();
      await writer.run('CHECKPOINT').catch(() => undefined);
      writer.closeSync();
      reader.closeSync();
      instance.closeSync();
      onClosed();
    },
  };
}

/** DuckDB's first line without its class: `No function matches … 'sum(VARCHAR)'`. Never the SQL it was given. */
function explain(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/^\w+ Error: /, '');
}
