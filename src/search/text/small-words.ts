/**
 * Small words (`of`, `to`, `the`) are not indexed, but each place of a word tells in four bits which of them stand right
 * before it, so that words in quotation marks are compared with them. One in fifteen other runs of them looks the same.
 */

const RUN_BITS = 4;
const runs = (1 << RUN_BITS) - 1;

/** The run of a place before which no small word stands. */
export const NO_RUN = 0;

/** A small word as a number of 1 or more, the same in every library. */
export function hashSmallWord(word: string): number {
  let hash = 7;
  for (let at = 0; at < word.length; at += 1) hash = (hash * 31 + word.charCodeAt(at)) % 65_521;
  return hash + 1;
}

/** A run of small words, one longer. */
export const nextRun = (run: number, hash: number): number => 1 + ((run * 31 + hash) % runs);

/** A place in a document, in words from its start, together with the run of small words before it. */
export const packPlace = (place: number, run: number): number => (place << RUN_BITS) | run;
export const unpackPlace = (packed: number): number => packed >> RUN_BITS;
export const runOf = (packed: number): number => packed & runs;
