/** What the files that assets offer say, whichever library read them. */
import type { DrawnFile } from './file-pictures.ts';

/** The files whose words are read. */
export type FileSort = 'pptx' | 'docx' | 'xlsx' | 'pdf';
/** What a file is made of; a section is what stands below one heading of a document. */
export type PartSort = 'slide' | 'page' | 'section' | 'sheet';

/** A slide, page, section or sheet. */
export interface FilePart {
  is: PartSort;
  /** As whoever opens the file counts, from 1; hidden slides and sheets count. */
  number: number;
  /** Of a slide or section its heading, of a sheet its name; '' for none. */
  title: string;
  /** Paragraphs, rows of tables, words of charts and what pictures show, in the order of reading; without the title. */
  texts: readonly string[];
  /** What the speaker is told: never for a customer. */
  notes: readonly string[];
  /**
   * What stands in it and is shown to nobody, as hidden text, rows, columns and shapes are: never for a customer. It is kept, as
   * hidden slides and sheets are, since whoever is sent the file has it too, and a rep must be able to see that.
   */
  hidden: readonly string[];
  /** Nobody sees it who is shown the file: never for a customer. */
  isHidden: boolean;
  /** Of a sheet: the cells of its first rows, as many as a page can show, each row that of the text at the same place. */
  rows?: readonly (readonly string[])[];
}

/** What of a file is not among its parts. `broken`: it could not be read; `long`: there is more than is searched. */
export interface LeftPart extends Pick<FilePart, 'is' | 'number' | 'title'> {
  why: 'broken' | 'long';
}

/** The words of a file. */
export interface FileText {
  sort: FileSort;
  /** In the order of the file; those without a word are left out. */
  parts: readonly FilePart[];
  left: readonly LeftPart[];
  /** What those who worked on it left in it; whoever opens it can see that, and no search finds it. */
  traces: readonly FileTrace[];
  /** What the file says of itself; undefined for nothing. */
  about?: FileProperties;
}

/**
 * What somebody left in a file. `changes`: what was taken out or put in, and nobody has accepted yet; `orphans`: parts that were
 * deleted and still lie in it; `workbooks`: all figures behind a chart; `embedded`: other files inside; `crops`: pictures of which
 * the part that was cut off is still there; `revisions`: what a PDF said before; `label`: a sensitivity label.
 */
export interface FileTrace {
  is: 'comments' | 'changes' | 'orphans' | 'workbooks' | 'embedded' | 'crops' | 'revisions' | 'label';
  /** The parts it is in, as far as that can be told. */
  parts: readonly PlacedPart[];
  /** Of a label its name or id, of all others what can be counted; '' for nothing. */
  detail: string;
}

export type PlacedPart = Pick<FilePart, 'is' | 'number' | 'title'>;

/** What a file says of itself; '' for what it does not say. */
export interface FileProperties {
  title: string;
  author: string;
  /** Who saved it last. */
  editor: string;
  company: string;
  /** Days such as 2026-10-01. */
  created: string;
  modified: string;
}

/**
 * Why a file has no words. `mislabelled`: it is no file of its ending, `detail` says what it is; `old`: of Office before 2007;
 * `password`; `label`: encrypted by a sensitivity label, `detail` is its id or ''; `broken`; `unpacks`: small, and unpacks to
 * more than a reader may take; `stopped`: its reader took too long or too much memory; `wordless`: pictures alone; `unread`:
 * nobody may read it.
 */
export type FileTrouble =
  'mislabelled' | 'old' | 'password' | 'label' | 'broken' | 'unpacks' | 'stopped' | 'wordless' | 'unread';

/** A file once opened: its words, or why there are none. */
export type ReadFile = { text: FileText } | { trouble: FileTrouble; detail: string };

/**
 * What reads the words of one sort of file: a library behind each, and another may take its place. Rejects when it cannot
 * make anything of a file; what it throws is shown to nobody.
 */
export type ReadWords = (bytes: Uint8Array) => Promise<ReadFile>;

/** A file beside an asset. */
export interface Attachment {
  /** Path below the folder of files. */
  file: string;
  /** What its parts are called by beside those of other files; '' for the first one of an asset, whose anchors stay as they are. */
  name: string;
  read: ReadFile;
  /** What its pages look like; nothing before anybody drew them (`adapters/pictures`). */
  pictures?: DrawnFile;
}

/** The trouble of a file. */
export const troubled = (trouble: FileTrouble, detail = ''): { trouble: FileTrouble; detail: string } => ({
  trouble,
  detail,
});

/** The words of a file together with what it says of itself. */
export const withAbout = (text: FileText, about: FileProperties | undefined): FileText =>
  about === undefined ? text : { ...text, about };

const READ = /\.(pptx|docx|xlsx|pdf)$/i;
const OLD = /\.(?:ppt|doc|xls)$/i;

/** What a file is by its name; undefined for one whose words are not read. */
export function sortOfName(name: string): FileSort | 'old' | undefined {
  if (OLD.test(name)) return 'old';
  return READ.exec(name)?.[1]?.toLowerCase() as FileSort | undefined;
}

/** Whether a part is looked at as one picture, as slides and pages are. */
export const isLookedAt = ({ is }: Pick<FilePart, 'is'>): boolean => is === 'slide' || is === 'page';

/** The parts that a customer who is shown the file sees, without what only its speaker is told and what is hidden in them. */
export function shownParts(parts: readonly FilePart[]): FilePart[] {
  return parts.flatMap((part) => (part.isHidden ? [] : [{ ...part, notes: [], hidden: [] }]));
}

/** An attachment as somebody outside the company may know it. */
export function shownAttachment(attachment: Attachment): Attachment {
  const { read } = attachment;
  if ('trouble' in read) return attachment;
  const { sort, parts, left } = read.text;
  return { ...attachment, read: { text: { sort, parts: shownParts(parts), left, traces: [] } } };
}
