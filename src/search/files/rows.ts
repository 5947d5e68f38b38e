/** The rest of what a result row shows beside its title, with the sentences of its document: wanted where typing comes to rest. */
import { shortenAtWord } from '../../library/shorten.ts';
import type { SearchDocument, SearchSection } from '../document.ts';
import {
  maxProse,
  packSentences,
  parseSentences,
  type KnownSentences,
  type PackedSentences,
} from './sentences.ts';
import { packFiles, type TitleRow } from './titles.ts';

/** Ten hits lie in nearly as many files, as with titles. A large library would have more of these files than hosts take. */
export const rowsPerFile = (documentCount: number): number => (documentCount > 4000 ? 4 : 1);
const MAX_NOTE_CHARACTERS = 160;

/** What a row of hits shows beside the title, from a file of its own. */
export interface Row {
  path: string;
  /** The benefit, else the beginning of the summary. */
  note: string;
  revision: string;
  /** The first product, or ''. */
  product: string;
  /** The first competitor, or ''. */
  competitor: string;
  /** Without a slug where a hit opens its page at the top. */
  sections: { slug: string; heading: string }[];
  /** The place where it lies, or '' for the hub. */
  place: string;
  /** The list of pictures of its pages, or '' for none. */
  pictures: string;
  /** What else it is called. */
  aliases: readonly string[];
  /** Left out where none are known. */
  known?: KnownSentences;
}

type PackedSection = string | [heading: string, slug: string];
type PackedRow = [
  note: string,
  /** '' when it follows from the id. */
  path: string,
  revision: string,
  product: string,
  competitor: string,
  sections: PackedSection[],
  aliases: readonly string[],
  sentences?: PackedSentences | 0,
  place?: string,
  pictures?: string,
];

const usualPath = (id: string): string => `${id}.md`;

/** The id most headings get; only the others are written out. */
function usualSlug(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, '')
    .replaceAll(' ', '-');
}

function packSection({ slug, heading, opensAtTop = false }: SearchSection): PackedSection {
  if (opensAtTop && heading !== '') return [heading, ''];
  return slug === usualSlug(heading) ? heading : [heading, slug];
}

/** @param prose most characters of it among the sentences; 0 leaves these out */
function packRow(document: SearchDocument, prose: number): PackedRow {
  const { id, path, benefit, summary, revision, facets, sections, aliases, sentences, place = '' } = document;
  const { pictures = '' } = document;
  const row: PackedRow = [
    shortenAtWord(benefit === '' ? summary : benefit, MAX_NOTE_CHARACTERS),
    path === usualPath(id) ? '' : path,
    revision,
    facets.product[0] ?? '',
    facets.competitor[0] ?? '',
    sections.map(packSection),
    aliases,
  ];
  if (sentences !== undefined && prose > 0) row.push(packSentences(sentences, prose));
  if (place !== '' || pictures !== '') row.splice(7, 1, row[7] ?? 0, place);
  if (pictures !== '') row.push(pictures);
  return row;
}

/** The files of all rows, in the order of the documents, with their sentences or without. */
export function buildRowFiles(documents: readonly SearchDocument[], withSentences: boolean): Uint8Array[] {
  const prose = withSentences ? maxProse(documents.length) : 0;
  return packFiles(documents, rowsPerFile(documents.length), (document) => packRow(document, prose));
}

/** `path` is '' where it follows from the id; `pathOf` knows it. */
export function parseRowFile(bytes: Uint8Array): Row[] {
  const packed = JSON.parse(new TextDecoder().decode(bytes)) as PackedRow[];
  return packed.map(
    ([
      note,
      path,
      revision,
      product,
      competitor,
      sections,
      aliases,
      sentences = 0,
      place = '',
      pictures = '',
    ]) => ({
      aliases,
      place,
      pictures,
      note,
      path,
      revision,
      product,
      competitor,
      sections: sections.map((section) =>
        typeof section === 'string'
          ? { heading: section, slug: usualSlug(section) }
          : { heading: section[0], slug: section[1] },
      ),
      ...(sentences === 0 ? {} : { known: parseSentences(sentences) }),
    }),
  );
}

/** The source file of a document. */
export const pathOf = ({ id }: TitleRow, { path }: Row): string => (path === '' ? usualPath(id) : path);
