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
import type { Visitor } from '../support/browser/visitor.ts';

const sample = openSampleHub();

async function visit(): Promise<Visitor> {
  const visitor = await sample.open();
  await recordReportedEvents(visitor.page);
  await visitor.page.goto('/');
  return visitor;
}

describe('opening', () => {
  test.each(['/', 'Control+k', 'Meta+k'])('%s opens the palette and puts the cursor into it', async (key) => {
    const { page, errors } = await visit();
    await page.keyboard.press(key);
    await fieldOf(page).waitFor();
    await expect.poll(() => isFieldFocused(page), patience).toBe(true);
    expect(errors).toEqual([]);
  });

  test('a search button opens it, and Escape closes it and gives the focus back', async () => {
    const { page } = await visit();
    const button = page.getByRole('button', { name: /^Search/ }).first();
    await button.focus();
    await button.press('Enter');
    await fieldOf(page).waitFor();
    await page.keyboard.press('Escape');
    await fieldOf(page).waitFor({ state: 'hidden' });
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

describe('searching', () => {
  test('arrows choose, the field names the chosen hit, Enter opens its section', async () => {
    const { page } = await visit();
    await searchFor(page, 'price objection');
    await page.keyboard.press('ArrowDown');
    const chosen = paletteOf(page).getByRole('option', { selected: true });
    const second = hitsOf(page).nth(1);
    await expect.poll(() => chosen.getAttribute('id')).toBe(await second.getAttribute('id'));
    expect(await fieldOf(page).getAttribute('aria-activedescendant')).toBe(await second.getAttribute('id'));
    const address = await second.getAttribute('href');
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname + url.hash === address);
  });

  test('Enter pressed before the answer is there opens the first hit of that answer', async () => {
    const { page } = await visit();
    await searchFor(page, 'invoice');
    const release = await holdIndex(page);
    await fieldOf(page).fill('kestrowe');
    await page.keyboard.press('Enter');
    release();
    await page.waitForURL((url) => url.pathname !== '/');
    expect(new URL(page.url()).pathname).toBe('/battlecards/kestrowe/');
  });

  test('says what it did with a mistyped word', async () => {
    const { page } = await visit();
    await searchFor(page, 'competetor');
    expect(await remarksOf(page).textContent()).toContain('Showing “competitor” for “competetor”.');
  });
});

describe('a row', () => {
  test('is heard as title, benefit, kind, age, audience and reason', async () => {
    const { page, context } = await visit();
    await page.clock.setFixedTime('2026-12-01T09:00:00');
    await searchFor(page, 'price objection');
    const { nodes } = await (await context.newCDPSession(page)).send('Accessibility.getFullAXTree');
    const heard = nodes.filter(({ role }) => role?.value === 'option').map(({ name }) => String(name?.value));
    expect(heard[0]?.replaceAll(' . ', '. ')).toBe(
      'They push back on price Five moves to make before you give a single percent, and what to get in return ' +
        'when you do. Play. Good until 28 Apr 2027. Internal only. push back for “objection”. ',
    );
    const marks = hitsOf(page).first().locator('mark');
    expect(await marks.allTextContents()).toEqual(['push', 'back', 'price']);
  });

  test.each([
    ['2026-12-15', 'Review due 15 Dec 2026'],
    ['2026-12-16', 'Review was due 15 Dec 2026'],
    ['2027-04-01', 'Expired 31 Mar 2027'],
  ])('on %s by the clock of the reader says “%s”', async (day, sentence) => {
    const { page } = await visit();
    await page.clock.setFixedTime(`${day}T09:00:00`);
    await searchFor(page, 'price list and quoting rules');
    expect(await hitsOf(page).first().textContent()).toContain(sentence);
  });

  test('says whether a customer may see it', async () => {
    const { page } = await visit();
    await searchFor(page, 'Larkmoor Cold on one page');
    expect(await hitsOf(page).first().textContent()).toContain('May be shared');
    await searchFor(page, 'kestrowe');
    expect(await hitsOf(page).first().textContent()).toContain('Internal only');
  });
});

describe('facets', () => {
  test('have names and counts, narrow the search, and are remembered by name', async () => {
    const { page } = await visit();
    await searchFor(page, 'price');
    await chipOf(page, /^Larkmoor Cold \d+$/).waitFor();
    await chipOf(page, /^Battlecards \d+$/).click();
    await settled(page);
    const addresses = await paletteOf(page)
      .locator('[role=listbox] > [role=option]')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    expect(addresses.length).toBeGreaterThan(3);
    expect(addresses.filter((address) => address?.startsWith('/battlecards/') !== true)).toEqual([]);
    await chipOf(page, /^Battlecards 6$/).waitFor();
    expect(await chipOf(page, /^Battlecards/).getAttribute('aria-pressed')).toBe('true');
    await page.reload();
    await holdIndex(page);
    await page.keyboard.press('/');
    await chipOf(page, /^Battlecards$/).waitFor();
  });

  test('hold at most three values, the oldest goes', async () => {
    const { page } = await visit();
    await searchFor(page, 'price');
    for (const name of [/^Battlecards/, /^Answers/, /^Collateral/, /^Larkmoor Cold/]) {
      await chipOf(page, name).click();
      await expect.poll(() => chipOf(page, name).getAttribute('aria-pressed'), patience).toBe('true');
    }
    const pressed = paletteOf(page).getByRole('button', { pressed: true });
    await expect
      .poll(async () => (await pressed.allTextContents()).map((text) => text.replace(/ \d+$/, '')), patience)
      .toEqual(['Answers', 'Collateral', 'Larkmoor Cold']);
  });

  test('that have nothing show what the whole hub has, say so, and can be left', async () => {
    const { page } = await visit();
    await searchFor(page, 'price');
    await chipOf(page, /^Departments/).click();
    await searchFor(page, 'steinach');
    expect(await remarksOf(page).textContent()).toMatch(
      /^Nothing in Departments\. These are from the whole hub, \d+ in all\.$/,
    );
    expect(await hitsOf(page).count()).toBeGreaterThan(0);
    await paletteOf(page).getByRole('button', { name: 'Search the whole hub' }).click();
    await settled(page);
    expect(await remarksOf(page).textContent()).toMatch(/^\d+ found\.$/);
    expect(await paletteOf(page).getByRole('button', { pressed: true }).count()).toBe(0);
  });

  test('that leave out what fits better name it, one step up chooses it, and it is copied or opened as any hit', async () => {
    const { page } = await visit();
    await searchFor(page, 'price');
    await chipOf(page, /^Answers/).click();
    await searchFor(page, 'kestrowe cheaper');
    await expect
      .poll(() => remarksOf(page).textContent(), patience)
      .toMatch(/^\d+ found\. .*Better outside Answers: Kestrowe.*, battlecard\.$/);
    await page.keyboard.press('ArrowUp');
    const chosen = paletteOf(page).getByRole('option', { selected: true });
    await expect.poll(() => chosen.getAttribute('href'), patience).toMatch(/^\/battlecards\/kestrowe\/#/);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === '/battlecards/kestrowe/');
  });

  test('that leave out what fits better open it with one tap, and hold no word of it where the best is in them', async () => {
    const { page } = await visit();
    await searchFor(page, 'price');
    await chipOf(page, /^Answers/).click();
    await searchFor(page, 'what does it cost');
    await chipOf(page, /^Answers \d/).waitFor();
    expect(await remarksOf(page).textContent()).toMatch(/^\d+ found\.$/);
    await searchFor(page, 'kestrowe cheaper');
    await paletteOf(page).getByRole('button', { name: 'Open it' }).click();
    await page.waitForURL((url) => url.pathname === '/battlecards/kestrowe/');
  });

  test('that cannot be counted hide no hits', async () => {
    const { page, context } = await visit();
    let counts = 0;
    await context.route('**/facet-*', (route) => {
      counts += 1;
      return route.abort();
    });
    await searchFor(page, 'price');
    await expect.poll(() => counts, patience).toBeGreaterThan(0);
    expect(await hitsOf(page).count()).toBeGreaterThan(0);
    expect(await paletteOf(page).getByText('could not be read').count()).toBe(0);
  });
});

describe('telling', () => {
  test('a search is told once it rests, not for every letter, and an opened hit with its place', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await fieldOf(page).pressSequentially('Price  Objection');
    await expect.poll(() => searchReportsOf(page), patience).toHaveLength(1);
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname !== '/');
    expect(await searchReportsOf(page)).toEqual([
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
    await searchFor(page, 'zzqqxy');
    await page.keyboard.press('Escape');
    await expect
      .poll(() => searchReportsOf(page), patience)
      .toEqual([
        { event: 'search_performed', properties: { query: 'zzqqxy', results: 0, surface: 'palette' } },
      ]);
  });
});
