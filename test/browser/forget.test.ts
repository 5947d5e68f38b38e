import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { BUILD_FILE } from '../../src/library/addresses.ts';
import { openChromium } from '../support/browser/chromium.ts';
import { startFaultyHub, storedOnce, type FaultyHub } from '../support/browser/faulty-hub.ts';
import { isKept } from '../support/browser/offline-site.ts';
import { ARRIVES, CARD, rate, rateInVain } from '../support/browser/outbox-page.ts';
import {
  EVERY_LOOK,
  findBarriers,
  openVisitor,
  type Visitor,
  type VisitorTraits,
} from '../support/browser/visitor.ts';

let browser: Browser;
let hub: FaultyHub;
let visitor: Visitor;

beforeAll(async () => {
  browser = await openChromium(inject('chromiumPath'));
});
afterAll(() => browser.close());
beforeEach(async () => {
  hub = await startFaultyHub(inject('sampleDist'));
});
afterEach(async () => {
  await visitor.leave();
  await hub.stop();
});

/** A rep who keeps a favourite and whose device keeps the hub, on the page about what is kept. */
async function openKept(traits: VisitorTraits = {}): Promise<void> {
  visitor = await openVisitor(browser, hub.origin, { keepsHub: true, ...traits });
  const { page } = visitor;
  await page.goto(CARD);
  await isKept(page);
  await page.keyboard.press('f');
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('hub:mine')), ARRIVES)
    .toContain('kestrowe');
}

/** All that a browser holds of the hub, by where it lies. */
function readLeft(): Promise<Record<string, unknown>> {
  return visitor.page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    cookies: document.cookie,
  }));
}

const button = (name: string) => visitor.page.getByRole('button', { name });

test('what is forgotten goes with the pages and the index that lay here, and does not come back by itself', async () => {
  await openKept();
  const { page } = visitor;
  await page.goto('/my-data/');
  await button('Forget it').click();
  await page.getByText('It is forgotten, and so are the pages that lay here.').waitFor();
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await page.waitForLoadState('networkidle');
  const { local, caches, workers } = await readLeft();
  expect({ caches, workers }).toEqual({ caches: [], workers: 0 });
  expect(local).not.toContain('hub:mine');
  await page.goto('/');
  await isKept(page);
});

test('what the hub answers only when all was forgotten is not kept', async () => {
  await openKept();
  const { page } = visitor;
  const { promise: forgotten, resolve: letGo } = Promise.withResolvers<undefined>();
  hub.standInFront(async ({ url }) => {
    if (new URL(url).pathname === BUILD_FILE) await forgotten;
    return undefined;
  });
  await page.goto('/my-data/');
  await button('Forget it').click();
  await page.getByText('It is forgotten, and so are the pages that lay here.').waitFor();
  const answered = visitor.page.context().waitForEvent('response', (each) => each.url().endsWith(BUILD_FILE));
  letGo(undefined);
  await answered;
  await expect.poll(() => page.evaluate(() => caches.keys())).toEqual([]);
});

describe('a machine that others use', () => {
  test('is cleared of everything, after what waits was sent and favourites were named', async () => {
    await openKept();
    const { page } = visitor;
    await hub.closePort();
    await rateInVain(page);
    await hub.openPort();
    await page.goto('/my-data/');
    await button('clear everything').click();
    await page.getByText('Nothing waits to be sent.').waitFor();
    expect(await hub.deliveries('asset_rated')).toEqual(storedOnce(1));
    expect(await page.getByText('Your favourites lie in this browser alone').textContent()).toContain(
      'Kestrowe',
    );
    const saved = page.waitForEvent('download');
    await button('Save them as a file').click();
    expect((await saved).suggestedFilename()).toMatch(/^hub-yours-/);
    await button('Clear everything now').click();
    await page.getByRole('heading', { name: 'Nothing of the hub is left in this browser' }).waitFor();
    const nothing = { local: [], session: [], caches: [], databases: [], workers: 0, cookies: '' };
    await expect.poll(readLeft).toEqual(nothing);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.waitForLoadState('networkidle');
    expect(await readLeft()).toEqual(nothing);
  });

  test('says what could not be sent, and keeps it for whoever wants that', async () => {
    await openKept();
    const { page } = visitor;
    await page.goto('/my-data/');
    hub.failWith(() => new Response('', { status: 503 }));
    await page.goto(CARD);
    await rate(page);
    await page.goto('/my-data/');
    await button('clear everything').click();
    await page.getByText(/reports? could not be sent now and would be lost/).waitFor();
    await button('Keep it').click();
    await page.getByText('Nothing was cleared.').waitFor();
    hub.failWith(() => undefined);
    await page.goto('/');
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });

  test('does not call sent what the hub has not said that it has', async () => {
    await openKept();
    const { page } = visitor;
    // It takes what is sent, and answers only half.
    hub.failWith(() => new Response(new ReadableStream()));
    await page.goto(CARD);
    await rate(page);
    await page.goto('/my-data/');
    await button('clear everything').click();
    // Whether the outbox gave up waiting or had not yet begun to send: it is not there, and may be lost.
    await page.getByText(/would be lost/).waitFor();
    expect(await page.getByText('Nothing waits to be sent.').count()).toBe(0);
    await button('Keep it').click();
  });

  test.each<readonly [name: string, spoil: () => void]>([
    [
      'its localStorage',
      () =>
        Object.defineProperty(window, 'localStorage', {
          get: () => {
            throw new DOMException('no', 'SecurityError');
          },
        }),
    ],
    ['its list of databases', () => (indexedDB.databases = () => Promise.reject(new Error('no')))],
    ['its caches', () => (CacheStorage.prototype.keys = () => Promise.reject(new Error('no')))],
  ])('that refuses %s loses all the rest, and is told so', async (_, spoil) => {
    await openKept();
    const { page, errors } = visitor;
    await page.addInitScript(spoil);
    await page.goto('/my-data/');
    await button('clear everything').click();
    await button('Clear everything now').click();
    await page.getByRole('heading', { name: 'This browser did not let all of it be cleared' }).waitFor();
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    expect(errors).toEqual([]);
  });

  test.each(EVERY_LOOK)('is asked about without a barrier, $theme at $width pixels', async (traits) => {
    await openKept(traits);
    const { page } = visitor;
    await page.goto('/my-data/');
    await button('clear everything').click();
    await button('Clear everything now').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
