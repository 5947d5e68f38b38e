import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { buildContent, decodeHub, type Content, type FolderFiles } from '../library/content.ts';
import { HUB_PATH, isRead, isStray, meantAtTop, type FolderEntry } from '../library/content-tree.ts';
import type { Hub } from '../library/hub.ts';
import { isPicture } from '../library/media.ts';
import { UserError } from '../library/user-error.ts';
import { readAttachments } from './files/read-attachments.ts';
import { compileMarkdown } from './markdown.ts';
import { openParsedAssets, type ParsedPlace } from './parsed-assets.ts';

/** Files read at once: enough to keep the disk busy, few enough for any limit on open files. */
const READ_AT_ONCE = 64;

/** The content folder that a command works on: `HUB_CONTENT`, else `content` in the working directory. */
export function contentFolder(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_CONTENT'] || 'content');
}

/**
 * Paths of all files below `folder`, from there and with forward slashes, hidden ones left out. Links are not followed.
 * Rejects with the error of the disk.
 */
export async function listFiles(folder: string): Promise<string[]> {
  return (await listFolder(folder)).flatMap(({ path, isFile }) =>
    isFile && !/(?:^|\/)\./.test(path) ? [path] : [],
  );
}

/** What lies below `folder`, in order of path, folders themselves and hidden files other than locks left out. Links are not followed. */
async function listFolder(folder: string): Promise<FolderEntry[]> {
  const entries = await walk(folder, '');
  return entries.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Folder by folder: in some versions of Node `recursive` goes through links, and round in circles. */
async function walk(folder: string, below: string): Promise<FolderEntry[]> {
  const inside = await readdir(join(folder, below), { withFileTypes: true });
  const found = await Promise.all(
    inside
      .filter(({ name }) => !name.startsWith('.') || isStray(name))
      .map((entry) =>
        entry.isDirectory()
          ? walk(folder, `${below}${entry.name}/`)
          : entryOf(folder, below + entry.name, entry.isFile()),
      ),
  );
  return found.flat();
}

async function entryOf(folder: string, path: string, isFile: boolean): Promise<FolderEntry[]> {
  if (!isFile || !isPicture(path)) return [{ path, isFile }];
  const there = await lstat(join(folder, path)).catch(() => undefined);
  return [{ path, isFile, ...(there === undefined ? {} : { bytes: there.size }) }];
}

/**
 * Reads the whole content folder, with the words of the files that assets offer. Rejects with a UserError when the folder or
 * its `hub.yaml` is not there or cannot be read; a broken page, record or file is a finding.
 */
export async function readContent(folder: string): Promise<Content> {
  return readFiles(folder, await readPages(folder));
}

/**
 * The same for whoever needs no word of the files: no deck is opened.
 *
 * @param parsed for a command that will be run again: what is as it was the last time is not parsed again
 */
export async function readPages(folder: string, parsed?: ParsedPlace): Promise<Content> {
  const { entries, bytes } = await readFolder(folder);
  const assets = parsed && openParsedAssets(parsed, bytes.get(HUB_PATH));
  const content = buildContent(entries, bytes, compileMarkdown, assets?.parse);
  await assets?.keep();
  return content;
}

/** The pages of a folder with the words of the files that they offer. */
export function readFiles(folder: string, pages: Content): Promise<Content> {
  return readAttachments(pages, (path) => readFile(join(folder, path)).catch(() => undefined));
}

/** What `hub.yaml` alone says: no page is read. Rejects as the reading of the folder does. */
export async function readHub(folder: string): Promise<Hub> {
  const path = join(folder, HUB_PATH);
  const isFile = await lstat(path).then(
    (there) => there.isFile(),
    () => false,
  );
  const bytes = isFile ? await readFile(path).catch(() => undefined) : undefined;
  // Why there is none is said where the folder is read.
  return decodeHub(bytes ?? (await readFolder(folder)).bytes.get(HUB_PATH));
}

/** The folder before anything is made of it: what lies there, and the bytes of what the hub reads. */
export async function readFolder(folder: string): Promise<FolderFiles> {
  let entries: FolderEntry[];
  try {
    entries = await listFolder(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new UserError(
        `The content folder ${folder}, or a folder in it, may not be read.`,
        'Give yourself the right to read it and run the command again. Nothing was written.',
      );
    }
    throw new UserError(
      `There is no content folder at ${folder}.`,
      'Set HUB_CONTENT to the folder that holds hub.yaml, or run the command where the content folder is. Nothing was written.',
    );
  }
  if (!entries.some(({ path, isFile }) => path === HUB_PATH && isFile)) {
    const misnamed = entries.find(({ path }) => meantAtTop(path) === HUB_PATH);
    throw new UserError(
      `The content folder ${folder} has no hub.yaml, so the hub does not know its company, products and people.`,
      `${misnamed === undefined ? 'Add a hub.yaml (`npm run init` writes one to begin with)' : `Rename ${misnamed.path} to hub.yaml`}. Nothing was written.`,
    );
  }
  return { entries, bytes: await readBytes(folder, entries.filter(isRead)) };
}

/** The bytes of files by path; those that may not be read are left out. */
async function readBytes(folder: string, entries: readonly FolderEntry[]): Promise<Map<string, Buffer>> {
  const bytes = new Map<string, Buffer>();
  for (let from = 0; from < entries.length; from += READ_AT_ONCE) {
    const some = entries.slice(from, from + READ_AT_ONCE);
    await Promise.all(
      some.map(async ({ path }) => {
        const own = await readFile(join(folder, path)).catch(() => undefined);
        if (own !== undefined) bytes.set(path, own);
      }),
    );
  }
  return bytes;
}
