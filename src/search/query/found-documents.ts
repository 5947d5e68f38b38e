/** Typed words → documents: ranked, and marked for counting. What they show is read elsewhere. */
import { readConcepts } from './concepts.ts';
import { openFacets, type FacetName } from '../document.ts';
import type { FacetChoice, FacetCounts } from '../files/facets.ts';
import { countValues, LEFT_OUT, markDocuments, NAMED } from '../files/facets.ts';
import { leaveOutExpired } from '../files/expiring.ts';
import type { OpenedFiles } from '../files/opened-files.ts';
import { NO_SECTION } from '../files/postings.ts';
import type { Concept, RankedDocument } from './rank.ts';
import { rankDocuments } from './rank.ts';
import type { TypedQuery } from './typed-query.ts';

/** What a query found, before anything is read for it to be shown. */
export interface FoundDocuments {
  /** At least as many as were asked for, if there are so many; best first. */
  ranked: RankedDocument[];
  total: number;
  /** What was looked for. */
  concepts: Concept[];
  /** Typed words that no asset has, and quoted phrases that no asset has. */
  missing: string[];
  missingWords: string[];
  corrected: { typed: string; word: string }[];
  /** Of some words only the best documents were looked at. */
  isPartial: boolean;
  /** By a facet that was chosen itself, counts are of what the other facets leave. */
  readCounts(facets: readonly FacetName[]): Promise<FacetCounts>;
}

function both(left: Uint8Array | undefined, right: Uint8Array): Uint8Array {
  return left === undefined ? right : right.map((mark, at) => Math.min(mark, left[at] ?? LEFT_OUT));
}

/** Marks of the documents that have every quoted phrase. One that nowhere occurs is reported and left out. */
async function readPhrases(
  files: OpenedFiles,
  query: TypedQuery,
): Promise<{ allowed?: Uint8Array; missing: string[] }> {
  let allowed: Uint8Array | undefined;
  const missing: string[] = [];
  if (query.phrases.length === 0) return { missing };
  const { markPhrase } = await import('./in-depth.ts');
  for (const phrase of query.phrases) {
    const marked = await markPhrase(files, phrase);
    if (marked.includes(1))
      allowed = both(
        allowed,
        marked.map((mark) => mark * NAMED),
      );
    else missing.push(`"${phrase.map(({ word }) => word).join(' ')}"`);
  }
  return allowed === undefined ? { missing } : { allowed, missing };
}

type FacetMarks = Map<FacetName, Uint8Array>;

async function readFacetMarks(files: OpenedFiles, choice: FacetChoice): Promise<FacetMarks> {
  const marks: FacetMarks = new Map();
  for (const [name, values] of Object.entries(choice) as [FacetName, readonly string[]][]) {
    if (values.length === 0) continue;
    const isOpen = openFacets.has(name);
    marks.set(name, markDocuments(await files.facet(name), values, files.manifest.documents, isOpen));
  }
  return marks;
}

function allowedBy(
  marks: FacetMarks,
  allowed: Uint8Array | undefined,
  except?: FacetName,
): Uint8Array | undefined {
  let left = allowed;
  for (const [name, mark] of marks) if (name !== except) left = both(left, mark);
  return left;
}

/** Without words: the documents that the facets leave, in the order of the index; none when nothing was chosen. */
function listDocuments(
  documents: number,
  limit: number,
  allowed: Uint8Array | undefined,
): { ranked: RankedDocument[]; found: Uint8Array; total: number } {
  const found = new Uint8Array(documents).fill(NAMED);
  if (allowed === undefined) return { ranked: [], found, total: 0 };
  const left = Array.from(allowed.keys()).filter((document) => allowed[document] !== LEFT_OUT);
  const isNamed = (document: number): boolean => allowed[document] === NAMED;
  const ordered = [...left.filter(isNamed), ...left.filter((document) => !isNamed(document))];
  const ranked = ordered.slice(0, limit).map((document): RankedDocument => ({
    document,
    score: 0,
    section: NO_SECTION,
    matches: [],
    isTitle: false,
    titleShare: 0,
    isNamed: isNamed(document),
  }));
  return { ranked, found, total: left.length };
}

const nothing = (documents: number): ReturnType<typeof rankDocuments> => ({
  ranked: [],
  found: new Uint8Array(documents),
  total: 0,
});

const isPartOf = ({ alternatives }: Concept): boolean =>
  alternatives.some(({ postings }) => postings.frequency > postings.documents.length);

/** How to look for what was typed. */
export interface Looking {
  facets: FacetChoice;
  /** How many documents must be ranked right, at least. */
  limit: number;
  /** What has passed by then finds nothing; '' for no day: nothing passes. */
  today: string;
  /** The reader's languages as BCP 47 tags, the best first. */
  languages: readonly string[];
}

const languageOf = (tag: string): string => tag.split('-')[0]?.toLowerCase() ?? '';

/**
 * The documents in the first of the reader's languages that the hub has; undefined in a hub of one language, and where the
 * languages cannot be read: the order of hits is worth less than the hits.
 */
async function readFavoured(
  files: OpenedFiles,
  languages: readonly string[],
): Promise<Uint8Array | undefined> {
  if (languages.length === 0 || !files.manifest.facets.includes('language')) return undefined;
  const values = await files.facet('language').catch(() => undefined);
  if (values === undefined) return undefined;
  for (const wanted of languages.map(languageOf)) {
    const same = [...values.keys()].filter((tag) => languageOf(tag) === wanted);
    if (same.length === 0) continue;
    const marked = markDocuments(values, same, files.manifest.documents, false);
    return marked.map((mark) => Number(mark === NAMED));
  }
  return undefined;
}

/**
 * Finds and ranks what a query asks for, within the chosen facets. No words and no facets find nothing. Rejects with
 * what a file that cannot be read says.
 */
export async function findDocuments(
  files: OpenedFiles,
  query: TypedQuery,
  { facets, limit, today, languages }: Looking,
): Promise<FoundDocuments> {
  const [{ concepts, missing, corrected }, phrases, marks, favoured] = await Promise.all([
    readConcepts(leaveOutExpired(files, today), query),
    readPhrases(files, query),
    readFacetMarks(files, facets),
    readFavoured(files, languages),
  ]);
  const { documents } = files.manifest;
  const allowed = allowedBy(marks, phrases.allowed);
  const all =
    query.words.length === 0
      ? listDocuments(documents, limit, allowed)
      : rankDocuments(concepts, documents, limit, allowed, favoured);
  // A word that was typed to its end, and that others only go on from, may be as foreign as one that nobody wrote.
  const isBeginning = ({ typed, alternatives, weight }: Concept): boolean =>
    alternatives.every(({ how }) => how === 'completed') &&
    weight === 1 &&
    query.words.some(({ word, unfinished }) => word === typed && !unfinished);
  const isSure = missing.length + corrected.length === 0 && !concepts.some(isBeginning);
  const isNothing =
    !isSure &&
    (await (await import('./in-depth.ts')).isStray(files, all.ranked, concepts, query.words, missing));
  const { ranked, found, total } = isNothing ? nothing(documents) : all;
  return {
    ranked,
    total,
    concepts,
    missing: [...missing, ...phrases.missing],
    missingWords: missing,
    corrected,
    isPartial: concepts.some(isPartOf),
    async readCounts(names) {
      const counts: FacetCounts = {};
      for (const name of names) {
        const rest = both(allowedBy(marks, phrases.allowed, name), found);
        counts[name] = countValues(await files.facet(name), rest, openFacets.has(name));
      }
      return counts;
    },
  };
}
