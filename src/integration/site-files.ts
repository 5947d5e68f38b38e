import { createHash, hash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { listFiles } from '../adapters/content-folder.ts';
import { MEDIA_PREFIX } from '../library/addresses.ts';
import { isServed } from '../library/media.ts';

/** A file of a built site, as the kit of the service worker sees it. */
export interface SiteFile {
  /** Address on the site, such as `/battlecards/acme/` or `/icons.svg`. */
  url: string;
  /** Bytes as they are written. */
  bytes: number;
  /**
   * First letters of its SHA-256 in hex, such as `9f86d081884c7d659a2f`; empty where the address changes with the
   * content.
   */
  hash: string;
}

/** Where the file of an address lies: `<site>/answers/price/index.html` of `/answers/price/`. */
export function pathOfUrl(siteFolder: string, url: string): string {
  return join(siteFolder, url.endsWith('/') ? `${url}index.html` : url);
}

const HASH_CHARACTERS = 20;

export function siteFile(url: string, content: Uint8Array): SiteFile {
  return { url, bytes: content.length, hash: hash('sha256', content).slice(0, HASH_CHARACTERS) };
}

/** Copies what pages show and offer beside text. Each file is read once, a part at a time: some are films. */
export async function copyMedia(
  contentFolder: string,
  paths: Iterable<string>,
  siteFolder: string,
): Promise<SiteFile[]> {
  const media: SiteFile[] = [];
  for (const path of paths) {
    if (!isServed(path)) continue;
    const copied = await copyFile(join(contentFolder, path), join(siteFolder, MEDIA_PREFIX, path));
    media.push({ url: MEDIA_PREFIX + path, ...copied });
  }
  return media;
}

async function copyFile(from: string, to: string): Promise<Omit<SiteFile, 'url'>> {
  const sha256 = createHash('sha256');
  let bytes = 0;
  await mkdir(dirname(to), { recursive: true });
  await pipeline(
    createReadStream(from),
    async function* (parts: AsyncIterable<Buffer>) {
      for await (const part of parts) {
        sha256.update(part);
        bytes += part.length;
        yield part;
      }
    },
    createWriteStream(to),
  );
  return { bytes, hash: sha256.digest('hex').slice(0, HASH_CHARACTERS) };
}

/** Files that are served as they lie in the folder of public files. */
export async function readPublicFiles(folder: string): Promise<SiteFile[]> {
  const root = join(folder, '.');
  return Promise.all(
    (await listFiles(root)).map(async (path) => siteFile(`/${path}`, await readFile(join(root, path)))),
  );
}
