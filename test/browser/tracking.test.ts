import { expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { searchFor } from '../support/browser/palette.ts';
import { requestsElsewhere, type Visitor } from '../support/browser/visitor.ts';

/** posthog-js collects for three seconds before it sends. */
const ARRIVES = { timeout: 60_000, interval: 250 };
/** A day on which the claims of the sample hub are still good. */
const today = '2026-11-22';

const sample = openSampleHub();

/** Rows of a HogQL question, asked the way PostHog's own clients ask. */
async function ask(query: string, key?: string): Promise<unknown[][]> {
  const response = await fetch(`${sample.hub.origin}/api/projects/1/query/`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${key ?? (await sample.hub.readQueryKey())}`,
    },
    body: JSON.stringify({ query: { kind: 'HogQLQuery', query } }),
  });
  if (!response.ok) throw new Error(`${String(response.status)} ${await response.text()}`);
  const answer: { results: unknown[][] } = await response.json();
  return answer.results;
}

/** Asks for these properties of all events of a name. Other readers' events may lie beside the one that is waited for. */
function rowsOf(event: string, ...properties: string[]): () => Promise<unknown[][]> {
  const columns = properties.map((property) => `properties.${property}`);
  return () => ask(`SELECT ${columns.join(', ')} FROM events WHERE event = '${event}'`);
}

async function read(path: string): Promise<Visitor> {
  const visitor = await sample.open({ today });
  await visitor.page.goto(path);
  return visitor;
}

test('an asset that a rep opens is seen by the query endpoint, and nothing goes anywhere else', async () => {
  const visitor = await read('/battlecards/kestrowe/');
  await expect
    .poll(rowsOf('asset_viewed', 'asset_id', 'asset_rev', 'kind', 'product', 'surface', 'team'), ARRIVES)
    .toContainEqual([
      'battlecards/kestrowe',
      expect.stringMatching(/^[0-9a-f]{8,}$/),
      'battlecard',
      expect.any(String),
      'page',
      'unknown',
    ]);
  expect(requestsElsewhere(visitor, sample.hub.origin)).toEqual([]);
  expect(visitor.errors).toEqual([]);
  await visitor.leave();
});

test('the team that a rep has named goes with every event', async () => {
  const visitor = await read('/battlecards/brindlestack/');
  await visitor.page.locator('summary').filter({ hasText: 'Settings' }).click();
  await visitor.page.getByLabel('Your team').selectOption('dach');
  await visitor.page.goto('/battlecards/frostmere/');
  await expect
    .poll(rowsOf('asset_viewed', 'asset_id', 'team'), ARRIVES)
    .toContainEqual(['battlecards/frostmere', 'dach']);
  await visitor.leave();
});

test('a copied claim is on the clipboard as it stands, and the copy is seen', async () => {
  const visitor = await read('/battlecards/kestrowe/');
  const { page } = visitor;
  const claim = page
    .locator('section')
    .filter({ has: page.getByRole('heading', { name: 'Why we win' }) })
    .getByRole('listitem')
    .first();
  await claim.getByRole('button', { name: /^Copy/ }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied).not.toBe('');
  expect(await claim.innerText()).toContain(await copied());
  await expect
    .poll(rowsOf('asset_copied', 'asset_id', 'what'), ARRIVES)
    .toContainEqual(['battlecards/kestrowe', 'claim']);
  await visitor.leave();
});

test('no button of a battlecard puts internal text on the clipboard', async () => {
  const visitor = await read('/battlecards/kestrowe/');
  const { page } = visitor;
  const internal = await page
    .getByRole('listitem')
    .filter({ hasText: 'Do not say aloud' })
    .locator('.words')
    .allInnerTexts();
  const pricing = await page.locator('section:has(#pricing) li').allInnerTexts();
  const secrets = [...internal, ...pricing].map((text) => text.trim()).filter((text) => text !== '');
  expect(secrets.length).toBeGreaterThan(0);
  const closed = page.locator('.objections details:not([open]) > summary');
  while ((await closed.count()) > 0) await closed.first().click();
  const buttons = await page.getByRole('button', { name: /^Copy/ }).all();
  expect(buttons.length).toBeGreaterThan(3);
  for (const button of buttons) {
    await page.evaluate(() => navigator.clipboard.writeText(''));
    await button.click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
  }
  await visitor.leave();
});

test('a rating and a download are seen with the asset they are about', async () => {
  const visitor = await read('/collateral/roi-calculator/');
  await visitor.page.getByRole('button', { name: 'Out of date' }).click();
  await visitor.page.locator('a[download]').first().click();
  await expect
    .poll(rowsOf('asset_rated', 'asset_id', 'rating'), ARRIVES)
    .toContainEqual(['collateral/roi-calculator', 'out_of_date']);
  await expect
    .poll(rowsOf('asset_downloaded', 'asset_id', 'file'), ARRIVES)
    .toContainEqual(['collateral/roi-calculator', 'roi-calculator.csv']);
  await visitor.leave();
});

test('use that happens while tracking is only starting is seen as well', async () => {
  const visitor = await sample.open();
  const { page } = visitor;
  const held = Promise.withResolvers<void>();
  const letThrough = Promise.withResolvers<void>();
  await page.route('**/identity.json', async (route) => {
    held.resolve();
    await letThrough.promise;
    await route.continue();
  });
  await page.goto('/answers/what-does-it-cost/');
  await held.promise;
  await page.getByRole('button', { name: 'Useful', exact: true }).click();
  letThrough.resolve();
  await expect
    .poll(rowsOf('asset_rated', 'asset_id', 'rating'), ARRIVES)
    .toContainEqual(['answers/what-does-it-cost', 'useful']);
  await visitor.leave();
});

test('a search that found nothing, and the request for it, are seen with the same words', async () => {
  const visitor = await read('/');
  await searchFor(visitor.page, 'Zzqqxy  Kraken');
  await visitor.page.getByRole('button', { name: 'Request this' }).click();
  const words = 'zzqqxy kraken';
  await expect
    .poll(rowsOf('asset_requested', 'query', 'surface', 'team'), ARRIVES)
    .toEqual([[words, 'palette', 'unknown']]);
  await expect.poll(rowsOf('search_performed', 'query', 'results'), ARRIVES).toEqual([[words, 0]]);
  await visitor.leave();
});

test('nothing that a reader typed into an address reaches the store', async () => {
  const visitor = await read('/battlecards/ordanto/?q=customer-name-nobody-should-store');
  await expect.poll(rowsOf('asset_viewed', 'asset_id'), ARRIVES).toContainEqual(['battlecards/ordanto']);
  const all = await ask("SELECT count() FROM events WHERE toString(properties) LIKE '%nobody-should-store%'");
  expect(all).toEqual([[0]]);
  await visitor.leave();
});

test('the query endpoint answers nobody without the key', async () => {
  await expect(ask('SELECT count() FROM events', 'phx_wrong')).rejects.toThrow(/^Error: 40[13] |^40[13] /);
});
