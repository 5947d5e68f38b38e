/** What page and search worker say to each other. */
import type { FacetName } from '../search/document.ts';
import type { FacetChoice } from '../search/facets.ts';
import type { SearchAnswer } from '../search/open-index.ts';

export interface SearchRequest {
  /** Numbered upwards; an answer to an older request than the last is of no use any more. */
  id: number;
  typed: string;
  facets: FacetChoice;
  countFacets: FacetName[];
  limit: number;
}

/** First the bytes of the index's manifest, undefined if they could not be had; then what is typed. */
export type ToWorker = { manifest: ArrayBuffer | undefined } | SearchRequest;

export type FromWorker = { id: number; answer: SearchAnswer } | { id: number; failed: true };
