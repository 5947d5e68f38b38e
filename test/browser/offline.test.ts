import { beforeEach, describe, expect, inject, test } from 'vitest';
import { keptKindOf } from '../../src/reader/offline-kit.ts';
import { storedOnce } from '../support/browser/faulty-hub.ts';
import {
  ARRIVES,
  browser,
  CARD,
  hub,
  openHubOnDevice,
  ROLE,
  site,
  titleOf,
  visitor,
} from '../support/browser/hub-on-device.ts';
import { deploy, isKept, isKnownBehind, isNewBuildKept } from '../support/browser/offline-site.ts';
import { rateInVain } from '../support/browser/outbox-page.ts';
import { fieldOf, hitsOf, searchFor, settled } from '../support/browser/palette.ts';
import { onePageOfEachRoute } from '../support/browser/site-pages.ts';
import { findBarriers, openVisitor, type Visitor } from '../support/browser/visitor.ts';

openHubOnDevice({ keepsWhole: false });

const markOf = ({ page }: Visitor) =>
  page.getByRole('link', { name: /^Offline, as of \d+ \w{3} \d\d:\d\d$/ });

const change = (html: string): string => html.replace('<h1', '<h1 data-changed');
const changed = (): Promise<number> => visitor.page.locator('h1[data-changed]').count();

const namedBuild = async (): Promise<string> => (await fetch(`${hub.origin}/build.txt`)).text();

async function publish(): Promise<void> {
  await site.rebuild({ [CARD]: change, '/my-data/': change });
  await deploy(hub);
}

/** Opens the hub for the first time, and takes its server away once it is kept. */
async function visitOnce(path = '/'): Promise<void> {
  await visitor.page.goto(path);
  await isKept(visitor.page);
  await hub.closePort();
}

describe('after one visit, with the server gone', () => {
  test('home and a battlecard never opened are there, and say as of when', async () => {
    await visitOnce();
    await visitor.page.goto('/');
    await markOf(visitor).waitFor();
    await visitor.page.goto(CARD);
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
    await markOf(visitor).waitFor();
    expect(await findBarriers(visitor.page)).toEqual([]);
  });

  test('each page is there of which its row in the list of addresses says so, and no other', async () => {
    await visitOnce();
    const kept = new Set(
      await visitor.page.evaluate(async () => {
        const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
        const requests = await Promise.all(stores.map((store) => store.keys()));
        return requests.flat().map(({ url }) => new URL(url).pathname);
      }),
    );
    const pages = onePageOfEachRoute(inject('sampleDist'));
    const promised = pages.filter((page) => keptKindOf(page) !== undefined);
    expect(pages.filter((page) => kept.has(page))).toEqual(promised);
    expect(promised.length).toBeGreaterThan(5);
  });

  test('search answers, and what it found opens', async () => {
    await visitOnce();
    await visitor.page.goto('/');
    await searchFor(visitor.page, 'kestrowe');
    expect(await hitsOf(visitor.page).first().getAttribute('href')).toBe(CARD);
    await fieldOf(visitor.page).fill('price objection');
    await settled(visitor.page);
    await visitor.page.keyboard.press('Enter');
    await visitor.page.waitForURL(/\/(?:answers|plays|battlecards|collateral)\//);
    await titleOf(visitor).waitFor();
  });

  test('call mode and the library work', async () => {
    await visitOnce();
    await visitor.page.goto('/call/kestrowe/');
    await visitor.page.getByRole('combobox').waitFor();
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
    await visitor.page.goto('/library/?q=kestrowe');
    await visitor.page
      .getByRole('main')
      .getByRole('link', { name: /Kestrowe/ })
      .first()
      .waitFor();
  });

  test('the mark covers nothing of a call on a phone, nor the end of a page', async () => {
    const { page } = visitor;
    await page.setViewportSize({ width: 390, height: 844 });
    await visitOnce();
    const topOfMark = async (): Promise<number> => (await markOf(visitor).boundingBox())?.y ?? 0;
    await page.goto('/call/kestrowe/');
    await markOf(visitor).waitFor();
    const call = await page.getByRole('main').boundingBox();
    expect((call?.y ?? 0) + (call?.height ?? Infinity)).toBeLessThanOrEqual(await topOfMark());
    expect(await page.getByRole('option').last().isVisible()).toBe(true);
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(CARD);
    await markOf(visitor).waitFor();
    const bottom = (): Promise<number> =>
      page.getByRole('main').evaluate((main) => {
        scrollTo({ top: document.documentElement.scrollHeight, behavior: 'instant' });
        return main.getBoundingClientRect().bottom;
      });
    await expect.poll(bottom).toBeLessThanOrEqual(await topOfMark());
  });

  test('a page that is not here says so, and what is', async () => {
    await visitOnce();
    await visitor.page.goto(ROLE);
    await expect.poll(() => titleOf(visitor).textContent()).toBe('This page is not on this device');
    const { page } = visitor;
    expect(await page.getByRole('main').textContent()).toContain(ROLE);
    await page.getByRole('main').getByRole('link', { name: 'Battlecards' }).click();
    await page
      .getByRole('main')
      .getByRole('link', { name: /Kestrowe/ })
      .first()
      .waitFor();
  });

  test('a page that was opened before opens again', async () => {
    const { page } = visitor;
    await page.goto('/');
    await isKept(page);
    await page.goto('/my-data/');
    await expect
      .poll(() => page.evaluate(async () => (await caches.match('/my-data/')) !== undefined), ARRIVES)
      .toBe(true);
    await hub.closePort();
    await page.goto('/my-data/');
    expect(await titleOf(visitor).textContent()).toBe('What is recorded');
  });

  test('events wait and arrive once when the server is back', async () => {
    await visitOnce(CARD);
    await visitor.page.reload();
    await markOf(visitor).waitFor();
    await rateInVain(visitor.page);
    await hub.openPort();
    await visitor.page.goto('/');
    await expect.poll(() => hub.deliveries('asset_rated'), ARRIVES).toEqual(storedOnce(1));
    await expect.poll(() => markOf(visitor).count(), ARRIVES).toBe(0);
  });

  test('the whole hub is there for whoever asked for it', async () => {
    const { page } = visitor;
    await page.goto('/offline/');
    await isKept(page);
    await page.getByRole('button', { name: /^Keep the whole hub on this device \(\d/ }).click();
    await page.getByText('All of it is here.').waitFor();
    await hub.closePort();
    await page.goto(ROLE);
    expect(await titleOf(visitor).textContent()).not.toContain('not on this device');
    await markOf(visitor).waitFor();
  });
});

describe('an address without its last slash, with the server gone', () => {
  test('leads to the page', async () => {
    await visitOnce();
    await visitor.page.goto(`${CARD.slice(0, -1)}?from=crm#objections`);
    expect(await titleOf(visitor).textContent()).toContain('Kestrowe');
    expect(visitor.page.url()).toBe(`${hub.origin}${CARD}?from=crm#objections`);
  });

  test('of a page that is not here says so', async () => {
    await visitOnce();
    await visitor.page.goto(ROLE.slice(0, -1));
    expect(await titleOf(visitor).textContent()).not.toContain('Deal desk');
    expect(new URL(visitor.page.url()).pathname).toBe(ROLE.slice(0, -1));
  });
});

describe('a small hub', () => {
  test('is kept whole after the first visit, until it is taken off the device', async () => {
    const newcomer = await openVisitor(browser, hub.origin, { keepsHub: true });
    const { page } = newcomer;
    await page.goto('/');
    await isKept(page);
    await page.goto('/offline/');
    const isWhole = async () => {
      await page.reload();
      return page
        .getByText('All of it is on this device')
        .waitFor({ timeout: 1000 })
        .then(
          () => true,
          () => false,
        );
    };
    await expect.poll(isWhole).toBe(true);
    await hub.closePort();
    await page.goto(ROLE);
    expect(await titleOf(newcomer).textContent()).toContain('Deal desk');
    await hub.openPort();
    await page.goto('/offline/');
    await page.getByRole('button', { name: /^Take/ }).click();
    await expect.poll(() => page.evaluate(() => localStorage.getItem('hub:whole'))).toBe('no');
    await newcomer.leave();
  });

  test('does not come over a mobile network', async () => {
    const newcomer = await openVisitor(browser, hub.origin, { keepsHub: true });
    const { page } = newcomer;
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { type: 'cellular' } });
    });
    await page.goto('/');
    await isKept(page);
    await page.waitForLoadState('networkidle');
    expect(hub.sent).toContain(CARD);
    expect(hub.sent).not.toContain(ROLE);
    await newcomer.leave();
  });
});

describe('a new build', () => {
  test('is seen with the second reload, and its pages alone are kept from then on', async () => {
    const { page } = visitor;
    await page.goto(CARD);
    await isKept(page);
    await publish();
    await page.reload();
    expect(await changed()).toBe(0);
    await isNewBuildKept(page, hub);
    const ofBuilds = await page.evaluate(async () =>
      (await caches.keys()).filter((name) => /^hub-\w+-/.test(name)),
    );
    expect(ofBuilds).toEqual([`hub-kept-${await namedBuild()}`]);
    await page.reload();
    expect(await changed()).toBe(1);
    await hub.closePort();
    await page.reload();
    expect(await changed()).toBe(1);
  });

  test('is seen with the second reload while its worker cannot come', async () => {
    const { page } = visitor;
    await page.goto(CARD);
    await isKept(page);
    await site.rebuild({ [CARD]: change });
    await site.dropWorker();
    await deploy(hub);
    expect((await fetch(`${hub.origin}/sw.js`)).status).toBe(404);
    await page.reload();
    expect(await changed()).toBe(0);
    await expect.poll(() => isKnownBehind(page), ARRIVES).toBe(true);
    await page.reload();
    expect(await changed()).toBe(1);
    await hub.closePort();
    await page.reload();
    expect(await changed()).toBe(0);
    await markOf(visitor).waitFor();
  });

  test('never takes away what is open', async () => {
    const { page, errors } = visitor;
    await page.goto(CARD);
    await isKept(page);
    await searchFor(page, 'price');
    await publish();
    const other = await visitor.context.newPage();
    await other.goto(CARD);
    await isNewBuildKept(other, hub);
    await other.reload();
    expect(await other.locator('h1[data-changed]').count()).toBe(1);
    expect(await changed()).toBe(0);
    expect(await fieldOf(page).inputValue()).toBe('price');
    await fieldOf(page).fill('invoice');
    await settled(page);
    expect(await hitsOf(page).count()).toBeGreaterThan(0);
    expect(errors).toEqual([]);
  });

  test('brings along pages that were opened before', async () => {
    const { page } = visitor;
    await page.goto('/');
    await isKept(page);
    await page.goto('/my-data/');
    await expect
      .poll(() => page.evaluate(async () => (await caches.match('/my-data/')) !== undefined), ARRIVES)
      .toBe(true);
    await publish();
    await page.goto('/');
    await isNewBuildKept(page, hub);
    await hub.closePort();
    await page.goto('/my-data/');
    expect(await changed()).toBe(1);
  });
});

/** What was sent more than once, of what may lie still: who reads and which build it is are asked for anew each time. */
function sentTwice(): string[] {
  const lying = hub.sent.filter((path) => path !== '/build.txt' && path !== '/identity.json');
  return lying.filter((path, at) => lying.indexOf(path) !== at);
}

describe('nothing is sent twice', () => {
  test('on a first visit, although the page and its index were read before they were kept', async () => {
    const { page } = visitor;
    await page.goto(CARD);
    await searchFor(page, 'kestrowe');
    await isKept(page);
    expect(hub.sent).toContain('/search/index.json');
    expect(hub.sent).toContain('/answers/');
    expect(sentTwice()).toEqual([]);
  });

  test('to whoever keeps the whole hub', async () => {
    const { page } = visitor;
    await page.goto('/offline/');
    await isKept(page);
    await page.getByRole('button', { name: /^Keep the whole hub/ }).click();
    await page.getByText('All of it is here.').waitFor();
    expect(hub.sent).toContain(ROLE);
    expect(sentTwice()).toEqual([]);
  });

  test('of a new build, but for what is new in it', async () => {
    const { page } = visitor;
    await page.goto(CARD);
    await isKept(page);
    await publish();
    hub.sent.length = 0;
    await page.reload();
    await isNewBuildKept(page, hub);
    // The list of all there is says what is new.
    const lying = /^\/(?:answers|call|battlecards|_hub\/(?!whole-)|search)\//;
    expect(hub.sent.filter((path) => lying.test(path))).toEqual([]);
  });
});

const keep = () => visitor.page.getByRole('button', { name: 'Keep the whole hub on this device' });

describe('a reader who saves data', () => {
  beforeEach(async () => {
    await visitor.page.addInitScript(() => {
      Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    });
  });

  test('is sent nothing unasked', async () => {
    const { page } = visitor;
    await page.goto('/offline/');
    await keep().waitFor();
    await page.getByText('This browser saves data, so nothing comes onto this device').waitFor();
    await page.goto('/');
    await page.waitForLoadState('networkidle');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(
      0,
    );
    expect(hub.sent.filter((path) => path === '/sw.js' || path.startsWith('/answers/'))).toEqual([]);
  });

  test('has all of it after asking, and is rid of it after asking for that', async () => {
    const { page } = visitor;
    await page.goto('/offline/');
    await keep().click();
    await page.getByText('All of it is here.').waitFor();
    await hub.closePort();
    await page.goto(ROLE);
    expect(await titleOf(visitor).textContent()).not.toContain('not on this device');
    await page.goto('/offline/');
    await page.getByRole('button', { name: 'Take it off this device' }).click();
    await page.getByText('It is gone from this device.').waitFor();
    await page.goto(ROLE);
    await expect.poll(() => titleOf(visitor).textContent()).toBe('This page is not on this device');
  });
});

test('the worker and the name of the build are asked for anew each time', async () => {
  for (const path of ['/sw.js', '/build.txt']) {
    expect((await fetch(hub.origin + path)).headers.get('cache-control')).toBe('no-cache');
  }
});
