import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { searchFor } from '../support/browser/palette.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';

const sample = openSampleHub();
const CARD = 'battlecards/kestrowe';
/** These words lead to a place within the card; its title alone leads to its top. */
const PLACE = 'kestrowe cheaper';
const TITLE = 'Kestrowe';

/** Comes to the home page, searches there and opens the first hit. */
async function openHit(words: string, height = 900): Promise<Page> {
  const { page } = await sample.open();
  await page.setViewportSize({ width: 1440, height });
  await recordReportedEvents(page);
  await page.goto('/');
  await follow(page, words);
  return page;
}

async function follow(page: Page, words: string): Promise<void> {
  await searchFor(page, words);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === `/${CARD}/`);
}

/** How the landings of this tab ended, in order. */
async function endsOf(page: Page): Promise<unknown[]> {
  return (await reportedBy(page))
    .filter(({ event }) => event === 'landing_ended')
    .map(({ properties }) => properties['by']);
}

/** Where and how answers were found, in order. */
async function answersOf(page: Page): Promise<string[]> {
  return (await reportedBy(page))
    .filter(({ event }) => event === 'time_to_answer')
    .map(({ properties }) => `${String(properties['by'])} ${String(properties['surface'])}`);
}

/** Waits until the page has seen where it was opened: scrolling counts from then on. */
async function seen(page: Page): Promise<void> {
  await page.waitForFunction(() => sessionStorage.getItem('hub:opened-hit')?.includes('landedAt'));
}

/** Copies without moving the page, which a click of the test would do first. */
const copyAnswer = (page: Page) =>
  page
    .getByRole('button', { name: /^Copy/ })
    .first()
    .evaluate((button) => (button as HTMLElement).click());

/** Scrolls to the end of the page that is farther away. */
const scrollFar = (page: Page) =>
  page.evaluate(() => {
    const end = document.documentElement.scrollHeight - innerHeight;
    scrollTo(0, scrollY > end / 2 ? 0 : end);
  });

test('what is copied where a search led to has landed, and the time runs from the first letter', async () => {
  const page = await openHit(PLACE);
  await copyAnswer(page);
  await expect.poll(() => endsOf(page)).toEqual(['copied']);
  await expect.poll(() => answersOf(page)).toEqual(['opened palette', 'copied page']);
  const told = await reportedBy(page);
  const [opened = 0, copied = 0] = told
    .filter(({ event }) => event === 'time_to_answer')
    .map(({ properties }) => Number(properties['milliseconds']));
  expect(copied).toBeGreaterThan(opened);
  expect(told.find(({ event }) => event === 'landing_ended')?.properties).toEqual({
    asset_id: CARD,
    asset_rev: expect.stringMatching(/^[0-9a-f]{8,}$/),
    kind: 'battlecard',
    product: expect.any(String),
    surface: 'page',
    by: 'copied',
  });
  await copyAnswer(page);
  await page.reload();
  await copyAnswer(page);
  await expect
    .poll(async () => (await reportedBy(page)).filter(({ event }) => event === 'asset_copied').length)
    .toBe(3);
  expect(await endsOf(page)).toEqual(['copied']);
  expect(await answersOf(page)).toHaveLength(2);
});

describe('a landing ends', () => {
  test('when the page is scrolled by more than half of the window, whatever comes after', async () => {
    const page = await openHit(PLACE, 300);
    await seen(page);
    await scrollFar(page);
    await expect.poll(() => endsOf(page)).toEqual(['scrolled']);
    await copyAnswer(page);
    await expect.poll(() => answersOf(page)).toContain('copied page');
    expect(await endsOf(page)).toEqual(['scrolled']);
  });

  test('not when the page is moved by less', async () => {
    const page = await openHit(PLACE, 300);
    await seen(page);
    const before = await page.evaluate(() => scrollY);
    await page.evaluate(() => scrollBy(0, -100));
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(before - 100);
    await copyAnswer(page);
    await expect.poll(() => endsOf(page)).toEqual(['copied']);
  });

  test('when somebody searches again on the page', async () => {
    const page = await openHit(PLACE);
    await seen(page);
    await searchFor(page, 'price');
    await expect.poll(() => endsOf(page)).toEqual(['searched']);
  });

  test('when somebody goes back and searches again', async () => {
    const page = await openHit(PLACE);
    await seen(page);
    await page.goBack();
    await searchFor(page, 'price');
    await expect.poll(() => endsOf(page)).toEqual(['searched']);
  });

  test.each([
    ['Useful', 'rated'],
    ['Out of date', 'rated'],
    ['Not for this call', 'refused'],
  ])('with “%s” as %s', async (name, end) => {
    const page = await openHit(PLACE);
    // Without moving the page, as where the buttons are in view.
    await page
      .getByRole('button', { name, exact: true })
      .evaluate((button) => (button as HTMLElement).click());
    await expect.poll(() => endsOf(page)).toEqual([end]);
  });
});

test('a page that is opened at its top, or without a search, is no landing', async () => {
  const page = await openHit(TITLE);
  expect(new URL(page.url()).hash).toBe('');
  await copyAnswer(page);
  await expect.poll(() => answersOf(page)).toEqual(['opened palette', 'copied page']);
  await page.goto(`/battlecards/kestrowe/`);
  await copyAnswer(page);
  await expect
    .poll(async () => (await reportedBy(page)).filter(({ event }) => event === 'asset_copied').length)
    .toBe(2);
  expect(await endsOf(page)).toEqual([]);
  expect(await answersOf(page)).toHaveLength(2);
});

test('on a brief the time runs from the first choice to what is copied', async () => {
  const { page } = await sample.open({ today: '2026-11-22' });
  await recordReportedEvents(page);
  await page.goto('/brief/');
  await page.getByLabel('Competitor').selectOption({ index: 1 });
  await page
    .getByRole('button', { name: /^Copy for the customer: / })
    .first()
    .click();
  await expect.poll(() => answersOf(page)).toEqual(['copied brief']);
});

test('where recording is off nothing of it is kept, nor what was kept before', async () => {
  const page = await openHit(PLACE);
  const kept = () => page.evaluate(() => sessionStorage.getItem('hub:opened-hit'));
  await seen(page);
  await page.goto('/my-data/');
  await page.getByText('Nothing waits in this browser to be sent.').waitFor();
  await page.getByRole('button', { name: 'Stop recording' }).click();
  await expect.poll(kept).toBeNull();
  await page.goto('/');
  await follow(page, PLACE);
  expect(await kept()).toBeNull();
});
