import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoredEvent } from '../usage/event-store.ts';
import type { PersonBook } from '../usage/persons.ts';
import { insertLines, mayChangePerson, readPersonBook, writePersons } from './event-store-tables.ts';
import type { Journal } from './journal.ts';

/** Lines that are moved in one transaction, in bytes. */
const FLUSH_BYTES = 8 * 1024 * 1024;

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Whether a line of the journal itself is at fault, and not the disk or the memory. */
function isLineFault(error: unknown): boolean {
  return /^(?:invalid input|conversion) error/i.test(messageOf(error));
}

/** Moves events from the journal into the tables. */
export interface Flusher {
  /** Moves what is in the journal into the tables. Calls that come together share the work. */
  flush: () => Promise<void>;
  counts: () => { duplicates: number; damaged: number; pendingBytes: number };
}

/** A flusher over a connection of its own. */
export function createFlusher(connection: DuckDBConnection, journal: Journal): Flusher {
  const flushed = new Map<number, number>();
  let book: PersonBook | undefined;
  let running: Promise<void> | undefined;
  let wanted: Promise<void> | undefined;
  let loaded = false;
  let [duplicates, damaged] = [0, 0];

  /**
   * Reads how far the tables are. An archived segment that they have never seen means that they are being made anew;
   * it is moved in one transaction, so that a segment that was seen has been seen whole.
   */
  async function load(): Promise<void> {
    const reader = await connection.runAndReadAll('SELECT segment, bytes FROM flushed_segment');
    for (const [segment, bytes] of reader.getRows()) flushed.set(Number(segment), Number(bytes));
    for (const segment of await journal.archived())
      if (!flushed.has(segment)) await moveAll(segment, Infinity);
    loaded = true;
  }

  /** Moves the rest of a segment, `blockBytes` in one transaction. */
  async function moveAll(segment: number, blockBytes: number): Promise<void> {
    for (;;) {
      const from = flushed.get(segment) ?? 0;
      const text = await journal.read(segment, from, blockBytes);
      if (text === '') return;
      await move(segment, from, text);
    }
  }

  async function inTransaction<T>(work: () => Promise<T>): Promise<T> {
    try {
      await connection.run('BEGIN');
      const result = await work();
      await connection.run('COMMIT');
      return result;
    } catch (error) {
      await connection.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  /** Inserts lines; when one of them cannot be read, halves find it, and it is counted and left in the journal. */
  async function insertReadable(lines: readonly string[]): Promise<number> {
    if (lines.length === 0) return 0;
    try {
      return await inTransaction(() => insertLines(connection, lines));
    } catch (error) {
      if (!isLineFault(error)) throw error;
      if (lines.length === 1) {
        damaged += 1;
        duplicates -= 1;
        return 0;
      }
      const middle = Math.floor(lines.length / 2);
      return (await insertReadable(lines.slice(0, middle))) + (await insertReadable(lines.slice(middle)));
    }
  }

  async function move(segment: number, from: number, text: string): Promise<void> {
    const lines = text.trimEnd().split('\n');
    const to = from + Buffer.byteLength(text);
    let added: number;
    try {
      added = await inTransaction(async () => {
        const count = await insertLines(connection, lines);
        await finish(segment, to, lines);
        return count;
      });
    } catch (error) {
      // The book may know events that the tables have forgotten again: read it anew.
      book = undefined;
      if (!isLineFault(error)) throw error;
      added = await insertReadable(lines);
      await inTransaction(() => finish(segment, to, lines));
    }
    flushed.set(segment, to);
    duplicates += lines.length - added;
  }

  /** The place in the journal goes into the same transaction as its rows, so a crash can neither lose nor repeat. */
  async function finish(segment: number, to: number, lines: readonly string[]): Promise<void> {
    const changes = lines.filter(mayChangePerson);
    if (changes.length > 0) {
      if (book === undefined) book = await readPersonBook(connection);
      else for (const line of changes) book.apply(JSON.parse(line) as StoredEvent);
      await writePersons(connection, book);
    }
    await connection.run('DELETE FROM flushed_segment WHERE segment = $1', [segment]);
    await connection.run('INSERT INTO flushed_segment VALUES ($1, $2)', [segment, to]);
  }

  async function flushAll(): Promise<void> {
    if (!loaded) await load();
    for (const segment of journal.segments()) {
      const end = journal.end();
      if (segment === end.segment && (flushed.get(segment) ?? 0) >= end.bytes) continue;
      await moveAll(segment, FLUSH_BYTES);
      // A segment that cannot be compressed now stays as it is and is tried again.
      await journal.archive(segment).catch(() => undefined);
    }
  }

  return {
    flush() {
      // A flush that runs may already be past what the caller has just appended: wait for one that begins now.
      wanted ??= (running ?? Promise.resolve())
        .catch(() => undefined)
        .then(() => {
          wanted = undefined;
          running = flushAll().finally(() => {
            running = undefined;
          });
          return running;
        });
      return wanted;
    },
    counts() {
      const { segment, bytes } = journal.end();
      return { duplicates, damaged, pendingBytes: bytes - (flushed.get(segment) ?? 0) };
    },
  };
}
