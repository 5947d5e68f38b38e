/** For tests of what lies on a device: each has a hub that may become another build, and a browser that keeps it. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, inject } from 'vitest';
import { openChromium } from './chromium.ts';
import { startFaultyHub, type FaultyHub } from './faulty-hub.ts';
import { copySite, type ChangeableSite } from './offline-site.ts';
import { openVisitor, type Visitor } from './visitor.ts';

/** Devices fetch a hub when they have nothing else to do, and the machine may have other things to do. */
export const ARRIVES = { timeout: 60_000, interval: 100 };
/** A page that every device keeps, and one that comes with the whole hub or when it is opened. */
export const CARD = '/battlecards/kestrowe/';
export const ROLE = '/roles/deal-desk/';

/** Those of the test that runs. */
export let browser: Browser;
export let site: ChangeableSite;
export let hub: FaultyHub;
export let visitor: Visitor;

/**
 * Opens them before each test of a file, and closes them after it.
 *
 * @param keepsWhole whether all of a hub as small as this one comes by itself; else only what is promised to everybody
 */
export function openHubOnDevice({ keepsWhole }: { keepsWhole: boolean }): void {
  beforeAll(async () => {
    browser = await openChromium(inject('chromiumPath'));
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    site = await copySite(inject('sampleDist'));
    hub = await startFaultyHub(site.folder);
    visitor = await openVisitor(browser, hub.origin, { keepsHub: true });
    if (!keepsWhole)
      await visitor.context.addInitScript(() => {
        if (localStorage.getItem('hub:whole') === null) localStorage.setItem('hub:whole', 'no');
      });
  });
  afterEach(async () => {
    await visitor.leave();
    await hub.stop();
    await site.remove();
  });
}

/** The heading of the page that the visitor sees. */
export const titleOf = ({ page }: Visitor) => page.getByRole('heading', { level: 1 });
