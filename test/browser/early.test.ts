/** What somebody does while the code of a page is still on its way counts as what is done after it. */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';

const sample = openSampleHub();

/** Opens a page of which scripts are held back. Gives what lets them come. */
async function openHeld(path: string, isHeld: (script: string) => boolean = () => true) {
  const { page } = await sample.open();
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const held: string[] = [];
  await page.route('**/_hub/*.js', async (route) => {
    const { pathname } = new URL(route.request().url());
    if (!isHeld(pathname)) return route.continue();
    held.push(pathname);
    await released;
    return route.continue();
  });
  await page.goto(path, { waitUntil: 'commit' });
  return { page, release, held };
}

const isPressed = (page: Page, name: string) =>
  page.getByRole('button', { name, exact: true }).getAttribute('aria-pressed');

test('words and filters of the library', async () => {
  const { page, release } = await openHeld('/library/');
  const field = page.getByRole('searchbox', { name: 'Search the library' });
  await field.fill('kestrowe');
  await page.getByText('Kind', { exact: true }).first().click();
  await page.getByRole('checkbox', { name: /^Battlecard/ }).check();
  release();
  await expect.poll(() => new URL(page.url()).search).toBe('?q=kestrowe&kind=battlecard');
  expect(await field.inputValue()).toBe('kestrowe');
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Kestrowe/ })
    .first()
    .waitFor();
});

test('the name of a rival where a call begins', async () => {
  const { page, release } = await openHeld('/call/');
  const field = page.getByRole('combobox');
  await field.fill('vantello');
  const first = page.getByRole('option').first();
  release();
  await expect.poll(() => first.textContent()).toContain('Vantello');
});

test('the kind of a new page', async () => {
  const { page, release } = await openHeld('/new/');
  const kind = page.getByLabel('What is it?');
  await kind.selectOption('play');
  release();
  await page.getByText(/to mend/).waitFor();
  expect(await kind.inputValue()).toBe('play');
  expect(await page.getByLabel(/^Situation/).count()).toBe(1);
});

test('what a customer is sent is not printed before it fits and leads nowhere into the hub', async () => {
  const { page, release, held } = await openHeld('/collateral/routes-one-pager/', (script) =>
    script.includes('fit-paper'),
  );
  await expect.poll(() => held.length).toBeGreaterThan(0);
  await page.evaluate(() => {
    globalThis.print = () => {
      dispatchEvent(new Event('beforeprint'));
      const sent = document.querySelector('[data-sendable]');
      document.title = `printed ${String(sent?.classList.contains('on-paper'))} ${String(sent?.querySelectorAll('a[href^="/"]').length)}`;
    };
  });
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: /^Print/ }).click();
  release();
  await expect.poll(() => page.title()).toBe('printed true 0');
});

test('a rating and a favourite', async () => {
  const { page, release, held } = await openHeld('/battlecards/kestrowe/', (script) =>
    /page-actions|when-idle|mine/.test(script),
  );
  await page.getByRole('button', { name: 'Useful', exact: true }).click();
  await page.getByRole('button', { name: 'Favourite', exact: true }).click();
  await expect.poll(() => held.length).toBeGreaterThan(0);
  release();
  await expect.poll(() => isPressed(page, 'Useful')).toBe('true');
  await expect.poll(() => isPressed(page, 'Favourite')).toBe('true');
});

/** A page that has loaded, all but the code that it fetches when it is idle or asked for something. */
async function openLate(path: string) {
  const held = await openHeld(path, (script) =>
    /\/(when-idle|page-actions|mine|mine-actions|keys)\./.test(script),
  );
  await held.page.waitForLoadState();
  return held;
}

test('a piece is a favourite by a key that was pressed before the code was there', async () => {
  const { page, release } = await openLate('/battlecards/kestrowe/');
  await page.keyboard.press('f');
  release();
  await expect.poll(() => page.evaluate(() => localStorage.getItem('hub:mine'))).toContain('kestrowe');
  const star = page.getByRole('button', { name: 'Favourite', exact: true });
  await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true');
});

test('the keys are listed for a key that was pressed before the code was there', async () => {
  const { page, release } = await openLate('/');
  await page.keyboard.press('?');
  release();
  const keys = page.getByRole('dialog').getByText('These keys');
  await expect.poll(() => keys.isVisible()).toBe(true);
});

test('the team chosen is kept before the code is there, and stays chosen when it comes', async () => {
  const { page, release } = await openLate('/');
  await page.getByText('Settings', { exact: true }).click();
  const choice = page.getByRole('navigation').getByRole('combobox', { name: 'Your team' });
  await choice.selectOption('dach');
  expect(await page.evaluate(() => localStorage.getItem('hub:team'))).toBe('dach');
  release();
  await expect
    .poll(() =>
      page.evaluate(() =>
        performance
          .getEntriesByType('resource')
          .map(({ name }) => name)
          .join(),
      ),
    )
    .toContain('page-actions');
  expect(await choice.inputValue()).toBe('dach');
});
