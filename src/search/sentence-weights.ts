/** The numbers of what first hits do without: which sentence answers, and whether anything does. See `weights.ts`. */
import type { SentenceKind } from '../library/sentence.ts';
import type { MatchHow } from './query/rank.ts';

/** What chooses the sentence of a found document. */
export const sentenceWeights = {
  /** A word in the reply or the heading, against one in what the customer says. */
  reply: 0.55,
  /** A number in its other spelling. */
  otherNumber: 0.9,
  /** A word that goes on from what was typed last, whichever: close to the likeliest of all words that do. */
  begun: 0.6,
  /** Gain for sentences whose very words are those typed, small ones too. */
  likeness: 0.5,
  /** Gain, for it and its document, by words that stand in it next to each other as they were typed. */
  near: 0.1,
  /** The same by a number and what it counts, and what is left of one that counts something else. */
  nearNumber: 1,
  strayNumber: 0.3,
  /** Share of what the document has of the search that a sentence must have, or the page is meant. */
  covered: 0.4,
  /** A document gains by a sentence that says at least this share of the search, and by so much. */
  said: 0.75,
  gain: 0.8,
  /** What customers say is what reps type. */
  kinds: { objection: 1.2, paragraph: 0.95 } as Partial<Record<SentenceKind, number>>,
};

/** What tells that nothing answers a search of which words are missing. */
export const strayWeights = {
  /** What is left must tell this share of the search, by the rarity of its words, or a title must be asked for by this of its terms. */
  told: 0.4,
  titleShare: 0.5,
  /** A document with this share of the highest impact of a word is about it; one with less only mentions it. */
  about: 0.65,
  /** So many words of the search in one document are no stray match, whatever else is missing. */
  manyWords: 3,
  /** A synonym tells less than the word, and what may have been a slip less than that. */
  how: { synonym: 0.8, corrected: 0.6 } as Partial<Record<MatchHow, number>>,
};
