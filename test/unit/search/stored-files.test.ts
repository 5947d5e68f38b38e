import { describe, expect, test } from 'vitest';
import {
  createByteReader,
  createByteWriter,
  fingerprint,
  readSortedWords,
  writeSortedWords,
} from '../../../src/search/files/bytes.ts';
import { placesFileOf } from '../../../src/search/files/manifest.ts';
import { buildPlacesFiles, parsePlaces, readPlaces } from '../../../src/search/files/places.ts';
import { createShardBuilder, parseTermShard } from '../../../src/search/files/term-shard.ts';
import { buildWordLists, parseWordList } from '../../../src/search/files/word-list.ts';

const postings = {
  term: 'price',
  count: 2,
  documents: Int32Array.of(3, 400),
  impacts: Uint8Array.of(31, 7),
  sections: Uint8Array.of(2, 255),
  titles: Uint8Array.of(0, 4),
  places: Int32Array.of(1, 9, 300),
  placeEnds: Int32Array.of(2, 3),
};

describe('bytes', () => {
  test('come back as they were written', () => {
    const writer = createByteWriter(1);
    for (const number of [0, 127, 128, 300, 2 ** 31 - 1]) writer.varint(number);
    writer.text('naïve 🙂');
    const reader = createByteReader(writer.finish());
    expect([1, 2, 3, 4, 5].map(() => reader.varint())).toEqual([0, 127, 128, 300, 2 ** 31 - 1]);
    expect(reader.text()).toBe('naïve 🙂');
  });

  test('hold sorted words also when two differ in half of a sign beyond the first plane', () => {
    const words = ['a', 'a\u{20000}', 'a\u{20001}', 'b'];
    const writer = createByteWriter();
    writeSortedWords(writer, words);
    expect(readSortedWords(createByteReader(writer.finish()))).toEqual(words);
  });

  test('have a name that changes with one of them', () => {
    expect(fingerprint([Uint8Array.of(1, 2)])).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint([Uint8Array.of(1, 2)])).not.toBe(fingerprint([Uint8Array.of(1, 3)]));
  });
});

describe('a term shard', () => {
  const builder = createShardBuilder();
  builder.add(postings);
  const { terms, places } = builder.finish(
    [
      { word: 'price', term: 'price', documents: 2 },
      { word: 'pricing', term: 'elsewhere', documents: 1 },
    ],
    [{ from: ['price'], to: ['cost'], isOwn: true }],
  );

  test('gives back words, rules and postings', () => {
    const shard = parseTermShard(terms);
    expect(shard.words).toEqual([
      { word: 'price', term: 'price', documents: 2 },
      { word: 'pricing', term: 'elsewhere', documents: 1 },
    ]);
    expect(shard.rules).toEqual([{ from: ['price'], to: ['cost'], isOwn: true }]);
    const read = shard.postings('price');
    expect([...(read?.documents ?? [])]).toEqual([3, 400]);
    expect([...(read?.impacts ?? [])]).toEqual([31, 7]);
    expect([...(read?.sections ?? [])]).toEqual([2, 255]);
    expect([...(read?.titles ?? [])]).toEqual([0, 4]);
    expect(shard.postings('cost')).toBeUndefined();
  });

  test('gives the places of the postings asked for', () => {
    expect(parsePlaces(places, [0, 1])).toEqual([[1, 9], [300]]);
    expect(parsePlaces(places, [1])).toEqual([[300]]);
  });

  test('gives them out of the file that it shares with its neighbours', () => {
    const shards = [places, Uint8Array.of(1, 4), places, Uint8Array.of(), places, Uint8Array.of(1, 5)];
    const files = buildPlacesFiles(shards);
    const readOf = (shard: number, wanted: number[]) =>
      readPlaces(files[placesFileOf(shard)] ?? Uint8Array.of(), shard, shards.length, wanted);
    expect(files).toHaveLength(2);
    for (const shard of [0, 2, 4]) expect(readOf(shard, [0, 1])).toEqual([[1, 9], [300]]);
    expect([readOf(1, [0]), readOf(5, [0])]).toEqual([[[4]], [[5]]]);
  });

  test('that was cut short reads as less, not as an error', () => {
    for (let length = 0; length < terms.length; length += 1) {
      const readShort = () => parseTermShard(terms.subarray(0, length));
      expect(readShort).not.toThrow(RangeError);
    }
  });
});

test('word lists hold whole first letters and leave out numbers and very short words', () => {
  const words = ['42', 'ab', 'price', 'pricing', 'soc2'].map((word) => ({ word, documents: 1 }));
  const { keys, files } = buildWordLists(words);
  expect(keys).toEqual(['ps']);
  expect(files.flatMap((file) => parseWordList(file)).map(({ word }) => word)).toEqual([
    'price',
    'pricing',
    'soc2',
  ]);
});
