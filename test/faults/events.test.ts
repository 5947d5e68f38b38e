/** Events under a browser whose word and whose stores fail in one way or another: each arrives, and is stored once. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { storedOnce } from '../support/browser/faulty-hub.ts';
import { context, hub, openHubUnderEvents } from '../support/browser/hub-under-events.ts';
import { ARRIVES, CARD, rate, rateInVain, waitForStored } from '../support/browser/outbox-page.ts';

const OTHER = '/battlecards/frostmere/';

openHubUnderEvents();

async function open(path = CARD): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** Each is put into pages before any script of theirs runs. */
const spoilers: readonly (readonly [name: string, spoil: () => void])[] = [
  [
    'says that it is offline',
    () => Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
  ],
  [
    'never answers when its database is opened',
    () => {
      IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    },
  ],
  [
    'opens its database, and never ends a transaction',
    () => {
      const { addEventListener } = EventTarget.prototype;
      IDBTransaction.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
        if (args[0] !== 'complete') addEventListener.apply(this, args);
      };
    },
  ],
  [
    'opens its database, and never answers a question',
    () => {
      const { addEventListener } = EventTarget.prototype;
      IDBRequest.prototype.addEventListener = function (...args: Parameters<typeof addEventListener>) {
        if (this instanceof IDBOpenDBRequest || args[0] !== 'success') addEventListener.apply(this, args);
      };
    },
  ],
  [
    'refuses its database',
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
  ],
  [
    'fails to open its database',
    () => {
      IDBFactory.prototype.open = () => {
        const request = new EventTarget() as IDBOpenDBRequest;
        Object.defineProperty(request, 'error', { value: new DOMException('broken', 'UnknownError') });
        queueMicrotask(() => request.dispatchEvent(new Event('error')));
        return request;
      };
    },
  ],
  [
    'has no room in its database',
    () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  [
    'has room for one thing in its database, and no more',
    () => {
      const { put } = IDBObjectStore.prototype;
      let written = 0;
      IDBObjectStore.prototype.put = function (...args) {
        if ((written += 1) > 1) throw new DOMException('full', 'QuotaExceededError');
        return put.apply(this, args);
      };
    },
  ],
  [
    // So browsers tell of a disk that is full: not when it is written, but when that is to be kept.
    'takes two things into its database, and then gives up what it took',
    () => {
      const { put } = IDBObjectStore.prototype;
      let written = 0;
      IDBObjectStore.prototype.put = function (...args) {
        const request = put.apply(this, args);
        if ((written += 1) > 2) this.transaction.abort();
        return request;
      };
    },
  ],
  [
    'has no room in localStorage',
    () => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  [
    'has room nowhere',
    () => {
      IDBObjectStore.prototype.put = Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    },
  ],
  [
    'closes each database a moment after it was opened',
    () => {
      const { open } = IDBFactory.prototype;
      IDBFactory.prototype.open = function (...args) {
        const request = open.apply(this, args);
        request.addEventListener('success', () => setTimeout(() => request.result.close()));
        return request;
      };
    },
  ],
  ['has no locks', () => Object.defineProperty(navigator, 'locks', { value: undefined })],
];

describe.each(spoilers)('a browser that %s', (_, spoil) => {
  test('still tells of a view and of a rating, once each and without an error', async () => {
    await context.addInitScript(spoil);
    const errors: string[] = [];
    context.on('weberror', (error) => errors.push(String(error.error())));
    const page = await open();
    await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
    await rate(page);
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
    expect(errors).toEqual([]);
  });
});

/** A database that is lost while a page stands open, in what ways it may be. */
const losses: readonly (readonly [name: string, lose: (page: Page) => Promise<unknown>])[] = [
  [
    'is deleted by another tab',
    async () => {
      const other = await open('/my-data/');
      await other.evaluate(
        () => new Promise((gone) => (indexedDB.deleteDatabase('hub:outbox').onsuccess = gone)),
      );
      await other.close();
    },
  ],
  [
    'goes with the data of the site',
    async (page) => {
      const devtools = await context.newCDPSession(page);
      await devtools.send('Storage.clearDataForOrigin', { origin: hub.origin, storageTypes: 'all' });
      await devtools.detach();
    },
  ],
  [
    'is deleted and made anew without its tables',
    (page) =>
      page.evaluate(async () => {
        await new Promise((gone) => (indexedDB.deleteDatabase('hub:outbox').onsuccess = gone));
        await new Promise((made) => {
          const request = indexedDB.open('hub:outbox', 1);
          request.onsuccess = () => {
            request.result.close();
            made(undefined);
          };
        });
      }),
  ],
];

describe.each(losses)('a database that %s under an open page', (_, lose) => {
  test('takes the next event', async () => {
    const page = await open();
    await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
    await waitForStored(page, 0);
    await lose(page);
    await rate(page);
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  });
});

test('what found no database is sent by the next page, when this one is left before the hub can be reached', async () => {
  const page = await open();
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  hub.failWith(() => new Response('', { status: 503 }));
  await rate(page);
  await expect.poll(() => hub.wire.some(({ status }) => status === 503), ARRIVES).toBe(true);
  await page.close({ runBeforeUnload: true });
  hub.failWith(() => undefined);
  await open('/my-data/');
  await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
});

test('what two tabs found no database for is kept apart: one that sends its own takes nothing of the other', async () => {
  await context.addInitScript(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  const [stays, leaves] = [await open(), await open(OTHER)];
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(2));
  hub.failWith(() => new Response('', { status: 503 }));
  const left = () =>
    stays.evaluate(() =>
      Object.entries(localStorage)
        .filter(([key]) => key.startsWith('hub:outbox-left'))
        .join('\n'),
    );
  await rateInVain(stays);
  await stays.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
  await expect.poll(left, ARRIVES).toContain('kestrowe');
  await rateInVain(leaves);
  await leaves.close({ runBeforeUnload: true });
  await expect.poll(left, ARRIVES).toContain('frostmere');
  expect(await left()).toContain('kestrowe');
  hub.failWith(() => undefined);
  await stays.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
  await expect.poll(left, ARRIVES).not.toContain('kestrowe');
  await open('/my-data/');
  await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(2));
});

test('events made while the browser says that it is offline, and is not, arrive', async () => {
  const page = await open();
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
  await page.evaluate(() => {
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });
    dispatchEvent(new Event('offline'));
  });
  await rate(page);
  await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
});

/** As browsers do it: hidden and without a reader, until somebody goes there. */
const renderAhead = (): void => {
  let isAhead = true;
  let activationStart = 0;
  Object.defineProperty(Document.prototype, 'prerendering', { get: () => isAhead });
  Object.defineProperty(PerformanceNavigationTiming.prototype, 'activationStart', {
    get: () => activationStart,
  });
  // It is hidden all the while, so that it never becomes that.
  document.addEventListener('visibilitychange', (event) => isAhead && event.stopImmediatePropagation(), true);
  Object.assign(globalThis, {
    showPage() {
      isAhead = false;
      activationStart = performance.now();
      document.dispatchEvent(new Event('prerenderingchange'));
      document.dispatchEvent(new Event('visibilitychange'));
    },
  });
};

describe('a page that is rendered ahead', () => {
  // What a page fetches when it is idle is held back until it is shown, or has come long before.
  test.each([['before'], ['after']])('counts when it is shown, %s it was idle', async (order) => {
    await context.addInitScript(renderAhead);
    const { promise: idle, resolve: letIdle } = Promise.withResolvers<void>();
    await context.route(/when-idle/, async (route) => {
      await idle;
      await route.continue();
    });
    if (order === 'after') letIdle();
    const page = await open();
    if (order === 'after') await page.waitForLoadState('networkidle');
    expect(hub.wire).toEqual([]);
    expect(
      await page.evaluate(() => [localStorage.getItem('hub:recent'), localStorage.getItem('hub:seen')]),
    ).toEqual([null, null]);
    const shownAt = await page.evaluate(() => {
      (globalThis as unknown as { showPage: () => void }).showPage();
      return Date.now();
    });
    letIdle();
    await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
    const [viewed] = hub.received('asset_viewed');
    // It was reported when it was rendered, and has the moment that it was shown, to the millisecond that each clock rounds off.
    expect(Math.abs(Date.parse(viewed?.timestamp ?? '') - shownAt)).toBeLessThanOrEqual(2);
    await expect
      .poll(() => page.evaluate(() => localStorage.getItem('hub:recent')))
      .toContain('battlecards/kestrowe');
  });

  test('and never shown counts nothing', async () => {
    const ahead = await context.newPage();
    await ahead.addInitScript(renderAhead);
    await ahead.goto(CARD);
    await ahead.waitForLoadState('networkidle');
    await ahead.close();
    await open(OTHER);
    await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
    expect(hub.received('asset_viewed')[0]?.properties['asset_id']).toBe('battlecards/frostmere');
  });
});

test.each([
  ['an asset', CARD],
  ['a call', '/call/kestrowe/'],
  ['a brief', '/brief/?competitor=kestrowe'],
])('the way back to %s, out of the memory of the browser, is one new view', async (_, path) => {
  const page = await open(path);
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
  await waitForStored(page, 0);
  // The packed browser keeps no page in memory, so this is what one says that does.
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(2));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(3));
});

test('the first page that is ever opened here, left before tracking has started, arrives with the next one', async () => {
  const page = await context.newPage();
  await page.addInitScript(() => {
    if (location.pathname !== '/my-data/') window.requestIdleCallback = () => 0;
  });
  await page.goto(CARD);
  await page.goto('/my-data/');
  await expect.poll(() => hub.deliveries('asset_viewed'), ARRIVES).toEqual(storedOnce(1));
});

test('of somebody who may not be recorded, a page that is left early leaves nothing', async () => {
  await context.addInitScript(() => {
    Object.defineProperty(navigator, 'doNotTrack', { get: () => '1' });
    window.requestIdleCallback = () => 0;
  });
  const page = await open();
  await page.goto(OTHER);
  expect(await page.evaluate(() => localStorage.getItem('hub:drafts'))).toBeNull();
});
