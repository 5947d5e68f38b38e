/** Narrowing and counting: for each facet, the documents of each of its values. */
import { createByteReader, createByteWriter } from './bytes.ts';
import type { FacetName, SearchDocument } from '../document.ts';

/** Values asked for, such as `{ kind: ['play', 'answer'] }`; within a facet any of them, between facets all. */
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

/** In marks of documents: left out; let through because it names nothing in an open facet; asked for. */
export const LEFT_OUT = 0;
export const FITS = 1;
export const NAMED = 2;

/** The documents without any value. */
function unnamed(values: FacetValues, documentCount: number): Uint8Array {
  const marked = new Uint8Array(documentCount).fill(1);
  for (const { documents } of values.values()) for (const document of documents) marked[document] = 0;
  return marked;
}

/**
 * `NAMED` for each document with one of the values.
 *
 * @param isOpen documents that name none of all values are marked as `FITS`
 */
export function markDocuments(
  values: FacetValues,
  wanted: readonly string[],
  documentCount: number,
  isOpen: boolean,
): Uint8Array {
  const isKnown = wanted.some((value) => values.has(value));
  const marked = isOpen && isKnown ? unnamed(values, documentCount) : new Uint8Array(documentCount);
  for (const value of wanted) {
    for (const document of values.get(value)?.documents ?? []) marked[document] = NAMED;
  }
  return marked;
}

/**
 * The values that documents marked in `found` have, with as many documents as choosing the value would leave.
 *
 * @param isOpen documents that name none of all values count for each
 */
export function countValues(values: FacetValues, found: Uint8Array, isOpen: boolean): FacetCount[] {
  const counts: FacetCount[] = [];
  const isFound = (document: number): boolean => (found[document] ?? LEFT_OUT) !== LEFT_OUT;
  const fitting = isOpen
    ? unnamed(values, found.length).filter((mark, at) => mark === 1 && isFound(at)).length
    : 0;
  for (const [value, { name, documents }] of values) {
    let count = 0;
    for (const document of documents) if (isFound(document)) count += 1;
    if (count > 0) counts.push({ value, name, count: count + fitting });
  }
  return counts;
}
