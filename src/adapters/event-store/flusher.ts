import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoreCounts } from '../../usage/event-store.ts';
import { updatePeople } from './people.ts';
import { messageOf } from './opening-error.ts';
import { findFresh } from './fresh-lines.ts';
import { deleteBefore, insertLines } from './tables.ts';
import { cutBlock, readLines, type JournalLine } from './journal-lines.ts';
import type { Journal } from './journal.ts';

/**
 * Lines that are taken apart and inserted at a time, in bytes. What the database needs meanwhile is a multiple of it that
 * no limit of its own counts; events cost no more each than in larger parts.
 */
const PART_BYTES = 4 * 1024 * 1024;

/** Whether a line of the journal itself is at fault, and not the disk or the memory. */
function isLineFault(error: unknown): boolean {
  return /^(?:invalid input|conversion) error/i.test(messageOf(error));
}

/** How many bytes of each segment the tables have. */
export async function readMoved(
  connection: DuckDBConnection,
  database: '' | 'earlier.' = '',
): Promise<Map<number, number>> {
  const reader = await connection.runAndReadAll(`SELECT segment, bytes FROM ${database}flushed_segment`);
  return new Map(reader.getRows().map(([segment, bytes]) => [Number(segment), Number(bytes)]));
}

/** Moves events from the journal into the tables. */
export interface Flusher {
  /** Moves what is in the journal into the tables. Calls that come together share the work. */
  flush: () => Promise<void>;
  /** Takes out what arrived before a moment (ISO 8601 in UTC), from the tables and from the journal. */
  dropBefore: (moment: string) => Promise<void>;
  counts: () => Pick<StoreCounts, 'duplicates' | 'damaged' | 'pendingBytes'> & {
    /** Numbers of archived segments that could not be read, and whose events the tables lack. */
    unreadable: readonly number[];
  };
  /** What these segments held is in the tables another way: they are not read again. */
  skip: (segments: ReadonlyMap<number, number>) => Promise<void>;
}

/** What a flusher needs of the journal. */
export type FlushedJournal = Pick<
  Journal,
  'end' | 'segments' | 'archived' | 'read' | 'archive' | 'dropStart' | 'tidy' | 'gaps'
>;

/** Who is told what a flusher does. */
export interface FlushListener {
  /** A segment is in the tables as a whole. */
  onSegment?: (() => void) | undefined;
  /** All that the journal held is in the tables for the first time. Resolves to whether it added to the journal. */
  onLoaded?: (() => Promise<boolean>) | undefined;
}

/** A flusher over a connection of its own. */
export function createFlusher(
  connection: DuckDBConnection,
  journal: FlushedJournal,
  { onSegment = () => undefined, onLoaded = () => Promise.resolve(false) }: FlushListener = {},
): Flusher {
  const flushed = new Map<number, number>();
  const unreadable: number[] = [];
  let last: Promise<unknown> = Promise.resolve();
  let wanted: Promise<void> | undefined;
  let loaded = false;
  let [duplicates, damaged] = [0, 0];

  /**
   * Reads how far the tables are. An archived segment that they have never seen means that they are being made anew;
   * it is moved in one transaction, so that a segment that was seen has been seen whole. One that cannot be read is
   * tried again when the store is opened the next time.
   */
  async function load(): Promise<void> {
    for (const [segment, bytes] of await readMoved(connection)) flushed.set(segment, bytes);
    // Tables that are ahead of a segment stand beside one from a backup: it is read again, copies are left out.
    for (const { segment, why } of journal.gaps()) if (why === 'shorter') flushed.delete(segment);
    for (const segment of await journal.archived()) {
      if (flushed.has(segment) || unreadable.includes(segment)) continue;
      let block: Buffer;
      try {
        block = await journal.read(segment, 0, Infinity);
      } catch {
        unreadable.push(segment);
        continue;
      }
      await move(segment, 0, block);
      onSegment();
    }
  }

  /** Moves what a segment that is not archived holds, at least up to `until` bytes. */
  async function moveRest(segment: number, until: number): Promise<void> {
    for (;;) {
      const from = flushed.get(segment) ?? 0;
      if (from >= until) return;
      const block = await journal.read(segment, from, PART_BYTES);
      if (block.length === 0) return;
      await move(segment, from, block);
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

  /** Adds the lines that are not there yet, and what they say of people. Gives how many were copies. */
  async function add(lines: readonly JournalLine[]): Promise<number> {
    const fresh = await findFresh(connection, lines);
    if (fresh.length > 0) {
      await insertLines(connection, fresh);
      await updatePeople(connection);
    }
    return lines.length - fresh.length;
  }

  /** Adds lines of which one cannot be read: halves find it, and it is counted and left in the journal. */
  async function addReadable(lines: readonly JournalLine[]): Promise<number> {
    if (lines.length === 0) return 0;
    try {
      return await inTransaction(() => add(lines));
    } catch (error) {
      if (!isLineFault(error)) throw error;
      if (lines.length === 1) {
        damaged += 1;
        return 0;
      }
      const middle = Math.floor(lines.length / 2);
      return (await addReadable(lines.slice(0, middle))) + (await addReadable(lines.slice(middle)));
    }
  }

  /** The place in the journal goes into the same transaction as the rows, so a crash can neither lose nor repeat. */
  async function move(segment: number, from: number, block: Buffer): Promise<void> {
    const to = from + block.length;
    const eachPart = async (work: (lines: readonly JournalLine[]) => Promise<number>) => {
      let [copies, odd] = [0, 0];
      for (const part of cutBlock(block, PART_BYTES)) {
        const read = readLines(part);
        copies += await work(read.lines);
        odd += read.damaged;
      }
      return { copies, odd };
    };
    let moved: { copies: number; odd: number };
    try {
      moved = await inTransaction(async () => {
        const added = await eachPart(add);
        await finish(segment, to);
        return added;
      });
    } catch (error) {
      if (!isLineFault(error)) throw error;
      moved = await eachPart(addReadable);
      await inTransaction(() => finish(segment, to));
    }
    duplicates += moved.copies;
    damaged += moved.odd;
    flushed.set(segment, to);
  }

  /** Where a segment has become shorter, the tables still have what they had of it. */
  async function finish(segment: number, to: number): Promise<void> {
    const moved = Math.max(to, (await readMoved(connection)).get(segment) ?? 0);
    await connection.run('DELETE FROM flushed_segment WHERE segment = $1', [segment]);
    await connection.run('INSERT INTO flushed_segment VALUES ($1, $2)', [segment, moved]);
  }

  /** One at a time: a connection has one transaction. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = last.catch(() => undefined).then(work);
    last = done;
    return done;
  }

  async function flushAll(): Promise<void> {
    if (loaded) return flushOpen();
    await load();
    await flushOpen();
    const isMore = await onLoaded();
    loaded = true;
    if (isMore) await flushOpen();
  }

  async function flushOpen(): Promise<void> {
    // What arrives meanwhile is left for the next time: whoever runs after it moves a few events at the price of many.
    const end = journal.end();
    for (const segment of journal.segments()) {
      if (segment > end.segment) break;
      const isOpen = segment === end.segment;
      await moveRest(segment, isOpen ? end.bytes : Infinity);
      onSegment();
      if (isOpen) break;
      // A segment that cannot be compressed now stays as it is and is tried again.
      await journal.archive(segment).catch(() => undefined);
    }
    await journal.tidy();
  }

  return {
    flush() {
      // A flush that runs may already be past what the caller has just appended: wait for one that begins now.
      wanted ??= inTurn(() => {
        wanted = undefined;
        return flushAll();
      });
      return wanted;
    },
    dropBefore: (moment) =>
      inTurn(async () => {
        await inTransaction(() => deleteBefore(connection, moment));
        await journal.dropStart(moment);
      }),
    async skip(segments) {
      for (const [segment, bytes] of segments) {
        if (flushed.has(segment)) continue;
        await inTransaction(() => finish(segment, bytes));
        flushed.set(segment, bytes);
      }
    },
    counts() {
      const { segment, bytes } = journal.end();
      const pendingBytes = bytes - (flushed.get(segment) ?? 0);
      const lacking = unreadable.filter((each) => !flushed.has(each));
      return { duplicates, damaged, unreadable: lacking, pendingBytes };
    },
  };
}
