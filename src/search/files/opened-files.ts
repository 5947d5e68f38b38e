/** The files of one built index, each read once, when it is first needed, and kept. */
import type { Beginnings } from './beginnings.ts';
import { groupBeginnings, parseBeginnings } from './beginnings.ts';
import type { FacetName } from '../document.ts';
import type { FacetValues } from './facets.ts';
import { parseFacetFile } from './facets.ts';
import type { ExpiringSection, Manifest } from './manifest.ts';
import {
  bareRowsName,
  beginningsName,
  expiringName,
  facetName,
  listName,
  MANIFEST_NAME,
  parseKeys,
  parseManifest,
  placesFileOf,
  placesName,
  rowsName,
  shardOf,
  termsName,
  titlesName,
} from './manifest.ts';
import type { Rule } from './synonym-rules.ts';
import { parseRules } from './synonym-rules.ts';
import { parseTitleFile, type TitleRow } from './titles.ts';
import type { TermShard } from './term-shard.ts';
import { parseTermShard } from './term-shard.ts';
import type { ListedWord } from './word-list.ts';
import { firstLetter, parseWordList } from './word-list.ts';

/** Gives the bytes of an index file, or rejects when there is none of that name. */
export type ReadFile = (name: string) => Promise<Uint8Array>;

/** The files of an index as a search asks for them. Documents and shards go by their numbers, from 0. */
export interface OpenedFiles {
  manifest: Manifest;
  termKeys: readonly string[];
  /** The rules known from the start that begin with this term, or with one that goes on from a beginning. */
  rulesOf(term: string, beginning?: string): readonly Rule[];
  shard(number: number): Promise<TermShard>;
  shardOfWord(word: string): Promise<TermShard>;
  /** The bytes that say where the terms of a shard stand: `readPlaces` reads them. */
  places(shard: number): Promise<Uint8Array>;
  title(document: number): Promise<TitleRow>;
  /** The bytes with the rest of its row, and the how manieth row it is there: who shows it, reads it. */
  row(document: number): Promise<{ bytes: Uint8Array; at: number }>;
  /** Whether the rows of these documents are there, so that nothing has to be fetched for them. */
  hasRows(documents: readonly number[]): boolean;
  /** What is known of a beginning whose words fill several shards; undefined when its own shards are few. */
  beginnings(beginning: string): Promise<Beginnings> | undefined;
  /** False when it is known, with little or nothing fetched for it, that the word's own shard does not have it. */
  mayHold(word: string): Promise<boolean>;
  facet(name: FacetName): Promise<FacetValues>;
  /** The sections that do not last, the first to pass first. */
  expiring(): Promise<readonly ExpiringSection[]>;
  /** The words with this first letter. */
  wordsLike(word: string): Promise<readonly ListedWord[]>;
  /** The words with every other first letter. */
  wordsUnlike(word: string): Promise<readonly ListedWord[]>;
}

interface Kept<Key, Value> {
  (key: Key): Promise<Value>;
  /** Whether it has been made. */
  has(key: Key): boolean;
}

/** Keeps what a key was made into; a failure is not kept, so that it can be tried again. */
function keep<Key, Value>(make: (key: Key) => Promise<Value>): Kept<Key, Value> {
  const kept = new Map<Key, Promise<Value>>();
  const done = new Set<Key>();
  const read = (key: Key): Promise<Value> => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    kept.set(key, made);
    made.then(
      () => done.add(key),
      () => kept.delete(key),
    );
    return made;
  };
  return Object.assign(read, { has: (key: Key) => done.has(key) });
}

const split = (joined: string): string[] => (joined === '' ? [] : joined.split(' '));

/** What a file holds of a document; throws where it holds less than the manifest says. */
export function entryAt<Entry>(entries: readonly Entry[], at: number, document: number): Entry {
  const entry = entries[at];
  if (entry === undefined)
    throw new Error(`The search index has no row ${document}. Build it again: npm run build`);
  return entry;
}

/**
 * Opens the files of an index by its manifest. What is read is kept; a file that could not be read is asked for again.
 * Every method rejects with what `readFile` rejects with.
 *
 * @param isKept whether the bytes of a file are there already
 */
export async function openFiles(readFile: ReadFile, isKept: (name: string) => boolean): Promise<OpenedFiles> {
  const manifest = parseManifest(await readFile(MANIFEST_NAME));
  const { folder } = manifest;
  const termKeys = parseKeys(manifest.termKeys);
  const groups = groupBeginnings(termKeys);
  const listKeys = split(manifest.listKeys);
  const facets = new Set(manifest.facets);
  const allRules = parseRules(manifest.rules);
  const rules = Map.groupBy(allRules, ({ from }) => from[0] ?? '');

  const shard = keep(async (number: number) => parseTermShard(await readFile(termsName(folder, number))));
  const titles = keep(async (file: number) =>
    parseTitleFile(await readFile(titlesName(folder, file)), manifest.kinds),
  );
  const rows = keep((file: number) => {
    const bare = bareRowsName(folder, file);
    const read = readFile(rowsName(folder, file));
    // Without a network, rows whose sentences are not here still tell what they lead to.
    return isKept(bare) ? read.catch(() => readFile(bare)) : read;
  });
  const begin = keep(async (group: number) => parseBeginnings(await readFile(beginningsName(folder, group))));
  const list = keep(async (number: number) => parseWordList(await readFile(listName(folder, number))));
  const facet = keep(async (name: FacetName): Promise<FacetValues> =>
    facets.has(name) ? parseFacetFile(await readFile(facetName(folder, name))) : new Map(),
  );
  const places = keep((file: number) => readFile(placesName(folder, file)));
  const expiring = keep(
    async (name: string) => JSON.parse(new TextDecoder().decode(await readFile(name))) as ExpiringSection[],
  );
  const listNumber = (word: string): number =>
    listKeys.findIndex((letters) => letters.includes(firstLetter(word)));

  return {
    manifest,
    termKeys,
    rulesOf: (term, beginning) =>
      beginning === undefined
        ? (rules.get(term) ?? [])
        : allRules.filter(({ from: [first] }) => first === term || first?.startsWith(beginning)),
    shard,
    shardOfWord: (word) => shard(shardOf(termKeys, word)),
    places: (number) => places(placesFileOf(number)),
    async title(document) {
      const { titlesPerFile: step } = manifest;
      return entryAt(await titles(Math.floor(document / step)), document % step, document);
    },
    async row(document) {
      const { rowsPerFile: step } = manifest;
      return { bytes: await rows(Math.floor(document / step)), at: document % step };
    },
    hasRows: (documents) =>
      documents.every((document) => {
        const file = Math.floor(document / manifest.rowsPerFile);
        return rows.has(file) || isKept(rowsName(folder, file));
      }),
    beginnings(beginning) {
      const group = groups.get(beginning);
      return group === undefined ? undefined : begin(group);
    },
    async mayHold(word) {
      const group = groups.get(word);
      if (group === undefined || (word.length > 2 && !begin.has(group))) return true;
      return (await begin(group)).known.has(word);
    },
    facet,
    expiring: () => expiring(expiringName(folder)),
    async wordsLike(word) {
      const number = listNumber(word);
      return number < 0 ? [] : list(number);
    },
    async wordsUnlike(word) {
      const own = listNumber(word);
      const others = await Promise.all(listKeys.map((_, number) => (number === own ? [] : list(number))));
      return others.flat();
    },
  };
}

/**
 * The same files, but beginnings name their words only: with facets or quotes, the best documents of a word may all fall
 * out.
 */
export function withWholeBeginnings(files: OpenedFiles): OpenedFiles {
  return {
    ...files,
    beginnings: (beginning) =>
      files.beginnings(beginning)?.then(({ known, shard }) => ({
        known,
        shard: { ...shard, postings: () => undefined },
      })),
  };
}
