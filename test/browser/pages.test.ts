import { describe, expect, inject, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { onePageOfEachRoute } from '../support/browser/site-pages.ts';
import { EVERY_LOOK, findBarriers, requestsElsewhere, settle } from '../support/browser/visitor.ts';

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

describe.each(pages)('the page %s', (path) => {
  test.each(EVERY_LOOK)('has no barrier that axe knows in $theme at $width pixels', async (traits) => {
    const visitor = await sample.open(traits);
    await visitor.page.goto(path);
    await settle(visitor.page);
    expect(await findBarriers(visitor.page)).toEqual([]);
    await visitor.leave();
  });

  test('does not scroll sideways at 360 pixels', async () => {
    const visitor = await sample.open({ width: 360 });
    await visitor.page.goto(path);
    await settle(visitor.page);
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await visitor.leave();
  });

  test('logs no error and asks no other host for anything', async () => {
    const visitor = await sample.open();
    await visitor.page.goto(path, { waitUntil: 'networkidle' });
    expect(visitor.errors).toEqual([]);
    expect(requestsElsewhere(visitor, sample.hub.origin)).toEqual([]);
    await visitor.leave();
  });
});
