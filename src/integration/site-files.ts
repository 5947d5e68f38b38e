import { hash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles } from '../adapters/content-folder.ts';
import { CODE_PREFIX, MEDIA_PREFIX } from '../library/addresses.ts';
import { isServed } from '../library/media.ts';

/** A file of a built site, as the kit of the service worker sees it. */
export interface SiteFile {
  /** Address on the site, such as `/battlecards/acme/` or `/icons.svg`. */
  url: string;
  /** Bytes as they are written. */
  bytes: number;
  /** Changes with the content; empty where the address itself does. */
  hash: string;
}

/** Where the file of an address lies. */
export function pathOfUrl(siteFolder: string, url: string): string {
  return join(siteFolder, url.endsWith('/') ? `${url}index.html` : url);
}

/** Describes a file by its bytes. */
export function siteFile(url: string, content: Uint8Array): SiteFile {
  return { url, bytes: content.length, hash: hash('sha256', content).slice(0, 20) };
}

/** Copies what pages show and offer beside text. */
export async function copyMedia(
  contentFolder: string,
  paths: Iterable<string>,
  siteFolder: string,
): Promise<SiteFile[]> {
  const media: SiteFile[] = [];
  for (const path of paths) {
    if (!isServed(path)) continue;
    await cp(join(contentFolder, path), join(siteFolder, MEDIA_PREFIX, path));
    media.push(siteFile(MEDIA_PREFIX + path, await readFile(join(contentFolder, path))));
  }
  return media;
}

/** Files that are served as they lie in the folder of public files. */
export async function readPublicFiles(folder: string): Promise<SiteFile[]> {
  const root = join(folder, '.');
  return Promise.all(
    (await listFiles(root)).map(async (path) => siteFile(`/${path}`, await readFile(join(root, path)))),
  );
}

/** Scripts, styles and fonts of a built site, whose names hold a hash. Packed forms of them are left out. */
export function listCode(siteFolder: string): SiteFile[] {
  const folder = join(siteFolder, CODE_PREFIX);
  return readdirSync(folder)
    .filter((name) => !/\.br$|^whole-/.test(name))
    .map((name) => ({
      url: `${CODE_PREFIX}${name}`,
      bytes: statSync(join(folder, name)).size,
      hash: '',
    }));
}
