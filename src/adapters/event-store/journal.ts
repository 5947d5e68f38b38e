// One file, since what is known of the segment that is being written is shared by all that happens to it.
import { fstatSync } from 'node:fs';
import { open, mkdir, readFile, readdir, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress } from 'node:zlib';
import { syncFolder, UNFINISHED, writeWholeFile } from '../write-file.ts';
import { arrivalOf } from './journal-lines.ts';
import {
  addBytes,
  findGap,
  measureSegment,
  NO_BYTES,
  readSegmentBook,
  writeSegmentBook,
  type Gap,
} from './segment-book.ts';
import { readArchived, readOpenLines } from './segment-lines.ts';
import { archiveName, segmentName } from './segment-names.ts';

const compress = promisify(zstdCompress);

/** A damaged archive is to be noticed when it is read, and not to be taken for events. */
const CHECKED = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };
/** A segment is closed and compressed once it is this large. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
/**
 * An archived segment stays in `journal/` too for so long, or until so many came after it. Whoever copies the folder
 * meanwhile may have read `archive/` before it was there and `journal/` after, and would have it in neither.
 */
const LINGER_MS = 10 * 60_000;
const MAX_LINGERING = 64;
const NEWLINE = 10;

/** A place in the journal: everything before it is on disk. */
export interface JournalEnd {
  segment: number;
  bytes: number;
}

/**
 * An append-only log of lines in numbered segments. Open ones lie in `journal/`; those that are full and have been
 * read by the store lie compressed in `archive/` and are never deleted: together they hold every event ever
 * acknowledged.
 */
export interface Journal {
  /** Resolves when the lines (each ending in a newline) are on disk. Calls that come together share one sync. */
  append: (lines: string | Uint8Array) => Promise<void>;
  end: () => JournalEnd;
  /** Numbers of the segments that are not archived, in order; the last one is being written. */
  segments: () => readonly number[];
  /** Numbers of the archived segments, in order. */
  archived: () => Promise<number[]>;
  /** Whole lines of a segment from a byte on, at most about `maxBytes`; none when there are no more. */
  read: (segment: number, from: number, maxBytes: number) => Promise<Buffer>;
  /** Compresses a segment that is full and has been read. The open one is left alone. */
  archive: (segment: number) => Promise<void>;
  /**
   * Takes out lines at the beginning of the journal that arrived before a moment (ISO 8601 in UTC). What is written now is
   * closed when it begins with one, so that it can be taken out once it is archived.
   */
  dropStart: (moment: string) => Promise<void>;
  /** Takes away what is archived and no longer has to lie in both places. */
  tidy: () => Promise<void>;
  /** What is not as it was when it was written. */
  gaps: () => readonly Gap[];
  /** What these segments held is elsewhere in the journal now, or was given up: they are not looked for again. */
  settle: (segments: readonly number[]) => Promise<void>;
  close: () => Promise<void>;
}

interface Waiting {
  lines: string | Uint8Array;
  resolve: () => void;
  reject: (error: unknown) => void;
}

async function segmentsIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .map((name) => /^(\d{8})\.ndjson(?:\.zst)?$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
}

/** Numbers of the segments that a store has, archived or not, in order. */
export async function listSegments(folder: string): Promise<number[]> {
  const found = await Promise.all(
    ['journal', 'archive'].map((part) => segmentsIn(join(folder, part)).catch(() => [])),
  );
  return [...new Set(found.flat())].sort((a, b) => a - b);
}

/** A segment as it lies in the archive. */
export function compressSegment(block: Buffer): Promise<Buffer> {
  return compress(block, CHECKED);
}

/** Cuts what follows the last newline: a line whose writing was interrupted was never acknowledged. */
async function cutTornLine(path: string): Promise<number> {
  const { size } = await stat(path);
  const handle = await open(path, 'r');
  const block = Buffer.alloc(65_536);
  let end = size;
  try {
    while (end > 0) {
      const from = Math.max(0, end - block.length);
      const { bytesRead } = await handle.read(block, 0, end - from, from);
      const newline = block.subarray(0, bytesRead).lastIndexOf(NEWLINE);
      if (newline >= 0) {
        end = from + newline + 1;
        break;
      }
      end = from;
    }
  } finally {
    await handle.close();
  }
  if (end < size) await truncate(path, end);
  return end;
}

/**
 * Opens the journal below a folder. The caller makes sure that no other process has it open.
 *
 * @param moved how many bytes of each segment the tables have: a segment that they know and that is gone is missed
 */
export async function openJournal(
  folder: string,
  moved: ReadonlyMap<number, number> = new Map(),
): Promise<Journal> {
  const openFolder = join(folder, 'journal');
  const archiveFolder = join(folder, 'archive');
  await mkdir(openFolder, { recursive: true });
  await mkdir(archiveFolder, { recursive: true });
  // What a process that was killed had not finished to compress; the segment itself is still open.
  for (const name of await readdir(archiveFolder)) {
    if (name.endsWith(UNFINISHED)) await rm(join(archiveFolder, name));
  }
  const pathOf = (segment: number) => join(folder, segmentName(segment));
  const archiveOf = (segment: number) => join(folder, archiveName(segment));

  const book = await readSegmentBook(folder);
  const gaps: Gap[] = [];
  const miss = (each: number, what: Pick<Gap, 'why' | 'events'>) =>
    gaps.push({
      ...what,
      segment: each,
      inTables: (moved.get(each) ?? -1) >= (book.segments.get(each)?.bytes ?? 0),
    });
  const archivedBefore = new Set(await segmentsIn(archiveFolder));
  const lying = await segmentsIn(openFolder);
  const before = lying.filter((each) => !archivedBefore.has(each));
  let lingering: { segment: number; since: number }[] = [];
  for (const each of lying) {
    if (!archivedBefore.has(each)) continue;
    lingering.push({ segment: each, since: (await stat(archiveOf(each))).mtimeMs });
  }
  for (const each of before) {
    const known = book.segments.get(each) ?? NO_BYTES;
    await cutTornLine(pathOf(each));
    const { start, whole } = await measureSegment(pathOf(each), known);
    const gap = findGap(known, start);
    if (gap !== undefined) miss(each, gap);
    else if (whole.bytes < (moved.get(each) ?? 0)) miss(each, { why: 'shorter', events: undefined });
    else book.segments.set(each, whole);
  }
  const last = Math.max(
    0,
    ...book.segments.keys(),
    ...moved.keys(),
    ...before,
    ...archivedBefore,
    book.open ?? 0,
  );
  const there = new Set([...before, ...archivedBefore]);
  for (let each = 1; each <= last; each += 1) {
    const known = book.segments.get(each);
    if (there.has(each)) book.gone.delete(each);
    else if (known?.bytes === 0) book.gone.add(each);
    else if (!book.gone.has(each)) miss(each, { why: 'missing', events: known?.events });
  }
  // What is shorter or gone may come back from a backup: nothing else is ever written under its number.
  const goesOn = before.at(-1) === last && !gaps.some(({ segment: each }) => each === last);
  let closed = goesOn ? before.slice(0, -1) : before;
  let segment = goesOn ? last : last + 1;
  let handle: FileHandle = await open(pathOf(segment), 'a');
  let entry = book.segments.get(segment) ?? NO_BYTES;
  let bytes = entry.bytes;
  await syncFolder(openFolder);
  let booking: Promise<void> = Promise.resolve();
  const writeBook = () =>
    (booking = booking.catch(() => undefined).then(() => writeSegmentBook(folder, book)));
  const openBook = () => {
    book.segments.delete(segment);
    book.open = segment;
    return writeBook();
  };
  await openBook();

  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let broken = false;
  let isOverdue = false;

  async function roll(): Promise<void> {
    const next = await open(pathOf(segment + 1), 'a');
    await syncFolder(openFolder);
    await handle.close();
    handle = next;
    book.segments.set(segment, entry);
    closed.push(segment);
    segment += 1;
    bytes = 0;
    isOverdue = false;
    entry = NO_BYTES;
    // Nobody waits for it: what the book lacks is measured when the journal is opened the next time.
    openBook().catch(() => undefined);
  }

  async function endLingering(): Promise<void> {
    const now = Date.now();
    const over = lingering.filter(
      ({ since }, index) => now - since > LINGER_MS || index < lingering.length - MAX_LINGERING,
    );
    lingering = lingering.filter((each) => !over.includes(each));
    for (const each of over) await rm(pathOf(each.segment), { force: true });
  }

  async function writeGroup(data: Buffer): Promise<void> {
    // After a failed write the end of the file is unknown until it has been cut back to what was acknowledged.
    if (broken) await handle.truncate(bytes);
    broken = true;
    if (bytes >= SEGMENT_BYTES || isOverdue) await roll();
    let written = 0;
    while (written < data.length) written += (await handle.write(data, written)).bytesWritten;
    await handle.datasync();
    // A deleted file takes lines as before, and they are gone with the process. This asks no disk.
    if (fstatSync(handle.fd).nlink === 0)
      throw new Error(`${segmentName(segment)} was deleted while it was being written`);
    bytes += data.length;
    entry = addBytes(entry, data);
    broken = false;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writeGroup(joinGroup(group.map(({ lines }) => lines)));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = undefined;
  }

  const readPacked = (wanted: number) => readArchived(folder, wanted, book.segments.get(wanted));

  async function read(wanted: number, from: number, maxBytes: number): Promise<Buffer> {
    const isArchived = wanted < segment && !closed.includes(wanted);
    if (isArchived) return (await readPacked(wanted)).subarray(from, from + maxBytes);
    return readOpenLines(folder, wanted, { from, maxBytes, end: wanted === segment ? bytes : Infinity });
  }

  return {
    append: (lines) =>
      new Promise((resolve, reject) => {
        waiting.push({ lines, resolve, reject });
        writing ??= writeAll();
      }),
    end: () => ({ segment, bytes }),
    segments: () => [...closed, segment],
    archived: () => segmentsIn(archiveFolder),
    read,
    async archive(wanted) {
      // One that is not as it was stays where a good copy of it would be put.
      if (wanted >= segment || gaps.some((gap) => gap.segment === wanted)) return;
      await writeWholeFile(archiveOf(wanted), await compressSegment(await readFile(pathOf(wanted))));
      closed = closed.filter((each) => each !== wanted);
      lingering.push({ segment: wanted, since: Date.now() });
    },
    async dropStart(moment) {
      for (const each of await segmentsIn(archiveFolder)) {
        const block = await readPacked(each);
        const end = endBefore(block, moment);
        if (end === 0) return;
        // What is known of it is no longer true; until it is known again, any will do.
        book.segments.delete(each);
        await writeBook();
        if (end === block.length) {
          book.gone.add(each);
          await writeBook();
          await rm(archiveOf(each));
        } else {
          await writeWholeFile(archiveOf(each), await compressSegment(block.subarray(end)));
          book.segments.set(each, addBytes(NO_BYTES, block.subarray(end)));
          await writeBook();
        }
        await rm(pathOf(each), { force: true });
        if (end < block.length) return;
      }
      const start = await read(segment, 0, 1);
      if (closed.length === 0 && endBefore(start, moment) > 0) isOverdue = true;
    },
    tidy: endLingering,
    gaps: () => gaps,
    async settle(segments) {
      for (const gap of gaps.splice(0, gaps.length)) {
        if (!segments.includes(gap.segment)) {
          gaps.push(gap);
          continue;
        }
        if (gap.why === 'missing') book.gone.add(gap.segment);
        book.segments.delete(gap.segment);
      }
      await writeBook();
    },
    async close() {
      await writing;
      await handle.close();
      // A book that is behind is no loss: the segments themselves are measured the next time.
      book.segments.set(segment, entry);
      book.open = undefined;
      await writeBook().catch(() => undefined);
    },
  };
}

/** Making one text of many and bytes of that is the quickest way there is. */
function joinGroup(group: readonly (string | Uint8Array)[]): Buffer {
  if (group.every((lines) => typeof lines === 'string')) return Buffer.from(group.join(''));
  return Buffer.concat(group.map((lines) => (typeof lines === 'string' ? Buffer.from(lines) : lines)));
}

/** How many bytes the lines at the beginning of a block take that arrived before a moment. */
function endBefore(block: Buffer, moment: string): number {
  let end = 0;
  for (let to = block.indexOf(NEWLINE); to >= 0; to = block.indexOf(NEWLINE, end)) {
    const arrival = arrivalOf(block.subarray(end, to));
    if (arrival === undefined || arrival >= moment) return end;
    end = to + 1;
  }
  return end;
}
