import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileReader } from './files/file-reader.ts';
import { troubled } from '../files/file-text.ts';
import type { OpenFile } from '../library/import/office-pages.ts';
import { convertHtmlPage, isExportedPage } from './html-to-markdown.ts';
import { decodeAnyEncoding, type DecodedText } from '../library/import/decode-any-encoding.ts';
import { isSiteSettings } from '../library/import/future-dates.ts';
import { isMarkdown } from '../library/import/build-import.ts';
import type { ImportFile, ImportFolder, ImportNote } from '../library/import/import-plan.ts';
import { UserError } from '../library/user-error.ts';

/** The folder while it is read. */
interface Reading {
  markdown: ImportFile[];
  parts: ImportFile[];
  tables: ImportFile[];
  settings: ImportFile[];
  others: string[];
  left: ImportNote[];
}

/** Reads a folder of somebody else's files. Links are not followed; of hidden folders only what pages may show is listed. */
export async function readImportFolder(
  folder: string,
  progress?: (count: number) => void,
): Promise<ImportFolder> {
  const found = await stat(folder).catch(() => undefined);
  if (found === undefined) {
    throw new UserError(`There is no folder at ${folder}.`, 'Check how it is spelled. Nothing was written.');
  }
  if (!found.isDirectory()) {
    throw new UserError(
      `${folder} is a file, and import takes a folder.`,
      'Give the folder it lies in. Nothing was written.',
    );
  }
  const read: Reading = { markdown: [], parts: [], tables: [], settings: [], others: [], left: [] };
  await walk(folder, '', read, progress);
  await takeHtmlPages(folder, read);
  return read;
}

/** Opens the decks, documents, sheets and PDFs of a folder, each in a process that may die of it. */
export function openOfficeFiles(folder: string, reader: Pick<FileReader, 'read'>): OpenFile {
  return async (path) => {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes === undefined) return { read: troubled('unread'), hash: path };
    return { read: await reader.read(path, bytes), hash: hash('sha256', bytes) };
  };
}

/** Folders of tools, in which nothing lies that a page shows. */
const TOOL_FOLDERS = new Set([
  'node_modules',
  '.git',
  '.svn',
  '.hg',
  '.obsidian',
  '.trash',
  '.cache',
  '.venv',
  '.idea',
  '.vscode',
  '__MACOSX',
]);

async function walk(
  folder: string,
  below: string,
  read: Reading,
  progress?: (count: number) => void,
): Promise<void> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    const path = below === '' ? folder : `${below}/`;
    read.left.push({ path, taken: false, why: 'Reading this folder is not allowed.' });
    return;
  }
  const isHidden = `/${below}`.includes('/.');
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const leave = (why: string) =>
      read.left.push({ path: entry.isDirectory() ? `${path}/` : path, taken: false, why });
    if (TOOL_FOLDERS.has(entry.name)) leave('It is the folder of a tool.');
    else if (entry.isDirectory()) {
      if (entry.name.startsWith('.'))
        leave('It is hidden; only what pages show or pull in is taken from it.');
      await walk(folder, path, read, progress);
    } else if (isHidden) {
      if (!entry.isFile()) continue;
      if (isMarkdown(path)) read.parts.push(lazyFile(join(folder, path), path));
      else read.others.push(path);
    } else if (entry.name.startsWith('.')) leave('Hidden files are left out.');
    else if (isMarkdown(path)) {
      read.markdown.push(entry.isFile() ? lazyFile(join(folder, path), path) : { path, bytes: undefined });
      progress?.(read.markdown.length);
    } else if (entry.isFile()) {
      read.others.push(path);
      if (/\.csv$/i.test(path)) read.tables.push(lazyFile(join(folder, path), path));
      if (isSiteSettings(path)) read.settings.push(lazyFile(join(folder, path), path));
    } else leave('It is a link to another place, or no file at all.');
  }
}

/**
 * Pages of a wiki that exports HTML are read as Markdown. Other HTML stays what it is, unless the folder holds no other
 * text.
 */
async function takeHtmlPages(folder: string, read: Reading): Promise<void> {
  const html = read.others.filter((path) => /\.(?:html?|aspx)$/i.test(path));
  const alone = read.markdown.length === 0;
  const taken = new Set<string>();
  for (const path of html) {
    const bytes = await readFile(join(folder, path)).catch(() => new Uint8Array());
    const { text, trouble } = decodeHtml(bytes);
    const isPage = alone || /\.aspx$/i.test(path);
    if (!(isPage ? /<body\b|<html\b/i.test(text) : isExportedPage(text))) continue;
    taken.add(path);
    if (trouble !== undefined) read.left.push({ path, taken: true, why: trouble });
  }
  for (const path of taken) {
    read.markdown.push({
      path,
      get bytes() {
        return new TextEncoder().encode(convertHtmlPage(decodeHtml(readFileSync(join(folder, path))).text));
      },
    });
  }
  read.others = read.others.filter((path) => !taken.has(path));
}

/** HTML in the encoding that it names, or that it is found to be in; no text when it is none. */
function decodeHtml(bytes: Uint8Array): DecodedText {
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2000));
  const named = /<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  for (const label of ['utf-8', ...(named === undefined ? [] : [named])]) {
    try {
      return { text: new TextDecoder(label, { fatal: true }).decode(bytes) };
    } catch {
      // In another encoding than it says, or in one that nobody knows.
    }
  }
  const decoded = decodeAnyEncoding(bytes);
  return 'text' in decoded ? decoded : { text: '' };
}

/** A file whose bytes are read when they are wanted, so that a large folder never lies in memory whole. */
function lazyFile(place: string, path: string): ImportFile {
  return {
    path,
    get bytes() {
      try {
        return readFileSync(place);
      } catch {
        return undefined;
      }
    },
  };
}
