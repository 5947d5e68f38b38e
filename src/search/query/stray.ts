/**
 * Whether a search is answered at all. A page that has one of its words, and not the one that matters, is no answer: a rep
 * who is told that there is none asks for it, and one who is given a guess repeats it.
 */
import { askingPlaces } from '../text/asking-words.ts';
import { isAmountTerm, isNumber } from '../text/amount-words.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import { impactOf, IMPACT_STEPS } from '../files/postings.ts';
import { termsOf } from '../text/terms.ts';
import { readRow } from './hit-details.ts';
import type { Concept, Match, RankedDocument } from './rank.ts';
import { indexOfDocument, rarityOf } from './rank.ts';
import type { TypedWord } from './typed-query.ts';
import { strayWeights as weights } from '../sentence-weights.ts';
import { searchWeights } from '../weights.ts';

const MIN_CERTAIN = 4;
/** From so many letters on a beginning that nobody wrote is a word of its own where nothing else was said: `who is your ceo`. */
const MIN_TELLING = 3;
const SMALL_NUMBER = /^\d\d?$/;
/** So many of the best are looked at. */
const MAX_LOOKED_AT = 3;

/**
 * Whether all that stands for a word are guesses: two slips and another beginning make another word, and a short one that was
 * typed to its end is no beginning (`soc` of `socket`).
 */
const isGuess = ({ typed, alternatives }: Concept, isEnded: boolean): boolean =>
  alternatives.every(({ how, word, weight }) =>
    how === 'completed'
      ? isEnded && typed.length < MIN_CERTAIN
      : how === 'corrected' && weight < (searchWeights.corrected[1] ?? 1) && typed[0] !== word[0],
  );

/**
 * True when nothing that was found answers: words are missing that nobody wrote, or that only a guess stands for, what is
 * left of the search tells less than they do, and none of the best is called by it. What matters of a question stands at
 * its end, as in "knock something off the price": a title that has that word is not strayed upon.
 *
 * @param words typed, in their order
 * @param missing those that no document has
 */
export async function isStray(
  files: OpenedFiles,
  ranked: readonly RankedDocument[],
  concepts: readonly Concept[],
  words: readonly TypedWord[],
  missing: readonly string[],
): Promise<boolean> {
  const documentCount = files.manifest.documents;
  const ended = new Set(
    words.flatMap(({ word, term, unfinished }) => (unfinished || term === '' ? [] : [word])),
  );
  const guessed = new Set(
    concepts.filter((concept) => isGuess(concept, ended.has(concept.typed))).map(({ typed }) => typed),
  );
  const asking = askingPlaces(words);
  const lostWords = words.filter(
    ({ word, term, unfinished, place }, at) =>
      // What only asks is no loss.
      !asking.has(place) &&
      (guessed.has(word) ||
        // A letter or two may become any word, and `38 quid` is found by its number.
        (missing.includes(word) &&
          !(unfinished && word.length < MIN_TELLING) &&
          !(
            isAmountTerm(term) && [words[at - 1], words[at + 1]].some((beside) => beside && isNumber(beside))
          ))),
  );
  const small = new Set(
    words.flatMap(({ word, term, place }) => (term === '' || asking.has(place) ? [word] : [])),
  );
  // Small words are looked for where nothing else is found, and say nothing without it; no more do words that ask.
  const last = words.findLast(({ term }) => term !== '')?.word;
  // Whatever ends in a two answers no `soc 2`.
  const isBare = (typed: string): boolean => typed === last && SMALL_NUMBER.test(typed);
  const known = concepts.filter(
    ({ typed }) => !guessed.has(typed) && !missing.includes(typed) && !isBare(typed),
  );
  const isLost = lostWords.length > 0 || missing.some((word) => word.length >= MIN_TELLING);
  if (isLost && known.every(({ typed }) => small.has(typed))) return true;
  if (lostWords.length === 0) return false;
  const rarity = new Map(known.map((concept) => [concept.typed, concept.rarity]));
  const lost = lostWords.length * rarityOf(0, documentCount);
  const asked = lost + known.reduce((sum, concept) => sum + concept.rarity, 0);
  const best = ranked.slice(0, MAX_LOOKED_AT).map((each) => ({
    ...each,
    certain: each.matches.filter(({ how }) => how !== 'guessed'),
  }));
  // Where nobody wrote the word before it, the last one names another thing: `hydrogen trucks` are none of ours.
  const place = words.findLast(({ term }) => term !== '')?.place ?? 0;
  const isOther = lostWords.some((lost) => missing.includes(lost.word) && lost.place === place - 1);
  const isStrayed = best.every(({ document, matches, certain, titleShare }) => {
    const told = certain.reduce(
      (sum, match) =>
        sum +
        (rarity.get(match.typed) ?? 0) *
          (weights.how[match.how] ?? 1) *
          (matches.length > 1 ? 1 : shareAbout(concepts, match, document)),
      0,
    );
    const isCalledSo =
      !isOther && certain.some(({ typed, inTitle, how }) => typed === last && inTitle && how !== 'corrected');
    // Who finds that many words in one place has found something.
    if (matches.length >= weights.manyWords) return false;
    const isTitled =
      titleShare >= weights.titleShare &&
      certain.some(({ inTitle }) => inTitle) &&
      lostWords.length <= matches.length;
    return told < weights.told * asked && !isTitled && !isCalledSo;
  });
  if (!isStrayed) return false;
  const named = await Promise.all(best.map(({ document, certain }) => isNamed(files, document, certain)));
  return !named.includes(true);
}

/** How much of a word a document tells: all of one that it is about, of one that it only mentions less. */
function shareAbout(concepts: readonly Concept[], { typed, word, how }: Match, document: number): number {
  const postings = concepts
    .find((concept) => concept.typed === typed)
    ?.alternatives.find((alternative) => alternative.word === word && alternative.how === how)?.postings;
  if (postings === undefined) return 0;
  const impact = impactOf(postings.impacts[indexOfDocument(postings.documents, document)] ?? 0);
  return Math.min(1, impact / (weights.about * IMPACT_STEPS));
}

/** Whether another name of a document, of more than one word, is in the search. */
async function isNamed(files: OpenedFiles, document: number, matches: readonly Match[]): Promise<boolean> {
  const found = new Set(matches.flatMap(({ word }) => termsOf(word)));
  const { aliases } = await readRow(files, document);
  return aliases.map(termsOf).some((name) => name.length > 1 && name.every((term) => found.has(term)));
}
