import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { onePageOfEachRoute } from '../support/browser/site-pages.ts';
import { findBarriers, requestsElsewhere, settle } from '../support/browser/visitor.ts';

const pages = onePageOfEachRoute(inject('sampleDist'));
const sample = openSampleHub();

test.each(['light', 'dark'] as const)(
  'claims that nobody checked in time say so, have no barrier in %s and cannot be copied',
  async (theme) => {
    const visitor = await sample.open({ theme, today: '2036-11-22' });
    const { page } = visitor;
    await page.goto('/battlecards/kestrowe/');
    const claims = page
      .locator('section')
      .filter({ has: page.getByRole('heading', { name: 'Why we win' }) })
      .getByRole('listitem');
    await expect.poll(() => claims.filter({ hasText: 'No longer checked' }).count()).toBeGreaterThan(0);
    expect(await claims.filter({ hasNotText: 'No longer checked' }).count()).toBe(0);
    expect(await claims.getByRole('button').count()).toBe(0);
    await settle(page);
    expect(await findBarriers(page)).toEqual([]);
    await visitor.leave();
  },
);

/** Axe on a page that is open, by day and by night. */
async function expectNoBarrier(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await settle(page);
    expect({ colorScheme, barriers: await findBarriers(page) }).toEqual({ colorScheme, barriers: [] });
  }
}

describe.each(pages)('the page %s', (path) => {
  test('on a phone has no barrier that axe knows, and does not scroll sideways', async () => {
    const visitor = await sample.open({ width: 390 });
    const { page } = visitor;
    await page.goto(path);
    await expectNoBarrier(page);
    await page.setViewportSize({ width: 360, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await visitor.leave();
  });

  test('on a desk has no barrier that axe knows, logs no error and asks no other host for anything', async () => {
    const visitor = await sample.open({ width: 1440 });
    await visitor.page.goto(path, { waitUntil: 'networkidle' });
    await expectNoBarrier(visitor.page);
    expect(visitor.errors).toEqual([]);
    expect(requestsElsewhere(visitor, sample.hub.origin)).toEqual([]);
    await visitor.leave();
  });
});
