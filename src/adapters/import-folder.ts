import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isMarkdown } from '../library/import/build-import.ts';
import type { ForeignFile, ImportNote } from '../library/import/import-plan.ts';
import { UserError } from '../library/user-error.ts';

/** A folder that is to be imported: its Markdown with bytes, the paths of all else, and what was passed by. */
export interface ForeignFolder {
  markdown: ForeignFile[];
  others: string[];
  left: ImportNote[];
}

/** Reads a folder of somebody else's files. Links are not followed, hidden folders and node_modules not entered. */
export async function readForeignFolder(folder: string): Promise<ForeignFolder> {
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
  const read: ForeignFolder = { markdown: [], others: [], left: [] };
  await walk(folder, '', read);
  return read;
}

async function walk(folder: string, below: string, read: ForeignFolder): Promise<void> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch(() => undefined);
  if (entries === undefined) {
    const path = below === '' ? folder : `${below}/`;
    read.left.push({ path, taken: false, why: 'Reading this folder is not allowed.' });
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    const hidden = entry.name.startsWith('.') || entry.name === 'node_modules';
    if (hidden) {
      const shown = entry.isDirectory() ? `${path}/` : path;
      read.left.push({
        path: shown,
        taken: false,
        why: 'Hidden files and folders, and node_modules, are left out.',
      });
    } else if (entry.isDirectory()) await walk(folder, path, read);
    else if (isMarkdown(path)) {
      const bytes = entry.isFile() ? await readFile(join(folder, path)).catch(() => undefined) : undefined;
      read.markdown.push({ path, bytes });
    } else if (entry.isFile()) read.others.push(path);
    else read.left.push({ path, taken: false, why: 'It is a link to another place, or no file at all.' });
  }
}
