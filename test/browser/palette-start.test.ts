import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  fieldOf,
  hitsOf,
  isFieldFocused,
  paletteOf,
  patience,
  searchFor,
} from '../support/browser/palette.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { EVERY_LOOK, findBarriers } from '../support/browser/visitor.ts';

const CARD = '/battlecards/kestrowe/';
const sample = openSampleHub();

/** The options of a group, as they stand. */
const group = (page: Page, name: string) =>
  paletteOf(page).getByRole('group', { name, exact: true }).getByRole('option');
const open = async (page: Page): Promise<void> => {
  await page.keyboard.press('/');
  await group(page, 'Actions').first().waitFor();
};

/** A reader who opened a card, made it a favourite, and searched for something. */
async function visitAgain() {
  const visitor = await sample.open();
  const { page } = visitor;
  await page.goto(CARD);
  await page.getByRole('button', { name: 'Favourite', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('hub:recent') ?? ''))
    .toContain('kestrowe');
  await page.goto('/');
  await searchFor(page, 'invoice');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/');
  await page.goto('/library/');
  return visitor;
}

describe('the empty palette', () => {
  test('offers the last search, what was opened last and what can be done', async () => {
    const { page, errors } = await visitAgain();
    await open(page);
    expect(await group(page, 'Last search').allTextContents()).toEqual(['invoice']);
    expect((await group(page, 'Opened last').allTextContents()).join()).toContain('KestroweFavourite');
    expect(await group(page, 'Actions').allTextContents()).toEqual([
      'Call mode',
      'Call brief',
      'New page',
      'Light or dark',
      'Keys',
      'Keep the hub offline',
    ]);
    expect(errors).toEqual([]);
  });

  test('Enter on the last search searches again, Enter on a piece opens it', async () => {
    const { page } = await visitAgain();
    await open(page);
    await page.keyboard.press('Enter');
    await expect.poll(() => fieldOf(page).inputValue()).toBe('invoice');
    await expect.poll(() => hitsOf(page).first().getAttribute('href'), patience).toContain('/');
    await fieldOf(page).fill('');
    await paletteOf(page)
      .getByRole('option', { name: /^Kestrowe/ })
      .hover();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === CARD);
  });

  test.each([
    ['call', '/call/'],
    ['brief', '/brief/'],
    ['new page', '/new/'],
    ['keep offline', '/offline/'],
  ])('“%s” typed and Enter lead to %s', async (typed, path) => {
    const { page } = await sample.open();
    await page.goto('/');
    await open(page);
    await fieldOf(page).fill(typed);
    await paletteOf(page).getByRole('group', { name: 'Actions', exact: true }).getByRole('option').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
    expect(new URL(page.url()).pathname).toBe(path);
  });

  test('an action typed before all of the search is there is offered once it is', async () => {
    const { page } = await sample.open();
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route('**/palette-later*', async (route) => {
      await promise;
      await route.continue();
    });
    await page.goto('/');
    await page.keyboard.press('/');
    await fieldOf(page).fill('dark mode');
    await paletteOf(page).getByText('Nothing answers “dark mode”.').waitFor(patience);
    resolve();
    await expect
      .poll(() => group(page, 'Actions').allTextContents(), patience)
      .toEqual([expect.stringContaining('Light or dark')]);
  });

  test('finds the keys and the pages of the hub by their names', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await open(page);
    await searchFor(page, 'adoption');
    await group(page, 'Yours, and actions').getByText('Adoption').waitFor(patience);
    await searchFor(page, 'shortcuts');
    await group(page, 'Actions').getByText('Keys').waitFor(patience);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('dialog', { name: 'Keys' }).isVisible(), patience).toBe(true);
  });

  test('“dark” turns the light off', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await open(page);
    await fieldOf(page).fill('dark');
    await paletteOf(page).getByRole('option', { name: 'Light or dark' }).click();
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe('dark');
    await fieldOf(page).waitFor({ state: 'hidden' });
  });

  test('the words searched for last are forgotten with all else that is kept for the reader', async () => {
    const { page } = await visitAgain();
    await page.goto('/my-data/');
    await page.getByText('hub:searched').waitFor();
    await page.getByRole('button', { name: 'Forget it' }).click();
    await page.getByText('It is forgotten, and so are the pages').waitFor();
    expect(await page.evaluate(() => localStorage.getItem('hub:searched'))).toBeNull();
  });

  test.each(EVERY_LOOK)('no barrier, $theme at $width pixels', async (traits) => {
    const { page } = await sample.open(traits);
    await page.goto('/');
    await open(page);
    expect(await findBarriers(page)).toEqual([]);
  });
});

const stateOf = (page: Page) =>
  page.evaluate(() => ({
    typed: document.querySelector<HTMLInputElement>('dialog input')?.value,
    chosen: document.querySelector('[role=option][aria-selected=true]')?.getAttribute('href'),
    top: document.querySelector('[role=listbox]')?.scrollTop,
  }));

describe('the way back', () => {
  test('from a hit gives the words, the list, the chosen hit and the place again, and counts nothing twice', async () => {
    const { page, errors } = await sample.open();
    await recordReportedEvents(page);
    await page.goto('/');
    await searchFor(page, 'price');
    for (let down = 0; down < 8; down += 1) await page.keyboard.press('ArrowDown');
    const before = await stateOf(page);
    expect(before.top).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
    await page.goBack();
    await expect.poll(() => stateOf(page), patience).toEqual(before);
    expect(await isFieldFocused(page)).toBe(true);
    const told = (await reportedBy(page)).filter(({ event }) => event === 'search_performed');
    expect(told).toHaveLength(1);
    expect(errors).toEqual([]);
  });

  test('from a hit on the same page too', async () => {
    const { page } = await sample.open();
    await page.goto(CARD);
    await searchFor(page, 'kestrowe cheaper');
    await paletteOf(page).locator(`[role=option][href^="${CARD}#"]`).first().hover();
    const before = await stateOf(page);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.hash !== '');
    await fieldOf(page).waitFor({ state: 'hidden' });
    await page.goBack();
    await expect.poll(() => stateOf(page), patience).toEqual(before);
  });

  test('leads to the page alone once the search was closed', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await searchFor(page, 'price');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
    await page.goBack();
    await fieldOf(page).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await page.getByRole('main').waitFor();
    expect(await page.evaluate(() => history.state as unknown)).toEqual({});
    expect(await fieldOf(page).count()).toBe(0);
  });
});

describe('letters', () => {
  test('typed after a request begin another search', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await searchFor(page, 'zzqqxy');
    await paletteOf(page).getByRole('button', { name: 'Request this' }).click();
    await page.keyboard.type('invoice');
    expect(await fieldOf(page).inputValue()).toBe('invoice');
    await expect.poll(() => hitsOf(page).count(), patience).toBeGreaterThan(0);
  });

  test('open the search with Caps Lock on too', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await page.keyboard.press('Control+K');
    await expect.poll(() => isFieldFocused(page), patience).toBe(true);
  });
});
