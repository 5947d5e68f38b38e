import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, inject, onTestFinished, test } from 'vitest';
import { MAX_EVENTS } from '../../src/usage/wire/outbox.ts';
import { openKillableChromium } from '../support/browser/killable-chromium.ts';
import { storedOnce, timesSent } from '../support/browser/faulty-hub.ts';
import { context, hub, openHubUnderEvents } from '../support/browser/hub-under-events.ts';
import {
  ARRIVES,
  CARD,
  rate,
  rateInVain,
  readAsset,
  search,
  waitForStored,
  wake,
} from '../support/browser/outbox-page.ts';

openHubUnderEvents();

const read = (path?: string, inContext = context) => readAsset(hub, inContext, path);

describe('nothing is lost', () => {
  test('an event made offline arrives when the browser is online again, with the time at which it was made', async () => {
    const page = await read();
    await context.setOffline(true);
    const madeAt = Date.now();
    await rateInVain(page);
    await context.setOffline(false);
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
    const [[stored = ''] = []] = await hub.query(
      "SELECT toString(timestamp) FROM events WHERE event = 'asset_rated'",
    );
    // What lies between is the tap and the way of the request, which a busy machine draws out.
    expect(
      Math.abs(Date.parse(`${String(stored).replace(' ', 'T')}Z`.replace('ZZ', 'Z')) - madeAt),
    ).toBeLessThan(60_000);
    await waitForStored(page, 0);
  });

  test('an event made with the server gone arrives when it is back at the same address, the page still open', async () => {
    const page = await read();
    await hub.closePort();
    await rateInVain(page);
    await hub.openPort();
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });

  test('an event made with the server gone arrives from another page of the hub', async () => {
    const page = await read();
    await hub.closePort();
    await rateInVain(page);
    await expect(page.goto('/battlecards/frostmere/')).rejects.toThrow(/ERR_CONNECTION_REFUSED/);
    await page.waitForURL(/^chrome-error:/);
    await hub.openPort();
    await page.goto('/');
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });

  test('an event of a tab that was closed with the server gone arrives from a tab opened later', async () => {
    const page = await read();
    await hub.closePort();
    await rateInVain(page);
    await page.close({ runBeforeUnload: true });
    await hub.openPort();
    const later = await context.newPage();
    await later.goto('/my-data/');
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });

  test('a link that is followed at once after an event does not lose it', async () => {
    const page = await read();
    await page.evaluate(() => {
      document.addEventListener('click', () => {
        const detail = {
          event: 'search_performed',
          properties: { query: 'last', results: 1, surface: 'palette' },
        };
        document.dispatchEvent(new CustomEvent('hub:event', { detail }));
        location.assign('/my-data/');
      });
    });
    await page.locator('h1').click();
    await page.waitForURL('**/my-data/');
    await expect.poll(() => hub.deliveries('search_performed'), ARRIVES).toEqual(storedOnce(1));
  });

  test('what was reported on a page left before tracking had started arrives from the next page', async () => {
    const page = await read();
    // Tracking asks who reads before it starts, and is never told.
    const asked = Promise.withResolvers<void>();
    await page.route('**/identity.json', () => asked.resolve());
    await page.goto('/battlecards/frostmere/');
    await asked.promise;
    const closed = page.waitForEvent('close');
    await page.close({ runBeforeUnload: true });
    await closed;
    const later = await context.newPage();
    await later.goto('/my-data/');
    await expect
      .poll(() => hub.received('asset_viewed').map(({ properties }) => properties['asset_id']), ARRIVES)
      .toEqual(['battlecards/kestrowe', 'battlecards/frostmere']);
    const [, left] = hub.received('asset_viewed');
    expect(
      Object.keys(left?.properties ?? {}).filter((key) => /url|pathname|^\$session|window/.test(key)),
    ).toEqual([]);
  });

  test('an event survives the browser being killed', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'hub-profile-'));
    // Its helpers end a moment after the browser, and write until then.
    onTestFinished(() => rm(profile, { recursive: true, force: true, maxRetries: 10 }));
    const openBrowser = async () => {
      const opened = await openKillableChromium(inject('chromiumPath'), profile);
      onTestFinished(() => opened.kill());
      return opened;
    };
    const first = await openBrowser();
    const [inFirst = context] = first.browser.contexts();
    const page = await read(CARD, inFirst);
    hub.failWith(() => new Response('', { status: 503 }));
    await rate(page);
    await waitForStored(page);
    await first.kill();
    hub.failWith(() => undefined);
    const [inSecond = context] = (await openBrowser()).browser.contexts();
    await (await inSecond.newPage()).goto(`${hub.origin}/my-data/`);
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });
});

describe('nothing is sent twice', () => {
  test('two tabs with the server back send every event once', async () => {
    const [one, two] = [await read(), await read('/battlecards/frostmere/')];
    await hub.closePort();
    await search(one, 0, 60);
    await search(two, 60, 60);
    await waitForStored(one, 120);
    await hub.openPort();
    await Promise.all([wake(one), wake(two)]);
    await expect.poll(() => hub.deliveries('search_performed'), ARRIVES).toEqual(storedOnce(120));
    const words = hub.received('search_performed').map(({ properties }) => properties['query']);
    expect(new Set(words).size).toBe(120);
    expect([...timesSent(hub.wire).values()].every((times) => times === 1)).toBe(true);
  });

  test('a tab that is closed while it sends lets another one send', async () => {
    const [one, two] = [await read(), await read('/battlecards/frostmere/')];
    const asked = Promise.withResolvers<void>();
    hub.failWith(() => {
      asked.resolve();
      return new Response(new ReadableStream({ start: () => undefined }), { status: 200 });
    });
    await search(one, 0, 1);
    await asked.promise;
    hub.failWith(() => undefined);
    await one.close();
    await search(two, 1, 1);
    await expect
      .poll(
        async () => (await hub.query("SELECT uniq(uuid) FROM events WHERE event = 'search_performed'"))[0],
        ARRIVES,
      )
      .toEqual([2]);
  });
});

describe('the outbox is bounded', () => {
  test('of very many events made offline the newest are kept; how many were lost is shown and told', async () => {
    const page = await read();
    await page.goto('/my-data/');
    await expect.poll(() => page.getByText('Nothing waits in this browser').count(), ARRIVES).toBe(1);
    await context.setOffline(true);
    await search(page, 0, MAX_EVENTS + 100);
    await expect.poll(() => page.getByText('100 were given up').count(), ARRIVES).toBe(1);
    await expect.poll(() => page.getByText('1,000 reports wait in this browser').count(), ARRIVES).toBe(1);
    await context.setOffline(false);
    await expect.poll(() => hub.deliveries('search_performed'), ARRIVES).toEqual(storedOnce(MAX_EVENTS));
    const sent = hub.received('search_performed').map(({ properties }) => properties);
    expect(sent.map(({ query }) => query)).toEqual(Array.from(sent, (_, at) => `words ${String(at + 100)}`));
    expect(sent.map(({ $outbox_lost: lost }) => lost).filter((lost) => lost !== undefined)).toEqual([100]);
  });
});
