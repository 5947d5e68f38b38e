import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { isKept } from '../support/browser/offline-site.ts';
import { startFaultyHub } from '../support/browser/faulty-hub.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { EVERY_LOOK, findBarriers } from '../support/browser/visitor.ts';
import { installedOffice } from '../support/installed-office.ts';

const sample = openSampleHub();
/** Offers a PDF of two pages. */
const STORY = '/collateral/steinach-case-study/';
/** Offers a deck of nine slides, of which the eighth is hidden. */
const DECK = '/collateral/cold-one-pager/';
/** Offers a workbook. */
const PLAN = '/collateral/implementation-timeline/';

const placeOf = (page: Page) => page.getByRole('main').locator('.pages-at');
const shownPicture = (page: Page) =>
  page.evaluate(() => {
    const list = document.querySelector('[data-pages] ol');
    const frame = list?.getBoundingClientRect();
    const own = [...(list?.querySelectorAll('img') ?? [])].find(
      (each) => frame && Math.abs(each.getBoundingClientRect().left - frame.left) < 4,
    );
    const box = own?.getBoundingClientRect();
    return {
      alt: own?.alt ?? '',
      isLoaded: own !== undefined && own.complete && own.naturalWidth > 0,
      isInView: box !== undefined && box.top >= 0 && box.top < innerHeight / 2,
    };
  });
const isLoaded = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0;
const ready = async (page: Page) => page.getByRole('button', { name: 'Full screen' }).waitFor();

describe.each([390, 1440])('at %i pixels', (width) => {
  test('an address with the number of a page opens its picture, also before any script', async () => {
    const { page, context } = await sample.open({ width });
    await context.route('**/*.js', (route) => route.abort());
    await page.goto(`${STORY}#page=2`);
    await expect.poll(() => shownPicture(page)).toMatchObject({ isLoaded: true, isInView: true });
    expect((await shownPicture(page)).alt).toContain('The first audit');
  });

  test('keys, buttons and small pictures leaf, and the address follows', async () => {
    const visitor = await sample.open({ width });
    const { page } = visitor;
    await page.goto(`${STORY}#page=1`);
    await ready(page);
    await page.getByRole('list', { name: '2 pages' }).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => placeOf(page).textContent()).toBe('2 / 2');
    await expect.poll(() => shownPicture(page)).toMatchObject({ isLoaded: true });
    expect(new URL(page.url()).hash).toBe('#page=2');
    await page.keyboard.press('Home');
    await expect.poll(() => placeOf(page).textContent()).toBe('1 / 2');
    await page.keyboard.press('End');
    expect(await page.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Page before' }).click();
    await expect.poll(() => placeOf(page).textContent()).toBe('1 / 2');
    const small = page.getByRole('list', { name: 'Small pictures' }).getByRole('link', { name: 'Page 2' });
    await small.click();
    await expect.poll(() => placeOf(page).textContent()).toBe('2 / 2');
    expect(await small.getAttribute('aria-current')).toBe('true');
    expect(visitor.errors).toEqual([]);
  });
});

test('a finger leafs', async () => {
  const { page, context } = await sample.open({ width: 390, isPhone: true });
  await page.goto(`${STORY}#page=1`);
  await ready(page);
  const box = await page.getByRole('list', { name: '2 pages' }).boundingBox();
  const client = await context.newCDPSession(page);
  const y = Math.round((box?.y ?? 0) + 120);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] });
  await touch('touchStart', 330);
  for (let x = 310; x >= 50; x -= 20) await touch('touchMove', x);
  await touch('touchEnd');
  await expect.poll(() => placeOf(page).textContent()).toBe('2 / 2');
});

test('F fills the screen and is no favourite there, Escape leaves it at the same page', async () => {
  const { page } = await sample.open();
  await page.goto(STORY);
  await ready(page);
  await page.getByRole('list', { name: '2 pages' }).focus();
  await page.keyboard.press('f');
  await page.getByRole('button', { name: 'Leave full screen' }).waitFor();
  const height = () =>
    page.evaluate(() => document.querySelector('[data-pages]')?.getBoundingClientRect().height);
  await expect.poll(height).toBe(await page.evaluate(() => innerHeight));
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => placeOf(page).textContent()).toBe('2 / 2');
  await page.keyboard.press('Escape');
  await ready(page);
  expect(await placeOf(page).textContent()).toBe('2 / 2');
  expect(await page.locator('[data-mine=favourite]').getAttribute('aria-pressed')).not.toBe('true');
  expect(await page.evaluate(() => localStorage.getItem('hub:mine'))).toBeNull();
});

test('the page stays where its list gets another width while it is still being scrolled', async () => {
  const { page } = await sample.open();
  await page.goto(STORY);
  await ready(page);
  const list = page.getByRole('list', { name: '2 pages' });
  await list.focus();
  await page.keyboard.press('End');
  await expect.poll(() => placeOf(page).textContent()).toBe('2 / 2');
  await list.evaluate((element) => {
    // A browser puts it right by itself where it snaps, but not in the midst of a movement.
    element.style.cssText = `scroll-snap-type: none; position: fixed; width: ${String(3 * element.clientWidth)}px`;
    element.dispatchEvent(new Event('scroll'));
  });
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect(await placeOf(page).textContent()).toBe('2 / 2');
});

test('words that were searched are marked where a hit opened, and on no page that somebody named by its number', async () => {
  const { page } = await sample.open();
  await page.goto(STORY);
  await ready(page);
  const sentence = await page.locator('[data-pages] li:nth-child(2) p').first().getAttribute('id');
  await page.evaluate(() => localStorage.setItem('hub:searched', 'auditors the quark'));
  await page.goto('about:blank');
  await page.goto(`${STORY}#${encodeURI(String(sentence))}`);
  const marks = page.locator('[data-pages] figure rect');
  await expect.poll(() => marks.count()).toBeGreaterThan(1);
  await expect.poll(() => shownPicture(page)).toMatchObject({ isLoaded: true });
  const word = await marks.first().evaluate((mark) => {
    const picture = mark.closest('figure')?.querySelector('img')?.getBoundingClientRect();
    const box = mark.getBoundingClientRect();
    return picture !== undefined && box.width > 0 && box.left > picture.left && box.right < picture.right;
  });
  expect(word).toBe(true);
  await page.goto('about:blank');
  await page.goto(`${STORY}#page=2`);
  await ready(page);
  expect(await marks.count()).toBe(0);
});

test.each(EVERY_LOOK)('nothing stands in the way of anybody ($theme, $width)', async (look) => {
  const visitor = await sample.open(look);
  const { page } = visitor;
  await page.goto(STORY);
  await ready(page);
  expect(await findBarriers(page)).toEqual([]);
  await page.goto(PLAN);
  expect((await findBarriers(page)).filter((barrier) => barrier.includes('sheet'))).toEqual([]);
  expect(visitor.errors).toEqual([]);
});

test('a sheet is a table, with its columns and numbers', async () => {
  const { page } = await sample.open();
  await page.goto(PLAN);
  const table = page.getByRole('region', { name: 'Sheet Fifteen days' }).getByRole('table');
  expect(await table.getByRole('columnheader').allTextContents()).toEqual([
    'Day',
    'What happens',
    'Who at Larkmoor',
    'Who at the customer',
    'Your time',
  ]);
  const row = table.getByRole('row', { name: 'Last differences explained' });
  expect(await row.getByRole('cell').allTextContents()).toEqual([
    '14',
    'Last differences explained',
    'Implementation',
    'Planner',
    'An hour',
  ]);
});

test('pictures of what somebody keeps open with the server gone, and those of no other page come', async () => {
  const hub = await startFaultyHub(inject('sampleDist'));
  const { page } = await sample.open({ keepsHub: true }, hub.origin);
  await page.goto('/');
  await isKept(page);
  const kept = () =>
    page.evaluate(async () =>
      (await (await caches.open('hub-pictures')).keys()).map(({ url }) => new URL(url).pathname),
    );
  expect(await kept()).toEqual([]);
  await page.goto('/mine/#name=Audit&pieces=collateral/steinach-case-study');
  await page.getByRole('button', { name: 'Save it as yours' }).click();
  await page.getByRole('button', { name: 'Rename Audit' }).waitFor();
  await page.reload();
  // Two pages, large and small, and where their words stand.
  await expect.poll(async () => (await kept()).length).toBe(5);
  await hub.closePort();
  await page.goto(`${STORY}#page=2`);
  await expect.poll(() => shownPicture(page)).toMatchObject({ isLoaded: true });
  await hub.stop();
});

const { office, wanted } = installedOffice;
describe.skipIf(office === undefined)(`slides and pages of documents (${wanted})`, () => {
  test('have the numbers of the deck; a hidden one is told below and never leafed to', async () => {
    const { page } = await sample.open();
    await page.goto(`${DECK}#slide=9`);
    await ready(page);
    await expect.poll(() => placeOf(page).textContent()).toBe('8 / 8');
    expect((await shownPicture(page)).alt).toContain('Ten probes in five of your vans');
    const numbers = page.getByRole('list', { name: 'Small pictures' }).getByRole('link');
    expect((await numbers.allTextContents()).map((text) => text.trim())).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '9',
    ]);
    expect(await page.getByText('1 hidden slide, for us alone').count()).toBe(1);
  });

  test('a hit of a slide has the picture of that slide, and its page the picture in lists, with what it says in words', async () => {
    const { page, errors, requests } = await sample.open();
    await page.goto('/collateral/');
    const row = page.getByRole('main').getByRole('link', { name: /Molkerei Steinach/ });
    const cover = row.getByRole('img', { name: /Audit preparation from 3 days/ });
    expect(await cover.getAttribute('loading')).toBe('lazy');
    await page.keyboard.press('/');
    await page.keyboard.type('what an inspector asks for limit that held');
    const hit = page.getByRole('option', { name: /Slide 2: What an inspector asks for/ });
    const small = hit.getByRole('img', { name: /^What an inspector asks for\. The limit that held/ });
    await small.waitFor();
    await expect.poll(() => small.evaluate(isLoaded)).toBe(true);
    const large = page.locator('.palette-answer-page');
    await expect.poll(() => large.evaluate(isLoaded)).toBe(true);
    await page.goto(`${DECK}#slide=2`);
    await expect.poll(() => shownPicture(page)).toMatchObject({ isLoaded: true });
    const inViewer = await page.locator('[id="slide=2"] img').getAttribute('src');
    expect(requests.map((address) => new URL(address).pathname)).toContain(inViewer);
    expect(errors).toEqual([]);
  });

  test('a hit in a document opens the page that it stands on, with the words marked there', async () => {
    const { page, errors } = await sample.open();
    await page.goto('/');
    await page.keyboard.press('/');
    await page.keyboard.type('whoever lost a week strike one step together');
    await page.getByRole('option', { name: /Section 5: If a week is lost/ }).click();
    await page.waitForURL('**/mutual-action-plan/#section-5-**');
    await ready(page);
    await expect.poll(() => placeOf(page).textContent()).toBe('2 / 3');
    await expect
      .poll(() => page.locator('[data-pages] li:nth-child(2) figure rect').count())
      .toBeGreaterThan(1);
    const sentence = page.getByText('Whoever lost it says so the same day');
    await expect
      .poll(() => sentence.evaluate((own) => own.getBoundingClientRect().bottom <= innerHeight))
      .toBe(true);
    expect(errors).toEqual([]);
  });
});
