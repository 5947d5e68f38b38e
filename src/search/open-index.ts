/** An opened index: typed text → ranked hits. The same code answers in the browser's worker and in a terminal. */
import { readConcepts } from './concepts.ts';
import { readNearestWords } from './corrections.ts';
import type { FacetName } from './document.ts';
import type { FacetChoice, FacetCounts } from './facets.ts';
import { countValues, markDocuments } from './facets.ts';
import { foldText } from './fold.ts';
import type { OpenedFiles, ReadFile } from './opened-files.ts';
import { openFiles } from './opened-files.ts';
import { markPhrase } from './phrases.ts';
import { noSection } from './postings.ts';
import type { Match, RankedDocument } from './rank.ts';
import { rankDocuments } from './rank.ts';
import type { Row } from './rows.ts';
import type { TypedQuery } from './typed-query.ts';
import { parseTypedQuery } from './typed-query.ts';
import { cutWords } from './words.ts';

export interface SearchOptions {
  facets?: FacetChoice;
  /** Most hits returned; the total is counted all the same. */
  limit?: number;
  /** Facets to count the found documents by. */
  countFacets?: readonly FacetName[];
}

export interface SearchHit extends Omit<Row, 'sections' | 'reviewBy' | 'expires'> {
  /** The section that answers best; slug '' for the asset as a whole. */
  section: { slug: string; heading: string };
  /** Comparable within one search only. */
  score: number;
  /** Which word of the asset answered which typed one, and how. */
  why: Match[];
  freshness: { reviewBy?: string; expires?: string };
}

export interface SearchAnswer {
  query: string;
  hits: SearchHit[];
  total: number;
  counts: FacetCounts;
  /** Typed words that no asset has, and quoted phrases that no asset has. */
  missing: string[];
  corrected: { typed: string; word: string }[];
  /** Every word is one that says nothing by itself (`what do i`): nothing found means no more than "go on". */
  isVague: boolean;
  /** Known words near what was typed, when nothing was found. */
  nearest: string[];
}

export interface OpenedIndex {
  documents: number;
  /** Ranked hits. No words and some facets list what the facets leave; no words and no facets find nothing. */
  search(typed: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The names of all files that searches without quotes may need. */
  fileNames(): string[];
  /** Bytes of those files, not compressed. */
  bytes: number;
}

/** Of rows whose title may be the search, at most this many are compared letter by letter. */
const mostTitlesCompared = 24;
const usualLimit = 10;

/** Words in a row, the same for `What's new?` and `whats new`. */
function wordsInRow(text: string): string {
  const words: string[] = [];
  cutWords(foldText(text), (word) => words.push(word));
  return words.join(' ');
}

function both(left: Uint8Array | undefined, right: Uint8Array): Uint8Array {
  return left === undefined ? right : right.map((mark, at) => mark & (left[at] ?? 0));
}

/** Marks of the documents that have every quoted phrase. One that nowhere occurs is reported and left out. */
async function readPhrases(
  files: OpenedFiles,
  query: TypedQuery,
): Promise<{ allowed?: Uint8Array; missing: string[] }> {
  let allowed: Uint8Array | undefined;
  const missing: string[] = [];
  for (const phrase of query.phrases) {
    const marked = await markPhrase(files, phrase);
    if (marked.includes(1)) allowed = both(allowed, marked);
    else missing.push(`"${phrase.map(({ word }) => word).join(' ')}"`);
  }
  return allowed === undefined ? { missing } : { allowed, missing };
}

type FacetMarks = Map<FacetName, Uint8Array>;

async function readFacetMarks(files: OpenedFiles, choice: FacetChoice): Promise<FacetMarks> {
  const marks: FacetMarks = new Map();
  for (const [name, values] of Object.entries(choice) as [FacetName, readonly string[]][]) {
    if (values.length === 0) continue;
    marks.set(name, markDocuments(await files.facet(name), values, files.manifest.documents));
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
  const found = new Uint8Array(documents).fill(1);
  if (allowed === undefined) return { ranked: [], found, total: 0 };
  const ranked: RankedDocument[] = [];
  let total = 0;
  allowed.forEach((mark, document) => {
    if (mark === 0) return;
    total += 1;
    if (ranked.length < limit)
      ranked.push({ document, score: 0, section: noSection, matches: [], isTitle: false });
  });
  return { ranked, found, total };
}

function hitOf(row: Row, ranked: RankedDocument): SearchHit {
  const { reviewBy, expires, sections, ...shown } = row;
  // Where the title has every word, the page as a whole is meant, and it opens at its top.
  const meansPage = ranked.matches.every(({ inTitle }) => inTitle);
  return {
    ...shown,
    section: (meansPage ? undefined : sections[ranked.section]) ?? { slug: '', heading: '' },
    score: Math.round(ranked.score * 1000) / 1000,
    why: ranked.matches,
    freshness: { ...(reviewBy === '' ? {} : { reviewBy }), ...(expires === '' ? {} : { expires }) },
  };
}

/** The best `limit` with their rows. An asset whose title was typed stands first, whatever its text is like. */
async function readHits(
  files: OpenedFiles,
  query: string,
  ranked: readonly RankedDocument[],
  limit: number,
): Promise<SearchHit[]> {
  const shown = ranked.slice(0, limit);
  const titles = ranked.slice(limit).filter(({ isTitle }) => isTitle);
  const candidates = [...shown, ...titles.slice(0, mostTitlesCompared)];
  const rows = await Promise.all(candidates.map(({ document }) => files.row(document)));
  const wanted = wordsInRow(query);
  const pairs = candidates.map((entry, at) => ({ entry, row: rows[at] }));
  const isTyped = (row: Row | undefined): boolean => row !== undefined && wordsInRow(row.title) === wanted;
  const ordered = [...pairs.filter(({ row }) => isTyped(row)), ...pairs.filter(({ row }) => !isTyped(row))];
  const best = Math.max(0, ...ranked.slice(0, 1).map(({ score }) => score));
  return ordered.slice(0, limit).flatMap(({ entry, row }) => {
    if (row === undefined) return [];
    return [hitOf(row, isTyped(row) ? { ...entry, score: Math.max(entry.score, best) } : entry)];
  });
}

/**
 * Opens an index by its manifest; every other file is read when a search first needs it.
 *
 * @param readFile rejects for a missing file; what it says reaches the caller of `openIndex` or `search` unchanged
 */
export async function openIndex(readFile: ReadFile): Promise<OpenedIndex> {
  const files = await openFiles(readFile);
  const { documents, bytes } = files.manifest;
  return {
    documents,
    bytes,
    fileNames: () => files.names(),
    async search(typed, { facets = {}, limit = usualLimit, countFacets = [] } = {}) {
      const query = parseTypedQuery(typed);
      const [{ concepts, missing, corrected }, phrases, marks] = await Promise.all([
        readConcepts(files, query),
        readPhrases(files, query),
        readFacetMarks(files, facets),
      ]);
      const allowed = allowedBy(marks, phrases.allowed);
      const isWordless = query.words.length === 0;
      const { ranked, found, total } = isWordless
        ? listDocuments(documents, limit, allowed)
        : rankDocuments(concepts, documents, limit, allowed);
      const hits = await readHits(files, query.text, ranked, limit);
      const counts: FacetCounts = {};
      for (const name of countFacets) {
        counts[name] = countValues(
          await files.facet(name),
          both(allowedBy(marks, phrases.allowed, name), found),
        );
      }
      const nearest =
        total > 0 ? [] : (await Promise.all(missing.map((word) => readNearestWords(files, word)))).flat();
      return {
        query: query.text,
        hits,
        total,
        counts,
        missing: [...missing, ...phrases.missing],
        isVague: query.words.every(({ term }) => term === ''),
        corrected,
        nearest: [...new Set(nearest)],
      };
    },
  };
}
