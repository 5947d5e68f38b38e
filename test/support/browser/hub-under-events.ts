/** For tests of what becomes of events: each has a hub of its own, and a browser that keeps none of its pages. */
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { openChromium } from './chromium.ts';
import { startFaultyHub, type FaultyHub } from './faulty-hub.ts';

/** Those of the test that runs. */
export let browser: Browser;
export let hub: FaultyHub;
export let context: BrowserContext;

/** Opens them before each test of a file, and closes them after it. */
export function openHubUnderEvents(): void {
  beforeAll(async () => {
    browser = await openChromium(inject('chromiumPath'));
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    hub = await startFaultyHub(inject('sampleDist'));
    context = await browser.newContext({ baseURL: hub.origin, serviceWorkers: 'block' });
  });
  afterEach(async () => {
    await context.close();
    await hub.stop();
  });
}
