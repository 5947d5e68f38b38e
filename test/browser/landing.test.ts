import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { hitsOf, searchFor } from '../support/browser/palette.ts';

const sample = openSampleHub();
/** A day on which the claims of the sample still hold. */
const today = '2026-11-22';

/** The sentence that the page landed on, once it has the focus. */
async function landedOn(page: Page): Promise<Locator> {
  const focused = page.locator('article [id*="/"]:focus');
  await focused.waitFor();
  return focused;
}

interface Place {
  isInView: boolean;
  isUnfolded: boolean;
  isMarked: boolean;
  text: string;
}

/** What a reader sees of it: all of it in view, nothing of it folded, another ground than around it. */
const readPlace = (place: Locator): Promise<Place> =>
  place.evaluate((element): Place => {
    const { top, bottom } = element.getBoundingClientRect();
    const folded = [...element.querySelectorAll('details'), element.closest('details')];
    return {
      isInView: top >= 0 && bottom <= innerHeight,
      isUnfolded: folded.every((details) => details === null || details.open),
      isMarked:
        getComputedStyle(element).backgroundColor !==
        getComputedStyle(element.parentElement ?? element).backgroundColor,
      text: (element as HTMLElement).innerText,
    };
  });

const seen = { isInView: true, isUnfolded: true, isMarked: true };

describe.each([390, 1440])('at %i pixels a hit of the palette', (width) => {
  test.each([
    ['kestrowe typing everything in again', 'I can’t face typing everything in again', /typing/i],
    ['brindlestack screen in flight mode', 'Ask to see the driver screen', /flight/i],
    ['brindlestack one page in the last release notes', 'one page in the last two release notes', /release/i],
    ['first phase will still be running', 'Phase one will still be running', /running/i],
    // On a slide of the deck that the page offers.
    ['ten probes diary inspector may keep', 'Ten probes in five of your vans', /probes/i],
  ])('says and opens what was looked for: %s', async (typed, wanted, marked) => {
    const { page } = await sample.open({ width, today });
    await page.goto('/');
    await searchFor(page, typed);
    const first = hitsOf(page).first();
    expect((await first.innerText()).replaceAll("'", '’')).toContain(wanted);
    expect((await first.locator('mark').allInnerTexts()).join(' ')).toMatch(marked);
    await page.keyboard.press('Enter');
    const place = await landedOn(page);
    await expect.poll(() => readPlace(place)).toMatchObject(seen);
    expect((await readPlace(place)).text.replaceAll("'", '’')).toContain(wanted);
    expect(decodeURIComponent(new URL(page.url()).hash)).toBe(`#${String(await place.getAttribute('id'))}`);
  });

  test('opens an answer at its top', async () => {
    const { page } = await sample.open({ width, today });
    await page.goto('/');
    await searchFor(page, 'is there a setup fee');
    expect(await hitsOf(page).first().getAttribute('href')).toBe('/answers/what-does-it-cost/');
    expect(await hitsOf(page).first().innerText()).toContain('Routes is £38');
  });

  test('never opens at what must not be said', async () => {
    const { page } = await sample.open({ width, today });
    await page.goto('/');
    for (const typed of [
      'brindlestack never fight over licence cost',
      'from invites a hunt',
      'one contract one number to call',
    ]) {
      await searchFor(page, typed);
      const links = await hitsOf(page).evaluateAll((all) =>
        all.map((each) => each.getAttribute('href') ?? ''),
      );
      expect(links.length).toBeGreaterThan(0);
      expect(
        links.filter((href) => /#(?:pricing|do-not-say|why-we-lose)(?:$|\/one-contract)/.test(href)),
      ).toEqual([]);
      expect(await hitsOf(page).first().innerText()).not.toMatch(
        /never fight|invites a hunt|One contract and one number/i,
      );
    }
  });
});

test('a row of the library says and opens the same', async () => {
  const { page } = await sample.open({ today });
  await page.goto('/library/?q=auditor+knows+frostmere+reports');
  const row = page.getByRole('main').getByRole('listitem').getByRole('link').first();
  await row.locator('mark').first().waitFor();
  await expect.poll(() => row.innerText()).toContain('Our auditor knows the Frostmere reports');
  await row.click();
  const place = await landedOn(page);
  await expect.poll(() => readPlace(place)).toMatchObject(seen);
  expect((await readPlace(place)).text).toContain('Our auditor knows the Frostmere reports');
});

describe('an address of a sentence', () => {
  test('leads on within a page that is open', async () => {
    const { page } = await sample.open({ today });
    await page.goto('/battlecards/kestrowe/#objections/they-re-cheaper-per-van');
    await landedOn(page);
    await searchFor(page, 'kestrowe drivers love their maps');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await readPlace(await landedOn(page))).text).toContain('My drivers love');
    expect(await page.locator('[data-landed]').count()).toBe(1);
  });

  test('that was worded anew leads to what is left of its words', async () => {
    const { page } = await sample.open({ today });
    await page.goto('/battlecards/kestrowe/#objections/they-are-much-cheaper-4k2');
    expect((await readPlace(await landedOn(page))).text).toContain(
      'They’re cheaper per van.'.replace('’', "'"),
    );
  });

  test('of which nothing is left leads to its heading', async () => {
    const { page } = await sample.open({ today });
    await page.goto('/battlecards/kestrowe/#objections/zebra-crossing');
    const heading = page.getByRole('heading', { name: /^Objections/ });
    await expect.poll(() => heading.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('of a heading goes there as it always did', async () => {
    const { page } = await sample.open({ today });
    await page.goto('/battlecards/kestrowe/#traps-to-set');
    const heading = page.getByRole('heading', { name: /^Traps to set/ });
    await expect
      .poll(() => heading.evaluate((element) => element.getBoundingClientRect().top))
      .toBeLessThan(200);
  });
});
