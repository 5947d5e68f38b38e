/** An opened index: typed text → ranked hits. The same code answers in the browser's worker and in a terminal. */
import { readNearestWords } from './corrections.ts';
import type { FacetName } from '../document.ts';
import type { FacetChoice, FacetCounts } from '../files/facets.ts';
import type { FoundDocuments } from './found-documents.ts';
import { findDocuments } from './found-documents.ts';
import type { SearchHit, TitledDocument } from './hits.ts';
import { titleHits, readHits, readTitles } from './hits.ts';
import { bundleName } from '../files/manifest.ts';
import type { OpenedFiles, ReadFile } from '../files/opened-files.ts';
import { openFiles, withWholeBeginnings } from '../files/opened-files.ts';
import type { TypedQuery } from './typed-query.ts';
import { parseTypedQuery } from './typed-query.ts';

interface SearchOptions {
  facets?: FacetChoice;
  /** Most hits returned; the total is counted all the same. */
  limit?: number;
  /** The day on which it is searched, such as 2026-11-22: what has passed by then finds nothing. Without one, nothing passes. */
  today?: string;
  /** Facets to count the found documents by. */
  countFacets?: readonly FacetName[];
}

export interface SearchAnswer {
  query: string;
  hits: SearchHit[];
  /** Of the hits only what their titles tell is known; path, note, section, revision and product are empty. */
  isBrief: boolean;
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

/** A search in two steps, for whoever shows titles while typing goes on. */
interface StartedSearch {
  /**
   * The answer as far as it takes few files: of each hit what its title tells; no facet counts, no nearest words. A
   * beginning of a word finds the best documents only. Absent when there would be nothing in it, or when the whole answer
   * takes no more files.
   */
  readBrief?: () => Promise<SearchAnswer>;
  /** The brief answer guesses from a beginning, which more letters will tell better than more files. */
  isGuess: boolean;
  /** The answer that `search` gives. */
  readWhole(): Promise<SearchAnswer>;
}

export interface OpenedIndex {
  documents: number;
  /** Ranked hits. No words and some facets list what the facets leave; no words and no facets find nothing. */
  search(typed: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The same in two steps; resolves when the documents of the brief answer are known. */
  start(typed: string, options?: SearchOptions): Promise<StartedSearch>;
  /** The file with all that searches without quotes may need, if there is one: `parseBundle` reads it. */
  bundle?: string;
}

const DEFAULT_LIMIT = 10;

const isNarrowed = ({ phrases }: TypedQuery, facets: FacetChoice): boolean =>
  phrases.length > 0 || Object.values(facets).some((values) => values.length > 0);

async function readNearest(files: OpenedFiles, { total, missingWords }: FoundDocuments): Promise<string[]> {
  if (total > 0) return [];
  const nearest = await Promise.all(missingWords.map((word) => readNearestWords(files, word)));
  return [...new Set(nearest.flat())];
}

function briefAnswer(
  query: TypedQuery,
  { total, missing, corrected }: FoundDocuments,
  titled: readonly TitledDocument[],
): SearchAnswer {
  return {
    query: query.text,
    hits: titleHits(titled),
    isBrief: true,
    total,
    counts: {},
    missing,
    corrected,
    isVague: query.words.every(({ term }) => term === ''),
    nearest: [],
  };
}

/**
 * Opens an index by its manifest; every other file is read when a search first needs it.
 *
 * @param readFile rejects for a missing file; what it says reaches the caller of `openIndex` or `search` unchanged
 * @param isKept whether the bytes of a file are there without a request
 */
export async function openIndex(
  readFile: ReadFile,
  isKept: (name: string) => boolean = () => false,
): Promise<OpenedIndex> {
  const files = await openFiles(readFile, isKept);
  const wholeFiles = withWholeBeginnings(files);
  const { documents, folder, isBundled } = files.manifest;

  async function start(typed: string, options: SearchOptions = {}): Promise<StartedSearch> {
    const { facets = {}, limit = DEFAULT_LIMIT, countFacets = [], today = '' } = options;
    const query = parseTypedQuery(typed);
    // With facets or quotes the best documents of a word may all fall out.
    const found = await findDocuments(
      isNarrowed(query, facets) ? wholeFiles : files,
      query,
      facets,
      limit,
      today,
    );
    const shown = found.ranked.slice(0, limit).map(({ document }) => document);
    const isAtHand = !found.isPartial && files.hasRows(shown);
    const titles = () => readTitles(files, query.text, found.ranked, limit);
    const readBrief = async () => briefAnswer(query, found, await titles());
    return {
      ...(found.total === 0 || countFacets.length > 0 || isAtHand ? {} : { readBrief }),
      isGuess: found.isPartial,
      readWhole: () =>
        found.isPartial ? search(typed, options) : complete(query, found, limit, countFacets),
    };
  }

  async function search(typed: string, options: SearchOptions = {}): Promise<SearchAnswer> {
    const { facets = {}, limit = DEFAULT_LIMIT, countFacets = [], today = '' } = options;
    const query = parseTypedQuery(typed);
    return complete(query, await findDocuments(wholeFiles, query, facets, limit, today), limit, countFacets);
  }

  async function complete(
    query: TypedQuery,
    found: FoundDocuments,
    limit: number,
    countFacets: readonly FacetName[],
  ): Promise<SearchAnswer> {
    const titled = await readTitles(files, query.text, found.ranked, limit);
    return {
      ...briefAnswer(query, found, titled),
      isBrief: false,
      hits: await readHits(files, titled),
      counts: await found.readCounts(countFacets),
      nearest: await readNearest(files, found),
    };
  }

  return { documents, ...(isBundled ? { bundle: bundleName(folder) } : {}), search, start };
}
