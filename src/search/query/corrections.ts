/** Words near an unknown one. */
import { countEdits, editsAllowed, isLikelySlip } from '../text/edits.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { ListedWord } from '../files/word-list.ts';

/** A known word, how many edits it is away from the typed one, and how many documents have it. */
export interface Correction {
  word: string;
  edits: number;
  documents: number;
  /** It goes on from what was typed. */
  goesOn: boolean;
}

const MAX_CORRECTIONS = 4;

function nearWords(
  typed: string,
  words: readonly ListedWord[],
  limit: number,
  asPrefix: boolean,
): Correction[] {
  const found: Correction[] = [];
  for (const { word, documents } of words) {
    const edits = countEdits(typed, word, limit, asPrefix);
    if (edits <= limit) found.push({ word, edits, documents, goesOn: asPrefix });
  }
  return found;
}

const nearestFirst = (a: Correction, b: Correction): number =>
  a.edits - b.edits || b.documents - a.documents || (a.word < b.word ? -1 : 1);

/**
 * What an unknown word was probably meant to be: fewest edits first, then the most used. Words with the same first
 * letter are tried before all others, since that is one small file instead of all.
 */
export async function readCorrections(
  files: OpenedFiles,
  typed: string,
  unfinished: boolean,
): Promise<Correction[]> {
  const limit = editsAllowed(typed);
  if (limit === 0) return [];
  const alike = await files.wordsLike(typed);
  let found = nearWords(typed, alike, 1, false);
  if (found.length === 0 && unfinished) found = nearWords(typed, alike, 1, true);
  if (found.length === 0) found = nearWords(typed, await files.wordsUnlike(typed), 1, false);
  if (found.length === 0 && limit > 1) found = nearWords(typed, alike, limit, false);
  if (found.length === 0 && limit > 1 && unfinished) found = nearWords(typed, alike, limit, true);
  found.sort(nearestFirst);
  const least = found[0]?.edits ?? 0;
  return found.filter(({ edits }) => edits === least).slice(0, MAX_CORRECTIONS);
}

const MIN_ENDING = 4;
const MIN_PART = 5;
const MIN_REMAINDER = 3;

/**
 * Longer words of which an unknown one is a part, as `vertrag` is of `rahmenvertrag` and `window` of `timewindow`: its end, or
 * any stretch of a longer one. None while a word with the same first letter is near enough to be meant.
 */
export async function readWordsWithPart(files: OpenedFiles, part: string): Promise<string[]> {
  if (part.length < MIN_ENDING) return [];
  const alike = await files.wordsLike(part);
  if (nearWords(part, alike, 1, false).length > 0) return [];
  const isWhole = ({ word }: ListedWord): boolean => {
    if (word.length < part.length + MIN_REMAINDER) return false;
    return word.endsWith(part) || (part.length >= MIN_PART && word.indexOf(part) > 1);
  };
  return [...alike, ...(await files.wordsUnlike(part))]
    .filter(isWhole)
    .sort((a, b) => b.documents - a.documents)
    .slice(0, MAX_CORRECTIONS)
    .map(({ word }) => word);
}

/** Words to offer when nothing was found. */
export async function readNearest(files: OpenedFiles, missing: readonly string[]): Promise<string[]> {
  const nearest = await Promise.all(missing.map((word) => readNearestWords(files, word)));
  return [...new Set(nearest.flat())];
}

/** At most three, and only those that a slip or two lead to. */
async function readNearestWords(files: OpenedFiles, typed: string): Promise<string[]> {
  const limit = Math.max(editsAllowed(typed), typed.length > 5 ? 2 : 0);
  if (limit < 1) return [];
  const found = nearWords(typed, await files.wordsLike(typed), limit, false);
  return found
    .filter(({ word, edits }) => edits > 1 || isLikelySlip(typed, word))
    .sort(nearestFirst)
    .slice(0, 3)
    .map(({ word }) => word);
}
