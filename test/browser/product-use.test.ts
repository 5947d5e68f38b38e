import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildChartContext } from '../../src/charts/context.ts';
import { renderLiveProduct } from '../../src/charts/adoption-page.ts';
import { readContent } from '../../src/adapters/content-folder.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  EVERY_LOOK,
  findBarriers,
  settle,
  type Visitor,
  type VisitorTraits,
} from '../support/browser/visitor.ts';
import { sampleSnapshot } from '../unit/charts/sample-snapshot.ts';

const sample = openSampleHub();

/** A product manager who looks at a product of a hub with numbers, as the hub that counts shows it. */
async function lookAt(product: string, traits: VisitorTraits): Promise<Visitor> {
  const { library, records } = await readContent('content');
  const context = buildChartContext(library, records);
  const visitor = await sample.open(traits);
  await visitor.page.route(`**/adoption/${product}/`, async (route) => {
    const built = await (await route.fetch()).text();
    await route.fulfill({
      body: renderLiveProduct(built, product, sampleSnapshot(), context),
      contentType: 'text/html; charset=utf-8',
    });
  });
  await visitor.page.goto(`/adoption/${product}/`);
  await settle(visitor.page);
  return visitor;
}

const ANSWERS = [
  'Which teams carry it into calls',
  'Since which change',
  'Searched and not found',
  'What customers object to',
  'What is late',
];

test.each(EVERY_LOOK)(
  'five answers about a product stand on one screen in $theme at $width pixels',
  async (traits) => {
    const visitor = await lookAt('routes', traits);
    const { page } = visitor;
    const terms = page.locator('.product-report dt');
    expect(await terms.allTextContents()).toEqual(ANSWERS);
    expect(await page.locator('#carried dd').textContent()).toContain('30 reps: UK mid-market 25');
    const bottom = await page
      .locator('.product-report')
      .evaluate((list) => list.getBoundingClientRect().bottom);
    expect(bottom).toBeLessThanOrEqual(900);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(traits.width);
    expect(await findBarriers(page)).toEqual([]);
    expect(visitor.errors).toEqual([]);
  },
);

test('without numbers the page says so and still what is late', async () => {
  const { page } = await sample.open();
  await page.goto('/adoption/cold/');
  expect(await page.locator('#carried dd').textContent()).toBe('No numbers yet.');
  expect(await page.locator('#late dd').textContent()).not.toBe('No numbers yet.');
});

test('an answer leads to its chart with the product chosen', async () => {
  const { page } = await lookAt('routes', {});
  await page.getByRole('link', { name: 'Which teams carry it into calls' }).click();
  await expect.poll(() => page.getByRole('combobox', { name: 'Product' }).inputValue()).toBe('routes');
  expect(new URL(page.url()).hash).toBe('#carried-into-calls');
});

/** The adoption page with the numbers of the sample, drawn as for a filter. */
async function lookAtCharts(address: string): Promise<Visitor> {
  const visitor = await sample.open({ today: '2026-11-22' });
  await visitor.page.route('**/adoption/snapshot.json', (route) => route.fulfill({ json: sampleSnapshot() }));
  await visitor.page.goto(address);
  await settle(visitor.page);
  return visitor;
}

test('weeks of one’s own choice stand in the address and beside as many before them', async () => {
  const { page, errors } = await lookAtCharts('/adoption/');
  const weekly = page.locator('#weekly-active-reps-by-team');
  await page.getByRole('combobox', { name: 'Time' }).selectOption('own');
  await page.getByRole('combobox', { name: 'From', exact: true }).selectOption('2026-09-07');
  await expect.poll(() => new URL(page.url()).search).toBe('?from=2026-09-07&until=2026-11-15');
  await page.getByRole('combobox', { name: 'Until' }).selectOption('2026-10-04');
  await expect
    .poll(() => weekly.textContent())
    .toContain('7 Sep 2026 to 4 Oct 2026 beside the 4 weeks before');
  expect(await weekly.getByRole('img').first().getAttribute('aria-label')).toContain(
    '7 Sep 2026 to 4 Oct 2026',
  );
  await page.reload();
  await expect
    .poll(() => weekly.textContent())
    .toContain('7 Sep 2026 to 4 Oct 2026 beside the 4 weeks before');
  // The wrong way round they are the same weeks.
  await page.getByRole('combobox', { name: 'From', exact: true }).selectOption('2026-10-12');
  await expect.poll(() => new URL(page.url()).search).toBe('?from=2026-09-28&until=2026-10-18');
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect.poll(() => new URL(page.url()).search).toBe('');
  expect(await page.getByRole('combobox', { name: 'From', exact: true }).isVisible()).toBe(false);
  expect(errors).toEqual([]);
});

test('a chart is saved as a picture that says what it is, of which weeks, and where it is from', async () => {
  const { page, errors } = await lookAtCharts('/adoption/?team=uk-mid');
  const weekly = page.locator('#weekly-active-reps-by-team');
  await expect.poll(() => weekly.textContent()).toContain('UK mid-market');
  await weekly.getByText(/^Table, .* and picture$/).click();
  const save = async (format: 'SVG' | 'PNG') => {
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      weekly.getByRole('link', { name: `${format} picture` }).click(),
    ]);
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  };
  const svg = await save('SVG');
  expect(svg.name).toBe('weekly-active-reps-by-team.uk-mid.svg');
  const text = svg.bytes.toString();
  const words = text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(words).toContain('How many reps of each team used the hub');
  expect(words).toContain('people are rounded to fives');
  expect(words).toContain('/adoption/?team=uk-mid#weekly-active-reps-by-team');
  expect(text).not.toContain('class=');
  // Every word has a place of its own: nothing that was folded lies over it.
  expect(words).not.toContain('One product on one screen');
  const shown = await page.evaluate(
    (source) =>
      new DOMParser().parseFromString(source, 'image/svg+xml').querySelector('parsererror')?.textContent,
    text,
  );
  expect(shown).toBeUndefined();
  const png = await save('PNG');
  expect(png.name).toBe('weekly-active-reps-by-team.uk-mid.png');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.length).toBeGreaterThan(10_000);
  expect(errors).toEqual([]);
});

test('whoever is new or does not sell finds where to start', async () => {
  const { page } = await sample.open();
  await page.goto('/');
  await page.getByRole('link', { name: /Where to start/ }).click();
  for (const name of ['You are new here', 'You look after a product', 'You write for reps', 'You own pages'])
    await expect.poll(() => page.getByRole('heading', { name }).count()).toBe(1);
});
