/** The one file with a name of its own: what there is and where. Everything else is read only when it is needed. */
import type { FacetName } from './document.ts';
import type { PackedRule } from './rules.ts';

export const manifestName = 'index.json';
const formatVersion = 1;

export interface Manifest {
  version: typeof formatVersion;
  documents: number;
  /** Folder of this build's files, named by their content. */
  folder: string;
  /** The least word of each term shard after the first, joined by spaces. */
  termKeys: string;
  /** First letters held by each word list, lists joined by spaces. */
  listKeys: string;
  rules: PackedRule[];
  rowsPerFile: number;
  /** Key and label of each kind, in the order that rows refer to. */
  kinds: [string, string][];
  facets: FacetName[];
  /** Bytes of all files but those of places, not compressed. */
  bytes: number;
}

/*
 * Index files are bytes, but are called .txt: static hosts compress by name, and most leave unknown types alone
 * (half of a shard would be lost). A reader takes the bytes as they are.
 */
export const termsName = (folder: string, shard: number): string => `${folder}/terms-${shard}.txt`;
export const placesName = (folder: string, shard: number): string => `${folder}/places-${shard}.txt`;
export const rowsName = (folder: string, file: number): string => `${folder}/rows-${file}.json`;
export const listName = (folder: string, list: number): string => `${folder}/words-${list}.txt`;
export const facetName = (folder: string, name: FacetName): string => `${folder}/facet-${name}.txt`;
export const completionsName = (folder: string): string => `${folder}/completions.json`;

export function parseManifest(bytes: Uint8Array): Manifest {
  const found = JSON.parse(new TextDecoder().decode(bytes)) as Manifest;
  if (found.version !== formatVersion) {
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
