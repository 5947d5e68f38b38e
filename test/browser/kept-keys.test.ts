/** What the whole code of the browser keeps under names, held against what the page about it names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, inject, test } from 'vitest';
import { keptKeys } from '../../src/browser/kept-keys.ts';
import { onePageOfEachRoute } from '../support/browser/site-pages.ts';
import { searchFor, hitsOf } from '../support/browser/palette.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';

const sample = openSampleHub();
const src = resolve(import.meta.dirname, '../../src');

test('all that is named is a name that the code writes', () => {
  const code = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter(({ name }) => /\.(?:ts|tsx|astro)$/.test(name) && name !== 'kept-keys.ts')
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'))
    .join('\n');
  const names = Object.values(keptKeys).flatMap((group) => Object.keys(group));
  expect(names.filter((name) => !code.includes(`'${name}'`))).toEqual([]);
});

test('all that lies in a browser after everything was used is named on the page about it', async () => {
  const { page, context } = await sample.open({ today: '2026-11-22' });
  const written = new Set<string>();
  await context.exposeFunction('noteKey', (key: string) => written.add(key));
  await context.addInitScript(() => {
    const { noteKey } = globalThis as unknown as { noteKey: (key: string) => void };
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, text) {
      noteKey(key);
      setItem.call(this, key, text);
    };
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (name, version) {
      noteKey(name);
      return open.call(this, name, version);
    };
  });
  for (const path of onePageOfEachRoute(inject('sampleDist'))) {
    await page.goto(path);
    await page.waitForLoadState('networkidle');
  }
  await page.goto('/battlecards/kestrowe/');
  await page.getByRole('button', { name: 'Useful', exact: true }).click();
  await page.getByRole('button', { name: 'Favourite', exact: true }).click();
  await page
    .getByRole('button', { name: /^Heard this/ })
    .first()
    .click();
  await searchFor(page, 'price');
  await hitsOf(page).first().click();
  await page.waitForLoadState('networkidle');
  await page.goto('/new/?kind=answer');
  await page.getByLabel('Title').fill('A draft');
  await page.goto('/my-data/');
  // What has dots stands for more than one.
  const named = (await page.locator('.kept code').allTextContents()).map((name) => name.replace('…', ''));
  const isNamed = (key: string) =>
    named.some(
      (name) => key === name || key.startsWith(`${name}:`) || (name.endsWith('_') && key.startsWith(name)),
    );
  // The client tries whether it may write, and takes that away at once.
  const stays = [...written].filter((key) => !/^__\w*support__$/.test(key));
  expect(stays.filter((key) => !isNamed(key))).toEqual([]);
  const here = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name = '' }) => name),
  ]);
  expect(here.filter((key) => !isNamed(key))).toEqual([]);
  expect(written.size).toBeGreaterThan(8);
  expect(await context.cookies()).toEqual([]);
});
