/** Typed words → concepts: each word with its postings and everything that may stand for it. */
import { addSynonyms, readAlternatives, readJoined } from './alternatives.ts';
import { termOrWord } from '../text/analysis.ts';
import { askingPlaces } from '../text/asking-words.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Alternative, Concept } from './rank.ts';
import { rarityOf } from './rank.ts';
import type { TypedQuery, TypedWord } from './typed-query.ts';
import { searchWeights as weights } from '../weights.ts';

export interface ConceptsOfQuery {
  concepts: Concept[];
  /** Typed words that nothing stands for. */
  missing: string[];
  corrected: { typed: string; word: string }[];
}

function rarityBound(alternatives: readonly Alternative[], documentCount: number): number {
  const own = alternatives.find(({ how }) => how === 'exact');
  if (own !== undefined) return rarityOf(own.postings.frequency, documentCount);
  // Another spelling is still the word, what a synonym says is another: `soc2` is as rare as `soc 2`, not as security.
  const spelled = alternatives.filter(({ how }) => how === 'joined');
  const most = (spelled.length > 0 ? spelled : alternatives).map(({ postings }) => postings.frequency);
  return rarityOf(Math.max(...most), documentCount);
}

/** A beginning of one or two letters says little: it must not move what finished words have found. */
function certainty(word: TypedWord, alternatives: readonly Alternative[]): number {
  const guessed = alternatives.every(({ how }) => how === 'completed');
  return guessed ? Math.min(1, word.word.length / 4) : 1;
}

type Found = Map<TypedWord, Alternative[]>;

const asItsOwnTerm = (word: TypedWord): TypedWord => ({ ...word, term: word.word });

function different(words: readonly TypedWord[]): TypedWord[] {
  const byTerm = new Map<string, TypedWord>();
  for (const word of words) if (!byTerm.has(word.term) || word.unfinished) byTerm.set(word.term, word);
  return [...byTerm.values()];
}

/**
 * Adds to neighbours the word that they make when written as one. All of them but one may be stop words (`on boarding`);
 * all of them only where a hyphen or slash says so (`and/or`).
 */
async function addJoined(files: OpenedFiles, query: TypedQuery, found: Found): Promise<void> {
  const { words } = query;
  const pairs = words.slice(1).flatMap((right, at) => {
    const left = words[at] ?? right;
    if (left.term === '' && right.term === '') return [];
    return [{ word: left.word + right.word, first: left.place, last: right.place, weight: weights.joined }];
  });
  const typed = new Set(query.joined.map(({ word }) => word));
  await Promise.all(
    [
      ...pairs.filter(({ word }) => !typed.has(word)),
      ...query.joined.map((each) => ({ ...each, weight: weights.joinedByMark })),
    ].map(async ({ word: joined, first, last, weight }) => {
      const alternative = await readJoined(files, joined, weight);
      if (alternative === undefined) return;
      const covered = words.filter(({ place }) => place >= first && place <= last);
      for (const [word, alternatives] of found) {
        if (covered.some(({ term }) => term === word.term)) alternatives.push(alternative);
      }
    }),
  );
}

const isSure = ({ how }: Alternative): boolean => how !== 'joined' && how !== 'guessed';

/**
 * Adds to words that nothing stands for yet what they may be: part of a longer word, two words, a slip. Returns the corrected
 * ones. What no usual slip explains is only looked for where another word was found.
 */
async function addCorrections(files: OpenedFiles, found: Found): Promise<Map<TypedWord, string>> {
  const corrected = new Map<TypedWord, string>();
  const unknown = [...found].filter(([, alternatives]) => !alternatives.some(isSure));
  if (unknown.length === 0) return corrected;
  const { readMeant } = await import('./in-depth.ts');
  await Promise.all(
    unknown.map(async ([word, alternatives]) => {
      const meant = await readMeant(files, word, alternatives.length === 0);
      alternatives.push(...meant);
      const [best] = meant;
      if (best?.how === 'corrected') corrected.set(word, best.word);
    }),
  );
  const isFound = [...found.values()].some((alternatives) =>
    alternatives.some(({ how }) => how !== 'guessed'),
  );
  if (isFound) return corrected;
  for (const [word] of unknown) found.set(word, []);
  return corrected;
}

/** Adds the synonyms of what mistyped words were meant to be. Those of words that were right are there already. */
async function addSynonymsOfCorrected(
  files: OpenedFiles,
  words: readonly TypedWord[],
  corrected: ReadonlyMap<TypedWord, string>,
  found: Found,
): Promise<void> {
  const terms = words.map((word) => {
    const better = corrected.get(word);
    return better === undefined ? word.term : termOrWord(better);
  });
  const others = new Map(words.map((word): [TypedWord, Alternative[]] => [word, []]));
  await addSynonyms(files, words, terms, others);
  for (const word of corrected.keys()) found.get(word)?.push(...(others.get(word) ?? []));
}

/** Reads whatever the query needs and builds its concepts. Stop words count only where nothing else finds anything. */
export async function readConcepts(files: OpenedFiles, query: TypedQuery): Promise<ConceptsOfQuery> {
  const telling = query.words.filter(({ term }) => term !== '');
  const read = await readConceptsOf(files, query, different(telling));
  if (read.concepts.length > 0 || telling.length === query.words.length) return read;
  const stopWords = query.words.filter(({ term }) => term === '').map(asItsOwnTerm);
  const alone = { ...query, words: query.words.map(asItsOwnTerm) };
  const { concepts } = await readConceptsOf(files, alone, different(stopWords));
  return { ...read, concepts };
}

async function readConceptsOf(
  files: OpenedFiles,
  query: TypedQuery,
  words: readonly TypedWord[],
): Promise<ConceptsOfQuery> {
  const found: Found = new Map(words.map((word) => [word, []]));
  const ownTerms = words.map(({ term }) => term);
  await Promise.all([
    ...words.map(async (word) => found.get(word)?.push(...(await readAlternatives(files, word)))),
    addJoined(files, query, found),
    addSynonyms(files, words, ownTerms, found),
  ]);
  const corrected = await addCorrections(files, found);
  if (corrected.size > 0) await addSynonymsOfCorrected(files, words, corrected, found);

  const asking = askingPlaces(query.words);
  const concepts: Concept[] = [];
  const missing: string[] = [];
  for (const [word, alternatives] of found) {
    if (alternatives.every(({ how }) => how === 'guessed')) missing.push(word.word);
    if (alternatives.length === 0) continue;
    const rarity = rarityBound(alternatives, files.manifest.documents);
    const weight = asking.has(word.place) ? weights.asking : 1;
    concepts.push({
      typed: word.word,
      alternatives,
      weight,
      rarity,
      importance: weight * rarity * certainty(word, alternatives),
    });
  }
  return {
    concepts,
    missing,
    corrected: [...corrected].map(([typed, word]) => ({ typed: typed.word, word })),
  };
}
