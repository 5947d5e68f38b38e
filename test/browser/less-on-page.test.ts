import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { kindNames, kinds } from '../../src/library/kinds/kinds.ts';
import { countControls, MAX_CONTROLS } from '../support/browser/controls.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { settle } from '../support/browser/visitor.ts';

const CARD = '/battlecards/kestrowe/';
const sample = openSampleHub();
const PAGES = [
  '/',
  '/library/',
  '/library/?q=kestrowe+cheaper&kind=answer',
  '/mine/',
  '/offline/',
  '/new/',
  '/feeds/',
  '/due/',
  '/adoption/',
  '/brief/?competitor=kestrowe&stage=negotiation',
  ...kindNames.map((kind) => `/${kinds[kind].folder}/`),
];
/** The page of each kind that has most to press: if it has little enough in view, all have. */
const assets = kindNames.flatMap((kind) => {
  const dist = inject('sampleDist');
  const own = listPages(dist).filter((path) => new RegExp(`^/${kinds[kind].folder}/.`).test(path));
  const controlsOf = (path: string) =>
    readFileSync(join(dist, path, 'index.html'), 'utf8').match(/<(?:a|button|summary|input)\b/g)?.length ?? 0;
  return own.toSorted((a, b) => controlsOf(b) - controlsOf(a)).slice(0, 1);
});

describe('the first screen of a desk', () => {
  test.each([...PAGES, ...assets])('of %s has at most 25 controls', async (path) => {
    const { page } = await sample.open();
    await page.goto(path);
    await settle(page);
    expect(await countControls(page)).toBeLessThanOrEqual(MAX_CONTROLS);
  });

  test('is counted with what is pressed, typed into and unfolded, and without what is hidden', async () => {
    const { page } = await sample.open();
    await page.setContent(
      '<a href="/">1</a><button>2</button><input><details><summary>4</summary><button>no</button></details>' +
        '<div popover><button>no</button></div><a>no</a><p style="margin-top:2000px"><button>no</button>',
    );
    expect(await countControls(page)).toBe(4);
  });
});

describe('a battlecard', () => {
  test('opens with its objections, the first of them unfolded', async () => {
    const { page } = await sample.open({ width: 390 });
    await page.goto(CARD);
    const headings = await page.getByRole('article').getByRole('heading', { level: 2 }).allTextContents();
    expect(headings[0]?.trim()).toMatch(/^Objections/);
    expect(await page.locator('details:has([data-heard])').first().getAttribute('open')).toBe('');
  });

  test('has its contents in the order of the page', async () => {
    const { page } = await sample.open({ width: 390 });
    await page.goto(CARD);
    await page.getByText('On this page', { exact: true }).click();
    const listed = await page
      .getByRole('navigation', { name: 'On this page' })
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')?.slice(1)));
    const places = await page.evaluate(
      (ids) => ids.map((id) => document.getElementById(id ?? '')?.getBoundingClientRect().top),
      listed,
    );
    expect(listed.length).toBeGreaterThan(5);
    expect(places).toEqual(places.toSorted((a, b) => (a ?? 0) - (b ?? 0)));
  });
});

describe('the menu of a page', () => {
  test('holds Edit, opens and closes by keyboard, and gives the focus back', async () => {
    const { page } = await sample.open();
    await page.goto(CARD);
    const edit = page.getByRole('link', { name: 'Edit' });
    expect(await edit.count()).toBe(0);
    const more = page.getByRole('button', { name: 'More', exact: true });
    await more.press('Enter');
    await edit.waitFor();
    const [button, box] = await Promise.all([more.boundingBox(), edit.boundingBox()]);
    expect(box?.y).toBeGreaterThan((button?.y ?? 0) + (button?.height ?? 0) - 1);
    expect(Math.abs((box?.x ?? 0) - (button?.x ?? 0))).toBeLessThan(20);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect.poll(() => edit.count()).toBe(0);
    expect(await more.evaluate((each) => each === document.activeElement)).toBe(true);
  });

  test('stays in the window of a phone', async () => {
    const { page } = await sample.open({ width: 390, isPhone: true });
    await page.goto(CARD);
    await page.getByRole('button', { name: 'More', exact: true }).tap();
    const box = await page.getByRole('link', { name: 'Edit' }).boundingBox();
    expect((box?.x ?? 999) + (box?.width ?? 999)).toBeLessThanOrEqual(390);
  });
});

describe('keys', () => {
  test('are listed by ?, and Escape closes the list', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    const list = page.getByRole('dialog', { name: 'Keys' });
    // What answers the key comes when the page is idle.
    await expect
      .poll(async () => {
        await page.keyboard.press('?');
        return list.getByText('Call mode, on a battlecard').first().count();
      })
      .toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => list.count()).toBe(0);
  });

  test('are letters where somebody writes', async () => {
    const { page } = await sample.open();
    await page.goto('/library/');
    const field = page.getByRole('searchbox').or(page.getByRole('combobox')).first();
    await field.fill('');
    await field.press('?');
    expect(await field.inputValue()).toBe('?');
    expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0);
  });

  test('work with Caps Lock', async () => {
    const { page } = await sample.open();
    await page.goto(CARD);
    await page.keyboard.press('C');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/call/kestrowe/');
  });

  test('are found in the settings, by who has a keyboard', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await page.getByText('Settings', { exact: true }).click();
    await page.getByRole('button', { name: 'Keys' }).click();
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    const phone = await sample.open({ width: 390, isPhone: true });
    await phone.page.goto('/');
    await phone.page.getByRole('button', { name: 'Menu' }).tap();
    await phone.page.getByText('Settings', { exact: true }).tap();
    await phone.page.getByRole('button', { name: 'Light or dark' }).waitFor();
    expect(await phone.page.getByRole('button', { name: 'Keys' }).count()).toBe(0);
  });
});
