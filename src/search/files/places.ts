/**
 * Where terms stand in documents, for words in quotation marks alone: few searches read them, so that a file has those of
 * several shards. One for each would be a fifth of all files of a hub, and a build takes half a millisecond for each.
 */
import { createByteReader, createByteWriter } from './bytes.ts';
import { placesFileOf, SHARDS_PER_PLACES_FILE as SHARDS_PER_FILE } from './manifest.ts';

/** @param places of each shard, in their order */
export function buildPlacesFiles(places: readonly Uint8Array[]): Uint8Array[] {
  return Array.from({ length: Math.ceil(places.length / SHARDS_PER_FILE) }, (_, file) => {
    const parts = places.slice(file * SHARDS_PER_FILE, (file + 1) * SHARDS_PER_FILE);
    const writer = createByteWriter(parts.reduce((sum, { length }) => sum + length, 32));
    for (const { length } of parts) writer.varint(length);
    for (const part of parts) writer.append(part);
    return writer.finish();
  });
}

/**
 * The places of the postings with these numbers, ascending, of one shard.
 *
 * @param bytes of the file of its places
 * @param shards how many shards the index has
 */
export function readPlaces(
  bytes: Uint8Array,
  shard: number,
  shards: number,
  wanted: readonly number[],
): number[][] {
  const reader = createByteReader(bytes);
  const first = placesFileOf(shard) * SHARDS_PER_FILE;
  const lengths = Array.from({ length: Math.min(SHARDS_PER_FILE, shards - first) }, () => reader.varint());
  for (const length of lengths.slice(0, shard - first)) reader.bytes(length);
  return parsePlaces(reader.bytes(lengths[shard - first] ?? 0), wanted);
}

/** Reads places as a shard's builder wrote them. */
export function parsePlaces(bytes: Uint8Array, wanted: readonly number[]): number[][] {
  const reader = createByteReader(bytes);
  const found: number[][] = [];
  let posting = 0;
  for (const number of wanted) {
    for (; posting < number; posting += 1) {
      for (let left = reader.varint(); left > 0; left -= 1) reader.varint();
    }
    const places: number[] = [];
    let place = 0;
    for (let left = reader.varint(); left > 0; left -= 1) {
      place += reader.varint();
      places.push(place);
    }
    posting += 1;
    found.push(places);
  }
  return found;
}
