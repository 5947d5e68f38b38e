import type { Locator, Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { openChromium } from '../support/browser/chromium.ts';
import { isKept } from '../support/browser/offline-site.ts';
import { startFaultyHub, storedOnce } from '../support/browser/faulty-hub.ts';
import { countStored } from '../support/browser/outbox-page.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import {
  findBarriers,
  openVisitor,
  settle,
  type Visitor,
  type VisitorTraits,
} from '../support/browser/visitor.ts';

const ARRIVES = { timeout: 60_000, interval: 100 };
const CARD = '/battlecards/vantello/';
const DEAR = 'vantello-is-twelve-pounds-youre-three-times-that';
const sample = openSampleHub();

const buttonOf = (page: Page): Locator => page.getByRole('button', { name: /^Heard this/ }).first();
const pressed = (button: Locator): Promise<string | null> => button.getAttribute('aria-pressed');
const said = (page: Page, words: string): Promise<number> =>
  page.getByRole('status').filter({ hasText: words }).count();

/** Opens a page, keeping what it and the pages after it report. */
async function visit(path: string, traits: VisitorTraits = {}): Promise<Visitor> {
  const visitor = await sample.open({ today: '2026-11-22', ...traits });
  await recordReportedEvents(visitor.page);
  await visitor.page.goto(path);
  await settle(visitor.page);
  return visitor;
}

/** What was reported under a name, in order. */
async function toldUnder(page: Page, name: string): Promise<Record<string, unknown>[]> {
  return (await reportedBy(page)).filter(({ event }) => event === name).map(({ properties }) => properties);
}
const heardBy = (page: Page): Promise<Record<string, unknown>[]> => toldUnder(page, 'objection_heard');

test('a rating is one tap by keyboard on a phone, counts once, and may be changed', async () => {
  const { page } = await visit(CARD, { width: 390 });
  const ratings = async (): Promise<unknown[]> =>
    (await toldUnder(page, 'asset_rated')).map(({ rating }) => rating);
  const button = page.getByRole('button', { name: 'Useful', exact: true });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => said(page, 'Thank you.')).toBe(1);
  expect(await pressed(button)).toBe('true');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await expect.poll(() => said(page, 'its owner will see it')).toBe(1);
  expect(await ratings()).toEqual(['useful', 'out_of_date']);
  expect(await pressed(button)).toBe('false');
});

describe('on a battlecard', () => {
  test('one tap by keyboard counts an objection once a day, and the page stays where it is', async () => {
    const { page, context } = await visit(CARD);
    await page.evaluate(() => document.body.setAttribute('data-same-page', ''));
    await buttonOf(page).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => said(page, 'Counted for today.')).toBe(1);
    expect(await pressed(buttonOf(page))).toBe('true');
    await page.keyboard.press('Space');
    await expect.poll(() => said(page, 'Already counted today.')).toBe(1);
    expect(await heardBy(page)).toEqual([
      {
        asset_id: 'battlecards/vantello',
        asset_rev: expect.stringMatching(/^[0-9a-f]{12}$/),
        kind: 'battlecard',
        product: 'routes',
        department: 'product-marketing',
        surface: 'page',
        objection: DEAR,
      },
    ]);
    expect(await page.locator('[data-same-page]').count()).toBe(1);

    await page.reload();
    await expect.poll(() => pressed(buttonOf(page))).toBe('true');
    await context.clock.setFixedTime('2026-11-23T12:00:00Z');
    await page.reload();
    await settle(page);
    await buttonOf(page).click();
    await expect.poll(() => heardBy(page).then((told) => told.length)).toBe(2);
  });

  test.each([390, 1440])('a pressed button has no barrier at %i pixels', async (width) => {
    const { page } = await visit(CARD, { width });
    await buttonOf(page).click();
    await expect.poll(() => pressed(buttonOf(page))).toBe('true');
    expect(await findBarriers(page)).toEqual([]);
  });

  test('nothing is counted where recording is off, and the tap says so', async () => {
    const visitor = await sample.open();
    const { page } = visitor;
    await page.addInitScript(() => localStorage.setItem('hub:opt-out', 'yes'));
    await page.goto(CARD);
    await buttonOf(page).click();
    await expect.poll(() => said(page, 'Not counted: recording is off in this browser.')).toBe(1);
    expect(await pressed(buttonOf(page))).toBe('false');
    await page.getByRole('button', { name: 'Useful', exact: true }).click();
    await expect.poll(() => said(page, 'Not counted: recording is off in this browser.')).toBe(2);
  });
});

describe('in call mode', () => {
  test('one key counts the chosen objection while words are typed, and leaves them as they are', async () => {
    const { page } = await visit('/call/vantello/');
    await page.keyboard.type('drivers');
    const chosen = page.getByRole('option', { selected: true });
    await expect.poll(() => chosen.textContent()).toContain("won't learn another app");
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => said(page, 'Counted for today.')).toBe(1);
    expect(await page.getByRole('combobox').inputValue()).toBe('drivers');
    expect(await heardBy(page)).toMatchObject([
      { objection: 'the-drivers-wont-learn-another-app', surface: 'call', asset_id: 'battlecards/vantello' },
    ]);
    expect(await pressed(buttonOf(page))).toBe('true');
    // With an empty field the first objection of the card is chosen, which nobody has heard.
    await page.getByRole('combobox').fill('');
    await expect.poll(() => pressed(buttonOf(page))).toBe('false');
  });

  test('only objections can be heard: claims, questions and traps have no button and no key', async () => {
    const { page } = await visit('/call/vantello/');
    for (const name of ['Claims', 'Questions', 'Traps']) {
      await page.keyboard.press('ArrowRight');
      expect(await page.getByRole('tab', { selected: true }).textContent()).toContain(name);
      expect(await buttonOf(page).count()).toBe(0);
      await page.keyboard.press('Control+Enter');
    }
    expect(await heardBy(page)).toEqual([]);
  });
});

describe('without a network', () => {
  test('what was heard on a card and in a call arrives later, each once', async () => {
    const browser = await openChromium(inject('chromiumPath'));
    const hub = await startFaultyHub(inject('sampleDist'));
    const { page, leave } = await openVisitor(browser, hub.origin, { keepsHub: true });
    await page.goto('/');
    await isKept(page);
    await hub.closePort();
    await page.goto(CARD);
    await buttonOf(page).click();
    await expect.poll(() => said(page, 'Counted for today.'), ARRIVES).toBe(1);
    await page.goto('/call/kestrowe/');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => said(page, 'Counted for today.'), ARRIVES).toBe(1);
    // Home, two cards as they were opened, and what was heard of each.
    await expect.poll(() => countStored(page), ARRIVES).toBeGreaterThanOrEqual(4);
    await hub.openPort();
    await page.goto('/');
    await expect.poll(() => hub.deliveries('objection_heard'), ARRIVES).toEqual(storedOnce(2));
    await leave();
    await hub.stop();
    await browser.close();
  });
});
