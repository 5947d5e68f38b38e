import { describe, expect, test } from 'vitest';
import { connectDirective } from '../../src/hosting/page-policy.ts';
import { storedOnce } from '../support/browser/faulty-hub.ts';
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

const DAY_MS = 86_400_000;

openHubUnderEvents();

const read = () => readAsset(hub, context);

describe('each answer is understood', () => {
  test('an event that is refused holds up no other, and is not sent for ever', async () => {
    const page = await read();
    hub.failWith((events) =>
      events.some(({ properties }) => properties['query'] === 'words 3')
        ? new Response('', { status: 400 })
        : undefined,
    );
    await search(page, 0, 8);
    await expect.poll(() => hub.deliveries('search_performed'), ARRIVES).toEqual(storedOnce(7));
    await waitForStored(page, 0);
  });

  test.each([
    ['a proxy that knows no such address', () => new Response('Not found', { status: 404 })],
    ['a wrong token', () => new Response('API key is not valid', { status: 401 })],
    ['a gateway without anything behind it', () => new Response('', { status: 502 })],
    [
      'a receiver that is overloaded',
      () => new Response('', { status: 429, headers: { 'retry-after': '1' } }),
    ],
    ['a page to sign in', () => new Response('<!doctype html><title>Sign in</title>', { status: 200 })],
    ['a way to a page to sign in', () => new Response('', { status: 302, headers: { location: '/' } })],
    ['a proxy that finds every request bad', () => new Response('Bad request', { status: 400 })],
  ])('%s is outlasted', async (_, answer) => {
    const page = await read();
    hub.failWith(answer);
    await rate(page);
    await expect
      .poll(() => hub.wire.some(({ events }) => events.some(({ event }) => event === 'asset_rated')), ARRIVES)
      .toBe(true);
    await waitForStored(page);
    hub.failWith(() => undefined);
    hub.wire.length = 0;
    await wake(page);
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });

  test('an exhausted quota is not asked again by every page, and loses nothing', async () => {
    const page = await read();
    hub.failWith(() => Response.json({ status: 'Ok', quota_limited: ['events'] }));
    await rateInVain(page);
    expect(hub.received('asset_rated').length).toBe(1);
    hub.wire.length = 0;
    await page.goto('/my-data/');
    await expect.poll(() => page.getByText('One report waits in this browser').count(), ARRIVES).toBe(1);
    expect(hub.wire).toEqual([]);
  });

  test('a batch that is too large goes in smaller ones', async () => {
    const page = await read();
    hub.failWith((events) => (events.length > 3 ? new Response('', { status: 413 }) : undefined));
    await search(page, 0, 10);
    await expect.poll(() => hub.deliveries('search_performed'), ARRIVES).toEqual(storedOnce(10));
  });
});

test('to PostHog, events go where posthog-js would send them, although that is not the host that was named', async () => {
  const sent: string[] = [];
  await context.route(/^https:\/\/[^/]*posthog\.com\//, async (route) => {
    sent.push(route.request().url());
    await route.fulfill({ json: { status: 'Ok' }, headers: { 'access-control-allow-origin': hub.origin } });
  });
  await context.addInitScript(() => {
    document.addEventListener('DOMContentLoaded', () => {
      const target = document.querySelector<HTMLMetaElement>('meta[name="hub:analytics"]');
      if (target) target.content = 'https://us.posthog.com phc_of_the_company';
    });
  });
  // As a build for that host has it.
  await context.route(hub.origin + CARD, async (route) => {
    const response = await route.fetch();
    const headers = response.headers();
    const policy = headers['content-security-policy'] ?? '';
    const meant = policy.replace("connect-src 'self'", connectDirective('https://us.posthog.com'));
    await route.fulfill({ response, headers: { ...headers, 'content-security-policy': meant } });
  });
  const page = await context.newPage();
  await page.goto(CARD);
  await expect.poll(() => sent, ARRIVES).toEqual(['https://us.i.posthog.com/e/']);
  await waitForStored(page, 0);
  expect(hub.wire).toEqual([]);
});

describe('whoever does not want to be recorded', () => {
  test('stops it, and what waited is gone and never sent', async () => {
    const page = await read();
    await hub.closePort();
    await rateInVain(page);
    await hub.openPort();
    hub.failWith(() => new Response('', { status: 503 }));
    const other = await context.newPage();
    await other.goto('/my-data/');
    await expect.poll(() => other.getByText('One report waits').count(), ARRIVES).toBe(1);
    await other.getByRole('button', { name: 'Stop recording in this browser' }).click();
    await expect
      .poll(() => other.evaluate(async () => (await indexedDB.databases()).length), ARRIVES)
      .toBe(0);
    expect(await other.evaluate(() => localStorage.getItem('hub:drafts'))).toBeNull();
    hub.failWith(() => undefined);
    hub.wire.length = 0;
    await rate(page, 'Out of date');
    await other.goto(CARD);
    await other.waitForLoadState('networkidle');
    await wake(page);
    await page.waitForLoadState('networkidle');
    expect(hub.wire).toEqual([]);
    expect(await other.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
    expect(await other.evaluate(() => localStorage.getItem('hub:drafts'))).toBeNull();
  });

  test('with Do Not Track on, what waited is gone as well', async () => {
    const page = await read();
    await hub.closePort();
    await rateInVain(page);
    await hub.openPort();
    hub.wire.length = 0;
    await context.addInitScript(() => {
      Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' });
    });
    await page.goto('/my-data/');
    await expect.poll(() => page.evaluate(async () => (await indexedDB.databases()).length), ARRIVES).toBe(0);
    await expect.poll(() => page.getByText('Recording is off').count(), ARRIVES).toBe(1);
    expect(hub.wire).toEqual([]);
  });
});

describe('odd browsers', () => {
  test.each([
    [
      'keeps no database',
      () => {
        Object.defineProperty(globalThis, 'indexedDB', {
          get: () => {
            throw new DOMException('no', 'SecurityError');
          },
        });
      },
    ],
    [
      'has no room left',
      () => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      },
    ],
    [
      'has no locks',
      () => {
        Object.defineProperty(navigator, 'locks', { value: undefined });
      },
    ],
  ])('one that %s still tells, without an error', async (_, spoil) => {
    await context.addInitScript(spoil);
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await page.goto(CARD);
    await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
    await rate(page);
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
    expect(errors.filter((error) => !error.includes('404'))).toEqual([]);
  });

  test('one that keeps nothing at all is left alone, without an error', async () => {
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(globalThis, name, {
          get: () => {
            throw new DOMException('Access is denied for this document.', 'SecurityError');
          },
        });
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto('/my-data/', { waitUntil: 'networkidle' });
    expect(await page.getByText('Recording is off: this browser').count()).toBe(1);
    await page.goto(CARD, { waitUntil: 'networkidle' });
    expect(errors).toEqual([]);
    expect(hub.wire).toEqual([]);
  });

  test('a clock that is wrong by years puts an event of three days ago where it belongs', async () => {
    const wrong = Date.parse('2031-05-01T09:00:00Z');
    await context.clock.setFixedTime(wrong);
    const page = await read();
    await hub.closePort();
    await rateInVain(page);
    await page.close();
    await hub.openPort();
    await context.clock.setFixedTime(wrong + 3 * DAY_MS);
    await (await context.newPage()).goto('/my-data/');
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
    const [[seconds] = []] = await hub.query(
      "SELECT dateDiff('second', timestamp, now()) FROM events WHERE event = 'asset_rated'",
    );
    // The question is asked a while after the event came in.
    expect(Number(seconds) / 3600).toBeCloseTo(72, 1);
  });
});
