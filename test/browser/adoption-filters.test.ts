import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { findBarriers, settle, type Visitor, type VisitorTraits } from '../support/browser/visitor.ts';
import { sampleSnapshot } from '../unit/charts/sample-snapshot.ts';

const sample = openSampleHub();

const numbers = {
  ...sampleSnapshot(),
  slices: [
    { question: 'top-searches', team: 'dach', days: 90, rows: [['price', 9, null]], withheld: 2 },
    { question: 'top-searches', team: 'dach', days: 30, rows: [['pilot', 6, null]], withheld: 0 },
    { question: 'top-searches', team: 'dach', days: 365, rows: [['renewal', 13, null]], withheld: 0 },
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
    .toContain('“price” was searched for by the most people, 9.');
  expect(new URL(page.url()).search).toBe('?team=dach');
  await expect.poll(() => statusOf(visitor)).toContain('DACH: 2 of');
  await page.getByRole('combobox', { name: 'Time' }).selectOption('30');
  await expect.poll(() => chart(visitor).textContent()).toContain('“pilot”');
  expect(await chart(visitor).getByRole('heading', { level: 2 }).textContent()).toContain('last 30 days');
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
  const visitor = await lookAt('/adoption/?team=dach&days=90');
  const { page } = visitor;
  await expect.poll(() => chart(visitor).textContent()).toContain('“price”');
  await chart(visitor).getByRole('link', { name: 'Copy link' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe(`${sample.hub.origin}/adoption/?team=dach&days=90#top-searches`);
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
  expect(await readFile(await file.path(), 'utf8')).toBe('\uFEFFWords,People\r\nprice,9\r\n');
  await visitor.leave();
});

test('a year is a choice like the others, and says from when on anything is known', async () => {
  const visitor = await lookAt('/adoption/?team=dach');
  const { page } = visitor;
  await page.getByRole('combobox', { name: 'Time' }).selectOption('Last 365 days');
  await expect.poll(() => chart(visitor).textContent()).toContain('“renewal”');
  expect(new URL(page.url()).search).toBe('?team=dach&days=365');
  expect(await chart(visitor).textContent()).toContain('Nothing is known of the time before 1 Jun 2026');
  await expect
    .poll(() => page.getByRole('heading', { name: 'each of the last 52 weeks' }).count())
    .toBeGreaterThan(1);
  expect(visitor.errors).toEqual([]);
  await visitor.leave();
});

test('a choice that the page does not offer is not made', async () => {
  const visitor = await lookAt('/adoption/?team=nobody&days=7');
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
  const visitor = await lookAt('/adoption/?product=cold&team=dach&days=30', traits);
  await expect.poll(() => statusOf(visitor)).toContain('Larkmoor Cold, DACH, last 30 days');
  expect(await findBarriers(visitor.page)).toEqual([]);
  expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    traits.width,
  );
  await visitor.leave();
});
