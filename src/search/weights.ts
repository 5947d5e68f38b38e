/**
 * Every number that ranking depends on, chosen by measurement and none by taste. The index is built with the first
 * group (a change needs a new build), the second works when a search is run.
 */

/** How much one occurrence counts, by where it stands. BM25F: the counts are summed before they saturate. */
export const fieldWeights = {
  title: 8,
  alias: 6,
  benefit: 2,
  summary: 2,
  label: 2,
  heading: 3,
  body: 1,
};
export type FieldName = keyof typeof fieldWeights;
export const fieldNames = Object.keys(fieldWeights) as FieldName[];

export const impactWeights = {
  /** BM25's k1: how fast further occurrences stop counting. */
  saturation: 1.6,
  /** BM25's b for the body and, steeper, for titles: 0 ignores length, 1 divides by it. */
  bodyLengthEffect: 0.75,
  titleLengthEffect: 0.9,
  /** A second BM25 part for the title alone, relative to the whole. */
  titlePart: 0.5,
};

/** What works when a search is run. */
export const searchWeights = {
  /** Exponent on the share of the search that a document covers, for two words; for n words divided by n - 1. */
  coverage: 1,
  /** Gain for a title that was typed whole and with nothing else. */
  title: 0.75,
  /** Gain for words that stand in one section. */
  together: 0.3,
  /** Factor for the document whose title is the search. */
  wholeTitle: 1.5,
  /** How many documents are looked at closer. */
  lookCloserAt: 100,
  /** Words that continue the last typed one, when it is a word of its own and when it is not. */
  completedKnown: 0.25,
  completed: 0.8,
  /** A corrected word, by the number of edits. */
  corrected: [1, 0.8, 0.5],
  /** A synonym of the company's own, and one that is usual in sales. */
  synonym: 0.7,
  usualSynonym: 0.5,
  joined: 0.7,
};
