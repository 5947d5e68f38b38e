/** What page and search worker say to each other. */
import type { FacetName } from '../../search/document.ts';
import type { FacetChoice } from '../../search/files/facets.ts';
import type { ExplainedAnswer } from '../../search/query/explained.ts';

export interface SearchRequest {
  /** Numbered upwards; an answer to an older request than the last is of no use any more. */
  id: number;
  typed: string;
  facets: FacetChoice;
  countFacets: FacetName[];
  limit: number;
}

interface SearchStart {
  /** The bytes of the index's manifest, undefined if they could not be had. */
  manifest: ArrayBuffer | undefined;
  /** The reader has asked for as few bytes as possible. */
  isSavingData: boolean;
}

/** First how to begin, then what is typed. */
export type ToWorker = SearchStart | SearchRequest;

/** To one request a brief answer may come first, of which only titles are known, then the whole one. */
export type FromWorker = { id: number; answer: ExplainedAnswer } | { id: number; failed: true };
