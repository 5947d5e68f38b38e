import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { pathOfAddress } from '../../../src/reader/offline-address.ts';

/** A file that lies in a cache of the hub in this browser. */
export interface KeptFile {
  cache: string;
  path: string;
  sha256: string;
}

/** What lies in the browser's caches of the hub, but for what the worker knows of the server. */
export async function readKeptFiles(page: Page): Promise<KeptFile[]> {
  const kept = await page.evaluate(async () => {
    const found = [];
    for (const cache of await caches.keys()) {
      if (!cache.startsWith('hub-') || cache === 'hub-state') continue;
      const opened = await caches.open(cache);
      for (const request of await opened.keys()) {
        const bytes = await (await opened.match(request))?.arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer()));
        const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
        found.push({ cache, path: new URL(request.url).pathname, sha256 });
      }
    }
    return found;
  });
  return kept.map((file) => ({ ...file, path: pathOfAddress(file.path) }));
}

/** Those of them that are not what a folder of a built site has under their path. */
export async function wronglyKept(page: Page, siteFolder: string): Promise<string[]> {
  const wrong: string[] = [];
  for (const { cache, path, sha256 } of await readKeptFiles(page)) {
    const file = join(siteFolder, path.endsWith('/') ? `${path}index.html` : path);
    const bytes = await readFile(file).catch(() => Buffer.from('No such file.'));
    if (hash('sha256', bytes) !== sha256) wrong.push(`${cache} ${path}`);
  }
  return wrong;
}

/** Puts a sign-in page into the place of all that lies in the caches, as a worker did that asked nobody what it kept. */
export async function poison(page: Page, paths?: readonly string[]): Promise<number> {
  return page.evaluate(async (only) => {
    let count = 0;
    for (const name of await caches.keys()) {
      if (!name.startsWith('hub-') || name === 'hub-state') continue;
      const cache = await caches.open(name);
      for (const request of await cache.keys()) {
        if (only?.includes(new URL(request.url).pathname) === false) continue;
        const headers = { 'content-type': 'text/html; charset=utf-8' };
        await cache.put(request, new Response('<title>Sign in</title><h1>Sign in</h1>', { headers }));
        count += 1;
      }
    }
    return count;
  }, paths);
}
