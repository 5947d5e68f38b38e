/**
 * A term shard: one stretch of the alphabet with everything about it, so that a typed word needs one file. It holds
 * the words (for completing what is typed), their terms with postings, and the rules that start with one of them.
 *
 * Terms are stems, words are what people wrote: prefixes are looked up among words, since stems break them
 * (`experimen` is no prefix of `experi`). Columns of equal things lie together, because brotli packs them best.
 */
import type { ByteWriter } from './bytes.ts';
import { createByteReader, createByteWriter, readSortedWords, writeSortedWords } from './bytes.ts';
import type { TermPostings } from './postings.ts';
import type { PackedRule, Rule } from './synonym-rules.ts';
import { packRules, parseRules } from './synonym-rules.ts';

/** A word as people write it, folded, and the term under which it is filed: `pricing` and `price`. */
export interface ShardWord {
  word: string;
  term: string;
  /** How many documents have the word. */
  documents: number;
}

/** The postings of one term; columns of equal length, documents ascending. */
export interface Postings {
  /** How many documents have the term: more than there are here, if only the best of them are. */
  frequency: number;
  documents: Uint32Array;
  impacts: Uint8Array;
  sections: Uint8Array;
  titles: Uint8Array;
  /** Of its shard's postings, the number of the first of these: where their places are. */
  first: number;
}

/** A stretch of the alphabet: its words, the rules that begin with its terms, and the postings of these. */
export interface TermShard {
  words: readonly ShardWord[];
  rules: readonly Rule[];
  postings(term: string): Postings | undefined;
}

/** Collects terms in order; the bytes are made when its words are known. */
export interface ShardBuilder {
  /** @param frequency how many documents have the term, where these are only the best of them */
  add(postings: TermPostings, frequency?: number): void;
  /** About how many bytes there are so far. */
  size(): number;
  firstTerm(): string;
  lastTerm(): string;
  finish(words: readonly ShardWord[], rules: readonly Rule[]): { terms: Uint8Array; places: Uint8Array };
}

function writeWords(writer: ByteWriter, words: readonly ShardWord[], terms: readonly string[]): void {
  writeSortedWords(
    writer,
    words.map((entry) => entry.word),
  );
  const numbers = new Map(terms.map((term, at) => [term, at]));
  let expected = 0;
  for (const { term } of words) {
    const number = numbers.get(term);
    if (number === undefined) {
      writer.byte(0);
      writer.text(term);
      continue;
    }
    const step = number - expected;
    writer.varint(1 + (step >= 0 ? step * 2 : -step * 2 - 1));
    expected = number;
  }
  for (const { documents } of words) writer.varint(documents);
}

export function createShardBuilder(): ShardBuilder {
  const terms: string[] = [];
  const counts = createByteWriter(256);
  const leftOut = createByteWriter(256);
  const documents = createByteWriter(8192);
  const impacts = createByteWriter(8192);
  const sections = createByteWriter(8192);
  const titles = createByteWriter(1024);
  const places = createByteWriter(16384);
  let sinceTitle = 0;
  return {
    add(postings, frequency = postings.count) {
      terms.push(postings.term);
      counts.varint(postings.count);
      leftOut.varint(frequency - postings.count);
      let before = -1;
      let place = 0;
      for (let at = 0; at < postings.count; at += 1) {
        const document = postings.documents[at] ?? 0;
        documents.varint(document - before - 1);
        before = document;
        impacts.byte(postings.impacts[at] ?? 0);
        sections.byte(postings.sections[at] ?? 0);
        const title = postings.titles[at] ?? 0;
        if (title > 0) {
          titles.varint(sinceTitle);
          titles.byte(title);
          sinceTitle = 0;
        } else sinceTitle += 1;
        const end = postings.placeEnds[at] ?? 0;
        places.varint(end - place);
        let last = 0;
        for (; place < end; place += 1) {
          const found = postings.places[place] ?? 0;
          places.varint(found - last);
          last = found;
        }
      }
    },
    size: () =>
      documents.length() + impacts.length() + sections.length() + titles.length() + terms.length * 6,
    firstTerm: () => terms[0] ?? '',
    lastTerm: () => terms.at(-1) ?? '',
    finish(words, rules) {
      const writer = createByteWriter(documents.length() * 4 + 1024);
      writeSortedWords(writer, terms);
      writeWords(writer, words, terms);
      writer.text(rules.length > 0 ? JSON.stringify(packRules(rules)) : '');
      for (const column of [counts, leftOut, titles, documents, impacts, sections]) {
        writer.varint(column.length());
        writer.append(column.finish());
      }
      return { terms: writer.finish(), places: places.finish() };
    },
  };
}

/** Reads a shard whole; at 8 kB that is a fraction of a millisecond. */
export function parseTermShard(bytes: Uint8Array): TermShard {
  const reader = createByteReader(bytes);
  const terms = readSortedWords(reader);
  const wordTexts = readSortedWords(reader);
  let expected = 0;
  const wordTerms = wordTexts.map(() => {
    const code = reader.varint();
    if (code === 0) return reader.text();
    const step = code - 1;
    expected += step % 2 === 0 ? step / 2 : -(step + 1) / 2;
    return terms[expected] ?? '';
  });
  const words = wordTexts.map((word, at) => ({
    word,
    term: wordTerms[at] ?? '',
    documents: reader.varint(),
  }));
  const packedRules = reader.text();
  const rules = packedRules === '' ? [] : parseRules(JSON.parse(packedRules) as PackedRule[]);
  const column = (): Uint8Array => reader.bytes(reader.varint());
  const counts = createByteReader(column());
  const leftOut = createByteReader(column());
  const titlesColumn = column();
  const titleReader = createByteReader(titlesColumn);
  const documentReader = createByteReader(column());
  const impacts = column();
  const sections = column();

  const starts = new Map<string, { first: number; count: number; frequency: number }>();
  const documents = new Uint32Array(impacts.length);
  let posting = 0;
  for (const term of terms) {
    const count = counts.varint();
    starts.set(term, { first: posting, count, frequency: count + leftOut.varint() });
    let before = -1;
    for (let left = count; left > 0; left -= 1) {
      before += documentReader.varint() + 1;
      documents[posting] = before;
      posting += 1;
    }
  }
  const titles = new Uint8Array(impacts.length);
  for (let at = titleReader.varint(), read = 0; at < titles.length; at += titleReader.varint() + 1) {
    titles[at] = titleReader.byte();
    read += 1;
    if (titles[at] === 0 || read > titles.length) break;
  }
  return {
    words,
    rules,
    postings(term) {
      const found = starts.get(term);
      if (found === undefined) return undefined;
      const { first, count, frequency } = found;
      return {
        frequency,
        documents: documents.subarray(first, first + count),
        impacts: impacts.subarray(first, first + count),
        sections: sections.subarray(first, first + count),
        titles: titles.subarray(first, first + count),
        first,
      };
    },
  };
}
