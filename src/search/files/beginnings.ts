/**
 * Beginnings of words so short that their words fill several shards (`c`, `co`): to read all of those for a letter that
 * is overtaken by the next one would cost more than the search itself. A small file for some first letters has instead
 * the likeliest words for each beginning, with the documents in which they weigh most.
 */
import { termOrWord } from '../text/analysis.ts';
import type { ByteWriter } from './bytes.ts';
import { createByteReader, createByteWriter, readSortedWords, writeSortedWords } from './bytes.ts';
import type { TermPostings } from './postings.ts';
import { impactOf, IMPACT_STEPS } from './postings.ts';
import type { ShardWord, TermShard } from './term-shard.ts';
import { createShardBuilder, parseTermShard } from './term-shard.ts';

/** So many shards are read for a beginning, by its length; one that goes over more is answered from here. */
const shardsRead = (beginning: string): number => (beginning.length > 2 ? 2 : 1);
/** How many words are kept for a beginning, by its length; the last number holds for all longer ones. */
const wordsKept = [0, 2, 4, 8, 16];
/** How many documents are kept for a word: ten are shown. */
const DOCUMENTS_KEPT = 12;

/** What one of these files tells. */
export interface Beginnings {
  /** Beginnings that are words or terms themselves, or start a rule: their own shard has something about them. */
  known: ReadonlySet<string>;
  shard: TermShard;
}

/**
 * The beginnings that are answered from here, each with the number of its file. They follow from the keys of the shards.
 */
export function groupBeginnings(keys: readonly string[]): Map<string, number> {
  const keysBehind = new Map<string, number>();
  for (const key of keys) {
    for (let length = 1; length < key.length; length += 1) {
      const beginning = key.slice(0, length);
      keysBehind.set(beginning, (keysBehind.get(beginning) ?? 0) + 1);
    }
  }
  const files = new Map<string, number>();
  const groups = new Map<string, number>();
  for (const [beginning, count] of keysBehind) {
    if (count < shardsRead(beginning)) continue;
    const letters = beginning.slice(0, beginning.length > 2 ? 2 : 1);
    const file = files.get(letters) ?? files.size;
    files.set(letters, file);
    groups.set(beginning, file);
  }
  return groups;
}

/** The best documents of each term, kept while the postings of all terms pass by. */
export interface BestPostings {
  add(postings: TermPostings): void;
  /** The best documents of a term, ascending, and how many there are in all. */
  of(term: string): { postings: TermPostings; frequency: number } | undefined;
}

/** The least impact that is kept, and how many documents with just that impact. */
function leastKept({ impacts, count }: TermPostings): [impact: number, documents: number] {
  const withImpact = new Int32Array(IMPACT_STEPS + 1);
  for (let at = 0; at < count; at += 1) {
    const impact = impactOf(impacts[at] ?? 0);
    withImpact[impact] = (withImpact[impact] ?? 0) + 1;
  }
  let left = DOCUMENTS_KEPT;
  for (let impact = IMPACT_STEPS; impact > 0; impact -= 1) {
    const documents = withImpact[impact] ?? 0;
    if (documents >= left) return [impact, left];
    left -= documents;
  }
  return [0, 0];
}

function writeBest(writer: ByteWriter, postings: TermPostings): void {
  const [least, mostOfLeast] = leastKept(postings);
  let ofLeast = 0;
  writer.varint(postings.count);
  writer.varint(Math.min(postings.count, DOCUMENTS_KEPT));
  for (let at = 0; at < postings.count; at += 1) {
    const impact = impactOf(postings.impacts[at] ?? 0);
    if (impact < least || (impact === least && ofLeast === mostOfLeast)) continue;
    if (impact === least) ofLeast += 1;
    writer.varint(postings.documents[at] ?? 0);
    writer.byte(postings.impacts[at] ?? 0);
    writer.byte(postings.sections[at] ?? 0);
    writer.byte(postings.titles[at] ?? 0);
  }
}

export function createBestPostings(): BestPostings {
  const writer = createByteWriter(1 << 16);
  const starts = new Map<string, number>();
  return {
    add(postings) {
      starts.set(postings.term, writer.length());
      writeBest(writer, postings);
    },
    of(term) {
      const start = starts.get(term);
      if (start === undefined) return undefined;
      const reader = createByteReader(writer.written().subarray(start));
      const frequency = reader.varint();
      const count = reader.varint();
      const postings = {
        term,
        count,
        documents: new Int32Array(count),
        impacts: new Uint8Array(count),
        sections: new Uint8Array(count),
        titles: new Uint8Array(count),
        places: new Int32Array(0),
        placeEnds: new Int32Array(count),
      };
      for (let at = 0; at < count; at += 1) {
        postings.documents[at] = reader.varint();
        postings.impacts[at] = reader.byte();
        postings.sections[at] = reader.byte();
        postings.titles[at] = reader.byte();
      }
      return { postings, frequency };
    },
  };
}

/** The commonest words of a stretch, no two with the same term. */
function commonest(words: readonly ShardWord[], limit: number): ShardWord[] {
  const kept: ShardWord[] = [];
  for (const word of words) {
    if (word.term === '' || (kept.length === limit && word.documents <= (kept.at(-1)?.documents ?? 0)))
      continue;
    const same = kept.findIndex(({ term }) => term === word.term);
    if (same >= 0 && (kept[same]?.documents ?? 0) >= word.documents) continue;
    if (same >= 0) kept.splice(same, 1);
    const behind = kept.findIndex(({ documents }) => documents < word.documents);
    kept.splice(behind < 0 ? kept.length : behind, 0, word);
    if (kept.length > limit) kept.pop();
  }
  return kept;
}

/** The first of the sorted words that is not before `word`. */
function firstFrom(words: readonly ShardWord[], word: string): number {
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle]?.word ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The files of all beginnings.
 *
 * @param words sorted
 * @param startsRule whether a rule kept in the shards begins with this term
 */
export function buildBeginnings(
  keys: readonly string[],
  words: readonly ShardWord[],
  best: BestPostings,
  startsRule: (term: string) => boolean,
): Uint8Array[] {
  const files: { known: string[]; words: Map<string, ShardWord> }[] = [];
  for (const [beginning, number] of groupBeginnings(keys)) {
    const file = (files[number] ??= { known: [], words: new Map() });
    const term = termOrWord(beginning);
    if (best.of(term) !== undefined || startsRule(term)) file.known.push(beginning);
    const stretch = words.slice(firstFrom(words, beginning), firstFrom(words, `${beginning}\uffff`));
    const limit = wordsKept[beginning.length] ?? wordsKept.at(-1) ?? 0;
    for (const word of commonest(stretch, limit)) file.words.set(word.word, word);
  }
  return files.map(({ known, words: kept }) => {
    const writer = createByteWriter();
    writeSortedWords(writer, known.sort());
    const builder = createShardBuilder();
    for (const term of [...new Set(Array.from(kept.values(), (word) => word.term))].sort()) {
      const found = best.of(term);
      if (found !== undefined) builder.add(found.postings, found.frequency);
    }
    const sorted = [...kept.values()].sort((a, b) => (a.word < b.word ? -1 : 1));
    writer.append(builder.finish(sorted, []).terms);
    return writer.finish();
  });
}

export function parseBeginnings(bytes: Uint8Array): Beginnings {
  const reader = createByteReader(bytes);
  const known = new Set(readSortedWords(reader));
  return { known, shard: parseTermShard(reader.rest()) };
}
