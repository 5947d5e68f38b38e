import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { findBarriers, settle, type Visitor, type VisitorTraits } from '../support/browser/visitor.ts';

const cards = listPages(inject('sampleDist')).filter((page) => /^\/call\/.+\/$/.test(page));
const sample = openSampleHub();

const fieldOf = (page: Page): Locator => page.getByRole('combobox');
const answerOf = (page: Page): Locator => page.getByRole('group', { name: 'The answer' });
const chosenOf = (page: Page): Locator => page.getByRole('option', { selected: true });
const statusOf = (page: Page): Locator => page.getByRole('status');

/** Opens a page, keeping what it reports. */
async function visit(path: string, traits: VisitorTraits = {}): Promise<Visitor> {
  const visitor = await sample.open(traits);
  await recordReportedEvents(visitor.page);
  await visitor.page.goto(path);
  await settle(visitor.page);
  return visitor;
}

/** The clipboard in both its forms. */
const clipboardOf = (page: Page): Promise<{ plain: string; html: string }> =>
  page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item?.getType(type))?.text() ?? '';
    return { plain: await read('text/plain'), html: await read('text/html') };
  });

async function copied(page: Page, key: string): Promise<{ plain: string; html: string }> {
  await page.keyboard.press(key);
  await expect.poll(() => statusOf(page).textContent()).toMatch(/^Copied/);
  return clipboardOf(page);
}

describe('by keyboard alone', () => {
  test('one key leads from a battlecard into the call and Escape back to it', async () => {
    const { page, leave } = await visit('/battlecards/vantello/');
    await page.keyboard.press('c');
    await page.waitForURL('**/call/vantello/');
    await page.keyboard.press('Escape');
    await page.waitForURL('**/battlecards/vantello/');
    expect(new URL(page.url()).pathname).toBe('/battlecards/vantello/');
    await leave();
  });

  test('a call begins with the name of a competitor, and leaves to where it was begun', async () => {
    const { page, leave } = await visit('/adoption/');
    await page.getByRole('link', { name: 'Call mode' }).click();
    await page.waitForURL('**/call/');
    await page.keyboard.type('vantelo');
    await expect.poll(() => chosenOf(page).textContent()).toContain('Vantello');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/call/vantello/');
    await page.keyboard.press('Escape');
    await page.waitForURL('**/adoption/');
    await leave();
  });

  test.each([
    ['signd up', /signed up ourselves/],
    ['too expensive', /twelve pounds/],
    ['drivers', /another app/],
    ['cancel any mo', /any month/],
  ])('“%s” brings its answer to the top, and Enter copies it', async (typed, heard) => {
    const { page, leave } = await visit('/call/vantello/');
    await page.keyboard.type(typed);
    await expect.poll(() => chosenOf(page).textContent()).toMatch(heard);
    const { plain, html } = await copied(page, 'Enter');
    expect(await answerOf(page).textContent()).toContain(plain.slice(0, 12));
    expect(html).toContain('<p>');
    const told = await reportedBy(page);
    const surface = 'call';
    expect(told.map(({ event }) => event)).toEqual(['asset_viewed', 'asset_copied', 'time_to_answer']);
    expect(told[1]?.properties).toMatchObject({
      what: 'objection',
      surface,
      asset_id: 'battlecards/vantello',
    });
    expect(told[2]?.properties).toEqual({ surface, by: 'copied', milliseconds: expect.any(Number) });
    await leave();
  });

  test('arrows choose, and what is chosen is what the field names', async () => {
    const { page, leave } = await visit('/call/vantello/');
    for (const step of [1, 2]) {
      await page.keyboard.press('ArrowDown');
      const named = await fieldOf(page).getAttribute('aria-activedescendant');
      expect(await chosenOf(page).getAttribute('id')).toBe(named);
      expect(await page.getByRole('option').nth(step).getAttribute('id')).toBe(named);
    }
    await leave();
  });

  test('claims, questions and traps are one key away, with what was typed', async () => {
    const { page, leave } = await visit('/call/vantello/');
    await page.keyboard.type('support');
    for (const name of ['Claims', 'Questions', 'Traps', 'Answers']) {
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('tab', { selected: true }).textContent()).toContain(name);
      expect(await page.getByRole('listbox').getAttribute('aria-label')).toBe(name);
    }
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => chosenOf(page).textContent()).toContain('support answers');
    await leave();
  });

  test('a note says what, when and where with the revision, as text and as a link', async () => {
    const { page, leave } = await visit('/call/vantello/', { today: '2026-11-22' });
    await page.keyboard.type('drivers');
    const { plain, html } = await copied(page, 'Shift+Enter');
    expect(plain).toMatch(
      /\n\nVantello · “The drivers won't learn another app\.” · used 22 Nov 2026 · http:\/\/\S+\/battlecards\/vantello\/\?rev=[0-9a-f]{12}$/,
    );
    expect(html).toMatch(/<a href="http:\/\/[^"]+\/battlecards\/vantello\/\?rev=[0-9a-f]{12}">/);
    await leave();
  });

  test('what is internal is marked and never copied', async () => {
    const { page, leave } = await visit('/call/vantello/');
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    await page.keyboard.press('ArrowRight');
    const internal = page.getByRole('option').filter({ hasText: 'Do not say aloud' });
    const count = await internal.count();
    expect(count).toBeGreaterThan(3);
    for (let at = 0; at < count; at += 1) {
      await internal.nth(at).click();
      for (const key of ['Enter', 'Shift+Enter', 'Control+c']) await page.keyboard.press(key);
      await expect.poll(() => statusOf(page).textContent()).toContain('not copied');
      expect(await page.getByRole('button', { name: /Copy/ }).count()).toBe(0);
    }
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
    await leave();
  });
});

test('claims are gone from a call on the day after their last, with no rebuild', async () => {
  const { page, leave } = await visit('/call/vantello/', { today: '2036-01-01' });
  await expect.poll(() => page.getByText('0 of 10 claims live').count()).toBe(1);
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('option').filter({ hasNotText: 'Do not say aloud' }).count()).toBe(0);
  await leave();
});

test('a battlecard copies with a note where the reader wants it, and with Shift the other way about', async () => {
  const { page, leave } = await visit('/battlecards/vantello/', { today: '2026-11-22' });
  const button = page.getByRole('button', { name: /^Copy: You're right/ });
  const read = async (): Promise<string> => (await clipboardOf(page)).plain;
  await button.click();
  await expect.poll(read).toMatch(/per driver per day\.$/);
  await page.getByRole('checkbox', { name: 'Copy with a note' }).check();
  await button.click();
  await expect.poll(read).toMatch(/ · used 22 Nov 2026 · \S+\?rev=[0-9a-f]{12}$/);
  await button.click({ modifiers: ['Shift'] });
  await expect.poll(read).toMatch(/per driver per day\.$/);
  await page.reload();
  await expect.poll(() => page.getByRole('checkbox', { name: 'Copy with a note' }).isChecked()).toBe(true);
  await leave();
});

test('the time from the first letter to the answer is told by search as well', async () => {
  const { page, leave } = await visit('/');
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: 'Search the hub' }).fill('vantello');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/battlecards/vantello/**');
  await expect
    .poll(async () => (await reportedBy(page)).filter(({ event }) => event === 'time_to_answer'))
    .toEqual([
      {
        event: 'time_to_answer',
        properties: { surface: 'palette', by: 'opened', milliseconds: expect.any(Number) },
      },
    ]);
  await leave();
});

/** Four words a second, with somebody on the line: what was heard and what stands large are read in ten seconds. */
const mostWordsInTenSeconds = 40;
/** With the rest of the answer and its question. */
const mostWords = 100;

describe.each(cards)('the first screen of %s', (path) => {
  test.each([
    { width: 390, height: 844, large: 26, small: 16 },
    { width: 1440, height: 900, large: 40, small: 16 },
  ])(
    'is read in ten seconds at $width × $height, with no scrolling',
    async ({ width, height, large, small }) => {
      const { page, leave } = await visit(path, { width });
      await page.setViewportSize({ width, height });
      const screen = await page.evaluate(() => {
        const answer = document.querySelector<HTMLElement>('[role=group]');
        const lead = answer?.querySelector<HTMLElement>('[data-part=lead]');
        const sizes: number[] = [];
        const walker = document.createTreeWalker(
          document.querySelector('main') ?? document,
          NodeFilter.SHOW_TEXT,
        );
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const holder = node.parentElement;
          const isShown = holder?.checkVisibility() === true && node.textContent?.trim() !== '';
          if (isShown && holder.closest('kbd') === null)
            sizes.push(parseFloat(getComputedStyle(holder).fontSize));
        }
        const small = [...document.querySelectorAll('a, button, input, [role=option]')].filter((each) => {
          const { height } = each.getBoundingClientRect();
          return height > 0 && height < 44;
        });
        return {
          words: (answer?.innerText ?? '').match(/\S+/g)?.length ?? 0,
          firstWords:
            `${answer?.querySelector('p')?.innerText ?? ''} ${lead?.innerText ?? ''}`.match(/\S+/g)?.length ??
            0,
          largest: lead === null || lead === undefined ? 0 : parseFloat(getComputedStyle(lead).fontSize),
          smallest: Math.min(...sizes),
          hidden: (answer?.scrollHeight ?? 0) - (answer?.clientHeight ?? 0),
          scrolls: document.documentElement.scrollHeight > innerHeight,
          bottom: answer?.getBoundingClientRect().bottom ?? Infinity,
          hardToTouch: small.map((each) => each.outerHTML.slice(0, 80)),
        };
      });
      expect(screen.firstWords).toBeLessThanOrEqual(mostWordsInTenSeconds);
      expect(screen.words).toBeLessThanOrEqual(mostWords);
      expect(screen.largest).toBeGreaterThanOrEqual(large);
      expect(screen.smallest).toBeGreaterThanOrEqual(small);
      expect(screen.hidden).toBeLessThanOrEqual(1);
      expect(screen.scrolls).toBe(false);
      expect(screen.bottom).toBeLessThan(height);
      expect(screen.hardToTouch).toEqual([]);
      await leave();
    },
  );
});

test.each(['light', 'dark'] as const)(
  'no list of a call has a barrier that axe knows in %s',
  async (theme) => {
    const { page, errors, leave } = await visit('/call/vantello/', { theme, width: 390 });
    for (const name of ['Claims', 'Questions', 'Traps', 'Answers']) {
      await page.getByRole('tab', { name }).click();
      expect(await findBarriers(page)).toEqual([]);
    }
    expect(errors).toEqual([]);
    await leave();
  },
);
