/** What may stand for a typed word: itself, its continuations, other spellings, corrections, synonyms. */
import { termOf } from '../text/analysis.ts';
import { readCorrections } from './corrections.ts';
import { shardOf } from '../files/manifest.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Alternative, MatchHow } from './rank.ts';
import { impactOf } from '../files/postings.ts';
import { positionOf } from './rank.ts';
import type { Rule } from '../files/synonym-rules.ts';
import type { Postings, ShardWord } from '../files/term-shard.ts';
import type { TypedWord } from './typed-query.ts';
import { searchWeights as weights } from '../weights.ts';

/** How many continuations of a beginning are looked up, by its length. More add noise, not answers. */
const completionsForLength = [0, 2, 4, 32];
const MAX_COMPLETIONS = 32;

/** The less of a word was typed, the less likely it is the one that was meant. */
const weightOfContinuation = (typed: string, word: string): number =>
  1 - weights.untyped * (1 - typed.length / word.length);

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
    let impact = impactOf(rarest.impacts[at] ?? 0);
    for (const other of others) {
      const found = positionOf(other.documents, document);
      if (found < 0) return;
      impact += impactOf(other.impacts[found] ?? 0);
    }
    kept.push({
      document,
      impact: impact / all.length,
      section: rarest.sections[at] ?? 0,
      title: rarest.titles[at] ?? 0,
    });
  });
  return {
    frequency: kept.length,
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

/** All words of the shards into which a beginning reaches. */
async function readWords(files: OpenedFiles, beginning: string): Promise<ShardWord[]> {
  const first = shardOf(files.termKeys, beginning);
  const last = shardOf(files.termKeys, `${beginning}\uffff`);
  const shards = await Promise.all(
    Array.from({ length: last - first + 1 }, (_, at) => files.shard(first + at)),
  );
  return shards.flatMap((shard) => shard.words);
}

/** Words that begin with the typed one, the commonest first. Of a short beginning's words only the best documents. */
async function completionsOf(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  const beginnings = await files.beginnings(word.word);
  const words = (beginnings?.shard.words ?? (await readWords(files, word.word)))
    .filter(({ word: text }) => text.startsWith(word.word))
    .sort((a, b) => b.documents - a.documents);
  const byTerm = new Map<string, string>();
  for (const { word: text, term } of words) {
    if (term !== word.term && !byTerm.has(term)) byTerm.set(term, text);
  }
  const made = await Promise.all(
    [...byTerm]
      .slice(0, completionsForLength[word.word.length] ?? MAX_COMPLETIONS)
      .map(async ([term, text]): Promise<Alternative | undefined> => {
        const weight = weightOfContinuation(word.word, text);
        const best = beginnings?.shard.postings(term);
        if (best === undefined) return alternativeOf(files, [text], [term], 'completed', weight);
        return { word: text, how: 'completed', weight, postings: best };
      }),
  );
  return made.filter((alternative) => alternative !== undefined);
}

/** The forms in which a term is written, the commonest first. */
async function formsOf(files: OpenedFiles, term: string): Promise<string[]> {
  const { words } = await files.shardOfWord(term);
  return words
    .filter((word) => word.term === term)
    .sort((a, b) => b.documents - a.documents)
    .map(({ word }) => word);
}

/** `typed` if somebody wrote it, else the commonest word with its term: nobody should read stems such as `penetr`. */
const writtenWord = (typed: string, forms: readonly string[]): string =>
  forms.includes(typed) ? typed : (forms[0] ?? typed);

/** A whole word, and whether it is the form that most documents have. */
async function wordItself(
  files: OpenedFiles,
  word: string,
  term: string,
  how: MatchHow,
  weight: number,
): Promise<Alternative | undefined> {
  const found = await alternativeOf(files, [word], [term], how, weight);
  if (found === undefined) return undefined;
  const forms = await formsOf(files, term);
  return { ...found, word: writtenWord(word, forms), isCommonestForm: forms[0] === word };
}

/** The rules kept with a term. */
async function readRules(
  files: OpenedFiles,
  term: string,
  word: TypedWord | undefined,
): Promise<readonly Rule[]> {
  const isOwn = word?.unfinished !== true || word.term !== term || (await files.mayHold(word.word));
  return isOwn ? (await files.shardOfWord(term)).rules : [];
}

/** `soc2` also as `soc 2`. */
function partsOf(word: string): string[] {
  return word.match(/\p{N}+|[^\p{N}]+/gu) ?? [word];
}

/** What the word itself and its other spellings find, before anything is guessed. */
export async function readAlternatives(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  // Asked for at once: on a slow line each wait is a round trip.
  const completing = word.unfinished ? completionsOf(files, word) : undefined;
  completing?.catch(() => undefined);
  const isOwn = !word.unfinished || (await files.mayHold(word.word));
  const exact = isOwn ? await wordItself(files, word.word, word.term, 'exact', 1) : undefined;
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
  const completed = await (completing ?? (found.length === 0 ? completionsOf(files, word) : []));
  return [...found, ...completed];
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
      wordItself(
        files,
        correction.word,
        termOf(correction.word) || correction.word,
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
      alternative.word = (
        await Promise.all(to.map(async (term) => writtenWord(term, await formsOf(files, term))))
      ).join(' ');
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
      readRules(files, first, words[at]).then((rules) => applyRules(files, rules, words, terms, at, found)),
    ]),
  );
}
