import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { listFiles } from '../../../src/adapters/content-folder.ts';
import { writeOfflineKit } from '../../../src/integration/offline.ts';
import { siteFile, type SiteFile } from '../../../src/integration/site-files.ts';
import type { FaultyHub } from './faulty-hub.ts';

const SLOW = { timeout: 60_000, interval: 50 };

/** A copy of a built hub that becomes another build by changing some of its pages. */
export interface ChangeableSite {
  folder: string;
  /** Changes text of pages, and makes the rest of the build agree with it, as a new build would. */
  rebuild(changes: Readonly<Record<string, (html: string) => string>>): Promise<void>;
  /** Takes a page out, and makes the rest of the build agree with it. */
  withdraw(path: string): Promise<void>;
  /** Takes the service worker away: from the next start of the server on it has none. */
  dropWorker(): Promise<void>;
  remove(): Promise<void>;
}

export async function copySite(dist: string): Promise<ChangeableSite> {
  const scratch = await mkdtemp(join(tmpdir(), 'hub-changeable-'));
  const folder = join(scratch, 'dist');
  await cp(dist, folder, { recursive: true });
  const agree = async () => {
    const worker = await readFile(join(folder, 'sw.js'), 'utf8');
    await writeOfflineKit(folder, await readSite(folder), worker.slice(worker.indexOf('\n') + 1));
  };
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
      await agree();
    },
    async withdraw(path) {
      await rm(join(folder, path), { recursive: true });
      await agree();
    },
    async dropWorker() {
      for (const name of ['sw.js', 'sw.js.br']) await rm(join(folder, name));
    },
    remove: () => rm(scratch, { recursive: true, force: true }),
  };
}

/** What the build had told the kit of its files. */
async function readSite(folder: string): Promise<SiteFile[]> {
  const paths = (await listFiles(folder)).filter(
    (path) => !/^(?:sw\.js|build\.txt|_hub\/whole-.*\.json)$|\.br$/.test(path),
  );
  return Promise.all(
    paths.map(async (path) =>
      siteFile(`/${path.replace(/(^|\/)index\.html$/, '$1')}`, await readFile(join(folder, path))),
    ),
  );
}

/** Waits until the hub has been kept in this browser: until its service worker answers for the page. */
export async function isKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

/**
 * Waits until the build that the server has is the one that answers for the page, and all that it keeps is here. A worker
 * gives way when it rests; browsers end one after half a minute of that, but never one that is being looked at, as every
 * one is in a test. So the one before is ended here as soon as the next one waits.
 */
export async function isNewBuildKept(page: Page, hub: FaultyHub): Promise<void> {
  const served = await (await fetch(`${hub.origin}/build.txt`)).text();
  const devtools = await page.context().newCDPSession(page);
  const states = new Map<string, string>();
  devtools.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, status } of versions) states.set(versionId, status);
  });
  await devtools.send('ServiceWorker.enable');
  const answering = async (): Promise<string | undefined> => {
    const all = [...states];
    const before = all.find(([, status]) => status === 'activated');
    if (before !== undefined && all.some(([, status]) => status === 'installed')) {
      await devtools.send('ServiceWorker.stopWorker', { versionId: before[0] });
      return undefined;
    }
    return page.evaluate(async () => {
      const { active, waiting, installing } = (await navigator.serviceWorker.getRegistration()) ?? {};
      if (active?.state !== 'activated' || waiting !== null || installing !== null) return undefined;
      const { port1, port2 } = new MessageChannel();
      const answer = new Promise<{ build: string }>((found) => {
        port1.addEventListener('message', ({ data }) => found(data as { build: string }));
        port1.start();
      });
      active.postMessage({ again: false }, [port2]);
      return (await answer).build;
    });
  };
  await expect.poll(answering, SLOW).toBe(served);
  await devtools.detach();
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
export async function deploy(hub: FaultyHub): Promise<void> {
  await hub.closePort();
  await hub.openPort();
}
