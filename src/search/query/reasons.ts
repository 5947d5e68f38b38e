/**
 * Why a hit was found, in words and marks. Palette, library and terminal all tell it the same way, and the browser works
 * it out off the page's thread.
 */
import { termOf } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import type { SearchAnswer } from './open-index.ts';
import type { SearchHit } from './hits.ts';
import type { Match } from './rank.ts';

/** A stretch of shown text; marked where it is a word that was looked for. */
export interface MarkedText {
  text: string;
  /** Where it begins. */
  at: number;
  isMarked: boolean;
}

/** A hit with what a row says of it. */
export interface ExplainedHit extends SearchHit {
  marked: Record<'title' | 'section' | 'note', MarkedText[]>;
  /** What the marks leave unsaid; '' when they say it all. */
  reasons: string;
}

export interface ExplainedAnswer extends Omit<SearchAnswer, 'hits'> {
  hits: ExplainedHit[];
  /** What was done to the typed words; '' when there is nothing to say. */
  remarks: string;
}

const WORD_OR_NOT = /([\p{L}\p{N}\p{M}]+)/u;
/** Signs of Chinese, Japanese, Korean and Thai: words stand inside a run of them. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

const stemOf = (word: string): string => termOf(word) || word;
const wordsOf = ({ word }: Match): string[] => word.split(' ').filter((part) => part !== '');

/** Whether a shown word is a form of one of these. */
function formsOf(words: readonly string[]): (shown: string) => boolean {
  const stems = new Set(words.map(stemOf));
  return (shown) => {
    const folded = foldText(shown);
    return (
      stems.has(stemOf(folded)) ||
      (WITHOUT_SPACES.test(folded) && words.some((word) => folded.includes(word)))
    );
  };
}

/** Cuts a text at the words that answered the search, in any of their forms. */
export function markMatches(text: string, matches: readonly Match[]): MarkedText[] {
  const isForm = formsOf(matches.flatMap(wordsOf));
  const parts: MarkedText[] = [];
  let at = 0;
  text.split(WORD_OR_NOT).forEach((part, number) => {
    const isMarked = number % 2 === 1 && isForm(part);
    const last = parts.at(-1);
    if (last !== undefined && !last.isMarked && !isMarked) last.text += part;
    else if (part !== '') parts.push({ text: part, at, isMarked });
    at += part.length;
  });
  return parts;
}

/** The word found, and what was typed for it where that is another word. */
function explain({ typed, word, how }: Match): string {
  return how === 'synonym' || how === 'corrected' ? `${word} for “${typed}”` : word;
}

const listed = (words: readonly string[]): string => [...new Set(words)].join(', ');

/**
 * What the marks in a row leave unsaid, in words: which other word stood for a typed one, which words stand only in the
 * text of the asset, which typed word it lacks. '' when the marks say it all, and while the row is not whole.
 *
 * @param answer the answer that the hit belongs to
 */
export function renderReasons(
  { title, section, note, why }: Pick<SearchHit, 'title' | 'section' | 'note' | 'why'>,
  answer: Pick<SearchAnswer, 'hits' | 'isBrief' | 'corrected' | 'isVague'>,
): string {
  if (answer.isBrief) return '';
  const shown = `${title} ${section.heading} ${note}`.split(WORD_OR_NOT);
  const isShown = (match: Match): boolean => wordsOf(match).every((word) => shown.some(formsOf([word])));
  const meant = new Map(answer.corrected.map(({ typed, word }) => [typed, word]));
  const isSaidOnTop = ({ typed, word }: Match): boolean => meant.get(typed) === word;
  const explained = (match: Match): string => (isSaidOnTop(match) ? match.word : explain(match));
  const inRow = why.filter((match) => isShown(match) && explained(match) !== match.word);
  const inText = why.filter((match) => !isShown(match));
  const asked = new Set(
    answer.isVague ? [] : answer.hits.flatMap((hit) => hit.why.map(({ typed }) => typed)),
  );
  for (const { typed } of why) asked.delete(typed);
  return [
    listed(inRow.map(explained)),
    inText.length > 0 ? `In the text: ${listed(inText.map(explained))}` : '',
    asked.size > 0 ? `Without ${listed([...asked].map((word) => `“${meant.get(word) ?? word}”`))}` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
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

/** The answer with all that is said about it and about its hits. */
export function explainAnswer(answer: SearchAnswer): ExplainedAnswer {
  const hits = answer.hits.map((hit): ExplainedHit => {
    const { title, section, note, why } = hit;
    return {
      ...hit,
      marked: {
        title: markMatches(title, why),
        section: markMatches(section.heading === title ? '' : section.heading, why),
        note: markMatches(note, why),
      },
      reasons: renderReasons(hit, answer),
    };
  });
  return { ...answer, hits, remarks: renderRemarks(answer) };
}
