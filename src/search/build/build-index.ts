/** Documents → the files of the index. Linear in the text: two passes over columns of numbers, no object a posting. */
import type { FacetName, IndexFile, SearchDocument } from '../document.ts';
import { facetNames } from '../document.ts';
import { packBundle } from '../files/bundle.ts';
import { fingerprint } from '../files/bytes.ts';
import { buildBeginnings, createBestPostings } from '../files/beginnings.ts';
import type { BestPostings } from '../files/beginnings.ts';
import { buildFacetFile } from '../files/facets.ts';
import type { FacetTerms } from '../files/facets.ts';
import type { ExpiringSection, Manifest } from '../files/manifest.ts';
import {
  bareRowsName,
  beginningsName,
  bundleName,
  expiringName,
  facetName,
  listName,
  MANIFEST_NAME,
  packKeys,
  placesName,
  rowsName,
  shardOf,
  termsName,
  titlesName,
} from '../files/manifest.ts';
import { collectOccurrences, SECTION_LIMIT } from './occurrences.ts';
import type { Occurrences } from './occurrences.ts';
import { buildPlacesFiles } from '../files/places.ts';
import { visitPostings } from '../files/postings.ts';
import { buildRowFiles, rowsPerFile } from '../files/rows.ts';
import { packRules } from '../files/synonym-rules.ts';
import type { DocumentsWith } from './synonyms.ts';
import { buildAbbreviationRules, buildSynonymRules } from './synonyms.ts';
import { buildSlipRules } from './written-slips.ts';
import type { ShardBuilder, ShardWord } from '../files/term-shard.ts';
import { createShardBuilder } from '../files/term-shard.ts';
import { buildTitleFiles, titlesPerFile } from '../files/titles.ts';
import { buildWordLists } from '../files/word-list.ts';

export interface IndexOptions {
  /** Groups of phrases that mean the same, from the company's own list, such as `['SSO', 'single sign-on']`. */
  synonyms: readonly (readonly string[])[];
  /** What people read for the values of facets; without it the values themselves. */
  facetTerms?: FacetTerms;
}

/**
 * A search reads about three shards, so they are small; a large library has fewer for its size, or the manifest grows.
 */
const shardBytes = (documentCount: number): number => (documentCount > 4000 ? 3584 : 2048);
const BYTES_OF_POSTING = 3;
/** A library up to this size is also sent whole, in idle time, so that search goes on without a network. */
const MAX_BUNDLED_BYTES = 3_000_000;

const byText = (a: string, b: string): number => {
  if (a === b) return 0;
  return a < b ? -1 : 1;
};

/** The shortest beginning of `word` that is greater than `before`. */
function shortestKey(before: string, word: string): string {
  let length = 1;
  while (length < word.length && word.slice(0, length) <= before) length += 1;
  return word.slice(0, length);
}

/**
 * Whether a shard may end before a term with this key. The fuller it is, the longer the key may be: short ones make a
 * small manifest, and leave more beginnings whole.
 */
const isFull = (size: number, limit: number, key: string): boolean =>
  size >= 2 * limit || key.length * limit <= 4 * size;

/** A term that fills a shard has one of its own, since its neighbours in the alphabet are searched for without it. */
function buildShards(occurrences: Occurrences): {
  builders: ShardBuilder[];
  keys: string[];
  best: BestPostings;
} {
  const limit = shardBytes(occurrences.documentCount);
  const builders: ShardBuilder[] = [];
  const keys: string[] = [];
  const best = createBestPostings();
  let wasHeavy = false;
  visitPostings(occurrences, (postings) => {
    best.add(postings);
    const last = builders.at(-1);
    const isHeavy = postings.count * BYTES_OF_POSTING > limit;
    const key = last === undefined ? '' : shortestKey(last.lastTerm(), postings.term);
    if (last !== undefined && !isHeavy && !wasHeavy && !isFull(last.size(), limit, key)) {
      return last.add(postings);
    }
    wasHeavy = isHeavy;
    const next = createShardBuilder();
    next.add(postings);
    if (last !== undefined) keys.push(key);
    builders.push(next);
  });
  return { builders: builders.length > 0 ? builders : [createShardBuilder()], keys, best };
}

function sortedWords({ wordTexts, wordTerms, wordDocuments, termTexts }: Occurrences): ShardWord[] {
  const words: ShardWord[] = [];
  wordTexts.forEach((word, number) => {
    const documents = wordDocuments[number] ?? 0;
    if (documents > 0) words.push({ word, term: termTexts[wordTerms[number] ?? -1] ?? word, documents });
  });
  return words.sort((a, b) => byText(a.word, b.word));
}

/** Of a term at least the documents of its commonest form. */
function countDocuments(words: readonly ShardWord[]): DocumentsWith {
  const counts = new Map<string, number>();
  for (const { term, documents } of words) counts.set(term, Math.max(counts.get(term) ?? 0, documents));
  return (term) => counts.get(term) ?? 0;
}

/** Entries by the shard that their word falls into. */
function byShard<Entry>(
  entries: readonly Entry[],
  keys: readonly string[],
  word: (entry: Entry) => string,
): Entry[][] {
  const groups: Entry[][] = Array.from({ length: keys.length + 1 }, () => []);
  for (const entry of entries) groups[shardOf(keys, word(entry))]?.push(entry);
  return groups;
}

const lengthOf = (files: readonly Uint8Array[]): number =>
  files.reduce((sum, bytes) => sum + bytes.length, 0);

/** The sections that do not last, the first to pass first. */
function listExpiring(documents: readonly SearchDocument[]): ExpiringSection[] {
  return documents
    .flatMap(({ sections }, document) =>
      sections.flatMap(({ until }, section): ExpiringSection[] =>
        until === undefined || section >= SECTION_LIMIT ? [] : [[until, document, section]],
      ),
    )
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

/**
 * Builds all files of the index, the manifest (`index.json`) first. The others lie in a folder named by their content,
 * so that they may be cached for ever. Documents keep no order of their own: they are sorted by path, because
 * neighbours in the library share words and folders and pack together.
 */
export function buildIndexFiles(unsorted: readonly SearchDocument[], options: IndexOptions): IndexFile[] {
  const documents = [...unsorted].sort((a, b) => byText(a.path, b.path) || byText(a.id, b.id));
  const occurrences = collectOccurrences(documents, options.facetTerms);
  const { builders, keys, best } = buildShards(occurrences);
  const words = sortedWords(occurrences);
  const wordsByShard = byShard(words, keys, (entry) => entry.word);
  const documentsWith = countDocuments(words);
  const abbreviations = buildAbbreviationRules(documents, documentsWith);
  const keptRules = [...abbreviations, ...buildSlipRules(words)];
  const rulesByShard = byShard(keptRules, keys, (rule) => rule.from[0] ?? '');
  const kinds = [...new Map(documents.map(({ kind, kindLabel }) => [kind, kindLabel]))].sort((a, b) =>
    byText(a[0], b[0]),
  );
  const lists = buildWordLists(words);

  const files: { name: (folder: string) => string; bytes: Uint8Array; isApart: boolean }[] = [];
  const add = (bytes: Uint8Array, name: (folder: string) => string, isApart = false): void => {
    files.push({ name, bytes, isApart });
  };
  const shards = builders.map((builder, shard) =>
    builder.finish(wordsByShard[shard] ?? [], rulesByShard[shard] ?? []),
  );
  shards.forEach(({ terms }, shard) => add(terms, (folder) => termsName(folder, shard)));
  buildPlacesFiles(shards.map(({ places }) => places)).forEach((bytes, file) =>
    add(bytes, (folder) => placesName(folder, file), true),
  );
  buildTitleFiles(
    documents,
    kinds.map(([kind]) => kind),
  ).forEach((bytes, file) => add(bytes, (folder) => titlesName(folder, file)));
  lists.files.forEach((bytes, list) => add(bytes, (folder) => listName(folder, list)));
  const firstsOfRules = new Set(keptRules.map(({ from }) => from[0]));
  buildBeginnings(keys, words, best, (term) => firstsOfRules.has(term)).forEach((bytes, group) =>
    add(bytes, (folder) => beginningsName(folder, group)),
  );
  const languages = [...new Set(documents.flatMap((document) => document.facets.language))];
  const facets: FacetName[] = [];
  for (const name of facetNames) {
    // Where everything is in one language, or in one folder, that narrows nothing.
    const values = new Set(documents.flatMap((document) => document.facets[name]));
    if ((name === 'language' || name === 'folder') && values.size < 2) continue;
    const bytes = buildFacetFile(documents, name, options.facetTerms?.[name]);
    if (bytes === undefined) continue;
    facets.push(name);
    add(bytes, (folder) => facetName(folder, name));
  }

  const expiring = listExpiring(documents);
  const firstUntil = expiring[0]?.[0];
  if (firstUntil !== undefined) add(new TextEncoder().encode(JSON.stringify(expiring)), expiringName);

  const rows = buildRowFiles(documents, true);
  const bareRows = buildRowFiles(documents, false);
  const otherBytes = lengthOf(files.filter(({ isApart }) => !isApart).map(({ bytes }) => bytes));
  // Where all fits, sentences are there without a network too; else the rest is worth more.
  const isBare = otherBytes + lengthOf(rows) > MAX_BUNDLED_BYTES;
  rows.forEach((bytes, file) => add(bytes, (folder) => rowsName(folder, file), isBare));

  const folder = fingerprint(files.map((file) => file.bytes));
  const bundled = files.filter(({ isApart }) => !isApart);
  if (isBare)
    bareRows.forEach((bytes, file) =>
      bundled.push({ name: (within) => bareRowsName(within, file), bytes, isApart: false }),
    );
  const bundledBytes = lengthOf(bundled.map(({ bytes }) => bytes));
  const named = ({ name, bytes }: (typeof files)[number]): IndexFile => ({ name: name(folder), bytes });
  const manifest: Manifest = {
    version: 3,
    documents: documents.length,
    folder,
    termKeys: packKeys(keys),
    listKeys: lists.keys.join(' '),
    rules: packRules(buildSynonymRules(options.synonyms, documentsWith, documents.length, languages)),
    titlesPerFile: titlesPerFile(documents.length),
    rowsPerFile: rowsPerFile(documents.length),
    kinds,
    facets,
    isBundled: bundledBytes <= MAX_BUNDLED_BYTES,
    ...(firstUntil === undefined ? {} : { firstUntil }),
  };
  return [
    { name: MANIFEST_NAME, bytes: new TextEncoder().encode(JSON.stringify(manifest)) },
    ...files.map(named),
    ...(manifest.isBundled ? [{ name: bundleName(folder), bytes: packBundle(bundled.map(named)) }] : []),
  ];
}
