import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, settle, type Visitor, type VisitorTraits } from '../support/browser/visitor.ts';
import type { Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import { sampleSnapshot } from '../unit/charts/sample-snapshot.ts';

const sample = openSampleHub();

const counted = (from: string) => ({ from, until: '2026-11-01' });

const numbers: Snapshot = {
  ...sampleSnapshot(),
  slices: [
    {
      question: 'top-searches',
      team: 'dach',
      weeks: 13,
      rows: [['price', 15]],
      counted: counted('2026-06-29'),
    },
    {
      question: 'top-searches',
      team: 'dach',
      weeks: 4,
      rows: [['pilot', 10]],
      counted: counted('2026-10-05'),
    },
  ],
};

/** Somebody who looks at the adoption page of a hub with these numbers. */
async function lookAt(path: string, traits: VisitorTraits = {}): Promise<Visitor> {
  const visitor = await sample.open(traits);
  await visitor.page.route('**/adoption/snapshot.json', (route) => route.fulfill({ json: numbers }));
  await visitor.page.goto(path);
  await settle(visitor.page);
  return visitor;
}

const chart = ({ page }: Visitor) =>
  page.getByRole('region', { name: /What did reps search for, and find something/ });
const statusOf = ({ page }: Visitor) => page.getByRole('main').getByRole('status').first().textContent();

test('a choice redraws the charts without a reload, stands in the address, and goes with the back button', async () => {
  const visitor = await lookAt('/adoption/');
  const { page, requests } = visitor;
  expect(requests.filter((url) => url.endsWith('.json') && url.includes('/adoption/'))).toEqual([]);
  await page.getByRole('combobox', { name: 'Team', exact: true }).selectOption('dach');
  await expect
    .poll(() => chart(visitor).textContent())
    .toContain('“price” was searched for by the most people, 15.');
  expect(new URL(page.url()).search).toBe('?team=dach');
  await expect.poll(() => statusOf(visitor)).toContain('DACH: 5 of');
  await page.getByRole('combobox', { name: 'Time' }).selectOption('4');
  await expect.poll(() => chart(visitor).textContent()).toContain('“pilot”');
  expect(await chart(visitor).getByRole('heading', { level: 2 }).textContent()).toContain(
    '4 weeks from 5 Oct 2026',
  );
  await page.goBack();
  await expect.poll(() => chart(visitor).textContent()).toContain('“price”');
  await page.goBack();
  await expect.poll(() => chart(visitor).textContent()).not.toContain('“price”');
  expect(new URL(page.url()).search).toBe('');
  expect(await page.getByRole('combobox', { name: 'Team', exact: true }).inputValue()).toBe('');
  expect(visitor.errors).toEqual([]);
  await visitor.leave();
});

test('a link to one chart carries the choice, and opens there', async () => {
  const visitor = await lookAt('/adoption/?team=dach&weeks=13');
  const { page } = visitor;
  await expect.poll(() => chart(visitor).textContent()).toContain('“price”');
  await chart(visitor).getByRole('link', { name: 'Copy link' }).click();
  const copied = `${sample.hub.origin}/adoption/?team=dach&weeks=13#top-searches`;
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(copied);
  await visitor.leave();
  const other = await lookAt(copied.slice(sample.hub.origin.length));
  await expect.poll(() => chart(other).textContent()).toContain('“price”');
  await expect
    .poll(() => chart(other).evaluate((section) => Math.round(section.getBoundingClientRect().top)))
    .toBeLessThan(300);
  await other.leave();
});

test('the CSV of a filtered chart holds the rows that are shown', async () => {
  const visitor = await lookAt('/adoption/?team=dach');
  await expect.poll(() => chart(visitor).textContent()).toContain('“price”');
  const [file] = await Promise.all([
    visitor.page.waitForEvent('download'),
    chart(visitor).getByRole('link', { name: 'CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('top-searches.dach.csv');
  expect(await readFile(await file.path(), 'utf8')).toBe('\uFEFFWords,People\r\nprice,15\r\n');
  await visitor.leave();
});

test('a team that is counted with another one shows both', async () => {
  const visitor = await lookAt('/adoption/?team=partners');
  const weekly = visitor.page.getByRole('region', { name: /How many reps of each team used the hub/ });
  await expect.poll(() => weekly.textContent()).toContain('Nordics and Partners');
  expect(visitor.errors).toEqual([]);
  await visitor.leave();
});

test('a choice that the page does not offer is not made', async () => {
  const visitor = await lookAt('/adoption/?team=nobody&weeks=7');
  expect(await statusOf(visitor)).toBe('');
  expect(await visitor.page.getByRole('combobox', { name: 'Team', exact: true }).inputValue()).toBe('');
  await visitor.leave();
});

test('when the numbers cannot be fetched the page says so and shows everything', async () => {
  const visitor = await sample.open();
  await visitor.page.route('**/adoption/snapshot.json', (route) => route.abort());
  await visitor.page.goto('/adoption/');
  await visitor.page.getByRole('combobox', { name: 'Team', exact: true }).selectOption('dach');
  await expect.poll(() => statusOf(visitor)).toContain('could not be fetched, so all charts show everything');
  await visitor.leave();
});

test.each([
  { theme: 'light', width: 360 },
  { theme: 'dark', width: 1440 },
] as const)('filtered charts have no barrier that axe knows in $theme at $width pixels', async (traits) => {
  const visitor = await lookAt('/adoption/?product=cold&team=dach&weeks=4', traits);
  await expect.poll(() => statusOf(visitor)).toContain('Larkmoor Cold, DACH, 4 weeks');
  expect(await findBarriers(visitor.page)).toEqual([]);
  expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    traits.width,
  );
  await visitor.leave();
});
