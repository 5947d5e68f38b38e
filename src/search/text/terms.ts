import { termOf } from './analysis.ts';
import { foldText } from './fold.ts';
import { cutWords } from './words.ts';

/** The terms of a phrase, stop words left out. */
export function termsOf(phrase: string): string[] {
  const terms: string[] = [];
  cutWords(foldText(phrase), (word, _place, _end, reading) => {
    const term = termOf(word);
    if (term !== '' && reading === undefined) terms.push(term);
  });
  return terms;
}
