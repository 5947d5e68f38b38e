import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { CodeCache } from '../adapters/code-cache.ts';
import { CODE_PREFIX } from '../library/addresses.ts';
import { pathOfUrl, type SiteFile } from './site-files.ts';

/** Smaller files gain next to nothing. */
const WORTH_COMPRESSING_BYTES = 256;

/** What a site runs and looks with, the same for any content. */
export interface SiteCode {
  /** Scripts, styles and fonts, whose names hold a hash. */
  files: SiteFile[];
  /** Packed forms of some of them, which lie beside them. */
  packed: SiteFile[];
  /** Of the service worker. */
  worker: string;
}

/** What Vite left in the folder of code, with the service worker taken out of there, since it has to lie at the root. */
export async function packSiteCode(siteFolder: string, cache: CodeCache): Promise<SiteCode> {
  const folder = join(siteFolder, CODE_PREFIX);
  const worker = takeWorkerCode(folder);
  const names = readdirSync(folder);
  const files = names.map((name) => describe(name, readFileSync(join(folder, name)).length));
  return { files, packed: await packCode(siteFolder, files, cache), worker };
}

const describe = (name: string, bytes: number): SiteFile => ({ url: CODE_PREFIX + name, bytes, hash: '' });

function takeWorkerCode(codeFolder: string): string {
  const name = readdirSync(codeFolder).find((each) => /^service-worker[.-].*\.js$/.test(each));
  if (name === undefined) throw new Error('No page asks for src/browser/offline/service-worker.ts any more.');
  const code = readFileSync(join(codeFolder, name), 'utf8');
  rmSync(join(codeFolder, name));
  return code;
}

/**
 * Scripts and styles get their smallest form beside them, for hosts that send `.br` files as they are. Packing them takes
 * a second, so what was packed once is kept.
 */
async function packCode(
  siteFolder: string,
  files: readonly SiteFile[],
  cache: CodeCache,
): Promise<SiteFile[]> {
  const written: SiteFile[] = [];
  for (const { url, bytes } of files) {
    if (!/\.(?:js|css)$/.test(url) || bytes < WORTH_COMPRESSING_BYTES) continue;
    const whole = await readFile(pathOfUrl(siteFolder, url));
    const sources = [process.versions.brotli ?? '', whole];
    const kept = await cache.read('packed', sources);
    const packed = kept ?? brotliCompressSync(whole);
    if (kept === undefined) await cache.write('packed', sources, packed);
    const beside = describe(`${url.slice(CODE_PREFIX.length)}.br`, packed.length);
    await writeFile(pathOfUrl(siteFolder, beside.url), packed);
    written.push(beside);
  }
  return written;
}
