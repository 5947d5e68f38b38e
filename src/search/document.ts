/** What search knows of one asset, however it was made: plain text by section, and what a result row shows. */

import type { Sentence } from '../library/sentence.ts';

/** The fields a search can be narrowed by, in the order in which they are shown. */
export const facetNames = [
  'kind',
  'format',
  'product',
  'stage',
  'persona',
  'industry',
  'competitor',
  'region',
  'folder',
  'language',
] as const;
export type FacetName = (typeof facetNames)[number];

/** Who names nothing in one of these fits all of its values: a piece for no industry in particular is for every one. */
export const openFacets: ReadonlySet<FacetName> = new Set<FacetName>(['industry', 'region']);

/** A part of an asset below one heading. */
export interface SearchSection {
  /** The id of the heading on the page; '' for text before the first heading. */
  slug: string;
  heading: string;
  /** What customers say that is answered here, a line each: it counts as a heading does. */
  heard?: string;
  /** Words to find. Markdown marks do no harm, addresses of links should be left out. */
  text: string;
  /** A hit in it opens its page at the top, because the page is one answer, or this must not be said aloud. */
  opensAtTop?: boolean;
  /**
   * The last day, such as `2027-01-31`, on which it may be a reason to find the asset; a section without one always may.
   */
  until?: string;
}

/** What search finds an asset by: everything that goes into the index of it. */
export interface SearchDocument {
  id: string;
  /** The source file; for an imported asset the file it was imported from. */
  path: string;
  url: string;
  kind: string;
  kindLabel: string;
  title: string;
  /** Other names under which people look for the asset. */
  aliases: string[];
  /** "What's in it for you", one sentence. */
  benefit: string;
  summary: string;
  facets: Record<FacetName, string[]>;
  /** ISO dates, `2027-01-31`. What they mean for the reader is decided where today is known. */
  freshness: { reviewBy?: string; expires?: string };
  /** The place where it lies, such as `Google Slides`; left out of what lies in the hub. */
  place?: string;
  /** The file that lists pictures of its pages (`library/picture-list.ts`); left out of what has none. */
  pictures?: string;
  /** Revision by meaning, told with the use of a hit. */
  revision: string;
  /** True when the text must not reach a customer. */
  internal: boolean;
  sections: SearchSection[];
  /** What a hit may show, and open at, in the order of the page; left out where nothing but sections is known. */
  sentences?: readonly Sentence[];
}

/** One file of the built index. The name may hold a folder: `3f2a91c0/terms-12.txt`. */
export interface IndexFile {
  name: string;
  bytes: Uint8Array;
}
