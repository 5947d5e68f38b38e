/** Decks, documents, sheets and PDFs that no page links to, as on a shared drive: each becomes a page that offers it. */
import {
  shownParts,
  sortOfName,
  type FilePart,
  type FileProperties,
  type FileText,
  type ReadFile,
} from '../../files/file-text.ts';
import { isSomebody } from '../../files/made-by.ts';
import { headingOfPart } from '../../files/part-places.ts';
import { isLeftBehind } from '../content-tree.ts';
import { shortenAtWord } from '../shorten.ts';
import type { ImportNote } from './import-plan.ts';
import type { ImportedPage } from './imported-page.ts';
import { groupVersions, type FileVersion } from './file-versions.ts';
import { isGeneric, nameOfFile, TITLE_LETTERS } from './title.ts';

/** A file of the folder that was opened. */
export interface OpenedFile {
  read: ReadFile;
  /** The same for the same bytes. */
  hash: string;
}

/** Opens a file of the folder, by its path there. */
export type OpenFile = (path: string) => Promise<OpenedFile>;

/** Whether a file is one whose words are read, and one that people have kept. */
export const isOfficeFile = (path: string): boolean =>
  sortOfName(path) !== undefined && !isLeftBehind(path) && !`/${path}`.includes('/.');

const REFUSED: Partial<Record<Extract<ReadFile, { trouble: unknown }>['trouble'], string>> = {
  mislabelled: 'It is no file of the sort that its name says, and programs refuse to open it.',
  old: 'It is a file of Office before 2007: save it as PPTX, DOCX or XLSX and import again.',
  password: 'It opens with a password alone: save it without one and import again.',
  label: 'A sensitivity label encrypts it: choose another label in Office and import again.',
  broken: 'It is damaged and cannot be opened.',
  unpacks: 'It unpacks to more than anybody would make, as files do that are meant to harm.',
  unread: 'Reading it is not allowed.',
};

/** What could be opened, each with what a page says of it; copies and what cannot be opened are named. */
export async function readOfficePages(
  paths: readonly string[],
  open: OpenFile,
  notes: ImportNote[],
  progress: (done: number) => Promise<void> | void = () => undefined,
): Promise<ImportedPage[]> {
  const first = new Map<string, string>();
  const pages: ImportedPage[] = [];
  const versions: FileVersion[] = [];
  // The shortest path is the one that people made first.
  const inOrder = [...paths].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  for (const [at, path] of inOrder.entries()) {
    await progress(at);
    const { read, hash } = await open(path);
    const refused = 'trouble' in read ? REFUSED[read.trouble] : undefined;
    if (refused !== undefined) {
      notes.push({ path, taken: false, why: refused });
      continue;
    }
    const copied = first.get(hash);
    if (copied !== undefined) {
      notes.push({ path, taken: false, why: `It is ${copied} once more, the same to the byte.` });
      continue;
    }
    first.set(hash, path);
    if ('trouble' in read)
      notes.push({
        path,
        taken: true,
        why: 'No search finds its words: it holds pictures alone, or too much to be read.',
      });
    const text = 'text' in read ? read.text : undefined;
    pages.push(buildPage(path, text));
    versions.push({ path, modified: text?.about?.modified ?? '', words: wordsOf(text) });
  }
  const newest = new Map(
    groupVersions(versions).flatMap(({ newest: kept, older }) => older.map((path) => [path, kept] as const)),
  );
  return pages.map((page) => {
    const kept = newest.get(page.path);
    if (kept === undefined || page.file === undefined) return page;
    notes.push({ path: page.path, taken: true, why: `Archived: ${kept} says nearly the same and is newer.` });
    return { ...page, file: { ...page.file, isOld: true } };
  });
}

const shownOf = (text: FileText | undefined): FilePart[] =>
  text === undefined ? [] : shownParts(text.parts);

const wordsOf = (text: FileText | undefined): string =>
  shownOf(text)
    .flatMap(({ title, texts }) => [title, ...texts])
    .join('\n');

/** Parts that a page lists by their names. */
const MAX_LISTED = 20;
/** Shorter texts are labels and dates. */
const MIN_SUMMARY_CHARACTERS = 40;
const MAX_SUMMARY_CHARACTERS = 300;

function buildPage(path: string, text: FileText | undefined): ImportedPage {
  const parts = shownOf(text);
  const title = titleOfFile(path, text);
  const summary = parts.flatMap(({ texts }) => texts).find((each) => each.length >= MIN_SUMMARY_CHARACTERS);
  const listed = parts.filter((part) => part.title !== '').slice(0, MAX_LISTED);
  const body =
    listed.length === 0
      ? `The file ${escapeInline(nameOf(path))}.\n`
      : `${listed.map((part) => `- ${escapeInline(headingOfPart('', part))}`).join('\n')}\n`;
  return {
    path,
    data: dataOf(text?.about, summary),
    body,
    links: [],
    anchors: { headings: [], ids: [] },
    title,
    visibility: { shown: true },
    empty: false,
    file: { label: labelOf(path, title), isOld: false },
  };
}

/** What was known of a file, under the names that pages have it under. */
function dataOf(about: FileProperties | undefined, summary: string | undefined): Record<string, string> {
  const author = [about?.author ?? '', about?.editor ?? ''].find(isSomebody);
  const said = {
    ...(author === undefined ? {} : { author }),
    created: about?.created ?? '',
    lastmod: about?.modified ?? '',
    description: summary === undefined ? '' : shortenAtWord(summary, MAX_SUMMARY_CHARACTERS),
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== ''));
}

/** Titles that programs give where nobody wrote one. */
const NO_TITLE =
  /^(?:powerpoint presentation|presentation\d*|slide \d+|document\d*|untitled.*|microsoft \w+ - .*|(?:click|klicken).*|.*\.(?:pptx?|docx?|xlsx?|pdf|indd))$/i;

/** What a file is called: by itself, else by its first slide, page or heading that has a title, else by its name. */
export function titleOfFile(path: string, text: FileText | undefined): string {
  const [first] = shownOf(text);
  const own = [text?.about?.title ?? '', first?.is === 'sheet' ? '' : (first?.title ?? '')];
  const title = own.find((each) => each.length > 2 && !NO_TITLE.test(each) && !isGeneric(each));
  return shortenAtWord(title ?? nameOfFile(path), TITLE_LETTERS);
}

/** Words in which no sign means anything. */
const escapeInline = (words: string): string => words.replaceAll(/[\\`*_{}[\]<>#|~&]/g, '\\$&');

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

const MAX_LABEL_CHARACTERS = 80;

function labelOf(path: string, title: string): string {
  const sort = ` (${path.slice(path.lastIndexOf('.') + 1).toUpperCase()})`;
  return shortenAtWord(title, MAX_LABEL_CHARACTERS - sort.length) + sort;
}
