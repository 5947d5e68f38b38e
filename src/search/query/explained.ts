/** An answer with what is said of it and marked in it. Palette and library tell it the same way, worked out off the page's thread. */
import type { SearchHit } from './hits.ts';
import { markMatches, type MarkedText } from './marks.ts';
import type { SearchAnswer } from './search-answer.ts';

/** A hit with what a row says of it. */
export interface ExplainedHit extends SearchHit {
  /** `sentence`: its own words, cut to what a row holds; `reply`: what goes with them, whole; both empty where there is none. */
  marked: Record<'title' | 'section' | 'note' | 'sentence' | 'reply', MarkedText[]>;
  /** What the marks leave unsaid; '' when they say it all. */
  reasons: string;
}

export interface ExplainedAnswer extends Omit<SearchAnswer, 'hits'> {
  hits: ExplainedHit[];
  /** What was done to the typed words; '' when there is nothing to say. */
  remarks: string;
}

/** What was done to typed words: corrections, and words that no asset has. '' when there is nothing to say. */
export function renderRemarks({
  total,
  corrected,
  missing,
  isVague,
}: Pick<SearchAnswer, 'total' | 'corrected' | 'missing' | 'isVague'>): string {
  const words = missing.map((word) => (word.startsWith('"') ? word : `“${word}”`)).join(' or ');
  return [
    ...corrected.map(({ typed, word }) => `Showing “${word}” for “${typed}”.`),
    ...(total > 0 && isVague ? ['Small words tell little: add one that matters.'] : []),
    ...(total > 0 && words !== '' ? [`No asset has ${words}.`] : []),
  ].join(' ');
}

/** A brief answer: its titles are marked, more is not known. */
export const explainBrief = (answer: SearchAnswer): ExplainedAnswer => ({
  ...answer,
  hits: answer.hits.map((hit) => ({
    ...hit,
    marked: { title: markMatches(hit.title, hit.why), section: [], note: [], sentence: [], reply: [] },
    reasons: '',
  })),
  remarks: renderRemarks(answer),
});
