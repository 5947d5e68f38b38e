/**
 * What a result row shows, in two kinds of files. Titles stand first in every row and are wanted for every letter typed,
 * so a file has those of many documents; the rest of a row is wanted where typing comes to rest, and is larger.
 */
import { shortenAtWord } from '../../library/shorten.ts';
import type { SearchDocument } from '../document.ts';
import { urlOf } from '../../library/addresses.ts';

/** Ten hits lie in nearly as many files: larger ones would mostly send titles that nobody asked for. */
export const titlesPerFile = (documentCount: number): number => (documentCount > 4000 ? 16 : 24);
/** Fewer would be mostly the cost of a request, and a large library would have more of these files than pages. */
export const rowsPerFile = (documentCount: number): number => (documentCount > 4000 ? 8 : 4);
const MAX_NOTE_CHARACTERS = 160;

export interface TitleRow {
  id: string;
  url: string;
  title: string;
  kind: string;
  kindLabel: string;
  reviewBy: string;
  expires: string;
  internal: boolean;
}

export interface Row {
  path: string;
  /** The benefit, else the beginning of the summary. */
  note: string;
  revision: string;
  /** The first product, or ''. */
  product: string;
  sections: { slug: string; heading: string }[];
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
];
type PackedSection = string | [heading: string, slug: string];
type PackedRow = [
  note: string,
  /** '' when it follows from the id. */
  path: string,
  revision: string,
  product: string,
  sections: PackedSection[],
];

const usualPath = (id: string): string => `${id}.md`;

/** The id most headings get; only the others are written out. */
function usualSlug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function packTitle(document: SearchDocument, kinds: readonly string[]): PackedTitle {
  const { title, id, url, kind, freshness, internal } = document;
  const packedUrl = url === urlOf(id) ? '' : url;
  const { reviewBy = '', expires = '' } = freshness;
  return [title, id, packedUrl, kinds.indexOf(kind), reviewBy, expires, internal ? 1 : 0];
}

function packRow({ id, path, benefit, summary, revision, facets, sections }: SearchDocument): PackedRow {
  return [
    shortenAtWord(benefit === '' ? summary : benefit, MAX_NOTE_CHARACTERS),
    path === usualPath(id) ? '' : path,
    revision,
    facets.product[0] ?? '',
    sections.map(({ slug, heading }) => (slug === usualSlug(heading) ? heading : [heading, slug])),
  ];
}

function buildFiles<Packed>(
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
  return buildFiles(documents, titlesPerFile(documents.length), (document) => packTitle(document, kinds));
}

/** The files of all rows, in the order of the documents. */
export function buildRowFiles(documents: readonly SearchDocument[]): Uint8Array[] {
  return buildFiles(documents, rowsPerFile(documents.length), packRow);
}

export function parseTitleFile(bytes: Uint8Array, kinds: readonly [string, string][]): TitleRow[] {
  const packed = JSON.parse(new TextDecoder().decode(bytes)) as PackedTitle[];
  return packed.map(([title, id, url, kind, reviewBy, expires, internal]) => ({
    id,
    url: url === '' ? urlOf(id) : url,
    title,
    kind: kinds[kind]?.[0] ?? '',
    kindLabel: kinds[kind]?.[1] ?? '',
    reviewBy,
    expires,
    internal: internal === 1,
  }));
}

/** `path` is '' where it follows from the id; `pathOf` knows it. */
export function parseRowFile(bytes: Uint8Array): Row[] {
  const packed = JSON.parse(new TextDecoder().decode(bytes)) as PackedRow[];
  return packed.map(([note, path, revision, product, sections]) => ({
    note,
    path,
    revision,
    product,
    sections: sections.map((section) =>
      typeof section === 'string'
        ? { heading: section, slug: usualSlug(section) }
        : { heading: section[0], slug: section[1] },
    ),
  }));
}

/** The source file of a document. */
export const pathOf = ({ id }: TitleRow, { path }: Row): string => (path === '' ? usualPath(id) : path);
