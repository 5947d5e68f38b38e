/** Narrowing and counting: for each facet, the documents of each of its values. */
import { createByteReader, createByteWriter } from './bytes.ts';
import type { FacetName, SearchDocument } from '../document.ts';

/** Values asked for; within a facet any of them, between facets all. */
export type FacetChoice = Partial<Record<FacetName, readonly string[]>>;
/** The names people read for the values of a facet, in the order in which they are shown. */
export type FacetTerms = Partial<Record<FacetName, readonly { id: string; name: string }[]>>;

/** How many of the found documents have a value. */
export interface FacetCount {
  value: string;
  name: string;
  count: number;
}
/** The values that something found has, in the order of the vocabulary. */
export type FacetCounts = Partial<Record<FacetName, FacetCount[]>>;

/** Each value with its name and its documents, ascending. */
export type FacetValues = Map<string, { name: string; documents: Uint32Array }>;

/**
 * The file of one facet; undefined when no document has a value of it.
 *
 * @param terms the vocabulary; a value that is not in it is its own name and comes last
 */
export function buildFacetFile(
  documents: readonly SearchDocument[],
  name: FacetName,
  terms: NonNullable<FacetTerms[FacetName]> = [],
): Uint8Array | undefined {
  const values = new Map<string, number[]>();
  documents.forEach((document, number) => {
    for (const value of new Set(document.facets[name])) {
      const known = values.get(value);
      if (known === undefined) values.set(value, [number]);
      else known.push(number);
    }
  });
  if (values.size === 0) return undefined;
  const names = new Map(terms.map((term) => [term.id, term.name]));
  const writer = createByteWriter();
  writer.varint(values.size);
  for (const value of new Set([...names.keys(), ...values.keys()])) {
    const numbers = values.get(value);
    if (numbers === undefined) continue;
    const shown = names.get(value) ?? value;
    writer.text(value);
    writer.text(shown === value ? '' : shown);
    writer.varint(numbers.length);
    let before = -1;
    for (const number of numbers) {
      writer.varint(number - before - 1);
      before = number;
    }
  }
  return writer.finish();
}

export function parseFacetFile(bytes: Uint8Array): FacetValues {
  const reader = createByteReader(bytes);
  const values: FacetValues = new Map();
  for (let left = reader.varint(); left > 0; left -= 1) {
    const value = reader.text();
    const name = reader.text() || value;
    const numbers = new Uint32Array(reader.varint());
    let before = -1;
    for (let at = 0; at < numbers.length; at += 1) {
      before += reader.varint() + 1;
      numbers[at] = before;
    }
    values.set(value, { name, documents: numbers });
  }
  return values;
}

/** 1 for each document with one of the values. */
export function markDocuments(
  values: FacetValues,
  wanted: readonly string[],
  documentCount: number,
): Uint8Array {
  const marked = new Uint8Array(documentCount);
  for (const value of wanted) {
    for (const document of values.get(value)?.documents ?? []) marked[document] = 1;
  }
  return marked;
}

/** The values that documents marked in `found` have. */
export function countValues(values: FacetValues, found: Uint8Array): FacetCount[] {
  const counts: FacetCount[] = [];
  for (const [value, { name, documents }] of values) {
    let count = 0;
    for (const document of documents) count += found[document] ?? 0;
    if (count > 0) counts.push({ value, name, count });
  }
  return counts;
}
