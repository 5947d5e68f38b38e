import { readFileSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { convertHtmlPage, isExportedPage } from './html-to-markdown.ts';
import { isMarkdown } from '../library/import/build-import.ts';
import type { ImportFile, ImportFolder, ImportNote } from '../library/import/import-plan.ts';
import { UserError } from '../library/user-error.ts';

/** The folder while it is read. */
interface Reading {
  markdown: ImportFile[];
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
  const read: Reading = { markdown: [], others: [], left: [] };
  await walk(folder, '', read, progress);
  await takeHtmlPages(folder, read);
  return read;
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
        leave('It is hidden; only pictures and files that pages show are taken from it.');
      await walk(folder, path, read, progress);
    } else if (isHidden) {
      if (entry.isFile() && !isMarkdown(path)) read.others.push(path);
    } else if (entry.name.startsWith('.')) leave('Hidden files are left out.');
    else if (isMarkdown(path)) {
      read.markdown.push(entry.isFile() ? lazyFile(join(folder, path), path) : { path, bytes: undefined });
      progress?.(read.markdown.length);
    } else if (entry.isFile()) read.others.push(path);
    else leave('It is a link to another place, or no file at all.');
  }
}

/**
 * Pages of a wiki that exports HTML are read as Markdown. Other HTML stays what it is, unless the folder holds no other
 * text.
 */
async function takeHtmlPages(folder: string, read: Reading): Promise<void> {
  const html = read.others.filter((path) => /\.html?$/i.test(path));
  const alone = read.markdown.length === 0;
  const taken = new Set<string>();
  for (const path of html) {
    const text = await readFile(join(folder, path), 'utf8').catch(() => '');
    if (alone ? /<body\b|<html\b/i.test(text) : isExportedPage(text)) taken.add(path);
  }
  for (const path of taken) {
    read.markdown.push({
      path,
      get bytes() {
        return new TextEncoder().encode(convertHtmlPage(readFileSync(join(folder, path), 'utf8')));
      },
    });
  }
  read.others = read.others.filter((path) => !taken.has(path));
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
