/** Quoted words: only documents that have them in that order, at that distance, are found. */
import { shardOf } from './manifest.ts';
import type { OpenedFiles } from './opened-files.ts';
import { positionOf } from './rank.ts';
import { parsePlaces } from './term-shard.ts';
import type { TypedWord } from './typed-query.ts';

/** 1 for each document with the phrase. Stop words inside keep their distance, but are not compared. */
export async function markPhrase(files: OpenedFiles, phrase: readonly TypedWord[]): Promise<Uint8Array> {
  const marked = new Uint8Array(files.manifest.documents);
  const all = await Promise.all(
    phrase.map(async (word) => {
      const number = shardOf(files.termKeys, word.term);
      const postings = (await files.shard(number)).postings(word.term);
      return postings === undefined ? undefined : { word, postings, number };
    }),
  );
  const present = all.filter((part) => part !== undefined);
  const [first] = present;
  if (first === undefined || present.length < phrase.length) return marked;

  const together = [...first.postings.documents].filter((document) =>
    present.every(({ postings }) => positionOf(postings.documents, document) >= 0),
  );
  const placesOf = await Promise.all(
    present.map(async ({ postings, number }) => {
      const wanted = together.map((document) => postings.first + positionOf(postings.documents, document));
      return parsePlaces(await files.places(number), wanted);
    }),
  );
  together.forEach((document, at) => {
    const starts = placesOf[0]?.[at] ?? [];
    const fits = starts.some((start) =>
      present.every(
        ({ word }, part) => placesOf[part]?.[at]?.includes(start + word.place - first.word.place) === true,
      ),
    );
    if (fits) marked[document] = 1;
  });
  return marked;
}
