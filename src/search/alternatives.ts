/** What may stand for a typed word: itself, its continuations, other spellings, corrections, synonyms. */
import { termOf } from './analysis.ts';
import { needsCompletions, shardsOfPrefix } from './completions.ts';
import { readCorrections } from './corrections.ts';
import type { OpenedFiles } from './opened-files.ts';
import type { Alternative, MatchHow } from './rank.ts';
import { positionOf } from './rank.ts';
import type { Rule } from './rules.ts';
import type { Postings } from './term-shard.ts';
import type { TypedWord } from './typed-query.ts';
import { searchWeights as weights } from './weights.ts';

/**
 * How many continuations of a beginning are looked up, by its length. More add noise, not answers, and for one or two
 * letters each may lie in a file of its own that the next letter makes useless.
 */
const completionsForLength = [0, 2, 4, 8, 16];

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
export async function readAlternatives(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  const exact = await alternativeOf(files, [word.word], [word.term], 'exact', 1);
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
  // A finished word that nobody wrote is also tried as a beginning: `battle ` on the way to `battle card`.
  if (word.unfinished || found.length === 0)
    found.push(...(await completionsOf(files, word, exact !== undefined)));
  return found;
}

/** A word that two neighbours make when written as one: `battle card`, `soc 2`, `on boarding`. */
export async function readJoined(
  files: OpenedFiles,
  left: TypedWord,
  right: TypedWord,
): Promise<Alternative | undefined> {
  const joined = left.word + right.word;
  return alternativeOf(files, [joined], [termOf(joined) || joined], 'joined', weights.joined);
}

export async function readCorrected(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
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

/** Adds what rules give for the stretch of words that begins at `at`, if their terms are those of the rule. */
async function applyRules(
  files: OpenedFiles,
  rules: readonly Rule[],
  words: readonly TypedWord[],
  terms: readonly string[],
  at: number,
  found: ReadonlyMap<TypedWord, Alternative[]>,
): Promise<void> {
  await Promise.all(
    rules.map(async ({ from, to, isOwn }) => {
      if (!from.every((term, step) => terms[at + step] === term)) return;
      const weight = isOwn ? weights.synonym : weights.usualSynonym;
      const alternative = await alternativeOf(files, to, to, 'synonym', weight);
      if (alternative === undefined) return;
      for (const covered of words.slice(at, at + from.length)) found.get(covered)?.push(alternative);
    }),
  );
}

/**
 * Adds what synonyms and abbreviations give, for every stretch of words whose terms a rule names.
 *
 * @param terms the term of each word, of a corrected one the term of its correction
 */
export async function addSynonyms(
  files: OpenedFiles,
  words: readonly TypedWord[],
  terms: readonly string[],
  found: ReadonlyMap<TypedWord, Alternative[]>,
): Promise<void> {
  await Promise.all(
    terms.flatMap((first, at) => [
      applyRules(files, files.rulesOf(first), words, terms, at, found),
      files.shardOfWord(first).then(({ rules }) => applyRules(files, rules, words, terms, at, found)),
    ]),
  );
}
