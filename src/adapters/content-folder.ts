import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { ASKS_PATH } from '../library/records/asks.ts';
import type { SourceFile } from '../library/asset.ts';
import type { Finding } from '../library/finding.ts';
import type { Hub } from '../library/hub.ts';
import { buildLibrary, type Library } from '../library/library.ts';
import { parseHub } from '../library/parse-hub.ts';
import { SEARCH_TESTS_PATH } from '../library/records/search-tests.ts';
import { UserError } from '../library/user-error.ts';
import { compileMarkdown } from './markdown.ts';

/** Files at the top of the content folder that are no assets. */
const NOT_ASSETS = new Set(['README.md']);
/** Files read at once: enough to keep the disk busy, few enough for any limit on open files. */
const READ_AT_ONCE = 64;

/** The content folder that a command works on: `HUB_CONTENT`, else `content` in the working directory. */
export function contentFolder(env: Record<string, string | undefined>): string {
  return resolve(env['HUB_CONTENT'] || 'content');
}

/** Paths of all files below `folder`, with forward slashes, hidden ones left out. Links are not followed. */
export async function listFiles(folder: string): Promise<string[]> {
  return (await listEntries(folder)).files;
}

async function listEntries(folder: string): Promise<{ files: string[]; links: string[] }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = (wanted: (entry: Dirent) => boolean) => visiblePaths(folder, entries.filter(wanted));
  return {
    files: paths((entry) => entry.isFile()),
    links: paths((entry) => entry.isSymbolicLink()),
  };
}

function visiblePaths(folder: string, entries: readonly Dirent[]): string[] {
  return entries
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => (sep === '/' ? path : path.split(sep).join('/')))
    .filter(isVisible)
    .sort();
}

/** Whether a file counts at all: names that begin with a dot do not, nor do files in folders of such a name. */
export function isVisible(path: string): boolean {
  return !path.split('/').some((part) => part.startsWith('.'));
}

/** Reads the words of the hub. Throws a UserError when `hub.yaml` cannot be understood. */
export async function readHub(folder: string): Promise<Hub> {
  return parseHub(await readFile(join(folder, 'hub.yaml'), 'utf8'));
}

/** The text of `search-tests.yaml`; undefined when there is none. Throws a UserError when it cannot be read. */
export function readSearchTests(folder: string): Promise<string | undefined> {
  return readBeside(folder, SEARCH_TESTS_PATH);
}

/** The text of `asks.yaml`; undefined when there is none. Throws a UserError when it cannot be read. */
export function readAsks(folder: string): Promise<string | undefined> {
  return readBeside(folder, ASKS_PATH);
}

async function readBeside(folder: string, name: string): Promise<string | undefined> {
  const path = join(folder, name);
  const there = await lstat(path).catch(() => undefined);
  if (there === undefined) return undefined;
  const text = there.isFile() ? await readFile(path, 'utf8').catch(() => undefined) : undefined;
  if (text !== undefined) return text;
  throw new UserError(
    `${path} cannot be read: it is a link to another place, or reading it is not allowed.`,
    'Put the file itself there, with the right to read it. Nothing was written.',
  );
}

/**
 * Reads the whole content folder. Throws a UserError when the folder or its `hub.yaml` is not there or cannot be
 * read; a broken asset is a finding.
 */
export async function readLibrary(folder: string): Promise<{ library: Library; findings: Finding[] }> {
  let paths: string[];
  let links: string[];
  try {
    ({ files: paths, links } = await listEntries(folder));
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
  if (!paths.includes('hub.yaml')) {
    throw new UserError(
      `The content folder ${folder} has no hub.yaml, so the hub does not know its company, products and people.`,
      'Add a hub.yaml (`npm run init` writes one to begin with). Nothing was written.',
    );
  }
  const hub = await readHub(folder);
  const files: SourceFile[] = links.filter(isAsset).map((path) => ({ path, bytes: undefined }));
  const assetPaths = paths.filter(isAsset);
  for (let from = 0; from < assetPaths.length; from += READ_AT_ONCE) {
    const some = assetPaths.slice(from, from + READ_AT_ONCE);
    files.push(
      ...(await Promise.all(
        some.map(async (path) => ({
          path,
          bytes: await readFile(join(folder, path)).catch(() => undefined),
        })),
      )),
    );
  }
  return buildLibrary(
    files,
    paths.filter((path) => !isAsset(path)),
    hub,
    compileMarkdown,
  );
}

/** Whether the file at a path inside the content folder should be an asset. */
export function isAsset(path: string): boolean {
  return /\.md$/i.test(path) && !NOT_ASSETS.has(path) && !path.startsWith('files/');
}
