/** All words that people wrote, by first letter: where a mistyped word is looked up. */
import { createByteReader, createByteWriter, readSortedWords, writeSortedWords } from './bytes.ts';

/** A word of the index that a typed one may have been meant for. */
export interface ListedWord {
  word: string;
  /** How many documents have it. */
  documents: number;
}

const MIN_LIST = 3000;
/** Numbers and words of one or two letters are too close to too much else. */
const LISTED = /^\p{L}[\p{L}\p{M}\p{N}+#.]{2,}$/u;

export const firstLetter = (word: string): string => String.fromCodePoint(word.codePointAt(0) ?? 0);

/** `words` sorted; a list holds whole letters. `keys` names the letters of each list. */
export function buildWordLists(words: readonly ListedWord[]): { keys: string[]; files: Uint8Array[] } {
  const lists: { letters: string; words: ListedWord[] }[] = [];
  let current = '';
  for (const entry of words) {
    if (!LISTED.test(entry.word)) continue;
    const letter = firstLetter(entry.word);
    const last = lists.at(-1);
    if (last === undefined || (letter !== current && last.words.length * 6 > MIN_LIST)) {
      lists.push({ letters: letter, words: [entry] });
    } else {
      if (letter !== current) last.letters += letter;
      last.words.push(entry);
    }
    current = letter;
  }
  const files = lists.map((list) => {
    const writer = createByteWriter();
    writeSortedWords(
      writer,
      list.words.map((entry) => entry.word),
    );
    for (const entry of list.words) writer.varint(entry.documents);
    return writer.finish();
  });
  return { keys: lists.map((list) => list.letters), files };
}

export function parseWordList(bytes: Uint8Array): ListedWord[] {
  const reader = createByteReader(bytes);
  return readSortedWords(reader).map((word) => ({ word, documents: reader.varint() }));
}
