/** The files of one built index, each read once, when it is first needed, and kept. */
import { parseCompletions } from './completions.ts';
import type { Completions } from './completions.ts';
import type { FacetName } from './document.ts';
import type { FacetValues } from './facets.ts';
import { parseFacetFile } from './facets.ts';
import type { Manifest } from './manifest.ts';
import {
  completionsName,
  facetName,
  listName,
  manifestName,
  parseManifest,
  placesName,
  rowsName,
  shardOf,
  termsName,
} from './manifest.ts';
import type { Rule } from './rules.ts';
import { parseRules } from './rules.ts';
import type { Row } from './rows.ts';
import { parseRowFile } from './rows.ts';
import type { TermShard } from './term-shard.ts';
import { parseTermShard } from './term-shard.ts';
import type { ListedWord } from './word-list.ts';
import { firstLetter, parseWordList } from './word-list.ts';

/** Gives the bytes of an index file, or rejects when there is none of that name. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

export interface OpenedFiles {
  manifest: Manifest;
  termKeys: readonly string[];
  /** The rules known from the start that begin with this term. */
  rulesOf(term: string): readonly Rule[];
  shard(number: number): Promise<TermShard>;
  shardOfWord(word: string): Promise<TermShard>;
  places(shard: number): Promise<Uint8Array>;
  row(document: number): Promise<Row>;
  completions(): Promise<Completions>;
  facet(name: FacetName): Promise<FacetValues>;
  /** The words with this first letter. */
  wordsLike(word: string): Promise<readonly ListedWord[]>;
  /** The words with every other first letter. */
  wordsUnlike(word: string): Promise<readonly ListedWord[]>;
  /** Every file but the places, for a reader with time to spare. */
  names(): string[];
}

/** Keeps what a key was made into; a failure is not kept, so that it can be tried again. */
function keep<Key, Value>(make: (key: Key) => Promise<Value>): (key: Key) => Promise<Value> {
  const kept = new Map<Key, Promise<Value>>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    made.catch(() => kept.delete(key));
    return made;
  };
}

const split = (joined: string): string[] => (joined === '' ? [] : joined.split(' '));

export async function openFiles(readFile: ReadFile): Promise<OpenedFiles> {
  const manifest = parseManifest(await readFile(manifestName));
  const { folder } = manifest;
  const termKeys = split(manifest.termKeys);
  const listKeys = split(manifest.listKeys);
  const facets = new Set(manifest.facets);
  const rules = Map.groupBy(parseRules(manifest.rules), ({ from }) => from[0] ?? '');

  const shard = keep(async (number: number) => parseTermShard(await readFile(termsName(folder, number))));
  const rows = keep(async (file: number) =>
    parseRowFile(await readFile(rowsName(folder, file)), manifest.kinds),
  );
  const list = keep(async (number: number) => parseWordList(await readFile(listName(folder, number))));
  const facet = keep(async (name: FacetName) =>
    facets.has(name)
      ? parseFacetFile(await readFile(facetName(folder, name)))
      : new Map<string, Uint32Array>(),
  );
  const completions = keep(async (name: string) => parseCompletions(await readFile(name)));
  const places = keep((number: number) => readFile(placesName(folder, number)));
  const listNumber = (word: string): number =>
    listKeys.findIndex((letters) => letters.includes(firstLetter(word)));

  return {
    manifest,
    termKeys,
    rulesOf: (term) => rules.get(term) ?? [],
    shard,
    shardOfWord: (word) => shard(shardOf(termKeys, word)),
    places,
    async row(document) {
      const file = await rows(Math.floor(document / manifest.rowsPerFile));
      const row = file[document % manifest.rowsPerFile];
      if (row === undefined)
        throw new Error(`The search index has no row ${document}. Build it again: npm run build`);
      return row;
    },
    completions: () => completions(completionsName(folder)),
    facet,
    async wordsLike(word) {
      const number = listNumber(word);
      return number < 0 ? [] : list(number);
    },
    async wordsUnlike(word) {
      const own = listNumber(word);
      const others = await Promise.all(listKeys.map((_, number) => (number === own ? [] : list(number))));
      return others.flat();
    },
    names: () => [
      ...Array.from({ length: termKeys.length + 1 }, (_, number) => termsName(folder, number)),
      ...Array.from({ length: Math.ceil(manifest.documents / manifest.rowsPerFile) }, (_, file) =>
        rowsName(folder, file),
      ),
      ...listKeys.map((_, number) => listName(folder, number)),
      ...manifest.facets.map((name) => facetName(folder, name)),
      completionsName(folder),
    ],
  };
}
