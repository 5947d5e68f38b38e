import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { startFaultyHub } from '../support/browser/faulty-hub.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import {
  fieldOf,
  hitsOf,
  holdIndex,
  isFieldFocused,
  paletteOf,
  patience,
  searchFor,
} from '../support/browser/palette.ts';
import { isKept } from '../support/browser/offline-site.ts';
import { recordReportedEvents, reportedBy } from '../support/browser/reported-events.ts';
import { EVERY_LOOK, findBarriers, type VisitorTraits } from '../support/browser/visitor.ts';

const sample = openSampleHub();
const answerOf = (page: Page) => paletteOf(page).getByRole('region', { name: 'What it says' });
const copyOf = (page: Page) => answerOf(page).getByRole('button', { name: 'Copy for the customer' });
const clipboard = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const REPLY = /^Per van, perhaps\. They want the year up front/;

async function visit(traits: VisitorTraits = {}) {
  const visitor = await sample.open({ today: '2026-11-30', ...traits });
  await recordReportedEvents(visitor.page);
  await visitor.page.goto('/');
  return visitor;
}

async function searchAnswer(page: Page, typed: string): Promise<void> {
  await searchFor(page, typed);
  await answerOf(page).getByText('Good until').waitFor();
}

describe('the answer of the chosen hit', () => {
  test('stands beside the list with its say-aloud state and freshness, and changes with the choice', async () => {
    const { page, errors } = await visit();
    await searchAnswer(page, 'kestrowe cheaper');
    const answer = answerOf(page);
    await answer
      .getByText('They’re cheaper per van.')
      .or(answer.getByText("They're cheaper per van."))
      .waitFor();
    await answer.getByText('Say it aloud').waitFor();
    await page.keyboard.press('ArrowDown');
    await answer.getByText('Per van, perhaps.').waitFor({ state: 'detached' });
    expect(errors).toEqual([]);
  });

  test.each([390, 1440])(
    'has room for its words with letters of twice the size, at %i pixels',
    async (width) => {
      const { page } = await visit({ width });
      await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
      await searchAnswer(page, 'kestrowe cheaper');
      const lines = await answerOf(page)
        .getByText(REPLY)
        .evaluate((words) => {
          const { lineHeight } = getComputedStyle(words);
          const { bottom = 0 } = words.parentElement?.getBoundingClientRect() ?? {};
          return (bottom - words.getBoundingClientRect().top) / parseFloat(lineHeight);
        });
      expect(lines).toBeGreaterThan(1.8);
      const chosen = hitsOf(page).first();
      expect((await chosen.boundingBox())?.height).toBeGreaterThan(60);
    },
  );

  test('is heard with the chosen option', async () => {
    const { page, context } = await visit();
    await searchAnswer(page, 'kestrowe cheaper');
    const { nodes } = await (await context.newCDPSession(page)).send('Accessibility.getFullAXTree');
    const heard = nodes
      .filter(({ role }) => role?.value === 'option')
      .map(({ description }) => description?.value);
    expect(heard[0]).toMatch(/Per van, perhaps\..*Say it aloud/);
    expect(heard.slice(1).filter((words) => (words ?? '') !== '')).toEqual([]);
  });

  test('is copied for the customer with one key, which says so, and is counted with the time it took', async () => {
    const { page } = await visit();
    await page.keyboard.press('/');
    await fieldOf(page).pressSequentially('kest ch');
    await answerOf(page).getByText('Per van, perhaps.').waitFor();
    await page.keyboard.press('Control+c');
    await answerOf(page).getByText('Copied for the customer.').waitFor();
    expect(await clipboard(page)).toMatch(REPLY);
    expect(await clipboard(page)).not.toMatch(/kestrowe|internal|battlecard/i);
    const told = await reportedBy(page);
    expect(told.find(({ event }) => event === 'asset_copied')?.properties).toMatchObject({
      asset_id: 'battlecards/kestrowe',
      surface: 'palette',
      what: 'objection',
    });
    expect(told.find(({ event }) => event === 'time_to_answer')?.properties).toMatchObject({
      by: 'copied',
      surface: 'palette',
    });
    expect(await isFieldFocused(page)).toBe(true);
  });

  test('is copied too when the key comes before it', async () => {
    const { page } = await visit();
    await searchAnswer(page, 'invoice');
    const release = await holdIndex(page);
    await fieldOf(page).fill('kestrowe cheaper');
    await page.keyboard.press('Control+c');
    release();
    await answerOf(page).getByText('Copied for the customer.').waitFor(patience);
    expect(await clipboard(page)).toMatch(REPLY);
  });

  test('leaves marked words to the browser', async () => {
    const { page } = await visit();
    await searchAnswer(page, 'kestrowe cheaper');
    await fieldOf(page).selectText();
    await page.keyboard.press('Control+c');
    await expect.poll(() => clipboard(page)).toBe('kestrowe cheaper');
  });

  test('says when the browser refuses, and gives the words to be copied by hand', async () => {
    const { page } = await visit();
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
    });
    await page.goto('/');
    await searchAnswer(page, 'kestrowe cheaper');
    await copyOf(page).click();
    const byHand = page.getByRole('dialog', { name: 'Copy by hand' });
    await byHand.getByText('Nothing was lost').waitFor();
    expect(await byHand.getByRole('textbox').inputValue()).toMatch(REPLY);
  });

  test('of a page as a whole is nothing to copy, and the key says so', async () => {
    const { page } = await visit();
    await searchAnswer(page, 'price objection');
    expect(await copyOf(page).count()).toBe(0);
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    await page.keyboard.press('Control+c');
    await answerOf(page).getByText('Nothing was copied').waitFor();
    expect(await clipboard(page)).toBe('before');
  });

  test.each(['margin floor', 'do not say', 'list price', 'walk away', 'why we lose', 'discount floor'])(
    'is never large and never to be copied where it is for the rep alone: “%s”',
    async (typed) => {
      const { page } = await visit();
      await searchFor(page, typed);
      for (let at = 0; at < (await hitsOf(page).count()); at += 1) {
        await hitsOf(page).nth(at).hover();
        const state = (await answerOf(page).textContent()) ?? '';
        const isAloud = state.includes('Say it aloud');
        expect([state, await copyOf(page).count()]).toEqual([state, isAloud ? 1 : 0]);
        expect([state, await answerOf(page).locator('.palette-answer-large').count()]).toEqual([
          state,
          isAloud ? 1 : 0,
        ]);
      }
    },
  );

  test.each([
    ['Shift+Enter', '/call/kestrowe/'],
    ['Alt+Enter', '/brief/?competitor=kestrowe'],
  ])('%s leads to %s', async (key, address) => {
    const { page } = await visit();
    await searchAnswer(page, 'kestrowe cheaper');
    await page.keyboard.press(key);
    await page.waitForURL((url) => url.pathname + url.search === address);
    await page.goBack();
    await expect.poll(() => fieldOf(page).inputValue(), patience).toBe('kestrowe cheaper');
  });
});

describe('what can be done with it', () => {
  test('stands on buttons of 44 pixels on a phone, without hints for keys', async () => {
    const { context: desk, page: first } = await visit();
    const context = await desk.browser()?.newContext({
      baseURL: new URL(first.url()).origin,
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    const page = await context?.newPage();
    if (context === undefined || page === undefined) throw new Error('The browser opens no phone.');
    await context.clock.setFixedTime('2026-11-30T12:00:00Z');
    await page.goto('/');
    await page.getByRole('button', { name: 'Search' }).first().tap();
    await fieldOf(page).fill('kestrowe cheaper');
    await answerOf(page).getByText('Good until').waitFor();
    const buttons = answerOf(page).locator('.palette-action');
    expect(await buttons.count()).toBe(4);
    for (const button of await buttons.all()) {
      const box = await button.boundingBox();
      expect(Math.min(box?.height ?? 0, box?.width ?? 0)).toBeGreaterThanOrEqual(44);
    }
    expect(await paletteOf(page).locator('kbd:visible').count()).toBe(0);
    await copyOf(page).tap();
    await answerOf(page).getByText('Copied for the customer.').waitFor();
    expect(await clipboard(page)).toMatch(REPLY);
    await context.close();
  });

  test('names its keys in a narrow window with a keyboard', async () => {
    const { page } = await visit({ width: 700 });
    await searchAnswer(page, 'kestrowe cheaper');
    expect(await answerOf(page).locator('kbd:visible').allTextContents()).toEqual([
      'Ctrl C',
      'Enter',
      'Shift Enter',
      'Alt Enter',
    ]);
  });
});

describe('for everybody', () => {
  test.each(EVERY_LOOK)('no barrier, $theme at $width pixels', async (traits) => {
    const { page } = await visit(traits);
    await searchAnswer(page, 'kestrowe cheaper');
    expect(await findBarriers(page)).toEqual([]);
  });

  test.each([390, 1440])(
    'text of twice the size leaves answer, choice and copy in sight at %d pixels',
    async (width) => {
      const { page } = await visit({ width });
      await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
      await searchAnswer(page, 'kestrowe cheaper');
      const sizes = [
        paletteOf(page).getByRole('option', { selected: true }),
        answerOf(page).locator('.palette-answer-large'),
        copyOf(page),
      ].map(async (part) => {
        await part.scrollIntoViewIfNeeded();
        return part.evaluate((element) => {
          const { left, top, right, bottom } = element.getBoundingClientRect();
          const seen = document.elementFromPoint(Math.max(1, left + 8), Math.min(innerHeight - 2, top + 8));
          return element.contains(seen) && right <= innerWidth && bottom - top > 20;
        });
      });
      expect(await Promise.all(sizes)).toEqual([true, true, true]);
    },
  );

  test('forced colours keep the chosen hit visible', async () => {
    const { page } = await visit();
    await page.emulateMedia({ forcedColors: 'active' });
    await searchAnswer(page, 'kestrowe cheaper');
    const outlines = await hitsOf(page).evaluateAll((rows) =>
      rows.map((row) => getComputedStyle(row).outlineStyle),
    );
    expect(outlines.filter((style) => style === 'solid')).toHaveLength(1);
    expect(outlines[0]).toBe('solid');
  });
});

describe('without a network', () => {
  test('hits whose pages are not on the device say so before they are opened', async () => {
    const hub = await startFaultyHub(inject('sampleDist'));
    const { page } = await sample.open({ keepsHub: true }, hub.origin);
    await page.goto('/');
    await isKept(page);
    await hub.closePort();
    await page.reload();
    await searchFor(page, 'larkmoor cold on one page');
    await paletteOf(page).getByText('Not on this device').first().waitFor(patience);
    const kept = hitsOf(page).filter({ hasNotText: 'Not on this device' });
    await searchFor(page, 'kestrowe cheaper');
    expect(await kept.first().getAttribute('href')).toContain('/battlecards/kestrowe/');
    await hub.stop();
  });
});
