import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import type { BriefFile } from '../../src/reader/brief/brief-files.ts';
import type { BriefLine } from '../../src/reader/brief/brief-sources.ts';
import { isKept } from '../support/browser/offline-site.ts';
import { startFaultyHub } from '../support/browser/faulty-hub.ts';
import { countPages, PAPERS } from '../support/browser/paper.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { findBarriers, settle, type Visitor, type VisitorTraits } from '../support/browser/visitor.ts';

const rivals = listPages(inject('sampleDist')).flatMap(
  (page) => /^\/battlecards\/(.+)\/$/.exec(page)?.[1] ?? [],
);
const CHOSEN = '/brief/?competitor=kestrowe&stage=discovery&persona=transport-manager&industry=wholesale';
const day = { today: '2026-11-22' };
const sample = openSampleHub();

const sheetOf = (page: Page): Locator => page.getByRole('article', { name: 'The brief' });
const partOf = (page: Page, name: string): Locator =>
  sheetOf(page).getByRole('region', { name, exact: true });
const linesOf = (page: Page): Locator => sheetOf(page).getByRole('listitem');
const statusOf = (page: Page): Locator => page.getByRole('main').getByRole('status');
/** What says that something was copied stands beside the page. */
const noticeOf = (page: Page): Locator => page.getByRole('region', { name: 'Copying' }).getByRole('status');
const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());

/** Opens a brief and waits until it is put together, keeping what the page reports. */
async function visit(path: string, traits: VisitorTraits = day): Promise<Visitor> {
  const visitor = await sample.open(traits);
  await recordReportedEvents(visitor.page);
  await visitor.page.goto(path);
  await isReady(visitor.page);
  return visitor;
}

/** A brief that is there says how much it holds. */
async function isReady(page: Page): Promise<void> {
  const isAsked = new URL(page.url()).search !== '';
  await expect.poll(() => statusOf(page).textContent()).toMatch(isAsked ? /\d+ entr/ : /^$/);
  await settle(page);
}

describe('an address', () => {
  test('gives two people the same brief, word for word, in the same order', async () => {
    const [first, second] = [await visit(CHOSEN), await visit(CHOSEN, { ...day, width: 390, theme: 'dark' })];
    const text = await sheetOf(first.page).innerText();
    expect(text).toContain('because you face Kestrowe');
    expect(await linesOf(second.page).allInnerTexts()).toEqual(await linesOf(first.page).allInnerTexts());
    expect(await linesOf(first.page).count()).toBeGreaterThan(12);
  });

  test('with a word that the hub does not have says so, what there is, and shows the rest', async () => {
    const { page } = await visit('/brief/?competitor=kestrow&stage=discovery&persona=transport-manager');
    const said = page.getByRole('alert');
    expect(await said.textContent()).toMatch(
      /^The hub has no competitor “kestrow”. Did you mean Kestrowe\? There is Kestrowe, Frostmere/,
    );
    expect(await sheetOf(page).textContent()).toContain('DiscoveryTransport manager');
    expect(await findBarriers(page)).toEqual([]);
    await said.getByRole('link', { name: 'Kestrowe' }).first().click();
    await page.waitForURL('**/brief/?competitor=kestrowe&stage=discovery&persona=transport-manager');
    await isReady(page);
    expect(await page.getByRole('alert').textContent()).toBe('');
    expect(await partOf(page, 'They will say').count()).toBe(1);
  });
});

describe('by keyboard alone', () => {
  test('a brief is chosen, and back and forward lead through what was chosen', async () => {
    const { page } = await visit('/brief/');
    await page.getByRole('combobox', { name: 'Competitor' }).focus();
    await page.keyboard.type('Van');
    await expect.poll(() => page.url()).toContain('?competitor=vantello');
    await isReady(page);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Pilot');
    await expect.poll(() => page.url()).toContain('?competitor=vantello&stage=pilot');
    await expect.poll(() => sheetOf(page).textContent()).toContain('VantelloPilot');
    await page.goBack();
    await expect.poll(() => page.getByRole('combobox', { name: 'Stage' }).inputValue()).toBe('');
    await expect.poll(() => sheetOf(page).textContent()).not.toContain('VantelloPilot');
    await page.goBack();
    await page.getByRole('heading', { name: 'Whom do they look at beside you?' }).waitFor();
    await page.goForward();
    await expect.poll(() => page.getByRole('combobox', { name: 'Competitor' }).inputValue()).toBe('vantello');
  });

  test('a line is copied for the customer, its note line for the CRM, and both count as use of its asset', async () => {
    const { page } = await visit(CHOSEN);
    const copy = partOf(page, 'Say').getByRole('button').first();
    const words = await partOf(page, 'Say').getByRole('paragraph').nth(1).textContent();
    await copy.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => noticeOf(page).textContent()).toBe('Copied for the customer.');
    expect(words).toContain(await copied(page));
    await page.keyboard.press('Shift+Enter');
    await expect.poll(() => noticeOf(page).textContent()).toBe('Note line copied for the CRM.');
    expect(await copied(page)).toMatch(
      /^Kestrowe · used 22 Nov 2026 · http:\S+\/battlecards\/kestrowe\/\?rev=[0-9a-f]{12}$/,
    );
    await partOf(page, 'They will say').getByRole('button').first().press('Enter');
    await expect.poll(() => noticeOf(page).textContent()).toBe('Copied for the customer.');
    expect(await copied(page)).not.toContain('used 22 Nov');
    await page.getByRole('button', { name: 'Note line for the CRM' }).press('Enter');
    await expect.poll(() => copied(page)).toMatch(/^Kestrowe · “.+” · used 22 Nov 2026 · http/);
    const card = { asset_id: 'battlecards/kestrowe', surface: 'brief' };
    await expect
      .poll(() => reportedBy(page))
      .toMatchObject([
        { event: 'asset_viewed', properties: card },
        { event: 'asset_copied', properties: { ...card, what: 'claim' } },
        { event: 'asset_copied', properties: { ...card, what: 'link' } },
        { event: 'asset_copied', properties: { ...card, what: 'objection' } },
        { event: 'asset_copied', properties: { ...card, what: 'link' } },
      ]);
  });

  test('the link of a brief is copied whole', async () => {
    const { page } = await visit(CHOSEN);
    await page.getByRole('button', { name: 'Copy link' }).press('Enter');
    await expect.poll(() => noticeOf(page).textContent()).toBe('The link is copied.');
    expect(await copied(page)).toBe(page.url());
    expect(page.url()).toContain(CHOSEN);
  });
});

test('with nothing chosen every battlecard is a place to begin', async () => {
  const { page } = await visit('/brief/');
  for (const rival of rivals)
    expect(await page.locator(`main a[href="/brief/?competitor=${rival}"]`).isVisible()).toBe(true);
  await page.locator('main a[href="/brief/?competitor=ordanto"]').click();
  await isReady(page);
  expect(await page.title()).toBe('Ordanto · Call brief · Larkmoor');
});

test('an asset that was opened from a brief counts as opened there', async () => {
  const { page } = await visit(CHOSEN);
  await partOf(page, 'Take along').getByRole('link').first().click();
  await page.waitForURL('**/collateral/**');
  await expect
    .poll(async () => (await reportedBy(page)).at(-1))
    .toMatchObject({ event: 'asset_viewed', properties: { kind: 'collateral', surface: 'brief' } });
});

test('a battlecard and a play lead to a brief', async () => {
  const { page } = await sample.open(day);
  await page.goto('/battlecards/kestrowe/');
  await page.getByRole('link', { name: 'Brief for a call' }).click();
  await page.waitForURL('**/brief/?competitor=kestrowe');
  await page.goto('/plays/competitor-renewal-in-90-days/');
  await page.getByRole('link', { name: 'Vantello', exact: true }).click();
  await page.waitForURL('**/brief/?competitor=vantello&stage=prospect');
  await isReady(page);
  expect(await page.getByRole('combobox', { name: 'Stage' }).inputValue()).toBe('prospect');
});

test('what is internal is marked, and nothing copies it', async () => {
  const { page } = await visit('/brief/?competitor=vantello');
  const alone = partOf(page, 'For you alone');
  expect(await alone.getByText('Do not say aloud').count()).toBeGreaterThan(0);
  expect(await alone.getByRole('button').count()).toBe(0);
  const said = linesOf(page).filter({ has: page.getByRole('button') });
  expect(await said.filter({ hasText: 'Do not say aloud' }).count()).toBe(0);
});

test('claims leave a brief on the day after their last, with no rebuild', async () => {
  const { page } = await visit('/brief/?competitor=vantello', { today: '2036-01-01' });
  expect(await sheetOf(page).textContent()).toContain('0 of 10 claims up to date');
  for (const part of ['Say', 'Prove it']) expect(await partOf(page, part).count()).toBe(0);
  expect(await partOf(page, 'They will say').count()).toBe(1);
});

describe('on paper', () => {
  test.each(rivals)('the brief for %s takes one page of A4 and of Letter', async (rival) => {
    const { page } = await visit(`/brief/?competitor=${rival}`);
    for (const query of ['', '&stage=negotiation&persona=finance-director&industry=wholesale']) {
      await page.goto(`/brief/?competitor=${rival}${query}`);
      await isReady(page);
      for (const format of PAPERS) expect(await countPages(page, format)).toBe(1);
    }
  });

  test.each([
    ['Latin', 'Worauf kommt es Ihnen bei der Lieferung am meisten an, und wer entscheidet am Ende? '],
    ['wide', '価格は毎月の車両数で決まり、契約期間中は変わりません。'],
  ])('the longest content that may be written in %s letters takes one page too', async (_name, sentence) => {
    const { page } = await sample.open(day);
    await page.route('**/brief/*.json', async (route) => {
      const isCommon = route.request().url().includes('/all-');
      const file = (await (await route.fetch()).json()) as BriefFile;
      await route.fulfill({
        json: isCommon ? lengthenAssets(file, sentence) : lengthenCards(file, sentence),
      });
    });
    for (const query of [
      'competitor=kestrowe&stage=negotiation',
      'stage=discovery&persona=finance-director',
    ]) {
      await page.goto(`/brief/?${query}`);
      await isReady(page);
      expect(await linesOf(page).count()).toBeGreaterThan(2);
      for (const format of PAPERS) expect(await countPages(page, format)).toBe(1);
    }
  });

  test('nothing of the screen is printed, and the address is', async () => {
    const { page } = await visit(CHOSEN);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('combobox').count()).toBe(0);
    expect(await page.getByRole('button').count()).toBe(0);
    expect(await page.getByText(page.url()).isVisible()).toBe(true);
  });
});

const cut = (sentence: string, length: number): string => sentence.repeat(40).slice(0, length).trim();

/** Every text as long as the schema lets it be. */
function lengthenCards(file: BriefFile, sentence: string): BriefFile {
  const most: Record<BriefLine['part'], number> = {
    win: 280,
    lose: 280,
    proof: 280,
    objection: 600,
    question: 240,
    trap: 240,
    pricing: 300,
  };
  const cards = file.cards.map((card) => ({
    ...card,
    title: cut(sentence, 120),
    lines: card.lines.map((line) => ({
      ...line,
      says: cut(sentence, most[line.part]),
      ...(line.heard === undefined ? {} : { heard: cut(sentence, 200), ask: cut(sentence, 200) }),
      ...(line.source === undefined ? {} : { source: cut(sentence, 200) }),
    })),
  }));
  return { cards, assets: lengthenAssets(file, sentence).assets };
}

function lengthenAssets(file: BriefFile, sentence: string): BriefFile {
  const assets = file.assets.map((asset) => ({
    ...asset,
    title: cut(sentence, 120),
    says: cut(sentence, 360),
    ...(asset.first === undefined ? {} : { first: cut(sentence, 300) }),
  }));
  return { cards: [], assets };
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  test.each([390, 1440])('a brief has no barrier that axe knows at %i pixels', async (width) => {
    const { page, errors } = await visit(CHOSEN, { ...day, theme, width });
    expect(await findBarriers(page)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(width);
    expect(errors).toEqual([]);
  });
});

describe('with the server gone', () => {
  test('a brief never opened before is put together, by the date of the reader, and takes one page of paper', async () => {
    const hub = await startFaultyHub(inject('sampleDist'));
    try {
      const online = await visit(CHOSEN);
      const expected = await linesOf(online.page).allInnerTexts();
      const { page, context } = await sample.open({ keepsHub: true }, hub.origin);
      await page.goto('/');
      await isKept(page);
      await hub.closePort();
      await context.clock.setFixedTime('2026-11-22T12:00:00Z');
      await page.goto(CHOSEN);
      await isReady(page);
      expect(await linesOf(page).allInnerTexts()).toEqual(expected);
      for (const format of PAPERS) expect(await countPages(page, format)).toBe(1);
      await context.clock.setFixedTime('2036-01-01T12:00:00Z');
      await page.reload();
      await isReady(page);
      expect(await sheetOf(page).textContent()).toContain('0 of 11 claims up to date');
    } finally {
      await hub.stop();
    }
  });

  test('and nothing kept, the page says so, and tries again', async () => {
    const { page } = await sample.open(day);
    let isGone = true;
    await page.route('**/brief/*.json', (route) => (isGone ? route.abort() : route.continue()));
    await page.goto(CHOSEN);
    await expect.poll(() => statusOf(page).textContent()).toContain('the hub cannot be reached');
    isGone = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await isReady(page);
    expect(await linesOf(page).count()).toBeGreaterThan(12);
  });
});

test('without scripts the page says where to go', async () => {
  const html = await (await fetch(`${sample.hub.origin}/brief/`)).text();
  const without = /<noscript>([\s\S]*?)<\/noscript>/.exec(html)?.[1] ?? '';
  for (const path of ['/battlecards/', '/plays/', '/answers/']) expect(without).toContain(`href="${path}"`);
});
