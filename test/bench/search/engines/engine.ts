import type { SearchDocument } from '../../../../src/search/document.ts';

/** Reads one file of the index as a page would fetch it; the name is relative to the index's folder. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

export interface OpenedEngine {
  /** Addresses of the ten best, best first, once everything that is shown of them (title, address) has been read. */
  search(typed: string): Promise<readonly string[]> | readonly string[];
  /** The same as soon as titles and addresses are there, for an engine that reads more for a search at rest. */
  searchTitles?(typed: string): Promise<readonly string[]>;
}

/** A search engine as a site would use it: its settings are what its own guide recommends for search as one types. */
export interface Engine {
  name: string;
  /** `parts`: a search fetches what it needs of the index. `whole`: nothing is found before all of it is there. */
  loads: 'parts' | 'whole';
  /** Writes the index into the folder, one file for each that a page would fetch. */
  build(documents: readonly SearchDocument[], folder: string): Promise<void>;
  /** Opens what `build` wrote. A second call shares nothing with the first. */
  open(read: ReadFile): Promise<OpenedEngine>;
  /**
   * What a page loads to open and ask: modules that are bundled for it, files that lie beside the index, or what the hub's
   * own pages load when somebody wants to search.
   */
  code: { modules: string } | { files: readonly string[] } | 'palette';
  /** Whether the page keeps the bytes of what it has read, and does not only parse them. */
  keepsFiles?: true;
}

/** What is shown of a document, for engines that know documents by number alone. */
export type Row = readonly [title: string, url: string];

/** All that is said in a document below its title, as one text: engines without sections take it so. */
export function bodyOf({ benefit, summary, aliases, sections }: SearchDocument): string {
  return [...aliases, benefit, summary, ...sections.flatMap(({ heading, text }) => [heading, text])]
    .filter((part) => part !== '')
    .join('\n');
}

export const HITS = 10;
