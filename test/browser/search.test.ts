import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, type Visitor, type VisitorTraits } from '../support/browser/visitor.ts';

const ANSWER = '/answers/can-i-give-a-discount/';

const sample = openSampleHub();

async function visit(path: string, traits?: VisitorTraits): Promise<Visitor> {
  const visitor = await sample.open(traits);
  await visitor.page.goto(path);
  return visitor;
}

function fieldOf(page: Page): Locator {
  return page.getByRole('dialog').getByRole('combobox', { name: 'Search the hub' });
}

function hitsOf(page: Page): Locator {
  return page.getByRole('dialog').getByRole('option');
}

/** Opens search with `/`, types as a person does, key by key, and waits for the answer to the last of them. */
async function searchFor(page: Page, typed: string): Promise<void> {
  await page.keyboard.press('/');
  await fieldOf(page).waitFor();
  await page.keyboard.type(typed);
  await expect.poll(() => fieldOf(page).inputValue()).toBe(typed);
  await page.getByRole('dialog').locator('[role=listbox][aria-busy=false]').waitFor({ state: 'attached' });
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
    await expect
      .poll(() => fieldOf(visitor.page).evaluate((field) => field === document.activeElement))
      .toBe(true);
    expect(await fieldOf(visitor.page).inputValue()).toBe('');
    await visitor.leave();
  },
);

test('Ctrl-K opens search and Escape closes it, with the focus back where it was', async () => {
  const visitor = await visit(ANSWER);
  const { page } = visitor;
  const button = page.getByRole('button', { name: 'Note line for the CRM' });
  await button.focus();
  await page.keyboard.press('Control+k');
  await fieldOf(page).waitFor();
  await page.keyboard.press('Escape');
  await fieldOf(page).waitFor({ state: 'hidden' });
  await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  await visitor.leave();
});

test('while search is open the keyboard does not leave it, and a click beside it closes it and nothing else', async () => {
  const visitor = await visit(ANSWER);
  const { page } = visitor;
  await searchFor(page, 'discount');
  const isInside = () =>
    page.evaluate(() => document.querySelector('dialog')?.contains(document.activeElement));
  for (let press = 0; press < 6; press += 1) await page.keyboard.press('Shift+Tab');
  expect(await isInside()).toBe(true);
  const link = page.locator('header a').first();
  const box = await link.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 2, (box?.y ?? 0) + 2);
  await fieldOf(page).waitFor({ state: 'hidden' });
  expect(new URL(page.url()).pathname).toBe(ANSWER);
  await searchFor(page, 'discount');
  await page.getByRole('dialog').getByRole('status').click();
  await page.keyboard.press('Escape');
  await fieldOf(page).waitFor({ state: 'hidden' });
  await visitor.leave();
});

test('a slash typed into a field is a slash', async () => {
  const visitor = await visit('/');
  await searchFor(visitor.page, 'price/discount');
  expect(await fieldOf(visitor.page).inputValue()).toBe('price/discount');
  await visitor.leave();
});

test('with the keyboard alone, typing two words and Enter opens the sentence that answers', async () => {
  const visitor = await visit('/');
  const { page } = visitor;
  await searchFor(page, 'kestrowe cheaper');
  const address = await addressChosen(page);
  expect(address).toBe('/battlecards/kestrowe/#objections/they-re-cheaper-per-van');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname + url.hash === address);
  await page.locator('article :focus').filter({ hasText: 'cheaper per van' }).waitFor();
  await visitor.leave();
});

test('the arrow keys choose another result', async () => {
  const visitor = await visit('/');
  const { page } = visitor;
  await searchFor(page, 'discount');
  expect(await hitsOf(page).count()).toBeGreaterThan(1);
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
  expect(await addressChosen(visitor.page)).toContain(ANSWER);
  await visitor.leave();
});

const libraryFieldOf = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search the library' });
const rowsOf = (page: Page): Locator => page.getByRole('main').getByRole('listitem').getByRole('link');

test('the library keeps words and facets in its address', async () => {
  const visitor = await visit('/library/?q=discount&kind=answer');
  const { page } = visitor;
  await rowsOf(page)
    .filter({ hasText: /discount/i })
    .first()
    .waitFor();
  await expect.poll(() => libraryFieldOf(page).inputValue()).toBe('discount');
  await libraryFieldOf(page).fill('probe');
  await page.waitForURL(/q=probe/);
  expect(page.url()).toContain('kind=answer');
  await page.reload();
  await rowsOf(page).filter({ hasText: /probe/i }).first().waitFor();
  await expect.poll(() => libraryFieldOf(page).inputValue()).toBe('probe');
  await rowsOf(page).first().click();
  await page.waitForURL((url) => url.pathname !== '/library/');
  await page.goBack();
  await expect.poll(() => libraryFieldOf(page).inputValue()).toBe('probe');
  await visitor.leave();
});

test('the library counts the values of facets and lets chosen ones go', async () => {
  const visitor = await visit('/library/?q=price');
  const { page } = visitor;
  const answers = page.getByRole('checkbox', { name: /^Answers \d+$/ });
  await page.getByText('Kind', { exact: true }).click();
  await answers.check();
  const folders = async () =>
    new Set(
      await rowsOf(page).evaluateAll((links) =>
        links.map((link) => link.getAttribute('href')?.split('/')[1]),
      ),
    );
  await expect.poll(folders).toEqual(new Set(['answers']));
  await page.getByRole('button', { name: 'Answers : take away' }).click();
  await expect.poll(() => answers.isChecked()).toBe(false);
  await page.waitForURL((url) => url.search === '?q=price');
  await visitor.leave();
});

test('the library says why, how fresh and for whom, as search does on every page', async () => {
  const visitor = await visit('/library/');
  const { page } = visitor;
  await page.clock.setFixedTime('2027-05-01T09:00:00');
  await page.goto('/library/?q=price+objection');
  const first = rowsOf(page).filter({ hasText: 'They push back on price' });
  for (const words of ['Review was due 28 Apr 2027', 'Internal only', 'push back for “objection”'])
    await first.getByText(words).waitFor();
  expect(await first.locator('mark').allTextContents()).toEqual(['push', 'back', 'price']);
  await visitor.leave();
});

test('the library shows what the whole hub has where its facets leave nothing', async () => {
  const visitor = await visit('/library/?q=steinach&kind=role');
  const { page } = visitor;
  await page.getByText(/^Nothing with these filters\. From the whole hub: \d+ found\.$/).waitFor();
  expect(await rowsOf(page).count()).toBeGreaterThan(0);
  await visitor.leave();
});

test('the library names what its facets leave out that fits better, and finds it without them', async () => {
  const visitor = await visit('/library/?q=kestrowe+cheaper&kind=answer');
  const { page } = visitor;
  const note = page.getByRole('status').filter({ hasText: 'Better outside these filters' });
  await note.getByRole('link', { name: /^Kestrowe/ }).waitFor();
  expect(await note.getByRole('link').getAttribute('href')).toMatch(/^\/battlecards\/kestrowe\/#/);
  await note.getByRole('button', { name: 'Search the whole hub' }).click();
  await page.waitForURL((url) => !url.searchParams.has('kind'));
  await rowsOf(page).first().filter({ hasText: 'Kestrowe' }).waitFor();
  expect(await note.count()).toBe(0);
  await visitor.leave();
});

test('the library takes a request in one tap, and offers the nearest word', async () => {
  const visitor = await visit('/library/?q=vamtelo');
  const { page } = visitor;
  await page.evaluate(() =>
    document.addEventListener('hub:event', (event) =>
      document.body.setAttribute('data-told', JSON.stringify((event as CustomEvent).detail)),
    ),
  );
  await page.getByText('Nothing answers “vamtelo”.').waitFor();
  await page.getByRole('button', { name: 'Request this' }).click();
  await page.getByRole('button', { name: 'Requested' }).waitFor();
  expect(await page.locator('body').getAttribute('data-told')).toBe(
    '{"event":"asset_requested","properties":{"query":"vamtelo","surface":"library"}}',
  );
  await page.getByRole('button', { name: 'vantello' }).click();
  await rowsOf(page).filter({ hasText: 'Vantello' }).first().waitFor();
  await visitor.leave();
});

test('the library tells a failed search from an empty one, and tries again', async () => {
  const visitor = await visit('/');
  const { page, context } = visitor;
  await context.route('**/search/**', (route) => route.abort());
  await page.goto('/library/?q=price');
  await page.getByText('The search could not be read.').waitFor();
  await context.unroute('**/search/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(() => rowsOf(page).filter({ hasText: /price/i }).count()).toBeGreaterThan(0);
  await visitor.leave();
});

test.each([
  '/library/?q=price+objection&kind=answer',
  '/library/?q=vamtelo',
  '/library/?q=steinach&kind=role',
])('%s has no barrier that axe knows and does not scroll sideways at 360 pixels', async (path) => {
  for (const theme of ['light', 'dark'] as const) {
    const visitor = await visit(path, { theme, width: 360 });
    const { page } = visitor;
    await page
      .getByRole('main')
      .getByText(/\d found\.|Nothing answers/)
      .waitFor();
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await visitor.leave();
  }
});
