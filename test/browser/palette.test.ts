import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startHub, type RunningHub } from '../support/hub.ts';
import { findBarriers, openVisitor, type Visitor } from '../support/visitor.ts';

/** The machine may have other things to do. */
const patience = { timeout: 15_000 };
let browser: Browser;
let hub: RunningHub;
const visitors: Visitor[] = [];

beforeAll(async () => {
  [browser, hub] = await Promise.all([openChromium(inject('chromiumPath')), startHub(inject('sampleDist'))]);
});
afterAll(async () => {
  await Promise.all(visitors.map((visitor) => visitor.leave()));
  await Promise.all([browser.close(), hub.stop()]);
});

/** A reader on a page, with what the page reports kept across pages. */
async function visit(path = '/', width = 1280): Promise<Visitor> {
  const visitor = await openVisitor(browser, hub.origin, { width });
  visitors.push(visitor);
  await visitor.page.addInitScript(() => {
    document.addEventListener('hub:event', (event) => {
      const { detail } = event as CustomEvent<{ event: string }>;
      if (!detail.event.startsWith('search_')) return;
      const before: unknown[] = JSON.parse(sessionStorage.getItem('reported') ?? '[]');
      sessionStorage.setItem('reported', JSON.stringify([...before, detail]));
    });
  });
  await visitor.page.goto(path);
  return visitor;
}

const field = (page: Page) => page.getByRole('combobox', { name: 'Search the hub' });
const options = (page: Page) => page.getByRole('listbox', { name: 'Results' }).getByRole('option');
const reported = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('reported') ?? '[]'));

describe('opening', () => {
  test.each(['/', 'Control+k', 'Meta+k'])('%s opens the palette and puts the cursor into it', async (key) => {
    const { page, errors } = await visit();
    await page.keyboard.press(key);
    await expect
      .poll(() => field(page).evaluate((element) => element === document.activeElement), patience)
      .toBe(true);
    expect(errors).toEqual([]);
  });

  test('a search button opens it, and Escape closes it and gives the focus back', async () => {
    const { page } = await visit();
    const button = page.getByRole('button', { name: /^Search/ }).first();
    await button.focus();
    await button.press('Enter');
    await field(page).waitFor();
    await page.keyboard.press('Escape');
    await field(page).waitFor({ state: 'hidden' });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('a slash that is typed into a field stays a slash', async () => {
    const { page } = await visit('/library/');
    const library = page.getByRole('searchbox', { name: 'Search the library' });
    await library.click();
    await page.keyboard.type('a/b');
    expect(await library.inputValue()).toBe('a/b');
    expect(await field(page).count()).toBe(0);
  });
});

describe('searching', () => {
  test('shows hits while one types; arrows choose, Enter opens the section', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await field(page).pressSequentially('price objection');
    await options(page).nth(1).waitFor();
    await page.keyboard.press('ArrowDown');
    const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
    expect(await field(page).getAttribute('aria-activedescendant')).toBe(await chosen.getAttribute('id'));
    const address = await options(page).nth(1).getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${address ?? '/nowhere'}`);
  });

  test('says what it did with a mistyped word', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await field(page).fill('competetor');
    await expect
      .poll(() => page.getByRole('dialog').getByRole('status').textContent(), patience)
      .toContain('Showing “competitor” for “competetor”.');
  });

  test('narrows to a facet, remembers it, and leads back out of an empty one', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await field(page).fill('price');
    const chip = page
      .getByRole('group', { name: 'Narrow the search' })
      .getByRole('button', { name: /^Battlecard/ });
    await chip.click();
    await expect.poll(() => options(page).first().getAttribute('href'), patience).toContain('/battlecards/');
    await page.reload();
    await page.keyboard.press('/');
    await field(page).fill('zzqqxy');
    await page.getByRole('button', { name: 'Search the whole hub' }).click();
    await page.getByRole('link', { name: 'Request this' }).waitFor();
  });

  test('offers to request what nobody wrote, with the words filled in', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await field(page).fill('zzqqxy kraken');
    const link = page.getByRole('link', { name: 'Request this' });
    expect(await link.getAttribute('href')).toMatch(/\/issues\/new\?title=zzqqxy%20kraken$/);
  });

  test('tells a failed search from an empty one, and tries again', async () => {
    const { page, context } = await visit();
    await context.route('**/search/**', (route) => route.abort());
    await page.keyboard.press('/');
    await field(page).fill('price');
    await page.getByText('The search could not be read.').waitFor();
    await context.unroute('**/search/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => options(page).count(), patience).toBeGreaterThan(0);
  });
});

describe('telling', () => {
  test('a search is told once it rests, not for every letter, and an opened hit with its place', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await field(page).pressSequentially('Price  Objection');
    await expect.poll(() => reported(page), patience).toHaveLength(1);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
    expect(await reported(page)).toEqual([
      {
        event: 'search_performed',
        properties: { query: 'price objection', results: expect.any(Number), surface: 'palette' },
      },
      {
        event: 'search_result_opened',
        properties: {
          asset_id: expect.any(String),
          asset_rev: expect.stringMatching(/^[0-9a-f]{12}$/),
          kind: expect.any(String),
          product: expect.any(String),
          surface: 'palette',
          query: 'price objection',
          position: 1,
        },
      },
    ]);
  });

  test('a search that found nothing is told too, when the palette is closed', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await field(page).fill('zzqqxy');
    await page.getByText('Nothing answers “zzqqxy”').waitFor();
    await page.keyboard.press('Escape');
    await expect
      .poll(() => reported(page), patience)
      .toEqual([
        { event: 'search_performed', properties: { query: 'zzqqxy', results: 0, surface: 'palette' } },
      ]);
  });
});

describe.each([
  ['light', 360],
  ['dark', 1280],
] as const)('for everybody, %s at %d pixels', (theme, width) => {
  test.each(['', 'price objection', 'zzqqxy'])('no barrier with "%s" typed', async (typed) => {
    const visitor = await openVisitor(browser, hub.origin, { theme, width });
    visitors.push(visitor);
    const { page } = visitor;
    await page.goto('/');
    await page.keyboard.press('/');
    await field(page).fill(typed);
    const result =
      { '': 'Type a few words', 'price objection': 'found.', zzqqxy: 'Nothing answers' }[typed] ?? '';
    await page.getByRole('dialog').getByText(result).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const contentWidth = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(contentWidth).toBeLessThanOrEqual(width);
  });
});
