import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openChromium } from '../support/chromium.ts';
import { startHub, type RunningHub } from '../support/hub.ts';
import { findBarriers, openVisitor, type Visitor, type VisitorTraits } from '../support/visitor.ts';

const ANSWER = '/answers/can-i-give-a-discount/';

let browser: Browser;
let hub: RunningHub;

beforeAll(async () => {
  [browser, hub] = await Promise.all([openChromium(inject('chromiumPath')), startHub(inject('sampleDist'))]);
});
afterAll(() => Promise.all([browser.close(), hub.stop()]));

async function visit(path: string, traits?: VisitorTraits): Promise<Visitor> {
  const visitor = await openVisitor(browser, hub.origin, traits);
  await visitor.page.goto(path);
  return visitor;
}

function fieldOf(page: Page): Locator {
  return page.getByRole('dialog').getByRole('combobox', { name: 'Search the hub' });
}

function hitsOf(page: Page): Locator {
  return page.getByRole('dialog').getByRole('option');
}

/** Opens search with `/` and types as a person does, key by key. */
async function searchFor(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('/');
  await fieldOf(page).waitFor();
  await page.keyboard.type(typed);
  await hitsOf(page).first().waitFor();
}

/** Address of the hit that Enter would open. */
async function addressChosen(page: Page): Promise<string> {
  const chosen = page.getByRole('dialog').getByRole('option', { selected: true });
  return (await chosen.getAttribute('href')) ?? '';
}

test.each(['/', '/library/', '/battlecards/kestrowe/', '/adoption/'])(
  '/ opens search on %s',
  async (path) => {
    const visitor = await visit(path);
    await visitor.page.keyboard.press('/');
    await fieldOf(visitor.page).waitFor();
    expect(await fieldOf(visitor.page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await fieldOf(visitor.page).inputValue()).toBe('');
    await visitor.leave();
  },
);

test('Ctrl-K opens search and Escape closes it, with the focus back where it was', async () => {
  const visitor = await visit(ANSWER);
  const { page } = visitor;
  const button = page.getByRole('button', { name: 'Copy link' });
  await button.focus();
  await page.keyboard.press('Control+k');
  await fieldOf(page).waitFor();
  await page.keyboard.press('Escape');
  await fieldOf(page).waitFor({ state: 'hidden' });
  expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  await visitor.leave();
});

test('a slash typed into a field is a slash', async () => {
  const visitor = await visit('/');
  await searchFor(visitor.page, 'price/discount');
  expect(await fieldOf(visitor.page).inputValue()).toBe('price/discount');
  await visitor.leave();
});

test('with the keyboard alone, typing two words and Enter opens the section that answers', async () => {
  const visitor = await visit('/');
  const { page } = visitor;
  await searchFor(page, 'discount desk');
  await expect.poll(() => addressChosen(page)).toContain(`${ANSWER}#`);
  const address = await addressChosen(page);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname + url.hash === address);
  const top = await page.locator(address.slice(address.indexOf('#'))).boundingBox();
  expect(top?.y).toBeGreaterThanOrEqual(0);
  expect(top?.y).toBeLessThan(900);
  await visitor.leave();
});

test('the arrow keys choose another result', async () => {
  const visitor = await visit('/');
  const { page } = visitor;
  await searchFor(page, 'discount');
  await expect.poll(() => hitsOf(page).count()).toBeGreaterThan(1);
  const second = await hitsOf(page).nth(1).getAttribute('href');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => addressChosen(page)).toBe(second);
  await page.keyboard.press('ArrowUp');
  await expect.poll(() => addressChosen(page)).toBe(await hitsOf(page).first().getAttribute('href'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname + url.hash === second);
  await visitor.leave();
});

test.each([
  ['part of a word', 'disco'],
  ['a word with a typing error', 'discuont'],
  ['other capitals and accents', 'DÍSCOUNT'],
])('finds the answer by %s', async (_, typed) => {
  const visitor = await visit('/');
  await searchFor(visitor.page, typed);
  await expect.poll(() => addressChosen(visitor.page)).toContain(ANSWER);
  await visitor.leave();
});

test('says so when nothing answers, and offers to ask for it', async () => {
  const visitor = await visit('/');
  const { page } = visitor;
  await page.keyboard.press('/');
  await fieldOf(page).waitFor();
  await page.keyboard.type('xylophone zeppelin');
  await page.getByRole('dialog').getByText('Nothing answers').waitFor();
  const request = page.getByRole('dialog').getByRole('link', { name: 'Request this' });
  await expect.poll(() => request.getAttribute('href')).toContain('xylophone%20zeppelin');
  await visitor.leave();
});

test('the library keeps words and facets in its address', async () => {
  const visitor = await visit('/library/?q=discount&kind=answer');
  const { page } = visitor;
  const found = page.getByRole('main').getByRole('link', { name: /discount/i });
  await found.first().waitFor();
  expect(await page.getByRole('main').getByRole('searchbox').inputValue()).toBe('discount');
  await page.getByRole('main').getByRole('searchbox').fill('probe');
  await page.waitForURL(/q=probe/);
  expect(page.url()).toContain('kind=answer');
  await page.reload();
  await page.getByRole('main').getByRole('link', { name: /probe/i }).first().waitFor();
  expect(await page.getByRole('main').getByRole('searchbox').inputValue()).toBe('probe');
  await visitor.leave();
});

test.each([
  { theme: 'light', width: 390 },
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
  { theme: 'dark', width: 1440 },
] as const)('open search has no barrier that axe knows in $theme at $width pixels', async (traits) => {
  const visitor = await visit('/', traits);
  await searchFor(visitor.page, 'discount');
  expect(await findBarriers(visitor.page)).toEqual([]);
  expect(visitor.errors).toEqual([]);
  await visitor.leave();
});

test('open search does not scroll sideways at 360 pixels', async () => {
  const visitor = await visit('/', { width: 360 });
  await searchFor(visitor.page, 'discount');
  const wide = await visitor.page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(360);
  await visitor.leave();
});
