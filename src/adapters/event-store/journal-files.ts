import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, zstdDecompress } from 'node:zlib';
import { UserError } from '../../library/user-error.ts';
import type { StoredEvent } from '../../usage/event-store.ts';
import { writeWholeFile } from '../write-file.ts';
import { compressSegment, listSegments } from './journal.ts';
import { archiveName, segmentName } from './segment-names.ts';
import { addBytes, NO_BYTES, readSegmentBook, writeSegmentBook } from './segment-book.ts';
import { parseExactJson } from '../../usage/wire/exact-json.ts';

const decompress = promisify(zstdDecompress);
const NEWLINE = 10;

/** One line of the journal: its event, or undefined when it cannot be read, and its bytes with the newline. */
export interface FileLine {
  event: StoredEvent | undefined;
  bytes: Buffer;
}

async function readOrNothing(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

/**
 * A segment as its lines, wherever it lies; also while a hub runs, which moves it meanwhile but never takes it away in
 * between. Rejects with a UserError when it is damaged.
 */
async function readSegment(folder: string, segment: number): Promise<Buffer> {
  const packed = await readOrNothing(join(folder, archiveName(segment)));
  const raw = packed === undefined ? await readOrNothing(join(folder, segmentName(segment))) : undefined;
  const late =
    packed ?? (raw === undefined ? await readOrNothing(join(folder, archiveName(segment))) : undefined);
  try {
    const block = late === undefined ? (raw ?? Buffer.alloc(0)) : await decompress(late);
    const known = (await readSegmentBook(folder)).segments.get(segment);
    if (late !== undefined && known !== undefined && crc32(block) !== known.checksum)
      throw new Error('other');
    return block.subarray(0, block.lastIndexOf(NEWLINE) + 1);
  } catch {
    throw new UserError(
      `${archiveName(segment)} cannot be read, so nobody can say what of it is meant.`,
      'Put a good copy from a backup in its place, or run `npm run store -- rebuild` first. Nothing was changed.',
    );
  }
}

function* linesOf(block: Buffer): Generator<FileLine> {
  for (let from = 0; from < block.length;) {
    const newline = block.indexOf(NEWLINE, from);
    const to = newline < 0 ? block.length : newline + 1;
    const bytes = block.subarray(from, to);
    let event: StoredEvent | undefined;
    try {
      event = parseExactJson(bytes.toString()) as StoredEvent;
    } catch {
      event = undefined;
    }
    yield { event, bytes };
    from = to;
  }
}

/** Every line of a folder's journal and archive, in the order they arrived. */
export async function* readJournalFiles(
  folder: string,
): AsyncGenerator<{ segment: number; lines: Iterable<FileLine> }> {
  for (const segment of await listSegments(folder)) {
    const block = await readSegment(folder, segment);
    yield { segment, lines: linesOf(block) };
  }
}

/**
 * Writes segments anew with the lines that are kept. Doing it again, after it was broken off at any moment, comes to the
 * same. Nobody else may have the journal open.
 */
export async function rewriteSegments(
  folder: string,
  segments: readonly number[],
  isKept: (line: FileLine) => boolean,
): Promise<void> {
  const book = await readSegmentBook(folder);
  for (const segment of segments) {
    const [archive, raw] = [join(folder, archiveName(segment)), join(folder, segmentName(segment))];
    const isArchived = (await stat(archive).catch(() => undefined)) !== undefined;
    // What is known of it is no longer true from the first byte on; until it is known again, any will do.
    book.segments.delete(segment);
    await writeSegmentBook(folder, book);
    const kept: Buffer[] = [];
    for (const line of linesOf(await readSegment(folder, segment))) if (isKept(line)) kept.push(line.bytes);
    const block = Buffer.concat(kept);
    if (isArchived) {
      await writeWholeFile(archive, await compressSegment(block));
      await rm(raw, { force: true });
    } else await writeWholeFile(raw, block);
    book.segments.set(segment, addBytes(NO_BYTES, block));
  }
  await writeSegmentBook(folder, book);
}
