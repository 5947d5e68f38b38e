/**
 * What stands first in the row of a result: titles, kinds and dates, wanted for every letter typed, so that a file has those of
 * many documents. The rest of a row is wanted where typing comes to rest (`rows.ts`).
 */
import { urlOf } from '../../library/addresses.ts';
import { otherLanguage } from '../../library/language.ts';
import type { SearchDocument } from '../document.ts';

/** A library of so many has two files of titles at most: they are fetched before it is known who is shown. */
const FEW_DOCUMENTS = 192;

/** Ten hits lie in nearly as many files: larger ones would mostly send titles that nobody asked for. */
export function titlesPerFile(documentCount: number): number {
  if (documentCount <= FEW_DOCUMENTS) return FEW_DOCUMENTS / 2;
  return documentCount > 4000 ? 16 : 24;
}

/** What is known of a document from the file with its title. Days are `2027-01-31`, empty for none. */
export interface TitleRow {
  id: string;
  url: string;
  title: string;
  kind: string;
  kindLabel: string;
  reviewBy: string;
  expires: string;
  internal: boolean;
  /** As a BCP 47 tag where it is not the language of the interface, else ''. */
  language: string;
}

type PackedTitle = [
  title: string,
  id: string,
  /** '' when it follows from the id. */
  url: string,
  kind: number,
  reviewBy: string,
  expires: string,
  internal: 0 | 1,
  language?: string,
];

function packTitle(document: SearchDocument, kinds: readonly string[]): PackedTitle {
  const { title, id, url, kind, freshness, internal, facets } = document;
  const packedUrl = url === urlOf(id) ? '' : url;
  const { reviewBy = '', expires = '' } = freshness;
  const packed: PackedTitle = [
    title,
    id,
    packedUrl,
    kinds.indexOf(kind),
    reviewBy,
    expires,
    internal ? 1 : 0,
  ];
  const language = facets.language.map(otherLanguage)[0];
  if (language !== undefined) packed.push(language);
  return packed;
}

/** A file for each `step` documents, in their order. */
export function packFiles<Packed>(
  documents: readonly SearchDocument[],
  step: number,
  pack: (document: SearchDocument) => Packed,
): Uint8Array[] {
  const encoder = new TextEncoder();
  const files: Uint8Array[] = [];
  for (let first = 0; first < documents.length; first += step) {
    files.push(encoder.encode(JSON.stringify(documents.slice(first, first + step).map(pack))));
  }
  return files;
}

/** The files of all titles, in the order of the documents. */
export function buildTitleFiles(
  documents: readonly SearchDocument[],
  kinds: readonly string[],
): Uint8Array[] {
  return packFiles(documents, titlesPerFile(documents.length), (document) => packTitle(document, kinds));
}

export function parseTitleFile(bytes: Uint8Array, kinds: readonly [string, string][]): TitleRow[] {
  const packed = JSON.parse(new TextDecoder().decode(bytes)) as PackedTitle[];
  return packed.map(([title, id, url, kind, reviewBy, expires, internal, language = '']) => ({
    id,
    url: url === '' ? urlOf(id) : url,
    title,
    kind: kinds[kind]?.[0] ?? '',
    kindLabel: kinds[kind]?.[1] ?? '',
    reviewBy,
    expires,
    internal: internal === 1,
    language,
  }));
}
