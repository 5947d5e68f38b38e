/** Words of shown texts that answered a search, in any of their forms. */
import { termOrWord } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import type { Match } from './rank.ts';

/** A stretch of shown text; marked where it is a word that was looked for. */
export interface MarkedText {
  text: string;
  /** Where it begins in the whole text, in UTF-16 units. */
  at: number;
  isMarked: boolean;
}

export const WORD_OR_NOT = /([\p{L}\p{N}\p{M}]+)/u;
/** Signs of Chinese, Japanese, Korean and Thai: words stand inside a run of them. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;

export const wordsOf = ({ word }: Match): string[] => word.split(' ').filter((part) => part !== '');

/** Whether a shown word is a form of one of these. */
export function formsOf(words: readonly string[]): (shown: string) => boolean {
  const stems = new Set(words.map(termOrWord));
  return (shown) => {
    const folded = foldText(shown);
    return (
      stems.has(termOrWord(folded)) ||
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
