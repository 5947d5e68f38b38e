import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { AssetChanges, Change } from '../../src/reader/visits/changes.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  EVERY_LOOK,
  findBarriers,
  settle,
  type Visitor,
  type VisitorTraits,
} from '../support/browser/visitor.ts';

const CARD = '/battlecards/kestrowe/';
const CHANGES = '**/changes/battlecards/kestrowe.json';
const THEN = '2026-10-03';
const NOW = '2026-11-22';
const sample = openSampleHub();

const panelOf = (page: Page) => page.getByRole('region', { name: 'What is new to you' });
const rowsOf = (page: Page) => panelOf(page).getByRole('listitem');
const seenIn = (page: Page) => page.evaluate(() => localStorage.getItem('hub:seen') ?? '');

/** Opens the card on a day, and waits until the browser remembers it. */
async function openOn(day: string, traits: VisitorTraits = {}): Promise<Visitor> {
  const visitor = await sample.open({ ...traits, today: day });
  await visitor.page.goto(CARD);
  await expect.poll(() => seenIn(visitor.page)).toContain(CARD);
  return visitor;
}

/** What was stored by an earlier visit, as if the card had had another revision then. */
async function makeOlder({ page }: Visitor): Promise<void> {
  await page.evaluate(() => {
    const revision = JSON.parse(document.querySelector<HTMLElement>('[data-asset]')?.dataset['asset'] ?? '{}')
      .asset_rev as string;
    const seen = localStorage.getItem('hub:seen') ?? '';
    localStorage.setItem('hub:seen', seen.replaceAll(revision, 'aaaaaaaaaaaa'));
  });
}

/** The card as the reader of the test finds it, with claims of its own. */
async function changesOf(page: Page): Promise<Change[]> {
  const claims = await page.locator('section:has(#why-we-win) .words').allTextContents();
  const [first = '', second = ''] = claims.map((claim) => claim.trim());
  const objection = page.locator('details:has([data-heard])').nth(1);
  const heard = await objection.locator('[data-heard]').textContent();
  const about = heard?.replace(/[“”]/g, '').trim() ?? '';
  const answer = (await objection.locator('p').first().textContent())?.trim() ?? '';
  const place = { slug: 'why-we-win', heading: 'Why we win', subject: 'claim' } as const;
  return [
    { what: 'changed', ...place, was: `Perhaps ${first}`, now: first },
    { what: 'added', ...place, now: second },
    { what: 'removed', ...place, was: 'They have no app' },
    {
      what: 'changed',
      slug: 'objections',
      heading: 'Objections',
      subject: 'answer',
      about,
      was: 'Well',
      now: answer,
    },
  ];
}

/** What the hub knows of the card's past: one change since the older revision. */
async function tellChanges({ page }: Visitor): Promise<void> {
  const changes = await changesOf(page);
  const told: AssetChanges = {
    revision: 'b',
    steps: [{ from: 'aaaaaaaaaaaa', to: 'b', day: '2026-11-01', by: [], changes }],
  };
  await page.route(CHANGES, (route: Route) => route.fulfill({ json: told }));
}

/** Comes back on a later day, after the card has changed. */
async function comeBack(visitor: Visitor, day = NOW): Promise<void> {
  await makeOlder(visitor);
  await tellChanges(visitor);
  await visitor.context.clock.setFixedTime(`${day}T12:00:00Z`);
  await visitor.page.goto(CARD);
}

test('who opens a piece for the first time is told nothing, and neither is who opens it unchanged', async () => {
  const visitor = await openOn(THEN);
  const { page } = visitor;
  expect(await panelOf(page).count()).toBe(0);
  await visitor.context.clock.setFixedTime(`2026-10-04T12:00:00Z`);
  await page.goto(CARD);
  await expect.poll(() => seenIn(page)).toContain('2026-10-04');
  expect(await panelOf(page).count()).toBe(0);
  expect(visitor.requests.filter((url) => url.includes('/changes/') || /\/since/.test(url))).toEqual([]);
});

describe('who opens a piece that changed since', () => {
  test('reads claim by claim what did, and gets to each', async () => {
    const visitor = await openOn(THEN);
    const { page } = visitor;
    await comeBack(visitor);
    await panelOf(page).getByRole('heading', { name: 'Since you last opened this on 3 Oct 2026' }).waitFor();
    const sentence = panelOf(page).getByText('1 claim is new, 1 changed');
    expect(await sentence.textContent()).toMatch(
      /^1 claim is new, 1 changed, 1 is gone( and|,).* the answer to “.+” changed\.$/,
    );
    expect(await rowsOf(page).nth(0).textContent()).toMatch(/^Changed Why we win\s*Perhaps .+ is now /);
    expect(await rowsOf(page).nth(1).textContent()).toMatch(/^New Why we win/);
    expect(await rowsOf(page).nth(2).textContent()).toMatch(/^Gone Why we win\s*They have no app/);
    expect(await rowsOf(page).nth(2).getByRole('link').count()).toBe(0);

    const folded = page.locator('details:has([data-heard])').nth(1);
    expect(await folded.getAttribute('open')).toBeNull();
    await rowsOf(page).nth(3).getByRole('link').press('Enter');
    await expect.poll(() => folded.getAttribute('open')).not.toBeNull();
    await expect
      .poll(() => page.evaluate(() => document.querySelector(':target')?.closest('details') !== null))
      .toBe(true);
  });

  test('finds it again after a reload, until it is put away by keyboard', async () => {
    const visitor = await openOn(THEN);
    const { page } = visitor;
    await comeBack(visitor);
    await rowsOf(page).first().waitFor();
    await page.reload();
    await rowsOf(page).first().waitFor();
    await panelOf(page).getByRole('button', { name: 'Put this away' }).press('Enter');
    await expect.poll(() => panelOf(page).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Favourite');
    const before = visitor.requests.length;
    await page.reload();
    await expect.poll(() => visitor.requests.slice(before).some((url) => /\/mine/.test(url))).toBe(true);
    await page.waitForLoadState('networkidle');
    expect(await panelOf(page).count()).toBe(0);
  });

  test('finds room for it before it comes, so that nothing moves', async () => {
    const visitor = await openOn(THEN, { width: 390 });
    const { page } = visitor;
    const below = async () => {
      await settle(page);
      return (await page.getByRole('button', { name: 'More', exact: true }).boundingBox())?.y;
    };
    const script = /\/_hub\/mine/;
    await page.route(script, (route) => route.abort());
    await comeBack(visitor);
    const before = await below();
    expect(await rowsOf(page).count()).toBe(0);
    await page.unroute(script);
    await page.reload();
    await rowsOf(page).first().waitFor();
    expect(await below()).toBe(before);
  });

  test('is told only what is sure when nobody knows that revision any more', async () => {
    const visitor = await openOn(THEN);
    const { page } = visitor;
    await comeBack(visitor);
    await page.unroute(CHANGES);
    await page.route(CHANGES, (route) => route.fulfill({ status: 404 }));
    await page.reload();
    await panelOf(page).getByText('It changed since; what it said then is not kept any more.').waitFor();
    expect(await rowsOf(page).count()).toBe(0);
  });

  test('is told later what changed when the network is gone', async () => {
    const visitor = await openOn(THEN);
    const { page } = visitor;
    await makeOlder(visitor);
    await visitor.context.clock.setFixedTime(`${NOW}T12:00:00Z`);
    await page.route(CHANGES, (route) => route.abort());
    await page.goto(CARD);
    await panelOf(page).getByText('It changed. What changed is told when the network is back.').waitFor();
    await page.unroute(CHANGES);
    await tellChanges(visitor);
    await visitor.context.clock.setFixedTime(`2026-11-23T12:00:00Z`);
    await page.reload();
    await panelOf(page).getByRole('heading', { name: 'Since you last opened this on 3 Oct 2026' }).waitFor();
    await expect.poll(() => rowsOf(page).count()).toBe(4);
  });

  test.each(EVERY_LOOK)('has no barrier that axe knows in $theme at $width pixels', async (traits) => {
    const visitor = await openOn(THEN, traits);
    await comeBack(visitor);
    await rowsOf(visitor.page).first().waitFor();
    await settle(visitor.page);
    expect(await findBarriers(visitor.page)).toEqual([]);
  });
});

test('claims that ended in the meantime are told, though not a word changed', async () => {
  const visitor = await openOn(NOW);
  const { page } = visitor;
  const ends = await page
    .locator('[data-until]')
    .evaluateAll((claims) => claims.map((claim) => (claim as HTMLElement).dataset['until'] ?? ''));
  const next = ends.filter((day) => day >= NOW).sort()[0] ?? '';
  const count = ends.filter((day) => day === next).length;
  const later = new Date(Date.parse(next) + 86_400_000).toISOString().slice(0, 10);
  await visitor.context.clock.setFixedTime(`${later}T12:00:00Z`);
  await page.goto(CARD);
  const sentence = count === 1 ? '1 claim expired.' : `${String(count)} claims expired.`;
  await panelOf(page).getByText(sentence).waitFor();
  expect(await rowsOf(page).count()).toBe(count);
  expect(await rowsOf(page).first().textContent()).toMatch(/^Expired /);
});
