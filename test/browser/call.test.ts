import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { clipboardOf } from '../support/browser/clipboard.ts';
import {
  EVERY_LOOK,
  findBarriers,
  settle,
  type Visitor,
  type VisitorTraits,
} from '../support/browser/visitor.ts';

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

async function copied(page: Page, key: string): Promise<{ plain: string; html: string }> {
  await page.keyboard.press(key);
  await expect.poll(() => statusOf(page).textContent()).toMatch(/copied for the|^Copied for the/);
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

  test('the copy for the CRM is one line: what, when and where with the revision, as text and as a link', async () => {
    const { page, leave } = await visit('/call/vantello/', { today: '2026-11-22' });
    await page.keyboard.type('drivers');
    const { plain, html } = await copied(page, 'Shift+Enter');
    expect(plain).toMatch(
      /^Vantello · “The drivers won't learn another app\.” · used 22 Nov 2026 · http:\/\/\S+\/battlecards\/vantello\/\?rev=[0-9a-f]{12}$/,
    );
    expect(html).toMatch(/<a href="http:\/\/[^"]+\/battlecards\/vantello\/\?rev=[0-9a-f]{12}">/);
    expect(html).not.toContain('first round');
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
      expect(await page.getByRole('button', { name: /^Copy for/i }).count()).toBe(0);
    }
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
    await leave();
  });
});

/** Types what a customer says and gives the entries that are found, each with where it is from. */
async function say(page: Page, words: string): Promise<string[]> {
  await fieldOf(page).fill(words);
  return page.getByRole('option').allTextContents();
}

describe('what the customer says', () => {
  test.each(['cheaper', 'a lot cheaper than you', '12 quid', 'discount', 'any reduction?', '10 percent off'])(
    '“%s” finds the objection about the price, whose words are others',
    async (words) => {
      const { page } = await visit('/call/vantello/');
      await isEverythingHere(page);
      await say(page, words);
      expect(await chosenOf(page).textContent()).toMatch(/twelve pounds.*This card/s);
    },
  );

  test('is looked for in this card, then in the others, then in all answers, each with its place', async () => {
    const { page } = await visit('/call/vantello/');
    await isEverythingHere(page);
    const places = (await say(page, 'too expensive')).map(
      (each) => /This card|Kestrowe|Ordanto|Answer|Claim/.exec(each)?.[0],
    );
    expect(places[0]).toBe('This card');
    expect(places.at(-1)).toBe('Answer');
    expect(places).toContain('Kestrowe');
    expect(places.lastIndexOf('Kestrowe')).toBeLessThan(places.indexOf('Answer'));
  });

  test('and what only another asset answers is copied and counted as that one’s', async () => {
    const { page } = await visit('/call/vantello/', { today: '2026-11-22' });
    await isEverythingHere(page);
    await say(page, 'works council');
    expect(await chosenOf(page).textContent()).toMatch(/Can drivers be tracked\?.*Answer/s);
    const { plain } = await copied(page, 'Enter');
    expect(plain).toMatch(/^The office sees where a van is/);
    expect(plain).not.toMatch(/anonymous|From Answer|Can drivers/);
    expect((await copied(page, 'Shift+Enter')).plain).toMatch(
      /^Can drivers be tracked\? · used 22 Nov 2026 · http\S+\/answers\/can-drivers-be-tracked\/\?rev=/,
    );
    const told = (await reportedBy(page)).filter(({ event }) => event === 'asset_copied');
    const asset_id = 'answers/can-drivers-be-tracked';
    expect(told.map(({ properties }) => properties)).toMatchObject([
      { what: 'answer', asset_id, surface: 'call' },
      { what: 'link', asset_id, surface: 'call' },
    ]);
  });

  test.each(['xylophone', 'the weather is nice', 'why not', 'who won the match'])(
    'and “%s”, which nothing answers, chooses nothing, and no key copies anything',
    async (words) => {
      const { page } = await visit('/call/vantello/');
      await isEverythingHere(page);
      await page.evaluate(() => navigator.clipboard.writeText('before'));
      await say(page, words);
      await fieldOf(page).focus();
      expect(await chosenOf(page).count()).toBe(0);
      expect(await page.getByRole('button', { name: /^Copy for/i }).count()).toBe(0);
      for (const key of ['Enter', 'Shift+Enter', 'Control+c']) {
        await page.keyboard.press(key);
        await expect
          .poll(() => statusOf(page).textContent())
          .toBe('Nothing is chosen, so nothing was copied.');
      }
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
      expect((await reportedBy(page)).map(({ event }) => event)).toEqual(['asset_viewed']);
    },
  );

  test('and what nothing answers is requested with one key, and letters typed then begin anew', async () => {
    const { page } = await visit('/call/vantello/');
    await isEverythingHere(page);
    await page.keyboard.type('Xylophone  tuning');
    await page.getByRole('button', { name: 'Request this' }).waitFor();
    for (const _ of [1, 2]) await page.keyboard.press('Control+Enter');
    await expect.poll(() => statusOf(page).textContent()).toMatch(/^Requested\./);
    await page.getByRole('button', { name: 'Requested', disabled: true }).waitFor();
    const asked = (await reportedBy(page)).filter(({ event }) => event === 'asset_requested');
    expect(asked).toEqual([
      { event: 'asset_requested', properties: { query: 'xylophone tuning', surface: 'call' } },
    ]);
    await page.keyboard.type('drivers');
    expect(await fieldOf(page).inputValue()).toBe('drivers');
    expect(await chosenOf(page).textContent()).toContain('another app');
    await say(page, 'xylophone tuning');
    await page.getByRole('button', { name: 'Requested', disabled: true }).waitFor();
    await say(page, 'zither');
    await page.getByRole('button', { name: 'Request this' }).click();
    await page.keyboard.type('cheaper');
    expect(await fieldOf(page).inputValue()).toBe('cheaper');
  });

  test('is typed where / leads, and keys do the same with Caps Lock', async () => {
    const { page } = await visit('/call/vantello/');
    await page.getByRole('tab', { name: 'Claims' }).focus();
    await page.keyboard.press('/');
    expect(await fieldOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.keyboard.type('DRIVERS');
    await page.keyboard.press('Control+C');
    await expect.poll(() => statusOf(page).textContent()).toBe('Copied for the customer.');
    await page.goto('/battlecards/vantello/');
    await page.keyboard.press('C');
    await page.waitForURL('**/call/vantello/');
  });

  test('is found in the card alone while the rest is on its way, and what was chosen stays chosen', async () => {
    const { page, context } = await sample.open();
    const held = Promise.withResolvers<void>();
    await context.route('**/call/elsewhere.json', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto('/call/vantello/');
    await say(page, 'too expensive');
    const before = await chosenOf(page).textContent();
    const isThere = page.waitForResponse('**/call/elsewhere.json');
    held.resolve();
    await (await isThere).finished();
    expect(await chosenOf(page).textContent()).toBe(before);
    await expect.poll(() => say(page, 'works council')).not.toEqual([]);
  });

  test('is looked for in the card where the rest cannot be had, which is said', async () => {
    const { page, context } = await sample.open();
    await context.route('**/call/elsewhere.json', (route) => route.abort());
    await page.goto('/call/vantello/');
    await say(page, 'xylophone');
    await expect.poll(() => answerOf(page).textContent()).toContain('are not on this device');
    expect((await say(page, 'drivers'))[0]).toContain('another app');
  });
});

/** Waits until the words of other cards and the answers have come. */
async function isEverythingHere(page: Page): Promise<void> {
  await expect.poll(() => say(page, 'betriebsrat')).not.toEqual([]);
  await fieldOf(page).fill('');
}

test('what expires while the call lasts is not copied, and goes', async () => {
  const { page, context } = await visit('/call/vantello/', { today: '2026-11-22' });
  await page.evaluate(() => navigator.clipboard.writeText('before'));
  await page.keyboard.press('ArrowRight');
  const count = await page.getByRole('option').count();
  await context.clock.setFixedTime('2036-01-01T12:00:00Z');
  await page.keyboard.press('Enter');
  await expect.poll(() => statusOf(page).textContent()).toMatch(/was not copied/);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('before');
  expect(await page.getByRole('option').count()).toBeLessThan(count);
});

test('a name that no card has leads nowhere', async () => {
  const { page } = await visit('/call/');
  await page.keyboard.type('xylophone');
  await page.keyboard.press('Enter');
  expect(await statusOf(page).textContent()).toBe('There is no card on “xylophone”.');
  expect(new URL(page.url()).pathname).toBe('/call/');
});

test('claims are gone from a call on the day after their last, with no rebuild', async () => {
  const { page, leave } = await visit('/call/vantello/', { today: '2036-01-01' });
  await expect.poll(() => page.getByText('0 of 10 claims up to date').count()).toBe(1);
  await page.keyboard.press('ArrowRight');
  expect(await page.getByRole('option').filter({ hasNotText: 'Do not say aloud' }).count()).toBe(0);
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

test.each(EVERY_LOOK)(
  'no state of a call has a barrier that axe knows in $theme at $width pixels',
  async (traits) => {
    const { page, errors } = await visit('/call/vantello/', traits);
    const isOpen = async (): Promise<void> => expect(await findBarriers(page)).toEqual([]);
    for (const name of ['Claims', 'Questions', 'Traps', 'Answers']) {
      await page.getByRole('tab', { name }).click();
      await isOpen();
    }
    await isEverythingHere(page);
    await say(page, 'cheaper');
    await isOpen();
    await page.getByRole('button', { name: 'Copy For the customer' }).click();
    await expect.poll(() => statusOf(page).textContent()).toBe('Copied for the customer.');
    await isOpen();
    await say(page, 'zither');
    await isOpen();
    await page.getByRole('button', { name: 'Request this' }).click();
    await expect.poll(() => statusOf(page).textContent()).toMatch(/^Requested/);
    await isOpen();
    expect(errors).toEqual([]);
  },
);

test('what was copied out of a chat is pasted, lines and marks and all, and however long', async () => {
  const { page } = await visit('/call/vantello/');
  await isEverythingHere(page);
  const said = '“Honestly,\n  the drivers\twon’t learn\u00a0another app!”\n';
  for (const text of [said, said.repeat(100)]) {
    await page.evaluate((words) => navigator.clipboard.writeText(words), text);
    await fieldOf(page).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('ControlOrMeta+v');
    await expect.poll(() => chosenOf(page).textContent()).toMatch(/another app.*This card/s);
  }
});
