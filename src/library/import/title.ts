import type { Element, Nodes, Text } from 'hast';
import type { CompileMarkdown } from '../markdown/compile.ts';
import { readShown } from '../markdown/shown.ts';
import { headingDepth } from '../markdown/blocks.ts';
import { buildSections } from '../markdown/sections.ts';
import { plainWords, readableName, withoutDialects, wordsWithoutPictures } from './words.ts';
import { shortenAtWord } from '../shorten.ts';
import { decodeAddress, withoutExportId } from './links/address.ts';

/** As long as the schema lets a title be. */
export const TITLE_LETTERS = 120;

/** Keys under which other tools keep a title, best first. */
const TITLE_KEYS = [
  'title',
  'Title',
  'heading',
  'navTitle',
  'nav_title',
  'sidebarTitle',
  'sidebar_label',
  'linkTitle',
  'label',
  'name',
];

/** Titles that only say something together with the folder they lie in. */
const GENERIC =
  /^(?:index|readme|home|main|overview|introduction|intro|about|about us|summary|contents|table of contents|toc|header|footer|welcome|start here|getting started|get started|template|templates|output template|untitled|document|page|notes|general|misc|other|faq|faqs|resources|next steps|congratulations|conclusion|objectives?|goals?|process|examples?|checklist|guide|instructions|step \d+|part \d+|module \d+|chapter \d+|day \d+|week \d+)$/i;

/**
 * The title of a foreign file: what its front matter calls it, else its first heading, else its file name made readable.
 * A name that many files share ("Overview") gives way to a better one of the same file. Never empty, at most 120 letters.
 */
export function buildTitle(
  path: string,
  data: Readonly<Record<string, unknown>>,
  body: string,
  compile: CompileMarkdown,
): string {
  const heading = firstHeading(path, body, compile);
  const names = TITLE_KEYS.flatMap((key) => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const text =
      typeof value === 'string' || typeof value === 'number' ? plainWords(String(value), compile) : '';
    // A single word in small letters with hyphens is an id, and a heading says the same to people.
    return text === ''
      ? []
      : [
          /^[a-z0-9]+(?:[-_][a-z0-9]+)+$/.test(text)
            ? { text: readableName(text), id: true }
            : { text, id: false },
        ];
  });
  const written = names.filter((name) => !name.id).map((name) => name.text);
  const ids = names.filter((name) => name.id).map((name) => name.text);
  const candidates = [
    ...written.slice(0, 1),
    ...(heading === undefined ? [] : [heading]),
    ...written.slice(1),
    ...ids,
  ];
  const telling = candidates.find((text) => !isGeneric(text) && /[\p{L}\p{N}]/u.test(text));
  const chosen = telling ?? candidates.find((text) => /[\p{L}\p{N}]/u.test(text)) ?? nameOfFile(path);
  return shortenAtWord(chosen, TITLE_LETTERS);
}

/** Whether a title says nothing without the folder it lies in: a word for a place in a book, or a number or two letters. */
export function isGeneric(title: string): boolean {
  const bare = title.replace(/[\s.:!–—-]+$/, '').trim();
  return GENERIC.test(bare) || /^(?:\p{N}{1,3}|[\p{L}\p{N}]{1,2})$/u.test(bare);
}

/**
 * The heading that stands for the whole file: the first thing in it, pictures and comments aside, and of a lower level
 * only when no other heading of its level follows and the file's name is not a title itself, as in Obsidian. Old Markdown writes `#Title` without a blank.
 */
function firstHeading(path: string, body: string, compile: CompileMarkdown): string | undefined {
  const tree = readShown(withoutDialects(body.replace(/^(\s*#{1,6})(?=[^#\s])/, '$1 ')), compile);
  const top = firstThing(tree);
  const depth = top?.type === 'element' ? headingDepth(top) : undefined;
  if (top === undefined || depth === undefined) return undefined;
  const siblings = buildSections(tree).filter((section) => section.depth > 0 && section.depth <= depth);
  if (depth > 1 && (siblings.length > 1 || isWrittenForPeople(path))) return undefined;
  const text = wordsWithoutPictures(top);
  return /^https?:\/\//.test(text) ? undefined : text;
}

/** The first heading or text that says something. */
function firstThing(node: Nodes): Element | Text | undefined {
  if (node.type === 'text') return node.value.trim() === '' ? undefined : node;
  if (!('children' in node)) return undefined;
  if (node.type === 'element' && headingDepth(node) !== undefined)
    return wordsWithoutPictures(node) === '' ? undefined : node;
  for (const child of node.children) {
    const found = firstThing(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `index.md` and `README.md` are called like the folder they lie in. */
export function nameOfFile(path: string): string {
  const folders = path.split('/');
  const written = withoutExportId(decodeAddress((folders.pop() ?? '').replace(/\.[^.\s]*$/, '')));
  // A name with blanks was written for people: its numbers, dots and capitals are meant.
  const file = /\p{L}.* |^\d{4}-\d\d/u.test(written) ? tidy(written) : readableName(written);
  if (file !== '' && !/^(?:index|readme)$/i.test(file)) return file;
  const folder = folders.findLast((name) => !isVague(name)) ?? folders.at(-1) ?? '';
  // A post in a folder of its own is called behind the day.
  const called = folder.replace(/^\d{4}-\d{2}-\d{2}-(?=.*\p{L})/u, '');
  return folderName(called) || file || 'Untitled';
}

/** Whether the name of a file has blanks between its words, as people write titles. */
function isWrittenForPeople(path: string): boolean {
  const name = withoutExportId(decodeAddress(path.slice(path.lastIndexOf('/') + 1)));
  return /\p{L}.* .*\p{L}/u.test(name.replace(/\.[^.\s]*$/, ''));
}

function tidy(name: string): string {
  return name.normalize('NFC').replace(/\p{C}/gu, '').replace(/_/g, ' ').replace(/\s+/g, ' ').trim();
}

/** A folder as people would write it. Capitals inside stay together: folders carry names of products and companies. */
export function folderName(folder: string): string {
  return readableName(withoutExportId(decodeAddress(folder)), 'keep capitals');
}

/** Folders named for what sort of files they hold, or for their place in a row, and not for what they are about. */
export function isVague(folder: string): boolean {
  return /^(?:src|docs?|contents?|pages?|subpages|references?|templates?|assets|snippets|files|includes|part \d+|module \d+|lab ?guide|\d*)$/i.test(
    folderName(folder),
  );
}
