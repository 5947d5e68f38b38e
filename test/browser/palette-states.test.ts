import { describe, expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  chipOf,
  fieldOf,
  hitsOf,
  holdIndex,
  isFieldFocused,
  paletteOf,
  patience,
  remarksOf,
  searchReportsOf,
  searchFor,
  settled,
} from '../support/browser/palette.ts';
import { recordReportedEvents } from '../support/browser/reported-events.ts';
import { findBarriers, type Visitor, type VisitorTraits } from '../support/browser/visitor.ts';

const sample = openSampleHub();

async function visit(traits: VisitorTraits = {}): Promise<Visitor> {
  const visitor = await sample.open(traits);
  await recordReportedEvents(visitor.page);
  await visitor.page.goto('/');
  return visitor;
}

describe('a search that finds nothing', () => {
  test('says so, offers the nearest words, and searches for the one that is taken', async () => {
    const { page } = await visit();
    await searchFor(page, 'vamtelo');
    await paletteOf(page).getByText('Nothing answers “vamtelo”.').waitFor();
    await paletteOf(page).getByRole('button', { name: 'vantello' }).click();
    await settled(page);
    expect(await fieldOf(page).inputValue()).toBe('vantello');
    await expect.poll(() => isFieldFocused(page)).toBe(true);
    expect(await hitsOf(page).first().getAttribute('href')).toContain('/battlecards/vantello/');
  });

  test('is requested in one tap: the event is sent, the page stays', async () => {
    const { page } = await visit();
    await searchFor(page, '  Zzqqxy   Kraken ');
    const request = paletteOf(page).getByRole('button', { name: 'Request this' });
    await request.click();
    await paletteOf(page).getByRole('button', { name: 'Requested' }).press('Enter');
    await paletteOf(page).getByText('see what was asked for, not who asked').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    const query = 'zzqqxy kraken';
    expect(await searchReportsOf(page)).toEqual([
      { event: 'search_performed', properties: { query, results: 0, surface: 'palette' } },
      { event: 'asset_requested', properties: { query, surface: 'palette' } },
    ]);
    const more = paletteOf(page).getByRole('link', { name: 'Say more on GitHub' });
    expect(await more.getAttribute('href')).toMatch(
      /\/issues\/new\?template=request\.yml&title=Zzqqxy%20%20%20Kraken&asked=Zzqqxy%20%20%20Kraken$/,
    );
  });

  test('is not requested where nothing may be recorded', async () => {
    const visitor = await visit();
    const { page } = visitor;
    await page.evaluate(() => localStorage.setItem('hub:opt-out', 'yes'));
    await page.reload();
    await searchFor(page, 'zzqqxy');
    await paletteOf(page).getByText('Recording is off in this browser').waitFor();
    expect(await paletteOf(page).getByRole('button', { name: 'Request this' }).count()).toBe(0);
  });

  test('names the scope that was searched first', async () => {
    const { page } = await visit();
    await searchFor(page, 'price');
    await chipOf(page, /^Battlecards/).click();
    await searchFor(page, 'zzqqxy');
    expect(await paletteOf(page).textContent()).toContain(
      'Nothing answers “zzqqxy”, in Battlecards or elsewhere.',
    );
  });

  test('for one word of several offers to request, beside the hits of the others', async () => {
    const { page } = await visit();
    await searchFor(page, 'salesforce integration');
    expect(await remarksOf(page).textContent()).toContain('No asset has “salesforce”.');
    expect(await hitsOf(page).count()).toBeGreaterThan(0);
    await paletteOf(page).getByRole('button', { name: 'Request this' }).click();
    await expect.poll(() => remarksOf(page).textContent()).toContain('Counted.');
    expect(await searchReportsOf(page)).toContainEqual({
      event: 'asset_requested',
      properties: { query: 'salesforce integration', surface: 'palette' },
    });
  });
});

describe('without an answer', () => {
  test('a palette that cannot be fetched gives way to the library, with what was typed', async () => {
    const { page, context } = await sample.open();
    const { promise, resolve: fail } = Promise.withResolvers<void>();
    // Before the page is opened: what a page fetches in the moment of this goes around it.
    await context.route('**/_hub/palette.*.js', async (route) => {
      await promise;
      await route.abort();
    });
    await page.goto('/');
    await page.keyboard.type('/kes');
    fail();
    await page.waitForURL((url) => url.pathname === '/library/');
    expect(new URL(page.url()).search).toBe('?q=kes');
  });

  test('a failed search is told from an empty one, and tried again', async () => {
    const { page, context } = await visit();
    await context.route('**/search/**', (route) => route.abort());
    await searchFor(page, 'price');
    await paletteOf(page).getByText('The search could not be read.').waitFor();
    await context.unroute('**/search/**');
    await paletteOf(page).getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => hitsOf(page).count(), patience).toBeGreaterThan(0);
  });

  test('a failed search goes on by itself when the network is back', async () => {
    const { page, context } = await visit();
    await searchFor(page, '');
    await context.setOffline(true);
    await searchFor(page, 'price');
    await paletteOf(page).getByText('The search could not be read.').waitFor();
    await context.setOffline(false);
    await expect.poll(() => hitsOf(page).count(), patience).toBeGreaterThan(0);
  });

  test('a late one leaves the hits before it in their places and says that it is late', async () => {
    const { page } = await visit();
    await searchFor(page, 'invoice');
    const before = await hitsOf(page).allTextContents();
    const release = await holdIndex(page);
    await fieldOf(page).fill('kestrowe objection');
    await expect.poll(() => remarksOf(page).textContent(), patience).toContain('The line is slow.');
    expect(await hitsOf(page).allTextContents()).toEqual(before);
    release();
    await settled(page);
    expect(await remarksOf(page).textContent()).toMatch(/^\d+ found\.$/);
  });
});

describe('while one types', () => {
  test('the box keeps its size, whatever is found', async () => {
    const { page } = await visit();
    const sizes: string[] = [];
    for (const typed of ['p', 'price objection', 'salesforce integration', 'zzqqxy', '?', 'kestrowe']) {
      await searchFor(page, typed);
      sizes.push(JSON.stringify(await paletteOf(page).boundingBox()));
    }
    expect(new Set(sizes).size).toBe(1);
  });

  test('a row of which only the title is known has the height that it will have', async () => {
    const { page, context } = await visit();
    const { promise, resolve: release } = Promise.withResolvers<void>();
    await context.route('**/rows-*', async (route) => {
      await promise;
      await route.continue();
    });
    await page.keyboard.press('/');
    await fieldOf(page).fill('objection');
    await hitsOf(page).nth(3).waitFor();
    const tops = () => hitsOf(page).evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().top));
    const before = { tops: await tops(), text: (await hitsOf(page).first().textContent()) ?? '' };
    release();
    await settled(page);
    expect(((await hitsOf(page).first().textContent()) ?? '').length).toBeGreaterThan(before.text.length);
    expect(await tops()).toEqual(before.tops);
  });
});

describe.each([
  ['light', 360],
  ['dark', 360],
  ['light', 1280],
  ['dark', 1280],
] as const)('for everybody, %s at %d pixels', (theme, width) => {
  test.each(['', 'price objection', 'salesforce integration', 'zzqqxy', 'vamtelo', '?'])(
    'no barrier with "%s" typed',
    async (typed) => {
      const { page } = await visit({ theme, width });
      await searchFor(page, typed);
      expect(await findBarriers(page)).toEqual([]);
      const widths = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.querySelector('dialog')?.scrollWidth ?? 0,
      ]);
      expect(Math.max(...widths)).toBeLessThanOrEqual(width);
      const bare = await page.evaluate(
        () => innerHeight - (document.querySelector('.palette-box')?.getBoundingClientRect().height ?? 0),
      );
      // On a phone the page behind is out of sight, also while letters are typed.
      expect(bare === 0).toBe(width < 640);
    },
  );

  test('no barrier when the search cannot be read', async () => {
    const { page, context } = await visit({ theme, width });
    await context.route('**/search/**', (route) => route.abort());
    await searchFor(page, 'price');
    await paletteOf(page).getByText('The search could not be read.').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
