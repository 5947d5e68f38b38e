import type { Term } from '../hub.ts';
import type { ImportMap } from './import-map.ts';

/** A file of the folder that is imported. */
export interface ImportFile {
  /** Path inside that folder, with forward slashes. */
  path: string;
  /** Undefined when it cannot be read, or is a link to another place. */
  bytes: Uint8Array | undefined;
}

/** A folder that is to be imported: its Markdown with bytes, the paths of all else, and what was passed by. */
export interface ImportFolder {
  markdown: readonly ImportFile[];
  /** Markdown of hidden folders, which is no page and which pages may pull in. */
  parts?: readonly ImportFile[];
  /** Tables (CSV), each of which is among the others too. */
  tables?: readonly ImportFile[];
  /** Settings of the sites that the folder holds, each of which is among the others too. */
  settings?: readonly ImportFile[];
  others: readonly string[];
  left: readonly ImportNote[];
}

/** Puts bytes aside until they are wanted again. */
export type KeepBytes = (bytes: Uint8Array) => () => Uint8Array;

/** What a person is told about one file. `taken` is false when it was left out. */
export interface ImportNote {
  path: string;
  taken: boolean;
  why: string;
}

/** A file to be written into the content folder: from text, from bytes, or as a copy. */
export type ImportTarget = { path: string; from: string } & (
  { text: string } | { bytes: Uint8Array } | { copy: true }
);

/** One sort of markup of another tool that was met, over all pages. */
export interface MarkupCount {
  /** What it is, such as `MkDocs admonitions (!!!)`. */
  markup: string;
  /** What became of it, and what a person can do where something was lost. */
  became: string;
  count: number;
  /** On how many pages, and one of them. */
  pages: number;
  example: string;
}

/** Something that lies with a provider, and the pages that lead to it. */
export interface LinkProposal {
  address: string;
  /** The provider, such as `Google Slides`. */
  provider: string;
  /** What the first page to lead there calls it; the address where it calls it nothing. */
  title: string;
  /** Paths of the pages, each once. */
  pages: string[];
  /** Why it is not proposed; undefined for what is. */
  whyNot?: string;
}

/** What an import would write, and what it has to say. Nothing is written yet. */
export interface ImportPlan {
  targets: ImportTarget[];
  notes: ImportNote[];
  markup: MarkupCount[];
  /** How many Markdown files became pages, of how many. */
  taken: number;
  found: number;
  /** How many pages their authors had kept back; they are drafts here. */
  drafts: number;
  /** Links that lead nowhere in the imported folder either, by the page that holds them. */
  deadLinks: { path: string; links: string[] }[];
  /** What lies with a provider such as Google or SharePoint, and may be a page of its own, or why not. */
  linkProposals: readonly LinkProposal[];
  /** What was known or guessed of the folder, to be corrected by people. */
  map: ImportMap;
  /** Words for a hub.yaml that this import makes. */
  newWords: { people: Term[]; competitors: Term[] };
}
