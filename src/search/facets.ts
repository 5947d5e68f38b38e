/** Narrowing and counting: for each facet, the documents of each of its values. */
import { createByteReader, createByteWriter } from './bytes.ts';
import type { FacetName, SearchDocument } from './document.ts';

/** Values asked for; within a facet any of them, between facets all. */
export type FacetChoice = Partial<Record<FacetName, readonly string[]>>;
/** How many of the found documents have each value. */
export type FacetCounts = Partial<Record<FacetName, Record<string, number>>>;

/** The documents of each value, ascending. */
export type FacetValues = Map<string, Uint32Array>;

export function buildFacetFile(
  documents: readonly SearchDocument[],
  name: FacetName,
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
  const writer = createByteWriter();
  writer.varint(values.size);
  for (const [value, numbers] of values) {
    writer.text(value);
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
    const numbers = new Uint32Array(reader.varint());
    let before = -1;
    for (let at = 0; at < numbers.length; at += 1) {
      before += reader.varint() + 1;
      numbers[at] = before;
    }
    values.set(value, numbers);
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
  for (const value of wanted) for (const document of values.get(value) ?? []) marked[document] = 1;
  return marked;
}

export function countValues(values: FacetValues, found: Uint8Array): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [value, documents] of values) {
    let count = 0;
    for (const document of documents) count += found[document] ?? 0;
    if (count > 0) counts[value] = count;
  }
  return counts;
}
