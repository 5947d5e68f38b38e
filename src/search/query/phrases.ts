/** Quoted words: only documents that have them in that order, with the same small words between them, are found. */
import { shardOf } from '../files/manifest.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import { readPlaces } from '../files/places.ts';
import { indexOfDocument } from './rank.ts';
import { hashSmallWord, nextRun, NO_RUN, unpackPlace, runOf } from '../text/small-words.ts';
import type { TypedWord } from './typed-query.ts';

interface WordOfPhrase {
  term: string;
  /** In words from the first one. */
  distance: number;
  /** The small words before it; undefined where they are not compared. */
  run: number | undefined;
}

/**
 * What is looked up: the telling words, each with the small ones between it and the one before. Small words alone are
 * looked up themselves, which finds them in titles, the only place where they are indexed.
 */
function readPhrase(phrase: readonly TypedWord[]): WordOfPhrase[] {
  const first = phrase.find(({ term }) => term !== '');
  if (first === undefined) {
    return phrase.map(({ word, place }) => ({
      term: word,
      distance: place - (phrase[0]?.place ?? 0),
      run: undefined,
    }));
  }
  const words: WordOfPhrase[] = [];
  let run = NO_RUN;
  for (const { word, term, place } of phrase) {
    if (term === '') {
      run = nextRun(run, hashSmallWord(word));
      continue;
    }
    words.push({ term, distance: place - first.place, run: words.length === 0 ? undefined : run });
    run = NO_RUN;
  }
  return words;
}

/** Whether a word stands at this place, behind the same small words. */
const standsAt = (packed: readonly number[], place: number, run: number | undefined): boolean =>
  packed.some((found) => unpackPlace(found) === place && (run === undefined || runOf(found) === run));

/** By the number of a document: 1 where it has the phrase, else 0. Words match in any form. */
export async function markPhrase(files: OpenedFiles, phrase: readonly TypedWord[]): Promise<Uint8Array> {
  const marked = new Uint8Array(files.manifest.documents);
  const words = readPhrase(phrase);
  const all = await Promise.all(
    words.map(async (word) => {
      const number = shardOf(files.termKeys, word.term);
      const postings = (await files.shard(number)).postings(word.term);
      return postings === undefined ? undefined : { word, postings, number };
    }),
  );
  const present = all.filter((part) => part !== undefined);
  const [first] = present;
  if (first === undefined || present.length < words.length) return marked;

  const together = [...first.postings.documents].filter((document) =>
    present.every(({ postings }) => indexOfDocument(postings.documents, document) >= 0),
  );
  const placesOf = await Promise.all(
    present.map(async ({ postings, number }) =>
      readPlaces(
        await files.places(number),
        number,
        files.termKeys.length + 1,
        together.map((document) => postings.first + indexOfDocument(postings.documents, document)),
      ),
    ),
  );
  together.forEach((document, at) => {
    const starts = placesOf[0]?.[at] ?? [];
    const fits = starts.some((start) =>
      present.every(({ word }, part) =>
        standsAt(placesOf[part]?.[at] ?? [], unpackPlace(start) + word.distance, word.run),
      ),
    );
    if (fits) marked[document] = 1;
  });
  return marked;
}
