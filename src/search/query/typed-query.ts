/** What a person typed, read into words. Nothing that can be typed is an error. */
import { termOf } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import { cutWords } from '../text/words.ts';

/** Nobody types more, a pasted page should still answer. */
const MAX_TYPED_CHARACTERS = 500;
const MAX_WORDS = 40;

export interface TypedWord {
  word: string;
  /** '' for a stop word. */
  term: string;
  /** The last word, with nothing typed behind it: it may go on. */
  unfinished: boolean;
  /** Position among all words, stop words counted. */
  place: number;
  /** Another reading of the same place (`net` beside `.net`). */
  second: boolean;
}

export interface TypedQuery {
  /** As typed, trimmed. */
  text: string;
  words: TypedWord[];
  /** Quoted stretches of two words or more, with their small words. */
  phrases: TypedWord[][];
}

const QUOTES = /["\u201c\u201d\u201e\u00ab\u00bb]/g;

function readWords(text: string, firstPlace: number, isLast: boolean): TypedWord[] {
  const words: TypedWord[] = [];
  cutWords(text, (word, place, end) => {
    const before = words.at(-1);
    const second = before !== undefined && before.place === firstPlace + place;
    words.push({
      word,
      term: termOf(word),
      unfinished: isLast && end === text.length,
      place: firstPlace + place,
      second,
    });
  });
  return words;
}

/** Reads typed text. A quotation mark that is still open counts for nothing. */
export function parseTypedQuery(typed: string): TypedQuery {
  const text = typed.slice(0, MAX_TYPED_CHARACTERS).trim();
  const parts = foldText(typed.slice(0, MAX_TYPED_CHARACTERS)).split(QUOTES);
  const words: TypedWord[] = [];
  const phrases: TypedWord[][] = [];
  parts.forEach((part, number) => {
    const isLast = number === parts.length - 1;
    const read = readWords(part, (words.at(-1)?.place ?? -1) + 1, isLast);
    words.push(...read);
    const isQuoted = number % 2 === 1 && !isLast;
    const phrase = read.filter(({ second }) => !second);
    if (isQuoted && phrase.length > 1) phrases.push(phrase);
  });
  return { text, words: words.slice(0, MAX_WORDS), phrases };
}
