import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { settle } from '../support/browser/visitor.ts';

const CARD = '/battlecards/kestrowe/';
const MIN_TARGET_PX = 44;
const sample = openSampleHub();

/** What a finger would miss: its words and size. A link in a sentence is as high as its line, as it may be. */
function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    const all = document.querySelectorAll<HTMLElement>('a[href], button, select, summary, label:has(input)');
    return [...all].flatMap((each) => {
      const { width, height } = each.getBoundingClientRect();
      const isInSentence = each.matches(
        '.prose a, .claims a, p:not(.asked-line) > a:not(.button), .small > a, td a, li > span a',
      );
      const isShown =
        each.checkVisibility({ visibilityProperty: true }) && width > 1 && !each.matches('.skip');
      if (!isShown || isInSentence || (Math.round(width) >= least && Math.round(height) >= least)) return [];
      return [
        `${each.textContent.trim().slice(0, 40)} ${String(Math.round(width))} × ${String(Math.round(height))}`,
      ];
    });
  }, MIN_TARGET_PX);
}

describe('on a phone', () => {
  test.each(['/', CARD, '/answers/what-does-it-cost/', '/collateral/roi-calculator/', '/due/', '/mine/'])(
    '%s has no target under 44 pixels, nor has its menu',
    async (path) => {
      const { page } = await sample.open({ width: 390, isPhone: true });
      await page.goto(path);
      await settle(page);
      expect(await smallTargets(page)).toEqual([]);
      const contents = page.getByText('On this page', { exact: true });
      if ((await contents.count()) > 0) await contents.tap();
      const more = page.getByRole('button', { name: 'More', exact: true });
      if ((await more.count()) > 0) await more.tap();
      expect(await smallTargets(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Menu' }).tap();
      await page.getByText('Settings', { exact: true }).tap();
      expect(await smallTargets(page)).toEqual([]);
    },
  );

  test('the contents of a long page stand folded above its text', async () => {
    const { page } = await sample.open({ width: 390, isPhone: true });
    await page.goto('/collateral/security-overview/');
    const contents = await page.getByText('On this page', { exact: true }).boundingBox();
    const text = await page.locator('.prose').boundingBox();
    expect(contents?.y).toBeLessThan(text?.y ?? 0);
    const list = page.getByRole('navigation', { name: 'On this page' });
    expect(await list.count()).toBe(0);
    await page.getByText('On this page', { exact: true }).tap();
    await list.getByRole('link').nth(2).tap();
    expect(new URL(page.url()).hash).not.toBe('');
  });
});

// A desk of 1440 pixels that is zoomed to 200 % has 720 of them; on a phone the letters alone are twice as large.
test.each([
  { name: 'a zoomed desk', width: 720, letters: '100%' },
  { name: 'a phone', width: 390, letters: '200%' },
])('text at 200 % keeps the answer in the window of $name', async ({ width, letters }) => {
  const { page } = await sample.open({ width });
  for (const path of ['/', CARD, '/answers/what-does-it-cost/']) {
    await page.goto(path);
    // Set by script: the hub's policy lets no style be added.
    await page.evaluate((size) => document.documentElement.style.setProperty('font-size', size), letters);
    await settle(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
  const answer = await page.locator('.prose > p').first().boundingBox();
  expect(answer?.width).toBeGreaterThan(width / 2);
});

test('forced colours keep what is chosen visible', async () => {
  const { page } = await sample.open();
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto('/library/');
  const current = page.getByRole('navigation', { name: 'Hub' }).getByRole('link', { name: /Library/ });
  expect(await current.evaluate((each) => getComputedStyle(each).outlineStyle)).toBe('solid');
  await page.goto(CARD);
  const star = page.getByRole('button', { name: 'Favourite', exact: true });
  const border = () => star.evaluate((each) => getComputedStyle(each).borderTopWidth);
  expect(await border()).toBe('1px');
  await star.click();
  await expect.poll(border).toBe('3px');
});

describe('installed on a device', () => {
  test('the hub has what browsers want for it: name, icons that are what they say, a start and shortcuts', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    const devtools = await page.context().newCDPSession(page);
    const { errors, data = '{}' } = await devtools.send('Page.getAppManifest');
    expect(errors).toEqual([]);
    const manifest = JSON.parse(data) as {
      name: string;
      icons: { src: string; sizes: string; type: string; purpose?: string }[];
      shortcuts: { name: string; url: string }[];
      share_target: { action: string; method: string; params: { text: string } };
    };
    expect(manifest.name).toBe('Larkmoor hub');
    expect(manifest.icons.filter(({ purpose }) => purpose === 'maskable').length).toBeGreaterThan(0);
    for (const { src, sizes, type } of manifest.icons) {
      const [answer, size] = await page.evaluate(async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const served = await fetch(address);
        return [
          served.headers.get('content-type'),
          `${String(image.naturalWidth)}x${String(image.naturalHeight)}`,
        ];
      }, src);
      expect(answer).toBe(type);
      expect(['any', size]).toContain(sizes);
    }
    for (const { url } of manifest.shortcuts) expect((await page.goto(url))?.status()).toBe(200);
    const { action, method, params } = manifest.share_target;
    expect(method).toBe('GET');
    const shared = new URLSearchParams({ [params.text]: 'Does it work without signal?' });
    await page.goto(`${action}?${String(shared)}`);
    await expect
      .poll(() => page.getByRole('main').getByRole('link').first().textContent())
      .toContain('signal');
  });

  test('browsers are told on the home page how to search the hub, at its whole address', async () => {
    const { page } = await sample.open();
    await page.goto('/');
    const link = page.locator('link[rel=search]');
    expect(await link.getAttribute('type')).toBe('application/opensearchdescription+xml');
    const answer = await page.request.get((await link.getAttribute('href')) ?? '');
    const template = /template="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
    expect(template).toMatch(/^https:\/\/.+\{searchTerms\}$/);
    await page.goto(new URL(template.replace('{searchTerms}', 'signal')).pathname + '?q=signal');
    await expect.poll(() => page.getByRole('searchbox').first().inputValue()).toBe('signal');
  });

  test('no browser finds a reason against it', async () => {
    const { page } = await sample.open({ keepsHub: true });
    await page.goto('/');
    const devtools = await page.context().newCDPSession(page);
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // A context of a test is like a private window, in which nothing is installed.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual(
      [],
    );
  });
});
