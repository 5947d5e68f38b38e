/**
 * Words that mean the same wherever things are sold, by language. A company adds its own in `content/hub.yaml`; these spare it the
 * obvious ones. They count for less than the company's own, because they know nothing of its products.
 *
 * One file a language, and a hub gets those of the languages that its content has. A single list for all languages would be sent
 * to every hub, and mix up words that only look alike; lists of a company's own alone would leave every new hub deaf.
 */
import * as de from './de.ts';
import * as en from './en.ts';
import * as es from './es.ts';
import * as fr from './fr.ts';
import * as ja from './ja.ts';

export interface SalesWords {
  /** Each phrase of a group stands for every other. */
  synonyms: readonly (readonly string[])[];
  /** What people say, and what is written where they find their answer; not the other way about. */
  hints: readonly (readonly [said: string, written: string])[];
}

const byLanguage: Record<string, SalesWords> = { de, en, es, fr, ja };

/** @param languages BCP 47 tags; of `de-CH` the language counts. Reps everywhere also type English words. */
export function salesWordsOf(languages: readonly string[]): SalesWords {
  const wanted = new Set(['en', ...languages.map((tag) => tag.split('-')[0]?.toLowerCase() ?? '')]);
  const lists = [...wanted].flatMap((language) => byLanguage[language] ?? []);
  return {
    synonyms: lists.flatMap(({ synonyms }) => synonyms),
    hints: lists.flatMap(({ hints }) => hints),
  };
}
