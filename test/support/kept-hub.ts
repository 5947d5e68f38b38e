import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { writeOfflineKit } from '../../src/integration/offline.ts';
import type { MoodyHub } from './moody-hub.ts';

const SLOW = { timeout: 30_000, interval: 50 };

/** A copy of a built hub that becomes another build by changing some of its pages. */
export interface ChangeableSite {
  folder: string;
  /** Changes text of pages, and makes the rest of the build agree with it, as a new build would. */
  rebuild(changes: Readonly<Record<string, (html: string) => string>>): Promise<void>;
  remove(): Promise<void>;
}

export async function copySite(dist: string): Promise<ChangeableSite> {
  const scratch = await mkdtemp(join(tmpdir(), 'hub-changeable-'));
  const folder = join(scratch, 'dist');
  await cp(dist, folder, { recursive: true });
  return {
    folder,
    async rebuild(changes) {
      for (const [path, change] of Object.entries(changes)) {
        const file = join(folder, path, 'index.html');
        const before = await readFile(file, 'utf8');
        const after = change(before);
        expect(after).not.toBe(before);
        await writeFile(file, after);
      }
      const worker = await readFile(join(folder, 'sw.js'), 'utf8');
      await writeOfflineKit(folder, worker.slice(worker.indexOf('\n') + 1));
    },
    remove: () => rm(scratch, { recursive: true, force: true }),
  };
}

/** Waits until the hub has been kept in this browser: until its service worker answers for the page. */
export async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/** Waits until the worker of a newer build has fetched what it keeps and waits for its turn. */
export async function isNewBuildReady(page: Page): Promise<void> {
  const waits = () =>
    page.evaluate(
      async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state === 'installed',
    );
  await expect.poll(waits, SLOW).toBe(true);
}

/** Whether the service worker knows that the server has another build. */
export function isKnownBehind(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const cache = await caches.open('hub-state');
    const known = await Promise.all((await cache.keys()).map((key) => cache.match(key)));
    const said = await Promise.all(known.map((response) => response?.json()));
    return said.some((state) => (state as { isBehind?: boolean } | undefined)?.isBehind === true);
  });
}

/** Puts a changed site online in place of the one before: a server knows its files from when it starts. */
export async function deploy(hub: MoodyHub): Promise<void> {
  await hub.goAway();
  await hub.comeBack();
}
