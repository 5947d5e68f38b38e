import { describe, expect, inject, test } from 'vitest';
import { startHub } from '../support/hub.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  fieldOf,
  hitsOf,
  holdIndex,
  isFieldFocused,
  paletteOf,
  searchFor,
  settled,
} from '../support/browser/palette.ts';
import type { Visitor } from '../support/browser/visitor.ts';

const sample = openSampleHub();

async function visit(path: string): Promise<Visitor> {
  const visitor = await sample.open();
  await visitor.page.goto(path);
  return visitor;
}

const filesOf = ({ requests }: Visitor): string[] =>
  requests.filter((url) => url.includes('/search/')).map((url) => url.slice(url.lastIndexOf('/') + 1));

/** Waits until all of the index has come, as it does when nobody searches any more. */
async function keepAll({ responses }: Visitor): Promise<void> {
  const whole = () => responses.find((response) => response.url().endsWith('/all.txt'));
  await expect.poll(whole).toBeDefined();
  await whole()?.finished();
}

describe('while a query is typed', () => {
  test('titles come first, the rest of the rows when typing rests, and what was chosen stays chosen', async () => {
    const visitor = await visit('/');
    const { page } = visitor;
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await page.context().route(/\/search\/.*\/rows-/, async (route) => {
      await released;
      await route.continue();
    });
    await page.keyboard.press('/');
    await fieldOf(page).fill('price objection');
    await hitsOf(page).nth(1).waitFor();
    expect(filesOf(visitor).some((name) => name.startsWith('titles-'))).toBe(true);
    expect(await paletteOf(page).locator('mark').count()).toBeGreaterThan(0);
    expect(await paletteOf(page).locator('[role=listbox][aria-busy=true]').count()).toBe(1);
    const first = await hitsOf(page).first().textContent();
    await page.keyboard.press('ArrowDown');
    // With its rows a hit may move, and lead to a sentence of its page.
    const chosen = async () =>
      (await paletteOf(page).locator('[aria-selected=true]').getAttribute('href'))?.replace(/#.*/, '');
    const before = await chosen();
    release();
    await settled(page);
    expect(await hitsOf(page).first().textContent()).not.toBe(first);
    expect(before).toMatch(/^\/\w/);
    expect(await chosen()).toBe(before);
  });

  test('letters that come before the box belong into the box', async () => {
    const { page } = await visit('/');
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    await page.context().route(/\/_hub\/palette/, async (route) => {
      await released;
      await route.continue();
    });
    await page.keyboard.press('/');
    await page.keyboard.type('pricex');
    await page.keyboard.press('Backspace');
    release();
    await fieldOf(page).waitFor();
    await expect.poll(() => isFieldFocused(page)).toBe(true);
    await page.keyboard.type(' objection');
    await expect.poll(() => fieldOf(page).inputValue()).toBe('price objection');
    await settled(page);
    expect(await hitsOf(page).first().textContent()).toContain('push back on price');
  });

  test('a query that is overtaken is given up', async () => {
    const visitor = await sample.open();
    const { page } = visitor;
    await page.addInitScript(() => {
      const answered: string[] = [];
      Object.assign(window, { answered });
      window.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          this.addEventListener('message', ({ data }: MessageEvent<{ answer?: { query: string } }>) => {
            if (data.answer !== undefined) answered.push(data.answer.query);
          });
        }
      };
    });
    await page.goto('/');
    await searchFor(page, 'price');
    const release = await holdIndex(page);
    const before = filesOf(visitor).length;
    await fieldOf(page).fill('kestrowe');
    await expect.poll(() => filesOf(visitor).length).toBeGreaterThan(before);
    await fieldOf(page).fill('invoice');
    release();
    await settled(page);
    const answered: string[] = await page.evaluate('answered');
    expect(answered).toContain('invoice');
    expect(answered).not.toContain('kestrowe');
  });
});

describe('once a search has rested', () => {
  test('new words are answered with the server gone', async () => {
    const own = await startHub(inject('sampleDist'));
    const visitor = await sample.open({}, own.origin);
    const { page } = visitor;
    await page.goto('/');
    await searchFor(page, 'price');
    await keepAll(visitor);
    await own.stop();
    await fieldOf(page).fill('kestrowe');
    await settled(page);
    expect(await hitsOf(page).first().getAttribute('href')).toBe('/battlecards/kestrowe/');
    await fieldOf(page).fill('frosst mirre');
    await settled(page);
    expect(await paletteOf(page).textContent()).not.toContain('could not be');
  });

  test('the library answers new words with the server gone', async () => {
    const own = await startHub(inject('sampleDist'));
    const visitor = await sample.open({}, own.origin);
    const { page } = visitor;
    await page.goto('/library/?q=price');
    await keepAll(visitor);
    await own.stop();
    await page.getByRole('searchbox', { name: 'Search the library' }).fill('kestrowe');
    const rows = page.getByRole('main').getByRole('listitem').getByRole('link');
    await rows.filter({ hasText: 'Kestrowe' }).first().waitFor();
    await expect.poll(() => rows.first().getAttribute('href')).toBe('/battlecards/kestrowe/');
  });

  test('nothing more is fetched for a reader who saves data', async () => {
    const saving = await visit('/');
    const devtools = await saving.context.newCDPSession(saving.page);
    await devtools.send('Emulation.setDataSaverOverride', { dataSaverEnabled: true });
    await searchFor(saving.page, 'price');
    const other = await visit('/');
    await searchFor(other.page, 'price');
    await keepAll(other);
    expect(filesOf(saving)).not.toContain('all.txt');
  });
});

/** What a page fetches is seen from its worker too. */
test('a page that nobody searched has fetched no part of the index', async () => {
  const visitor = await visit('/');
  await visitor.page.waitForLoadState('networkidle');
  expect(filesOf(visitor)).toEqual([]);
});
