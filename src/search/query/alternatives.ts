/** What may stand for a typed word: itself, its continuations, other spellings, corrections, synonyms. */
import { termOrWord, withoutInflection } from '../text/analysis.ts';
import { shardOf } from '../files/manifest.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Alternative, MatchHow } from './rank.ts';
import { impactOf } from '../files/postings.ts';
import { indexOfDocument } from './rank.ts';
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

export async function postingsOf(files: OpenedFiles, term: string): Promise<Postings | undefined> {
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
      const found = indexOfDocument(other.documents, document);
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

export async function alternativeOf(
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
  const likeliest = beginnings === undefined ? await continuing(files, word.word, [...byTerm]) : [...byTerm];
  const made = await Promise.all(
    likeliest
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

/**
 * Of words with their terms those whose term is first of all a continuation of the beginning. `planne` goes on to `planned`, whose
 * stem brings all that is said of a plan, and to `planner`, which is meant. All of them if there is no such.
 */
async function continuing(
  files: OpenedFiles,
  beginning: string,
  words: readonly [term: string, word: string][],
): Promise<readonly [term: string, word: string][]> {
  const commonest = await Promise.all(words.map(async ([term]) => (await formsOf(files, term))[0] ?? ''));
  const left = words.filter((_, at) => commonest[at]?.startsWith(beginning));
  return left.length > 0 ? left : words;
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
export async function wordItself(
  files: OpenedFiles,
  word: string,
  term: string,
  how: MatchHow,
  weight: number,
): Promise<Alternative | undefined> {
  const found = await alternativeOf(files, [word], [term], how, weight);
  if (found === undefined) return undefined;
  const forms = await formsOf(files, term);
  const same = (other: string): boolean => withoutInflection(other) === withoutInflection(word);
  const typed = forms.includes(word) ? word : forms.find(same);
  const form = typed === undefined ? undefined : typed === forms[0] ? 'commonest' : 'other';
  return { ...found, word: writtenWord(word, forms), ...(form === undefined ? {} : { form }) };
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
  return word.match(/\p{N}+(?:\.\p{N}+)*|[^\p{N}]+/gu) ?? [word];
}

/** What the word itself and its other spellings find, before anything is guessed. */
export async function readAlternatives(files: OpenedFiles, word: TypedWord): Promise<Alternative[]> {
  // Asked for at once: on a slow line each wait is a round trip.
  const completing = word.unfinished ? completionsOf(files, word) : undefined;
  completing?.catch(() => undefined);
  const isOwn = !word.unfinished || (await files.mayHold(word.word));
  const whole = isOwn ? await wordItself(files, word.word, word.term, 'exact', 1) : undefined;
  // `polic` is nobody's word, but the stem of `police`: one continuation of it among others.
  const isStem = word.unfinished && whole !== undefined && whole.form === undefined;
  const exact: Alternative | undefined = isStem
    ? { ...whole, how: 'completed', weight: weightOfContinuation(word.word, whole.word) }
    : whole;
  const found = exact === undefined ? [] : [exact];
  for (const other of word.others) {
    const same = await alternativeOf(files, [other], [termOrWord(other)], 'exact', 1);
    if (same !== undefined) found.push(same);
  }
  for (const spelling of [word.word, ...word.others]) {
    const parts = partsOf(spelling);
    if (parts.length < 2 || parts.length > 3) continue;
    const terms = parts.map(termOrWord);
    const split = await alternativeOf(files, parts, terms, 'joined', weights.joined);
    if (split !== undefined) found.push(split);
  }
  if (exact === undefined && /[aou]e/.test(word.word)) {
    const umlaut = word.word.replace(/([aou])e/g, '$1');
    const folded = await alternativeOf(files, [umlaut], [termOrWord(umlaut)], 'exact', 1);
    if (folded !== undefined) found.push(folded);
  }
  // A finished word that nobody wrote is also tried as a beginning: `battle ` on the way to `battle card`.
  const completed = await (completing ?? (found.length === 0 ? completionsOf(files, word) : []));
  return [...found, ...completed];
}

/** A word that neighbours make when written as one: `battle card`, `soc 2`, `on boarding`. */
export const readJoined = (
  files: OpenedFiles,
  joined: string,
  weight: number,
): Promise<Alternative | undefined> => alternativeOf(files, [joined], [termOrWord(joined)], 'joined', weight);

/** Of a shorter beginning the words that have synonyms are too many. */
const MIN_BEGINNING = 3;

const isBeginning = (typed: TypedWord | undefined): typed is TypedWord =>
  typed?.unfinished === true && typed.word.length >= MIN_BEGINNING;

/** Whether somebody is on the way to a word that has a synonym, and more than half way: `expen` is for what is written of a price. */
const isOnTheWay = (typed: TypedWord | undefined, term: string): boolean =>
  isBeginning(typed) && term.startsWith(typed.word) && term.length <= 2 * typed.word.length;

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
      const covered = words.slice(at, at + from.length);
      const isSaid = (term: string, step: number): boolean =>
        terms[at + step] === term || isOnTheWay(covered[step], term);
      if (!from.every(isSaid)) return;
      const last = from.length - 1;
      const [term = '', word = term] = [from[last], covered[last]?.word];
      const part = terms[at + last] === term ? 1 : weightOfContinuation(word, term);
      const weight = part * (isOwn ? weights.synonym : weights.usualSynonym);
      const alternative = await alternativeOf(files, to, to, 'synonym', weight);
      if (alternative === undefined) return;
      alternative.word = (
        await Promise.all(to.map(async (term) => writtenWord(term, await formsOf(files, term))))
      ).join(' ');
      for (const each of covered) found.get(each)?.push(alternative);
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
      applyRules(
        files,
        files.rulesOf(first, isBeginning(words[at]) ? words[at].word : undefined),
        words,
        terms,
        at,
        found,
      ),
      readRules(files, first, words[at]).then((rules) => applyRules(files, rules, words, terms, at, found)),
    ]),
  );
}
