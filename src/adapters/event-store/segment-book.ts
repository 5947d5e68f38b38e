import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isRecord } from '../../library/is-record.ts';
import { writeWholeFile } from '../write-file.ts';

/** What is known of one segment of the journal: so much of it there was at least when this was written down. */
export interface SegmentEntry {
  /** Before it was compressed. */
  bytes: number;
  /** Lines. */
  events: number;
  /** CRC-32 of those bytes. */
  checksum: number;
}

/** Every segment that there has been. It stands beside the journal, so that a part that goes missing is missed. */
export interface SegmentBook {
  segments: Map<number, SegmentEntry>;
  /** Numbers of segments that are not there and need not be: what they held is elsewhere, or was given up knowingly. */
  gone: Set<number>;
  /** The one that is being written, of which this says no more; undefined after an orderly end. */
  open: number | undefined;
}

/** What is wrong with a segment. `events` is how many are not where they were; undefined where nobody knows. */
export interface Gap {
  segment: number;
  why: 'missing' | 'shorter' | 'altered';
  events: number | undefined;
  /** Whether the tables had it as a whole when the journal was opened. */
  inTables: boolean;
}

/** Below the folder of a store. */
export const BOOK_FILE = 'segments.json';

const NEWLINE = 10;
const BLOCK_BYTES = 1024 * 1024;

function isEntry(value: unknown): value is SegmentEntry {
  return isRecord(value) && ['bytes', 'events', 'checksum'].every((name) => Number.isInteger(value[name]));
}

/** Reads the book of a folder; an empty one where there is none, as in stores of earlier versions, or it is broken. */
export async function readSegmentBook(folder: string): Promise<SegmentBook> {
  const kept = await readFile(join(folder, BOOK_FILE), 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch(() => undefined);
  const { segments, gone, open: last } = isRecord(kept) ? kept : {};
  const entries = Object.entries(isRecord(segments) ? segments : {}).flatMap(
    ([segment, entry]): [number, SegmentEntry][] => (isEntry(entry) ? [[Number(segment), entry]] : []),
  );
  return {
    segments: new Map(entries),
    gone: new Set(Array.isArray(gone) ? gone.filter((each) => Number.isInteger(each)) : []),
    open: Number.isInteger(last) ? (last as number) : undefined,
  };
}

export async function writeSegmentBook(folder: string, book: SegmentBook): Promise<void> {
  const kept = {
    open: book.open,
    segments: Object.fromEntries(book.segments),
    gone: [...book.gone].sort((a, b) => a - b),
  };
  await writeWholeFile(join(folder, BOOK_FILE), `${JSON.stringify(kept)}\n`);
}

/** An entry of nothing yet. */
export const NO_BYTES: SegmentEntry = { bytes: 0, events: 0, checksum: 0 };

/** The entry once these bytes stand behind what it knows. */
export function addBytes({ bytes, events, checksum }: SegmentEntry, more: Buffer): SegmentEntry {
  let lines = events;
  for (let at = more.indexOf(NEWLINE); at >= 0; at = more.indexOf(NEWLINE, at + 1)) lines += 1;
  return { bytes: bytes + more.length, events: lines, checksum: crc32(more, checksum) };
}

/** Reads a segment that is not compressed, and what its first bytes come to, as many as an entry knows. */
export async function measureSegment(
  path: string,
  known: SegmentEntry,
): Promise<{ whole: SegmentEntry; start: SegmentEntry }> {
  const handle = await open(path, 'r');
  try {
    const block = Buffer.alloc(BLOCK_BYTES);
    const read = async (from: SegmentEntry, until: number) => {
      let entry = from;
      while (entry.bytes < until) {
        const wanted = Math.min(block.length, until - entry.bytes);
        const { bytesRead } = await handle.read(block, 0, wanted, entry.bytes);
        if (bytesRead === 0) return entry;
        entry = addBytes(entry, block.subarray(0, bytesRead));
      }
      return entry;
    };
    const start = await read(NO_BYTES, known.bytes);
    return { start, whole: await read(start, Infinity) };
  } finally {
    await handle.close();
  }
}

/** What is wrong with a segment that lies there, held against what was written down of it. */
export function findGap(known: SegmentEntry, start: SegmentEntry): Pick<Gap, 'why' | 'events'> | undefined {
  if (start.bytes < known.bytes) return { why: 'shorter', events: Math.max(0, known.events - start.events) };
  return start.checksum === known.checksum ? undefined : { why: 'altered', events: undefined };
}
