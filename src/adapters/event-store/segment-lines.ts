import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { crc32, zstdDecompress } from 'node:zlib';
import { archiveName, segmentName } from './segment-names.ts';
import type { SegmentEntry } from './segment-book.ts';

const decompress = promisify(zstdDecompress);
const NEWLINE = 10;

/** An archived segment. Rejects when it is damaged, or another one lies in its place. */
export async function readArchived(
  folder: string,
  segment: number,
  known: SegmentEntry | undefined,
): Promise<Buffer> {
  const block = await decompress(await readFile(join(folder, archiveName(segment))));
  if (known !== undefined && (block.length !== known.bytes || crc32(block) !== known.checksum))
    throw new Error(`${archiveName(segment)} is not what was written there`);
  return block;
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

/** Whole lines of a segment that is not archived, from a byte on and none past `end`, at most about `maxBytes`. */
export async function readOpenLines(
  folder: string,
  segment: number,
  { from, maxBytes, end }: { from: number; maxBytes: number; end: number },
): Promise<Buffer> {
  const block = await readBlock(join(folder, segmentName(segment)), from, maxBytes, end);
  const cut = block.subarray(0, block.lastIndexOf(NEWLINE) + 1);
  // One line longer than the block: take more.
  if (cut.length === 0 && block.length === maxBytes)
    return readOpenLines(folder, segment, { from, maxBytes: maxBytes * 4, end });
  return cut;
}
