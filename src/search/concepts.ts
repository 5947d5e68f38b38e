/** Typed words → concepts: each word with its postings and everything that may stand for it. */
import { shardsOfPrefix, needsCompletions } from './completions.ts';
import { readCorrections } from './corrections.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { Alternative, Concept, MatchHow } from './rank.ts';
import { rarityOf } from './rank.ts';
import type { Postings } from './term-shard.ts';
import { positionOf } from './rank.ts';
import { termOf } from './analysis.ts';
import type { TypedQuery, TypedWord } from './typed-query.ts';
import { searchWeights as weights } from './weights.ts';

/**
 * How many continuations of a beginning are looked up, by its length. More add noise, not answers, and for one or two
 * letters each may lie in a file of its own that the next letter makes useless.
 */
const completionsForLength = [0, 2, 4, 8, 16];

export interface ConceptsOfQuery {
  concepts: Concept[];
  /** Typed words that nothing stands for. */
  missing: string[];
  corrected: { typed: string; word: string }[];
}

async function postingsOf(files: OpenedFiles, term: string): Promise<Postings | undefined> {
  return (await files.shardOfWord(term)).postings(term);
}

/** The documents that have all of the terms, with the mean of their impacts. */
function intersect(all: readonly Postings[]): Postings | undefined {
  const [rarest, ...others] = [...all].sort((a, b) => a.documents.length - b.documents.length);
  if (rarest === undefined) return undefined;
  if (others.length === 0) return rarest;
  const kept: { document: number; impact: number; section: number; title: number }[] = [];
  rarest.documents.forEach((document, at) => {
    let impact = rarest.impacts[at] ?? 0;
    for (const other of others) {
      const found = positionOf(other.documents, document);
      if (found < 0) return;
      impact += other.impacts[found] ?? 0;
    }
    kept.push({
      document,
      impact: impact / all.length,
      section: rarest.sections[at] ?? 0,
      title: rarest.titles[at] ?? 0,
    });
  });
  return {
    documents: Uint32Array.from(kept, ({ document }) => document),
    impacts: Uint8Array.from(kept, ({ impact }) => impact),
    sections: Uint8Array.from(kept, ({ section }) => section),
    titles: Uint8Array.from(kept, ({ title }) => title),
    first: 0,
  };
}

async function alternativeOf(
  files: OpenedFiles,
  words: readonly string[],
  terms: readonly string[],
  how: MatchHow,
  weight: number,
): Promise<Alternative | undefined> {
  const all = await Promise.all(terms.map((term) => postingsOf(files, term)));
  const present = all.filter((postings) => postings !== undefined);
  const postings = present.length === terms.length ? intersect(present) : undefined;
  if (postings === undefined || postings.documents.length === 0) return undefined;
  return { word: words.join(' '), how, weight, postings };
}

/** Words that begin with the typed one, the commonest first. */
async function readCompletions(files: OpenedFiles, typed: string): Promise<{ word: string; term: string }[]> {
  if (needsCompletions(files.termKeys, typed)) {
    const words = (await files.completions())[typed] ?? [];
    return words.map((word) => ({ word, term: termOf(word) || word }));
  }
  const [first, last] = shardsOfPrefix(files.termKeys, typed);
  const shards = await Promise.all(
    Array.from({ length: last - first + 1 }, (_, at) => files.shard(first + at)),
  );
  return shards
    .flatMap((shard) => shard.words)
    .filter(({ word }) => word.startsWith(typed))
    .sort((a, b) => b.documents - a.documents);
}

async function completionsOf(files: OpenedFiles, word: TypedWord, known: boolean): Promise<Alternative[]> {
  if (!word.unfinished) return [];
  const found = await readCompletions(files, word.word);
  const byTerm = new Map<string, string>();
  for (const { word: text, term } of found) {
    if (term !== word.term && !byTerm.has(term)) byTerm.set(term, text);
  }
  const weight = known ? weights.completedKnown : weights.completed;
  const made = await Promise.all(
    [...byTerm]
      .slice(0, completionsForLength[word.word.length] ?? 16)
      .map(([term, text]) => alternativeOf(files, [text], [term], 'completed', weight)),
  );
  return made.filter((alternative) => alternative !== undefined);
}

/** `soc2` also as `soc 2`. */
function partsOf(word: string): string[] {
  return word.match(/\p{N}+|[^\p{N}]+/gu) ?? [word];
}

/** What the word itself and its other spellings find, before anything is guessed. */
async function readAlternatives(files: OpenedFiles, word: TypedWord, term: string): Promise<Alternative[]> {
  const exact = await alternativeOf(files, [word.word], [term], 'exact', 1);
  const found = exact === undefined ? [] : [exact];
  const parts = partsOf(word.word);
  if (parts.length > 1 && parts.length < 4) {
    const split = await alternativeOf(
      files,
      parts,
      parts.map((part) => termOf(part) || part),
      'joined',
      weights.joined,
    );
    if (split !== undefined) found.push(split);
  }
  if (exact === undefined && /[aou]e/.test(word.word)) {
    const umlaut = word.word.replace(/([aou])e/g, '$1');
    const folded = await alternativeOf(files, [umlaut], [termOf(umlaut) || umlaut], 'exact', 1);
    if (folded !== undefined) found.push(folded);
  }
  found.push(...(await completionsOf(files, word, exact !== undefined)));
  return found;
}

/** A word that two neighbours make when written as one: `battle card`, `soc 2`, `on boarding`. */
async function readJoined(
  files: OpenedFiles,
  left: TypedWord,
  right: TypedWord,
): Promise<Alternative | undefined> {
  const joined = left.word + right.word;
  return alternativeOf(files, [joined], [termOf(joined) || joined], 'joined', weights.joined);
}

async function readCorrected(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  const corrections = await readCorrections(files, word.word, word.unfinished);
  const made = await Promise.all(
    corrections.map((correction) =>
      alternativeOf(
        files,
        [correction.word],
        [termOf(correction.word) || correction.word],
        'corrected',
        weights.corrected[correction.edits] ?? 0,
      ),
    ),
  );
  return made.filter((alternative) => alternative !== undefined);
}

/** Adds what synonyms and abbreviations give, for every stretch of words that a rule names. */
async function addSynonyms(
  files: OpenedFiles,
  words: readonly TypedWord[],
  found: Map<TypedWord, Alternative[]>,
): Promise<void> {
  await Promise.all(
    words.map(async (first, at) => {
      const { rules } = await files.shardOfWord(first.term);
      const fitting = rules.filter(({ from }) => from.every((term, step) => words[at + step]?.term === term));
      for (const { from, to } of fitting) {
        const alternative = await alternativeOf(files, to, to, 'synonym', weights.synonym);
        if (alternative === undefined) continue;
        for (const covered of words.slice(at, at + from.length)) found.get(covered)?.push(alternative);
      }
    }),
  );
}

function rarityBound(alternatives: readonly Alternative[], documentCount: number): number {
  const own = alternatives.find(({ how }) => how === 'exact');
  if (own !== undefined) return rarityOf(own.postings.documents.length, documentCount);
  const most = Math.max(...alternatives.map(({ postings }) => postings.documents.length));
  return rarityOf(most, documentCount);
}

/** A beginning of one or two letters says little: it must not move what finished words have found. */
function certainty(word: TypedWord, alternatives: readonly Alternative[]): number {
  const guessed = alternatives.every(({ how }) => how === 'completed');
  return guessed ? Math.min(1, word.word.length / 4) : 1;
}

/** Reads whatever the query needs and builds its concepts. */
export async function readConcepts(files: OpenedFiles, query: TypedQuery): Promise<ConceptsOfQuery> {
  const { documents } = files.manifest;
  const telling = query.words.filter(({ term }) => term !== '');
  const used = telling.length > 0 ? telling : query.words.map((word) => ({ ...word, term: word.word }));
  const byTerm = new Map<string, TypedWord>();
  for (const word of used) if (!byTerm.has(word.term) || word.unfinished) byTerm.set(word.term, word);
  const words = [...byTerm.values()];

  const found = new Map<TypedWord, Alternative[]>();
  const joins: [TypedWord, TypedWord][] = query.words
    .slice(1)
    .map((right, at) => [query.words[at] ?? right, right]);
  const [, joined] = await Promise.all([
    Promise.all(words.map(async (word) => found.set(word, await readAlternatives(files, word, word.term)))),
    Promise.all(
      joins.map(async ([left, right]) => ({
        left,
        right,
        alternative: left.term === '' && right.term === '' ? undefined : await readJoined(files, left, right),
      })),
    ),
  ]);
  for (const { left, right, alternative } of joined) {
    if (alternative === undefined) continue;
    for (const side of [left, right]) {
      const own = byTerm.get(side.term);
      if (own !== undefined) found.get(own)?.push(alternative);
    }
  }
  await addSynonyms(files, words, found);

  const corrected: { typed: string; word: string }[] = [];
  await Promise.all(
    words.map(async (word) => {
      if (found.get(word)?.some(({ how }) => how !== 'joined') === true) return;
      const guesses = await readCorrected(files, word);
      found.get(word)?.push(...guesses);
      const best = guesses[0];
      if (best !== undefined) corrected.push({ typed: word.word, word: best.word });
    }),
  );

  const concepts: Concept[] = [];
  const missing: string[] = [];
  for (const word of words) {
    const alternatives = found.get(word) ?? [];
    if (alternatives.length === 0) {
      missing.push(word.word);
      continue;
    }
    const rarity = rarityBound(alternatives, documents);
    concepts.push({
      typed: word.word,
      alternatives,
      rarity,
      importance: rarity * certainty(word, alternatives),
    });
  }
  return { concepts, missing, corrected };
}
