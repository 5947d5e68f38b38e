/** How much a title reads like the search: its words, in its order, in its forms, and little else. */
import { termOf, termOrWord, withoutInflection } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import type { Match } from './rank.ts';
import { cutWords } from '../text/words.ts';

interface TitleWord {
  word: string;
  term: string;
}

/** The words of a text that tell something; all of them, if none does. */
function readTitle(title: string): TitleWord[] {
  const words: TitleWord[] = [];
  cutWords(foldText(title), (word, _place, _end, reading) => {
    if (reading === undefined) words.push({ word, term: termOf(word) });
  });
  const telling = words.filter(({ term }) => term !== '');
  return telling.length > 0 ? telling : words.map(({ word }) => ({ word, term: word }));
}

/** The same word, in the singular or the plural, now or then. */
const isForm = (word: string, typed: string): boolean =>
  word === typed || withoutInflection(word) === withoutInflection(typed);

const termsOf = ({ word }: Match): string[] => word.split(' ').map(termOrWord);

/**
 * From 0 to 1: of the words asked for, those that the title has; of those next to each other in the search, those that are
 * so in the title, counted twice; of all, those in the very form typed. Less for words that were not asked for, by the
 * square root of their share.
 *
 * @param matches how the document answers the search, in its order
 * @param asked how many words the search has, those left out that nothing answers
 */
export function wordingOf(title: string, matches: readonly Match[], asked: number): number {
  const places = new Map(matches.flatMap((match, at) => termsOf(match).map((term) => [term, at] as const)));
  const words = readTitle(title);
  const found = new Set<number>();
  const inForm = new Set<number>();
  const inOrder = new Set<number>();
  let before = -2;
  for (const { word, term } of words) {
    const at = places.get(term) ?? -2;
    const match = matches[at];
    if (match !== undefined) {
      found.add(at);
      if (isForm(word, match.how === 'corrected' ? match.word : match.typed)) inForm.add(at);
      if (at === before + 1) inOrder.add(at);
    }
    before = at;
  }
  if (found.size === 0) return 0;
  const alike = (found.size + inForm.size + 2 * inOrder.size) / (4 * asked - 2);
  return alike * Math.sqrt(found.size / words.length);
}
