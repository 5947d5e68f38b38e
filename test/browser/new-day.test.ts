/** Pages that stand open while the day turns: what ends by a date ends in them too, whatever wakes them. */
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { fieldOf, searchFor } from '../support/browser/palette.ts';
import { onePageOfEachRoute } from '../support/browser/site-pages.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';

const CARD = '/battlecards/kestrowe/';
/** All that the sample hub says of today holds on the first of these days, and on the last nothing does. */
const BEFORE = '2026-11-30';
const AFTER = '2036-01-02';
const sample = openSampleHub();

async function openOn(path: string): Promise<Page> {
  const { page } = await sample.open({ today: BEFORE });
  await page.goto(path);
  // What goes by the day comes once the page is idle.
  await page.waitForLoadState('networkidle');
  return page;
}

/** The day turns in a page that nobody touches; then it is looked at again. */
async function turnDay(page: Page): Promise<void> {
  await page.clock.setFixedTime(`${AFTER}T09:00:00`);
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
}

const textOf = (page: Page): Promise<string> => page.getByRole('main').innerText();

describe('a claim that ends while its page stands open', () => {
  test.each<[string, (page: Page) => Promise<unknown>]>([
    ['is seen again', (page) => page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))],
    ['has the focus again', (page) => page.evaluate(() => dispatchEvent(new Event('focus')))],
    [
      'comes back out of the memory of the browser',
      (page) => page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))),
    ],
  ])('greys when the page %s, once', async (_, wake) => {
    const page = await openOn(CARD);
    const ended = page.getByText('No longer checked');
    const [, live, all] = /(\d+) of (\d+) claims up to date/.exec(await textOf(page)) ?? [];
    expect(Number(live)).toBeGreaterThan(0);
    expect(await ended.count()).toBe(Number(all) - Number(live));
    await page.clock.setFixedTime(`${AFTER}T09:00:00`);
    await wake(page);
    await expect.poll(() => ended.count()).toBe(Number(all));
    expect(await textOf(page)).toContain(`0 of ${String(all)} claims up to date`);
    expect(await textOf(page)).toMatch(/Expired|Review is overdue/);
    await page.clock.setFixedTime('2036-01-03T09:00:00');
    await wake(page);
    expect(await ended.count()).toBe(Number(all));
  });

  test('greys in a page that nothing wakes', async () => {
    const { page } = await sample.open();
    await page.clock.install({ time: `${BEFORE}T23:00:00` });
    await page.goto(CARD);
    await page.clock.runFor(5000);
    await page.waitForLoadState('networkidle');
    await page.clock.runFor(5000);
    const ended = page.getByText('No longer checked');
    const before = await ended.count();
    await page.clock.fastForward(10 * 365 * 86_400_000);
    await expect.poll(() => ended.count()).toBeGreaterThan(before);
  });
});

interface Surface {
  path: string;
  prepare?: (page: Page) => Promise<unknown>;
  before: RegExp;
  after: RegExp;
  /** What is not there any more. */
  gone: RegExp;
}

describe('the day turns over', () => {
  test.each<[string, Surface]>([
    [
      'a call',
      {
        path: '/call/kestrowe/',
        before: /[1-9]\d* of \d+ claims up to date/,
        after: /\b0 of \d+ claims up to date/,
        gone: /[1-9]\d* of \d+ claims up to date/,
      },
    ],
    [
      'a brief',
      {
        path: '/brief/?competitor=kestrowe',
        before: /30 Nov 2026/,
        after: /2 Jan 2036/,
        gone: /30 Nov 2026/,
      },
    ],
    [
      'the library',
      {
        path: '/library/?q=kestrowe',
        before: /Review due|Good until/,
        after: /Review was due/,
        gone: /Review due|Good until/,
      },
    ],
    [
      'a list of pages',
      {
        path: '/battlecards/',
        before: /Checked|Review due/,
        after: /Review was due/,
        gone: /Checked|Review due \d/,
      },
    ],
    [
      'a product',
      {
        path: '/products/cold/',
        before: /Checked|Review due/,
        after: /Review was due/,
        gone: /Checked|Review due \d/,
      },
    ],
    ['what is due', { path: '/due/', before: /Review due/, after: /Review was due/, gone: /Review due \d/ }],
    [
      'what is asked of reps',
      { path: '/asks/', before: /30 Nov 2026/, after: /Nothing is asked of reps today/, gone: /30 Nov 2026/ },
    ],
  ])('%s', async (_, { path, prepare, before, after, gone }) => {
    const page = await openOn(path);
    await prepare?.(page);
    await expect.poll(() => textOf(page)).toMatch(before);
    await turnDay(page);
    await expect.poll(() => textOf(page)).toMatch(after);
    expect(await textOf(page)).not.toMatch(gone);
  });

  test('the line on home that says what is asked this week', async () => {
    const page = await openOn('/');
    const line = page.getByRole('link', { name: /this week/ });
    const before = await line.textContent();
    await turnDay(page);
    await expect.poll(() => line.textContent()).not.toBe(before);
  });

  test('a search that stands open, and what of it may be copied', async () => {
    const page = await openOn('/');
    await searchFor(page, 'kestrowe');
    const list = page.getByRole('listbox');
    await expect.poll(() => list.innerText()).toMatch(/Review due|Good until/);
    await turnDay(page);
    await expect.poll(() => list.innerText()).toMatch(/Review was due/);
    expect(await list.innerText()).not.toMatch(/Review due|Good until/);
    expect(await fieldOf(page).inputValue()).toBe('kestrowe');
  });

  test('an objection that was heard yesterday counts again', async () => {
    const page = await openOn(CARD);
    const button = page.getByRole('button', { name: /^Heard this/ }).first();
    await button.click();
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('true');
    await turnDay(page);
    await expect.poll(() => button.getAttribute('aria-pressed')).toBe('false');
  });
});

describe('any page that stands open over midnight says what it says when it is opened anew', () => {
  test('on every kind of page', async () => {
    const differ: Record<string, [open: string, anew: string]> = {};
    // A draft has the day on which it was begun.
    const paths = onePageOfEachRoute(inject('sampleDist')).filter((path) => path !== '/new/');
    for (const path of paths) {
      const page = await openOn(path);
      await turnDay(page);
      const anew = await sample.open({ today: AFTER });
      await anew.page.goto(path);
      await anew.page.waitForLoadState('networkidle');
      const wanted = await textOf(anew.page);
      const isSame = await page
        .waitForFunction((text) => document.querySelector('main')?.innerText === text, wanted, {
          timeout: 5000,
        })
        .then(
          () => true,
          () => false,
        );
      if (!isSame) differ[path] = [await textOf(page), wanted];
      await page.context().close();
      await anew.leave();
    }
    expect(differ).toEqual({});
  });
});
