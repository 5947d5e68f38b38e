/** An opened index: typed text → ranked hits. The same code answers in the browser's worker and in a terminal. */
import { passesBy } from '../files/expiring.ts';
import type { FacetName } from '../document.ts';
import type { FacetChoice } from '../files/facets.ts';
import type { FoundDocuments } from './found-documents.ts';
import { findDocuments } from './found-documents.ts';
import type { TitledDocument } from './hits.ts';
import { readTitles, titleHit } from './hits.ts';
import { bundleName } from '../files/manifest.ts';
import type { ReadFile } from '../files/opened-files.ts';
import { openFiles, withWholeBeginnings } from '../files/opened-files.ts';
import type { SearchAnswer } from './search-answer.ts';
import type { TypedQuery } from './typed-query.ts';
import { parseTypedQuery } from './typed-query.ts';

interface SearchOptions {
  facets?: FacetChoice;
  /** Most hits returned, 10 by default; the total is counted all the same. */
  limit?: number;
  /**
   * The day on which it is searched, such as 2026-11-22: what has passed by then finds nothing. Without one, nothing
   * passes.
   */
  today?: string;
  /** The reader's languages as BCP 47 tags, the best first: what is in the first of them that the hub has comes first. */
  languages?: readonly string[];
  /** Facets to count the found documents by. */
  countFacets?: readonly FacetName[];
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

/**
 * An index that can be searched. Searches reject when a file that they need cannot be read, with what `readFile` says.
 */
export interface OpenedIndex {
  documents: number;
  /** Ranked hits. No words and some facets list what the facets leave; no words and no facets find nothing. */
  search(typed: string, options?: SearchOptions): Promise<SearchAnswer>;
  /** The same in two steps; resolves when the documents of the brief answer are known. */
  start(typed: string, options?: SearchOptions): Promise<StartedSearch>;
  /** Fetches what any search needs, whatever is typed: on a slow line that is a round trip less. `today` as for a search. */
  prepare(today: string): void;
  /** The file with all that searches without quotes may need, if there is one: `parseBundle` reads it. */
  bundle?: string;
}

const DEFAULT_LIMIT = 10;
/** Ten hits lie in nearly all of so few files: to ask for them before the hits are known saves a round trip and costs little. */
const FEW_TITLE_FILES = 2;

const isNarrowed = ({ phrases }: TypedQuery, facets: FacetChoice): boolean =>
  phrases.length > 0 || Object.values(facets).some((values) => values.length > 0);

function briefAnswer(
  query: TypedQuery,
  { total, missing, corrected }: FoundDocuments,
  titled: readonly TitledDocument[],
): SearchAnswer {
  return {
    query: query.text,
    hits: titled.map(titleHit),
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
  const { documents, folder, isBundled, titlesPerFile } = files.manifest;

  async function start(typed: string, options: SearchOptions = {}): Promise<StartedSearch> {
    const { facets = {}, limit = DEFAULT_LIMIT, countFacets = [], today = '', languages = [] } = options;
    const query = parseTypedQuery(typed);
    // With facets or quotes the best documents of a word may all fall out.
    const found = await findDocuments(isNarrowed(query, facets) ? wholeFiles : files, query, {
      facets,
      limit,
      today,
      languages,
    });
    const shown = found.ranked.slice(0, limit).map(({ document }) => document);
    const isAtHand = !found.isPartial && files.hasRows(shown);
    const titles = () => readTitles(files, query.text, found.ranked, limit);
    const readBrief = async () => briefAnswer(query, found, await titles());
    return {
      ...(found.total === 0 || countFacets.length > 0 || isAtHand ? {} : { readBrief }),
      isGuess: found.isPartial,
      readWhole: () =>
        found.isPartial ? search(typed, options) : complete(query, found, limit, countFacets, today),
    };
  }

  async function search(typed: string, options: SearchOptions = {}): Promise<SearchAnswer> {
    const { facets = {}, limit = DEFAULT_LIMIT, countFacets = [], today = '', languages = [] } = options;
    const query = parseTypedQuery(typed);
    const found = await findDocuments(wholeFiles, query, { facets, limit, today, languages });
    return complete(query, found, limit, countFacets, today);
  }

  async function complete(
    query: TypedQuery,
    found: FoundDocuments,
    limit: number,
    countFacets: readonly FacetName[],
    today: string,
  ): Promise<SearchAnswer> {
    const [titled, { readAsked, readHits, readNearest }] = await Promise.all([
      readTitles(files, query.text, found.ranked, limit),
      import('./in-depth.ts'),
    ]);
    return {
      ...briefAnswer(query, found, titled),
      isBrief: false,
      hits: await readHits(files, titled, readAsked(query, found.concepts), today),
      counts: await found.readCounts(countFacets),
      nearest: found.total > 0 ? [] : await readNearest(files, found.missingWords),
    };
  }

  function prepare(today: string): void {
    const titleFiles = Math.ceil(documents / titlesPerFile);
    const wanted: Promise<unknown>[] = passesBy(files, today) ? [files.expiring()] : [];
    if (titleFiles <= FEW_TITLE_FILES) {
      for (let file = 0; file < titleFiles; file += 1) wanted.push(files.title(file * titlesPerFile));
    }
    // Whoever searches asks again, and hears of it.
    for (const each of wanted) each.catch(() => undefined);
  }

  return { documents, ...(isBundled ? { bundle: bundleName(folder) } : {}), search, start, prepare };
}
