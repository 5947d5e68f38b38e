import { gunzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { openChromium } from '../support/browser/chromium.ts';
import { startFaultyHub, type FaultyHub, type WireEvent } from '../support/browser/faulty-hub.ts';
import { countStored, rate, rateInVain } from '../support/browser/outbox-page.ts';
import { searchFor } from '../support/browser/palette.ts';

const ARRIVES = { timeout: 60_000, interval: 250 };
const CARD = '/battlecards/kestrowe/';
const INES = {
  id: 'u-4711',
  team: 'uk-mid',
  role: 'Account executive',
  region: 'EMEA',
  name: 'Ines Varga',
  email: 'ines.varga@example.com',
};

let browser: Browser;
let hub: FaultyHub;
let context: BrowserContext;
/** Every byte that left the browser: addresses, headers and unpacked bodies. */
let sent: string[];
/** What the host answers to "who reads?"; undefined cannot be reached. */
let host: { status: number; body: unknown } | undefined;

async function readRequest(request: Request): Promise<string> {
  const bytes = request.postDataBuffer();
  const body = bytes === null ? '' : (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString();
  return [request.method(), request.url(), JSON.stringify(await request.allHeaders()), body].join('\n');
}

beforeAll(async () => {
  [browser, hub] = await Promise.all([
    openChromium(inject('chromiumPath')),
    startFaultyHub(inject('sampleDist')),
  ]);
});
afterAll(async () => {
  await browser.close();
  await hub.stop();
});
beforeEach(async () => {
  hub.wire.length = 0;
  hub.failWith(() => undefined);
  sent = [];
  host = { status: 200, body: INES };
  context = await browser.newContext({
    baseURL: hub.origin,
    permissions: ['clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
  });
  context.on('request', (request) => {
    void readRequest(request).then((text) => sent.push(text));
  });
  await context.route('**/identity.json', (route) =>
    host === undefined ? route.abort() : route.fulfill({ status: host.status, json: host.body }),
  );
});
afterEach(() => context.close());

async function read(path = CARD): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

function events(name: string): WireEvent[] {
  return hub.wire.flatMap((request) => request.events).filter(({ event }) => event === name);
}

/** Who sent each event of a name: id and team. */
function senders(name: string): unknown[][] {
  return events(name).map(({ properties }) => [properties['distinct_id'], properties['team']]);
}

/** Everything that this browser keeps for the hub outside of its outbox. */
function kept(page: Page): Promise<string> {
  return page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
}

function toReceiver(): string[] {
  return sent.filter((text) => text.startsWith('POST'));
}

describe('every byte that leaves the browser', () => {
  test('holds no name, no mail address and no text beyond search words; each property stands on the data sheet', async () => {
    const page = await read(`${CARD}?customer=nobody-should-store&utm_source=a-newsletter#and-nobody-this`);
    await rate(page);
    const claims = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Why we win' }) });
    await claims.getByRole('listitem').first().getByRole('button', { name: /^Copy/ }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    await searchFor(page, 'Zzqqxy  Kraken');
    await page.getByRole('button', { name: 'Request this' }).click();
    for (const name of ['asset_viewed', 'asset_rated', 'asset_copied', 'search_performed', 'asset_requested'])
      await expect.poll(() => events(name).length, ARRIVES).toBeGreaterThan(0);

    const all = hub.wire.flatMap((request) => request.events);
    for (const { properties } of all)
      expect(properties).toMatchObject({
        distinct_id: 'u-4711',
        team: 'uk-mid',
        role: 'Account executive',
        region: 'EMEA',
      });
    const bodies = toReceiver();
    expect(bodies.length).toBeGreaterThan(0);
    expect(bodies.join()).toContain('zzqqxy kraken');
    for (const secret of [INES.name, INES.email, 'Varga', copied]) expect(sent.join()).not.toContain(secret);
    // The page's own address is asked of the hub, and stands in nothing that is recorded.
    const recorded = JSON.stringify(all);
    for (const secret of ['nobody-should-store', 'a-newsletter', 'nobody-this', 'Chrome', 'Linux'])
      expect(recorded).not.toContain(secret);

    await page.goto('/my-data/');
    const listed = new Set(await page.locator('td code').allInnerTexts());
    const told = new Set(all.flatMap((event) => [...Object.keys(event), ...Object.keys(event.properties)]));
    expect([...told].filter((name) => !['event', 'properties'].includes(name) && !listed.has(name))).toEqual(
      [],
    );
    await expect.poll(() => page.getByText('gives the hub the id u-4711').count()).toBe(1);
    expect(await page.getByText('team uk-mid, role Account executive, region EMEA').count()).toBe(1);
  });

  test('holds no id that is a mail address: such a reader is anonymous, with team', async () => {
    host = { status: 200, body: { ...INES, id: INES.email } };
    await read();
    await expect.poll(() => senders('asset_viewed').length, ARRIVES).toBe(1);
    expect(senders('asset_viewed')).toEqual([[expect.stringMatching(/^[0-9a-f-]{36}$/), 'uk-mid']]);
    expect(sent.join()).not.toContain('ines.varga');
    expect(events('asset_viewed')[0]?.properties['$is_identified']).toBe(false);
  });
});

describe('who reads', () => {
  test('stays known while the host cannot be reached, and is forgotten once it says that nobody is signed in', async () => {
    const page = await read();
    await expect.poll(() => senders('asset_viewed'), ARRIVES).toEqual([['u-4711', 'uk-mid']]);
    host = undefined;
    await page.goto('/battlecards/frostmere/');
    await expect.poll(() => senders('asset_viewed')[1], ARRIVES).toEqual(['u-4711', 'uk-mid']);
    host = { status: 401, body: {} };
    await page.goto('/battlecards/ordanto/');
    await expect.poll(() => senders('asset_viewed').length, ARRIVES).toBe(3);
    expect(senders('asset_viewed')[2]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), 'unknown']);
    expect(events('asset_viewed')[2]?.properties).not.toHaveProperty('region');
    expect(await kept(page)).not.toMatch(/u-4711|uk-mid|EMEA/);
    host = undefined;
    await page.goto('/battlecards/brindlestack/');
    await expect.poll(() => senders('asset_viewed')[3], ARRIVES).toEqual(senders('asset_viewed')[2]);
  });

  test('is the one who signed in last, on a computer that two share', async () => {
    const page = await read();
    await expect.poll(() => senders('asset_viewed').length, ARRIVES).toBe(1);
    host = { status: 200, body: { id: 'u-4712', team: 'dach' } };
    await page.goto('/battlecards/frostmere/');
    await expect.poll(() => senders('asset_viewed')[1], ARRIVES).toEqual(['u-4712', 'dach']);
    expect(await kept(page)).not.toContain('u-4711');
  });
});

describe('a browser that wants to be left alone', () => {
  test('sends nothing more once the reader has said so, and forgets what waited and who reads', async () => {
    const page = await read();
    await expect.poll(() => senders('asset_viewed').length, ARRIVES).toBe(1);
    hub.failWith(() => new Response('', { status: 503 }));
    await rateInVain(page);
    await page.goto('/my-data/');
    await page.getByRole('button', { name: 'Stop recording' }).click();
    await expect.poll(() => countStored(page), ARRIVES).toBe(0);
    await expect.poll(() => kept(page), ARRIVES).not.toMatch(/u-4711|uk-mid|distinct_id/);
    hub.failWith(() => undefined);
    const before = hub.wire.length;
    sent.length = 0;
    await page.goto(CARD, { waitUntil: 'networkidle' });
    await rate(page);
    await page.goto('/my-data/', { waitUntil: 'networkidle' });
    expect(await page.getByText('Recording is off in this browser').count()).toBe(1);
    expect(hub.wire.length).toBe(before);
    expect(sent.filter((text) => text.startsWith('POST') || text.includes('/identity.json'))).toEqual([]);
    expect(await kept(page)).not.toMatch(/u-4711|distinct_id|drafts/);
  });

  test.each(['doNotTrack', 'globalPrivacyControl'])(
    'is left alone when it says so itself (%s), and what was kept before is forgotten',
    async (signal) => {
      const page = await read();
      await expect.poll(() => senders('asset_viewed').length, ARRIVES).toBe(1);
      hub.failWith(() => new Response('', { status: 503 }));
      await rateInVain(page);
      await context.addInitScript((name) => {
        Object.defineProperty(navigator, name, { get: () => (name === 'doNotTrack' ? '1' : true) });
      }, signal);
      hub.failWith(() => undefined);
      const before = hub.wire.length;
      sent.length = 0;
      await page.goto('/battlecards/frostmere/', { waitUntil: 'networkidle' });
      await rate(page);
      await page.goto('/my-data/', { waitUntil: 'networkidle' });
      expect(await page.getByText('Recording is off: this browser asks not to be tracked').count()).toBe(1);
      expect(hub.wire.length).toBe(before);
      expect(sent.filter((text) => text.startsWith('POST') || text.includes('/identity.json'))).toEqual([]);
      expect(await countStored(page)).toBe(0);
      expect(await kept(page)).not.toMatch(/u-4711|distinct_id|drafts/);
    },
  );
});
