/**
 * Every number that ranking depends on. Each was chosen on one half of the judged queries (`isHeldOut` false in
 * `test/support/search/judged.ts`), over Cranfield and the handbooks and what was made of them: titles alone, texts without titles,
 * sections as documents, single sentences as questions. "Worth" is the mean gain in nDCG@10 against leaving it out.
 *
 * The index is built with the first group (a change needs a new build), the second works when a search is run. Those of sentences
 * are in `sentence-weights.ts`, which first hits do without.
 */

/** How much one occurrence counts, by where it stands. BM25F: the counts are summed before they saturate. */
export const fieldWeights = {
  // 4 and 12 both cost 0.3 %. A second BM25 part for the title alone costs 0.4 %, most of it on long questions.
  title: 8,
  alias: 6,
  benefit: 2,
  summary: 2,
  label: 2,
  /** Folders and file name. Worth 2 %, most of it where pages lie in a tree; 1 and 3 are level. */
  path: 3,
  // 1 costs 0.3 %, 2 to 5 are level.
  heading: 3,
  body: 1,
};
export type FieldName = keyof typeof fieldWeights;
export const fieldNames = Object.keys(fieldWeights) as FieldName[];

export const impactWeights = {
  /** BM25's k1: how fast further occurrences stop counting. 1.2 to 2 are level. */
  saturation: 1.6,
  /** BM25's b for the body and, steeper, for titles: 0 ignores length, 1 divides by it. 0.5 in the body costs 0.5 %. */
  bodyLengthEffect: 0.75,
  titleLengthEffect: 0.9,
  /** A spelling that the text does not have counts for so much of the one that it has. 0.3 to 1 are level. */
  reading: 0.5,
};

/** What works when a search is run. */
export const searchWeights = {
  /**
   * Exponent on the share of the search that a document covers, the same for short and long searches. 0.2 is 0.2 % better
   * where pages are called by words that they lack; who types two words wants both.
   */
  coverage: 0.3,
  /** Gain for a title that was typed whole and with nothing else. Worth 1.1 %, 0.5 to 1 are level. */
  title: 0.75,
  /** Gain for words that stand in one section. Worth 0.3 %, most of it on long questions; 0.3 is too much for pages. */
  together: 0.15,
  /**
   * Gain for a title that reads like the search: its words, in its order, in its forms, and little else. Worth 1.1 %, on
   * pages and sections of documentation 4 to 5 %.
   */
  wording: 0.6,
  /** The same for the heading that reads most like it, where typing rests. Worth 0.4 %, 0.15 to 0.5 are level. */
  headingWording: 0.3,
  /** The same for another name of it. The judged sets have none; of 506 in the sample 384 found their page first without. */
  aliasWording: 0.4,
  /** Gain for a word that a document has in the form typed, if it is the commonest. Worth 0.9 %, 0.1 to 0.5 are level. */
  form: 0.2,
  /** The same for another form. Worth 0.3 %. */
  otherForm: 0.2,
  /** How many documents are looked at closer. 400 find the same. */
  lookCloserAt: 100,
  /**
   * What a continuation loses for the letters that were not typed, if that were the whole word. That a beginning is a word of
   * its own says nothing (`stat` on the way to `statement`): a low weight for the continuations of such a one costs 4 % on
   * searches whose last word is half typed.
   */
  untyped: 0.5,
  /** A corrected word, by the number of edits. 0.9 for one is worth 0.2 % against 0.8, 0.6 costs 0.7 %. */
  corrected: [1, 0.9, 0.6],
  /** A word to which no usual slip leads: looked for beside the others, never by itself. */
  guessed: 0.6,
  /** A synonym of the company's own, and one that is usual in sales. The judged sets know too few of them to tell. */
  synonym: 0.7,
  usualSynonym: 0.85,
  /** What is not in the reader's language, in a hub of several. */
  otherLanguage: 0.6,
  /** A word that only asks, such as the first of `show me the price list`. */
  asking: 0.3,
  /** Two words as one, one as two. 0.3 to 0.9 are level. */
  joined: 0.7,
  /** The same where a hyphen or slash stood between them. */
  joinedByMark: 0.95,
};
