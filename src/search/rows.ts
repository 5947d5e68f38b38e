/**
 * What a result row shows, a few documents a file: the ten rows of a first answer come from up to ten files, so the
 * files are small.
 */
import type { SearchDocument } from './document.ts';

/**
 * More rows a file would send rows nobody asked for; fewer are mostly the cost of a request, and a large library would
 * have more of these files than pages.
 */
export const rowsPerFile = (documentCount: number): number => (documentCount > 4000 ? 8 : 4);
const longestNote = 160;

export interface Row {
  id: string;
  path: string;
  url: string;
  title: string;
  kind: string;
  kindLabel: string;
  /** The benefit, else the beginning of the summary. */
  note: string;
  reviewBy: string;
  expires: string;
  internal: boolean;
  revision: string;
  /** The first product, or ''. */
  product: string;
  sections: { slug: string; heading: string }[];
}

type PackedSection = string | [heading: string, slug: string];
type PackedRow = [
  id: string,
  path: string,
  url: string,
  title: string,
  kind: number,
  note: string,
  reviewBy: string,
  expires: string,
  internal: 0 | 1,
  revision: string,
  product: string,
  sections: PackedSection[],
];

/** The id most headings get; only the others are written out. */
function usualSlug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function shortened(text: string): string {
  if (text.length <= longestNote) return text;
  const cut = text.slice(0, longestNote);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), longestNote - 40))}…`;
}

function packRow(document: SearchDocument, kinds: readonly string[]): PackedRow {
  return [
    document.id,
    document.path,
    document.url,
    document.title,
    kinds.indexOf(document.kind),
    shortened(document.benefit === '' ? document.summary : document.benefit),
    document.freshness.reviewBy ?? '',
    document.freshness.expires ?? '',
    document.internal ? 1 : 0,
    document.revision,
    document.facets.product[0] ?? '',
    document.sections.map(({ slug, heading }) => (slug === usualSlug(heading) ? heading : [heading, slug])),
  ];
}

/** The files of all rows, in the order of the documents. */
export function buildRowFiles(documents: readonly SearchDocument[], kinds: readonly string[]): Uint8Array[] {
  const encoder = new TextEncoder();
  const files: Uint8Array[] = [];
  const step = rowsPerFile(documents.length);
  for (let first = 0; first < documents.length; first += step) {
    const rows = documents.slice(first, first + step).map((document) => packRow(document, kinds));
    files.push(encoder.encode(JSON.stringify(rows)));
  }
  return files;
}

export function parseRowFile(bytes: Uint8Array, kinds: readonly [string, string][]): Row[] {
  const packed = JSON.parse(new TextDecoder().decode(bytes)) as PackedRow[];
  return packed.map(
    ([id, path, url, title, kind, note, reviewBy, expires, internal, revision, product, sections]) => ({
      id,
      path,
      url,
      title,
      kind: kinds[kind]?.[0] ?? '',
      kindLabel: kinds[kind]?.[1] ?? '',
      note,
      reviewBy,
      expires,
      internal: internal === 1,
      revision,
      product,
      sections: sections.map((section) =>
        typeof section === 'string'
          ? { heading: section, slug: usualSlug(section) }
          : { heading: section[0], slug: section[1] },
      ),
    }),
  );
}
