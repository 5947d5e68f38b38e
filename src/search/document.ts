/** What search knows of one asset, however it was made: plain text by section, and what a result row shows. */

/** The fields a search can be narrowed by, in the order in which they are shown. */
export const facetNames = [
  'kind',
  'product',
  'stage',
  'persona',
  'industry',
  'competitor',
  'region',
] as const;
export type FacetName = (typeof facetNames)[number];

export interface SearchSection {
  /** The id of the heading on the page; '' for text before the first heading. */
  slug: string;
  heading: string;
  /** Words to find. Markdown marks do no harm, addresses of links should be left out. */
  text: string;
  /** The last day on which it may be a reason to find the asset; a section without one always may. */
  until?: string;
}

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
  /** Revision by meaning, told with the use of a hit. */
  revision: string;
  /** True when the text must not reach a customer. */
  internal: boolean;
  sections: SearchSection[];
}

/** One file of the built index. The name may hold a folder: `3f2a91c0/terms-12.txt`. */
export interface IndexFile {
  name: string;
  bytes: Uint8Array;
}
