import type { BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { FaultyHub } from './faulty-hub.ts';

/** How long a test waits for events: the browser tries again after a while, and the machine may have other things to do. */
export const ARRIVES = { timeout: 60_000, interval: 100 };
/** The asset that is read where a test names none. */
export const CARD = '/battlecards/kestrowe/';

/** Opens an asset and waits until its view has been received and the browser has read that, so that nothing waits. */
export async function readAsset(hub: FaultyHub, context: BrowserContext, path = CARD): Promise<Page> {
  const page = await context.newPage();
  const before = hub.received('asset_viewed').length;
  await page.goto(`${hub.origin}${path}`);
  await expect.poll(() => hub.received('asset_viewed').length, ARRIVES).toBe(before + 1);
  await waitForStored(page, 0);
  return page;
}

/** Waits until so many events are written down in the browser. */
export async function waitForStored(page: Page, count = 1): Promise<void> {
  await expect.poll(() => countStored(page), ARRIVES).toBe(count);
}

/** Taps a rating of the asset: one event. */
export async function rate(page: Page, button = 'Useful'): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click();
}

/** Rates, and waits until the outbox has found that it cannot send that now. */
export async function rateInVain(page: Page): Promise<void> {
  const found = page.evaluate(
    () =>
      new Promise<void>((found) => {
        document.addEventListener('hub:outbox', (event) => {
          if ((event as CustomEvent<{ waiting: number }>).detail.waiting > 0) found();
        });
      }),
  );
  await rate(page);
  await found;
}

/** Reports searches as the palette does, numbered so that each is known again. */
export async function search(page: Page, from: number, count: number): Promise<void> {
  await page.evaluate(
    ([from, count]) => {
      for (let number = from; number < from + count; number += 1) {
        const detail = {
          event: 'search_performed',
          properties: { query: `words ${String(number)}`, results: 1, surface: 'palette' },
        };
        document.dispatchEvent(new CustomEvent('hub:event', { detail }));
      }
    },
    [from, count] as const,
  );
}

/** How many events lie in the browser's store, asked of the store itself. */
export function countStored(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((found, fail) => {
        const request = indexedDB.open('hub:outbox');
        request.addEventListener('error', () => fail(request.error));
        request.addEventListener('success', () => {
          const database = request.result;
          if (!database.objectStoreNames.contains('events')) {
            database.close();
            indexedDB.deleteDatabase('hub:outbox');
            return found(0);
          }
          const count = database.transaction('events').objectStore('events').count();
          count.addEventListener('success', () => {
            database.close();
            found(count.result);
          });
        });
      }),
  );
}

/** Tells a page that the network is back, so that it tries at once. */
export async function wake(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('online')));
}
