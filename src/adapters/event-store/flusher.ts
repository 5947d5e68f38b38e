import type { DuckDBConnection } from '@duckdb/node-api';
import type { StoreCounts } from '../../usage/event-store.ts';
import { updatePeople } from './people.ts';
import { findCopies, insertLines } from './tables.ts';
import { cutBlock, readLines, type JournalLine } from './journal-lines.ts';
import { archiveName, type Journal } from './journal.ts';

/**
 * Lines that are taken apart and inserted at a time, in bytes. What the database needs meanwhile is a multiple of it that
 * no limit of its own counts; events cost no more each than in larger parts.
 */
const PART_BYTES = 4 * 1024 * 1024;

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
  counts: () => Omit<StoreCounts, 'events'>;
}

/** A flusher over a connection of its own. `onSegment` is told each time when a segment is in the tables as a whole. */
export function createFlusher(
  connection: DuckDBConnection,
  journal: Journal,
  onSegment: () => void = () => undefined,
): Flusher {
  const flushed = new Map<number, number>();
  const unreadable: number[] = [];
  let running: Promise<void> | undefined;
  let wanted: Promise<void> | undefined;
  let loaded = false;
  let [duplicates, damaged] = [0, 0];

  /**
   * Reads how far the tables are. An archived segment that they have never seen means that they are being made anew;
   * it is moved in one transaction, so that a segment that was seen has been seen whole. One that cannot be read is
   * tried again when the store is opened the next time.
   */
  async function load(): Promise<void> {
    const reader = await connection.runAndReadAll('SELECT segment, bytes FROM flushed_segment');
    for (const [segment, bytes] of reader.getRows()) flushed.set(Number(segment), Number(bytes));
    // Tables that are ahead of the journal stand beside one from a backup: it is read again, copies are left out.
    const end = journal.end();
    if ((flushed.get(end.segment) ?? 0) > end.bytes) flushed.delete(end.segment);
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
    loaded = true;
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
    const copies = await findCopies(
      connection,
      lines.map(({ uuid }) => uuid),
    );
    const met = new Set<string>(copies);
    const fresh = lines.filter(({ uuid }) => !met.has(uuid) && met.add(uuid));
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

  async function finish(segment: number, to: number): Promise<void> {
    await connection.run('DELETE FROM flushed_segment WHERE segment = $1', [segment]);
    await connection.run('INSERT INTO flushed_segment VALUES ($1, $2)', [segment, to]);
  }

  async function flushAll(): Promise<void> {
    if (!loaded) await load();
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
      const pendingBytes = bytes - (flushed.get(segment) ?? 0);
      return { duplicates, damaged, unreadable: unreadable.map(archiveName), pendingBytes };
    },
  };
}
