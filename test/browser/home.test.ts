import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectionsHeard } from '../../src/usage/questions/objections-heard.ts';
import { usePerAsset } from '../../src/usage/questions/use-per-asset.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { countControls, MAX_CONTROLS } from '../support/browser/controls.ts';
import { findBarriers, EVERY_LOOK, settle } from '../support/browser/visitor.ts';
import { buildHub, startHub, type RunningHub } from '../support/hub.ts';
import { sampleSnapshot } from '../unit/charts/sample-snapshot.ts';

const CARD = '/battlecards/kestrowe/';
const sample = openSampleHub();
const main = (page: Page) => page.getByRole('main');
const stored = (page: Page, key: string) => page.evaluate((name) => localStorage.getItem(name) ?? '', key);

/** Stores what the browser asked for, and what stood on the first places then. */
async function askedFor(page: Page, words: string, seen: string[]): Promise<void> {
  await page.evaluate(
    (requests) => localStorage.setItem('hub:requests', JSON.stringify(requests)),
    [{ words, day: '2026-11-20', seen }],
  );
}

describe('the home page of a rep who comes back', () => {
  test('says what changed in what they use', async () => {
    const { page } = await sample.open();
    await page.goto(CARD);
    await expect.poll(() => stored(page, 'hub:seen')).toContain(CARD);
    const revision = await page.evaluate(
      () =>
        (
          JSON.parse(document.querySelector<HTMLElement>('[data-asset]')?.dataset['asset'] ?? '') as {
            asset_rev: string;
          }
        ).asset_rev,
    );
    await page.goto('/');
    const changed = main(page).getByRole('region', { name: 'Changed since you looked' });
    expect(await changed.count()).toBe(0);
    await page.evaluate((now) => {
      localStorage.setItem(
        'hub:seen',
        (localStorage.getItem('hub:seen') ?? '').replaceAll(now, 'aaaaaaaaaaaa'),
      );
    }, revision);
    await page.reload();
    await changed.getByRole('link', { name: 'Kestrowe' }).waitFor();
  });

  test('says that what they asked for is there, until they open it', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    await askedFor(page, 'single sign-on', []);
    await page.reload();
    const came = main(page).getByText('You asked for “single sign-on”: here it is,');
    await came.getByRole('link', { name: 'Do you support single sign-on?' }).click();
    await page.waitForURL('**/answers/do-you-support-single-sign-on/');
    expect(await stored(page, 'hub:requests')).toBe('[]');
  });

  test('does not say so of what was there already, nor of a page that lacks a word', async () => {
    const { page, requests } = await sample.open();
    await page.goto('/');
    await askedFor(page, 'single sign-on', []);
    await page.reload();
    const came = main(page).getByText('You asked for');
    await came.waitFor();
    await page.getByRole('button', { name: 'Put away: single sign-on' }).click();
    expect(await came.count()).toBe(0);
    // What was never looked up is compared with what is there now.
    await page.evaluate(() =>
      localStorage.setItem('hub:requests', JSON.stringify([{ words: 'single sign-on', day: '2026-11-20' }])),
    );
    await page.reload();
    await expect
      .poll(() => stored(page, 'hub:requests'))
      .toContain('"seen":["answers/do-you-support-single-sign-on ');
    await askedFor(page, 'single zebra', []);
    const before = requests.filter((url) => url.includes('/search/')).length;
    await page.reload();
    await expect
      .poll(() => requests.filter((url) => url.includes('/search/')).length)
      .toBeGreaterThan(before);
    await page.waitForLoadState('networkidle');
    expect(await came.count()).toBe(0);
  });

  test('knows what was asked for in the search of any page, and no request leaves the browser but the event', async () => {
    const { page } = await sample.open();
    await page.goto('/library/', { waitUntil: 'networkidle' });
    await page.keyboard.press('/');
    await page.keyboard.type('zebra crossing licence');
    await page.getByRole('button', { name: 'Request this' }).first().click();
    await expect.poll(() => stored(page, 'hub:requests')).toContain('"words":"zebra crossing licence"');
    await expect.poll(() => stored(page, 'hub:requests')).toContain('"seen":');
  });

  test('leaves reviews to owners, who have a page of them', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    expect(
      await main(page)
        .getByText(/Review (due|is overdue)/)
        .count(),
    ).toBe(0);
    await page.getByText('Publish and measure', { exact: true }).click();
    await page.getByRole('link', { name: 'Due for review' }).click();
    await page.waitForURL('**/due/');
    expect(
      await main(page)
        .getByText(/Review due|Review is overdue|Expired/)
        .count(),
    ).toBeGreaterThan(0);
  });

  test('has call mode and brief on the first screen of a phone', async () => {
    const { page } = await sample.open({ width: 390, isPhone: true });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('/');
    for (const name of ['Call mode', 'Call brief']) {
      const box = await main(page).getByRole('link', { name }).boundingBox();
      expect((box?.y ?? 999) + (box?.height ?? 999)).toBeLessThan(844);
    }
  });
});

describe('with numbers', () => {
  let folder: string;
  let hub: RunningHub;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-used-'));
    const [used, told] = [usePerAsset, objectionsHeard].map((question) =>
      sampleSnapshot().answers.find(({ id }) => id === question.id),
    );
    const columns = used?.columns ?? [];
    const rowOf = (asset: string, reps: number) =>
      columns.map(({ name }) => ({ asset, title: asset, kind: '', reps })[name] ?? null);
    const everybody = [rowOf('battlecards/vantello', 40), rowOf('answers/what-does-it-cost', 30)];
    const heard = [
      ["They're cheaper per van.", 10],
      ['My drivers love their maps.', 15],
    ] as const;
    const objections = heard.map(([objection, reps]) =>
      (told?.columns ?? []).map(
        ({ name }) => ({ asset: 'battlecards/kestrowe', objection, reps })[name] ?? null,
      ),
    );
    const numbers = {
      ...sampleSnapshot(),
      answers: [
        { ...used, rows: everybody },
        { ...told, rows: objections },
      ],
      slices: [
        {
          question: 'use-per-asset',
          team: 'dach',
          weeks: 4,
          rows: [rowOf('battlecards/ordanto', 10)],
        },
      ],
    };
    const dataDir = join(folder, 'data');
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'snapshot.json'), JSON.stringify(numbers));
    await buildHub({ distDir: join(folder, 'dist'), dataDir });
    hub = await startHub(join(folder, 'dist'));
  });

  afterAll(async () => {
    await hub.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('the team chosen shows what it uses most, at once, after a reload and in the settings', async () => {
    const { page } = await sample.open({}, hub.origin);
    await page.goto('/');
    const rows = () =>
      main(page).getByRole('list').filter({ hasText: / reps/ }).getByRole('link').allTextContents();
    const titles = async () => (await rows()).map((row) => row.replace(/about \d+ reps\s*$/, '').trim());
    await expect.poll(titles).toEqual(['Vantello', 'What does it cost?']);
    const choice = main(page).getByRole('combobox', { name: 'Your team' });
    await choice.selectOption('dach');
    await expect.poll(titles).toEqual(['Ordanto']);
    await expect.poll(() => stored(page, 'hub:team')).toBe('dach');
    await page.reload();
    expect(await titles()).toEqual(['Ordanto']);
    expect(await choice.inputValue()).toBe('dach');
    await choice.selectOption('partners');
    await main(page).getByText('Fewer than ten people of your team used any one thing lately').waitFor();
    expect(await titles()).toEqual(['Vantello', 'What does it cost?']);
  });

  test('a battlecard opens with the objection that most reps heard', async () => {
    const { page } = await sample.open({}, hub.origin);
    await page.goto(CARD);
    const heard = await page.locator('[data-heard]').allTextContents();
    expect(heard.slice(0, 2)).toEqual(['“My drivers love their maps.”', "“They're cheaper per van.”"]);
  });

  test('the home page has at most 25 controls on the first screen of a desk', async () => {
    const { page } = await sample.open({}, hub.origin);
    await page.goto('/');
    await settle(page);
    expect(await countControls(page)).toBeLessThanOrEqual(MAX_CONTROLS);
  });

  test.each(EVERY_LOOK)('the home page has no barrier in $theme at $width pixels', async (look) => {
    const { page } = await sample.open(look, hub.origin);
    await page.goto('/');
    await askedFor(page, 'single sign-on', []);
    await page.reload();
    await main(page).getByText('You asked for').waitFor();
    expect(await findBarriers(page)).toEqual([]);
  });
});
