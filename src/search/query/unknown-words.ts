/** What a typed word may be that nothing stands for as it is: part of a longer word, two words, a slip. */
import { alternativeOf, postingsOf, wordItself } from './alternatives.ts';
import { readCorrections, readWordsWithPart } from './corrections.ts';
import { shardOf } from '../files/manifest.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import { markPhrase } from './phrases.ts';
import type { Alternative } from './rank.ts';
import { termOf, termOrWord } from '../text/analysis.ts';
import { isLikelySlip } from '../text/edits.ts';
import { parsePhrase, type TypedWord } from './typed-query.ts';
import { searchWeights as weights } from '../weights.ts';

/**
 * What may stand for it, the likeliest first.
 *
 * @param isSplit whether it may be two words
 */
export async function readMeant(
  files: OpenedFiles,
  word: TypedWord,
  isSplit: boolean,
): Promise<Alternative[]> {
  const split = isSplit ? await readSplit(files, word) : undefined;
  if (split !== undefined) return [split];
  const parts = await readWithPart(files, word);
  return parts.length > 0 ? parts : readCorrected(files, word);
}

/** A shorter beginning with a slip in it is the beginning of nearly any word: `ceo` is no way to `collateral`. */
const MIN_BEGINNING = 4;

/** What an unknown word was probably meant to be. */
async function readCorrected(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  const corrections = await readCorrections(files, word.word, word.unfinished);
  const made = await Promise.all(
    corrections.map(({ word: better, edits, goesOn }) => {
      const isShort = goesOn && word.word.length < MIN_BEGINNING;
      const isLikely = !isShort && (edits > 1 || isLikelySlip(word.word, better));
      const weight = isLikely ? (weights.corrected[edits] ?? 0) : weights.guessed;
      return wordItself(files, better, termOrWord(better), isLikely ? 'corrected' : 'guessed', weight);
    }),
  );
  return made
    .filter((alternative) => alternative !== undefined)
    .sort((a, b) => Number(a.how === 'guessed') - Number(b.how === 'guessed'));
}

/** The longer words of which an unknown one is a part. */
async function readWithPart(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  const longer = await readWordsWithPart(files, word.word);
  const made = await Promise.all(
    longer.map((text) => alternativeOf(files, [text], [termOrWord(text)], 'joined', weights.joined)),
  );
  return made.filter((alternative) => alternative !== undefined);
}

/** The first parts of an unknown word lie in stretches of the alphabet near its own: so many of those are read. */
const MAX_SHARDS_SPLIT = 3;

/** Two words that an unknown one is made of, next to each other in some text: `rollsroyce`, `hanoi`. */
async function readSplit(files: OpenedFiles, { word }: TypedWord): Promise<Alternative | undefined> {
  const shards = new Set<number>();
  for (let at = word.length - 2; at > 0; at -= 1) {
    const parts = [word.slice(0, at), word.slice(at)];
    const terms = parts.map(termOf);
    if (terms.includes('')) continue;
    const [left = ''] = terms;
    shards.add(shardOf(files.termKeys, left));
    if (shards.size > MAX_SHARDS_SPLIT) return undefined;
    if ((await postingsOf(files, left)) === undefined) continue;
    const found = await alternativeOf(files, parts, terms, 'joined', weights.joined);
    if (found === undefined) continue;
    const marked = await markPhrase(files, parsePhrase(parts));
    if (marked.includes(1)) return found;
  }
  return undefined;
}
