import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startHub, type RunningHub } from '../support/hub.ts';
import { onePageOfEachKind } from '../support/site-pages.ts';
import { findBarriers, openVisitor, requestsElsewhere } from '../support/visitor.ts';

const pages = onePageOfEachKind(inject('sampleDist'));
let browser: Browser;
let hub: RunningHub;

beforeAll(async () => {
  [browser, hub] = await Promise.all([openChromium(inject('chromiumPath')), startHub(inject('sampleDist'))]);
});
afterAll(() => Promise.all([browser.close(), hub.stop()]));

describe.each(pages)('the page %s', (path) => {
  test.each([
    { theme: 'light', width: 390 },
    { theme: 'light', width: 1440 },
    { theme: 'dark', width: 390 },
    { theme: 'dark', width: 1440 },
  ] as const)('has no barrier that axe knows in $theme at $width pixels', async (traits) => {
    const visitor = await openVisitor(browser, hub.origin, traits);
    await visitor.page.goto(path);
    expect(await findBarriers(visitor.page)).toEqual([]);
    await visitor.leave();
  });

  test('does not scroll sideways at 360 pixels', async () => {
    const visitor = await openVisitor(browser, hub.origin, { width: 360 });
    await visitor.page.goto(path);
    const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(360);
    await visitor.leave();
  });

  test('logs no error and asks no other host for anything', async () => {
    const visitor = await openVisitor(browser, hub.origin);
    await visitor.page.goto(path, { waitUntil: 'networkidle' });
    expect(visitor.errors).toEqual([]);
    expect(requestsElsewhere(visitor, hub.origin)).toEqual([]);
    await visitor.leave();
  });
});
