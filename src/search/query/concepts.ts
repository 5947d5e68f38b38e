/** Typed words → concepts: each word with its postings and everything that may stand for it. */
import { addSynonyms, readAlternatives, readCorrected, readJoined } from './alternatives.ts';
import { termOf } from '../text/analysis.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import type { Alternative, Concept } from './rank.ts';
import { rarityOf } from './rank.ts';
import type { TypedQuery, TypedWord } from './typed-query.ts';

export interface ConceptsOfQuery {
  concepts: Concept[];
  /** Typed words that nothing stands for. */
  missing: string[];
  corrected: { typed: string; word: string }[];
}

function rarityBound(alternatives: readonly Alternative[], documentCount: number): number {
  const own = alternatives.find(({ how }) => how === 'exact');
  if (own !== undefined) return rarityOf(own.postings.frequency, documentCount);
  const most = Math.max(...alternatives.map(({ postings }) => postings.frequency));
  return rarityOf(most, documentCount);
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

/** Adds to two neighbours the word that they make when written as one. One of them may be a stop word (`on boarding`). */
async function addJoined(files: OpenedFiles, query: TypedQuery, found: Found): Promise<void> {
  const places = query.words.filter(({ second }) => !second);
  await Promise.all(
    places.slice(1).map(async (right, at) => {
      const left = places[at] ?? right;
      if (left.term === '' && right.term === '') return;
      const alternative = await readJoined(files, left, right);
      if (alternative === undefined) return;
      for (const [word, alternatives] of found) {
        if (word.term === left.term || word.term === right.term) alternatives.push(alternative);
      }
    }),
  );
}

/** Adds corrections to words that nothing stands for yet, and returns them by word. */
async function addCorrections(files: OpenedFiles, found: Found): Promise<Map<TypedWord, string>> {
  const corrected = new Map<TypedWord, string>();
  await Promise.all(
    [...found].map(async ([word, alternatives]) => {
      if (alternatives.some(({ how }) => how !== 'joined')) return;
      const guesses = await readCorrected(files, word);
      alternatives.push(...guesses);
      const best = guesses[0];
      if (best !== undefined) corrected.set(word, best.word);
    }),
  );
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
    return better === undefined ? word.term : termOf(better) || better;
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
  const { concepts } = await readConceptsOf(files, query, different(stopWords));
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

  const concepts: Concept[] = [];
  const missing: string[] = [];
  for (const [word, alternatives] of found) {
    if (alternatives.length === 0) {
      missing.push(word.word);
      continue;
    }
    const rarity = rarityBound(alternatives, files.manifest.documents);
    concepts.push({
      typed: word.word,
      alternatives,
      rarity,
      importance: rarity * certainty(word, alternatives),
    });
  }
  return {
    concepts,
    missing,
    corrected: [...corrected].map(([typed, word]) => ({ typed: typed.word, word })),
  };
}
