import { fstatSync } from 'node:fs';
import { open, mkdir, readFile, readdir, rm, stat, truncate, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';
import { syncFolder, UNFINISHED, writeWholeFile } from '../write-file.ts';

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** A damaged archive is to be noticed when it is read, and not to be taken for events. */
const CHECKED = { params: { [constants.ZSTD_c_checksumFlag]: 1 } };
/** A segment is closed and compressed once it is this large. */
const SEGMENT_BYTES = 16 * 1024 * 1024;
const NEWLINE = 10;

/** A place in the journal: everything before it is on disk. */
interface JournalEnd {
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
  append: (lines: string) => Promise<void>;
  end: () => JournalEnd;
  /** Numbers of the segments that are not archived, in order; the last one is being written. */
  segments: () => readonly number[];
  /** Numbers of the archived segments, in order. */
  archived: () => Promise<number[]>;
  /** Whole lines of a segment from a byte on, at most about `maxBytes`; none when there are no more. */
  read: (segment: number, from: number, maxBytes: number) => Promise<Buffer>;
  /** Compresses a segment that is full and has been read. The open one is left alone. */
  archive: (segment: number) => Promise<void>;
  close: () => Promise<void>;
}

interface Waiting {
  lines: string;
  resolve: () => void;
  reject: (error: unknown) => void;
}

function nameOf(segment: number): string {
  return `${String(segment).padStart(8, '0')}.ndjson`;
}

/** Where an archived segment lies, below the folder of the store. */
export function archiveName(segment: number): string {
  return `archive/${nameOf(segment)}.zst`;
}

async function listSegments(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names
    .map((name) => /^(\d{8})\.ndjson(?:\.zst)?$/.exec(name)?.[1])
    .filter((digits) => digits !== undefined)
    .map(Number)
    .sort((a, b) => a - b);
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

/** Opens the journal below a folder. The caller makes sure that no other process has it open. */
export async function openJournal(folder: string): Promise<Journal> {
  const openFolder = join(folder, 'journal');
  const archiveFolder = join(folder, 'archive');
  await mkdir(openFolder, { recursive: true });
  await mkdir(archiveFolder, { recursive: true });
  // What a process that was killed had not finished to compress; the segment itself is still open.
  for (const name of await readdir(archiveFolder)) {
    if (name.endsWith(UNFINISHED)) await rm(join(archiveFolder, name));
  }
  const pathOf = (segment: number) => join(openFolder, nameOf(segment));
  const archiveOf = (segment: number) => join(folder, archiveName(segment));

  const before = await listSegments(openFolder);
  for (const segment of before) await cutTornLine(pathOf(segment));
  let closed = before.slice(0, -1);
  let segment = Math.max(before.at(-1) ?? 0, ((await listSegments(archiveFolder)).at(-1) ?? 0) + 1, 1);
  let handle: FileHandle = await open(pathOf(segment), 'a');
  let bytes = (await handle.stat()).size;
  await syncFolder(openFolder);

  let waiting: Waiting[] = [];
  let writing: Promise<void> | undefined;
  let broken = false;

  async function roll(): Promise<void> {
    const next = await open(pathOf(segment + 1), 'a');
    await syncFolder(openFolder);
    await handle.close();
    handle = next;
    closed.push(segment);
    segment += 1;
    bytes = 0;
  }

  async function writeGroup(lines: string): Promise<void> {
    // After a failed write the end of the file is unknown until it has been cut back to what was acknowledged.
    if (broken) await handle.truncate(bytes);
    broken = true;
    if (bytes >= SEGMENT_BYTES) await roll();
    const data = Buffer.from(lines);
    let written = 0;
    while (written < data.length) written += (await handle.write(data, written)).bytesWritten;
    await handle.datasync();
    // A deleted file takes lines as before, and they are gone with the process. This asks no disk.
    if (fstatSync(handle.fd).nlink === 0)
      throw new Error(`${nameOf(segment)} was deleted while it was being written`);
    bytes += data.length;
    broken = false;
  }

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        await writeGroup(group.map(({ lines }) => lines).join(''));
        for (const { resolve } of group) resolve();
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    }
    writing = undefined;
  }

  async function read(wanted: number, from: number, maxBytes: number): Promise<Buffer> {
    const end = wanted === segment ? bytes : Infinity;
    const isArchived = wanted < segment && !closed.includes(wanted);
    const block = isArchived
      ? (await decompress(await readFile(archiveOf(wanted)))).subarray(from, from + maxBytes)
      : await readBlock(pathOf(wanted), from, maxBytes, end);
    const cut = block.subarray(0, block.lastIndexOf(NEWLINE) + 1);
    // One line longer than the block: take more.
    if (cut.length === 0 && block.length === maxBytes) return read(wanted, from, maxBytes * 4);
    return cut;
  }

  return {
    append: (lines) =>
      new Promise((resolve, reject) => {
        waiting.push({ lines, resolve, reject });
        writing ??= writeAll();
      }),
    end: () => ({ segment, bytes }),
    segments: () => [...closed, segment],
    archived: () => listSegments(archiveFolder),
    read,
    async archive(wanted) {
      if (wanted >= segment) return;
      await writeWholeFile(archiveOf(wanted), await compress(await readFile(pathOf(wanted)), CHECKED));
      await rm(pathOf(wanted));
      closed = closed.filter((each) => each !== wanted);
    },
    async close() {
      await writing;
      await handle.close();
    },
  };
}

/** Bytes of a file from a place on, but none past `end`. */
async function readBlock(path: string, from: number, maxBytes: number, end: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const block = Buffer.alloc(
      Math.max(0, Math.min(maxBytes, end - from, (await handle.stat()).size - from)),
    );
    const { bytesRead } = await handle.read(block, 0, block.length, from);
    return block.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
