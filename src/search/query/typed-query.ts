/** What a person typed, read into words. Nothing that can be typed is an error. */
import { termOf } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import { cutWords } from '../text/words.ts';

/** Nobody types more, a pasted page should still answer. */
const MAX_TYPED_CHARACTERS = 500;
const MAX_WORDS = 40;

/** A word of what was typed, folded. */
export interface TypedWord {
  word: string;
  /** '' for a stop word. */
  term: string;
  /** The last word, with nothing typed behind it: it may go on. */
  unfinished: boolean;
  /** Position among all words from 0, stop words counted. */
  place: number;
  /** Other readings of the same place: `net` beside `.net`, `15000` beside `15k`. */
  others: string[];
}

/** Words from one place to another that may be one word, such as `and/or` or `state-of-the-art`. */
export interface JoinedWords {
  word: string;
  first: number;
  last: number;
}

/** What was typed, cut into words. */
export interface TypedQuery {
  /** As typed, trimmed. */
  text: string;
  words: TypedWord[];
  joined: JoinedWords[];
  /** Quoted stretches of two words or more, with their small words. */
  phrases: TypedWord[][];
}

const QUOTES = /["\u201c\u201d\u201e\u00ab\u00bb]/g;

function readWords(
  text: string,
  firstPlace: number,
  isLast: boolean,
): { words: TypedWord[]; joined: JoinedWords[] } {
  const words: TypedWord[] = [];
  const ends: number[] = [];
  const joined: { word: string; first: number; end: number }[] = [];
  cutWords(text, (word, place, end, reading) => {
    if (reading === 'same') words.at(-1)?.others.push(word);
    else if (reading === 'joined') joined.push({ word, first: firstPlace + place, end });
    else {
      words.push({
        word,
        term: termOf(word),
        unfinished: isLast && end === text.length,
        place: firstPlace + place,
        others: [],
      });
      ends.push(end);
    }
  });
  return {
    words,
    joined: joined.map(({ word, first, end }) => ({
      word,
      first,
      last: words.findLast((_, at) => (ends[at] ?? 0) <= end)?.place ?? first,
    })),
  };
}

/** Reads typed text. A quotation mark that is still open counts for nothing. */
export function parseTypedQuery(typed: string): TypedQuery {
  const text = typed.slice(0, MAX_TYPED_CHARACTERS).trim();
  const parts = foldText(typed.slice(0, MAX_TYPED_CHARACTERS)).split(QUOTES);
  const words: TypedWord[] = [];
  const joined: JoinedWords[] = [];
  const phrases: TypedWord[][] = [];
  parts.forEach((part, number) => {
    const isLast = number === parts.length - 1;
    const read = readWords(part, (words.at(-1)?.place ?? -1) + 1, isLast);
    words.push(...read.words);
    joined.push(...read.joined);
    const isQuoted = number % 2 === 1 && !isLast;
    if (isQuoted && read.words.length > 1) phrases.push(read.words);
  });
  return { text, words: words.slice(0, MAX_WORDS), joined, phrases };
}

/** Words in a row, as if they had been typed in quotation marks. */
export const parsePhrase = (words: readonly string[]): TypedWord[] =>
  words.map((word, place) => ({ word, term: termOf(word), unfinished: false, place, others: [] }));
