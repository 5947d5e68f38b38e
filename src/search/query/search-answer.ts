import type { FacetCounts } from '../files/facets.ts';
import type { SearchHit } from './hits.ts';

/** What a search came to. */
export interface SearchAnswer {
  /** As typed, trimmed. */
  query: string;
  hits: SearchHit[];
  /** Of the hits only what their titles tell is known; path, note, section, sentence, revision and product are empty. */
  isBrief: boolean;
  /** How many assets were found in all. */
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
