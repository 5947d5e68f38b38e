/** Words near an unknown one. */
import { countEdits, editsAllowed } from '../text/edits.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { ListedWord } from '../files/word-list.ts';

export interface Correction {
  word: string;
  edits: number;
  documents: number;
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
    if (edits <= limit) found.push({ word, edits, documents });
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

/** Words to offer when nothing was found, at most three. */
export async function readNearestWords(files: OpenedFiles, typed: string): Promise<string[]> {
  const limit = Math.min(3, Math.floor(typed.length / 2));
  if (limit < 1) return [];
  const found = nearWords(typed, await files.wordsLike(typed), limit, false);
  return found
    .sort(nearestFirst)
    .slice(0, 3)
    .map(({ word }) => word);
}
