/** Runs of words as numbers, by which texts that say nearly the same are found. */
import { foldCase } from './fold.ts';

/** So many words in a row make one run (Broder 1997, "On the resemblance and containment of documents"). */
const RUN_WORDS = 4;
/** Shorter parts have too few runs to tell copying from chance. */
const MIN_WORDS = 30;
/** Words in small letters. Scripts without blanks give one word a sign. */
export function splitWords(text: string): string[] {
  return (
    foldCase(text).match(
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+/gu,
    ) ?? []
  );
}

/**
 * Runs of words of a text as numbers of 32 bits, each once; none when it is too short to be judged. Two runs that have
 * one number by chance count as one: of the dozens that a part has, that changes nothing.
 */
export function runsOf(text: string): Uint32Array {
  const words = splitWords(text).map(numberOf);
  if (words.length < MIN_WORDS) return new Uint32Array();
  const runs = new Set<number>();
  for (let at = 0; at + RUN_WORDS <= words.length; at++) {
    let run = 0;
    for (let step = 0; step < RUN_WORDS; step++) run = (Math.imul(run, 31) + (words[at + step] ?? 0)) | 0;
    runs.add(run >>> 0);
  }
  return Uint32Array.from(runs);
}

/** FNV-1a of a word. */
function numberOf(word: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < word.length; at++) number = Math.imul(number ^ word.charCodeAt(at), 0x01000193);
  return number;
}

/** Runs that stand in two parts or more: the only ones worth remembering, and few of all there are. */
export function repeatedRuns(passages: readonly { runs: Uint32Array }[]): Set<number> {
  const all = new Uint32Array(passages.reduce((sum, { runs }) => sum + runs.length, 0));
  let end = 0;
  for (const { runs } of passages) {
    all.set(runs, end);
    end += runs.length;
  }
  all.sort();
  const repeated = new Set<number>();
  for (let at = 1; at < all.length; at++) if (all[at] === all[at - 1]) repeated.add(all[at] ?? 0);
  return repeated;
}

/** How many of the runs stand in each earlier part, by its number. */
export function countShared(
  runs: Uint32Array,
  byRun: ReadonlyMap<number, readonly number[]>,
): Map<number, number> {
  const shared = new Map<number, number>();
  for (const run of runs)
    for (const number of byRun.get(run) ?? []) shared.set(number, (shared.get(number) ?? 0) + 1);
  return shared;
}
