/** The one file with a name of its own: what there is and where. Everything else is read only when it is needed. */
import type { FacetName } from '../document.ts';
import type { PackedRule } from './synonym-rules.ts';

export const MANIFEST_NAME = 'index.json';
const FORMAT_VERSION = 3;

/** The last day on which a section of a document, both by number, may be found. */
export type ExpiringSection = [until: string, document: number, section: number];

/** The first file of an index that is read: what the others are called and what they hold. */
export interface Manifest {
  version: typeof FORMAT_VERSION;
  documents: number;
  /** Folder of this build's files, named by their content. */
  folder: string;
  /** The least word of each term shard after the first, packed by `packKeys`. */
  termKeys: string;
  /** First letters held by each word list, lists joined by spaces. */
  listKeys: string;
  rules: PackedRule[];
  titlesPerFile: number;
  rowsPerFile: number;
  /** Key and label of each kind, in the order that titles refer to. */
  kinds: [string, string][];
  facets: FacetName[];
  /** There is a file with all others but those of places in it. */
  isBundled: boolean;
  /** The first day that is the last of a section; left out when all sections last. */
  firstUntil?: string;
}

/*
 * Index files are bytes, but are called .txt: static hosts compress by name, and most leave unknown types alone
 * (half of a shard would be lost). A reader takes the bytes as they are.
 */
export const termsName = (folder: string, shard: number): string => `${folder}/terms-${shard}.txt`;
export const SHARDS_PER_PLACES_FILE = 4;
/** The number of the file that has the places of a shard. */
export const placesFileOf = (shard: number): number => Math.floor(shard / SHARDS_PER_PLACES_FILE);
export const placesName = (folder: string, file: number): string => `${folder}/places-${file}.txt`;
export const bundleName = (folder: string): string => `${folder}/all.txt`;
export const beginningsName = (folder: string, group: number): string => `${folder}/begin-${group}.txt`;
export const titlesName = (folder: string, file: number): string => `${folder}/titles-${file}.json`;
export const rowsName = (folder: string, file: number): string => `${folder}/rows-${file}.json`;
/** Rows without their sentences, in the file of all others alone, where they would be too much for it. */
export const bareRowsName = (folder: string, file: number): string => `${folder}/bare-rows-${file}.json`;
export const expiringName = (folder: string): string => `${folder}/until.json`;
export const listName = (folder: string, list: number): string => `${folder}/words-${list}.txt`;
export const facetName = (folder: string, name: FacetName): string => `${folder}/facet-${name}.txt`;

const noneShared = 'A'.charCodeAt(0);
const MAX_SHARED = 25;

/**
 * Sorted keys as one text: of each how many letters it shares with the one before, as a capital (A for none), then the
 * rest. Keys are folded words, so they have no capitals of their own.
 */
export function packKeys(keys: readonly string[]): string {
  let before = '';
  return keys
    .map((key) => {
      let shared = 0;
      while (shared < MAX_SHARED && shared < key.length && before[shared] === key[shared]) shared += 1;
      before = key;
      return String.fromCharCode(noneShared + shared) + key.slice(shared);
    })
    .join('');
}

export function parseKeys(packed: string): string[] {
  let key = '';
  return Array.from(packed.matchAll(/([A-Z])([^A-Z]*)/g), ([, shared = '', rest = '']) => {
    key = key.slice(0, shared.charCodeAt(0) - noneShared) + rest;
    return key;
  });
}

/** Throws an Error when the index was built by another version, or is no JSON. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const found = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
  if (found.version !== FORMAT_VERSION) {
    throw new Error(
      'The search index was built by another version of the hub. Build it again: npm run build',
    );
  }
  return found;
}

/** The shard in whose stretch of the alphabet a word lies. `keys` are the least words of the shards after the first. */
export function shardOf(keys: readonly string[], word: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') <= word) low = middle + 1;
    else high = middle;
  }
  return low;
}
