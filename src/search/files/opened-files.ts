/** The files of one built index, each read once, when it is first needed, and kept. */
import type { Beginnings } from './beginnings.ts';
import { groupBeginnings, parseBeginnings } from './beginnings.ts';
import type { FacetName } from '../document.ts';
import type { FacetValues } from './facets.ts';
import { parseFacetFile } from './facets.ts';
import type { ExpiringSection, Manifest } from './manifest.ts';
import {
  beginningsName,
  expiringName,
  facetName,
  listName,
  MANIFEST_NAME,
  parseKeys,
  parseManifest,
  placesName,
  rowsName,
  shardOf,
  termsName,
  titlesName,
} from './manifest.ts';
import type { Rule } from './synonym-rules.ts';
import { parseRules } from './synonym-rules.ts';
import type { Row, TitleRow } from './rows.ts';
import { parseRowFile, parseTitleFile } from './rows.ts';
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
  title(document: number): Promise<TitleRow>;
  row(document: number): Promise<Row>;
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

/** What a file holds of a document. */
async function entryOf<Entry>(
  read: (file: number) => Promise<readonly Entry[]>,
  document: number,
  perFile: number,
): Promise<Entry> {
  const entry = (await read(Math.floor(document / perFile)))[document % perFile];
  if (entry === undefined)
    throw new Error(`The search index has no row ${document}. Build it again: npm run build`);
  return entry;
}

/** @param isKept whether the bytes of a file are there already */
export async function openFiles(readFile: ReadFile, isKept: (name: string) => boolean): Promise<OpenedFiles> {
  const manifest = parseManifest(await readFile(MANIFEST_NAME));
  const { folder } = manifest;
  const termKeys = parseKeys(manifest.termKeys);
  const groups = groupBeginnings(termKeys);
  const listKeys = split(manifest.listKeys);
  const facets = new Set(manifest.facets);
  const rules = Map.groupBy(parseRules(manifest.rules), ({ from }) => from[0] ?? '');

  const shard = keep(async (number: number) => parseTermShard(await readFile(termsName(folder, number))));
  const titles = keep(async (file: number) =>
    parseTitleFile(await readFile(titlesName(folder, file)), manifest.kinds),
  );
  const rows = keep(async (file: number) => parseRowFile(await readFile(rowsName(folder, file))));
  const begin = keep(async (group: number) => parseBeginnings(await readFile(beginningsName(folder, group))));
  const list = keep(async (number: number) => parseWordList(await readFile(listName(folder, number))));
  const facet = keep(async (name: FacetName): Promise<FacetValues> =>
    facets.has(name) ? parseFacetFile(await readFile(facetName(folder, name))) : new Map(),
  );
  const places = keep((number: number) => readFile(placesName(folder, number)));
  const expiring = keep(
    async (name: string) => JSON.parse(new TextDecoder().decode(await readFile(name))) as ExpiringSection[],
  );
  const listNumber = (word: string): number =>
    listKeys.findIndex((letters) => letters.includes(firstLetter(word)));

  return {
    manifest,
    termKeys,
    rulesOf: (term) => rules.get(term) ?? [],
    shard,
    shardOfWord: (word) => shard(shardOf(termKeys, word)),
    places,
    title: (document) => entryOf(titles, document, manifest.titlesPerFile),
    row: (document) => entryOf(rows, document, manifest.rowsPerFile),
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

/** The same files, but beginnings name their words only: with facets or quotes, the best documents of a word may all fall out. */
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
