import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { fieldOf } from '../support/browser/palette.ts';
import { openSampleHub } from '../support/browser/served-sample.ts';
import { listPages } from '../support/browser/site-pages.ts';
import type { Visitor } from '../support/browser/visitor.ts';

const PAGE_BYTES = 15_000;
const SCRIPT_BYTES = 3000;
const ANALYTICS_BYTES = 50_000;
/** Requests of one page to one host, in every browser. */
const AT_ONCE = 6;

/** The heaviest asset page of each folder of assets: if it is light enough, all are. */
const assetPages = heaviestAssetPages(inject('sampleDist'));
const sample = openSampleHub();

function heaviestAssetPages(dist: string): string[] {
  const heaviest = new Map<string, { page: string; bytes: number }>();
  for (const page of listPages(dist).filter((path) => path.endsWith('/'))) {
    const html = readFileSync(join(dist, page, 'index.html'), 'utf8');
    const folder = page.split('/')[1] ?? '';
    if (html.includes(' data-asset=') && html.length > (heaviest.get(folder)?.bytes ?? 0)) {
      heaviest.set(folder, { page, bytes: html.length });
    }
  }
  return [...heaviest.values()].map(({ page }) => page);
}

/** Opens a page of which the browser never gets idle, so that only what the page itself needs is fetched. */
async function visitNeverIdle(path: string): Promise<Visitor> {
  const visitor = await sample.open({ width: 390 });
  await visitor.page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  await visitor.page.goto(path, { waitUntil: 'networkidle' });
  return visitor;
}

function ofKind(visitor: Visitor, ...kinds: string[]): Response[] {
  return visitor.responses.filter((response) => kinds.includes(response.request().resourceType()));
}

async function bytesSent(responses: readonly Response[]): Promise<number> {
  const sizes = await Promise.all(responses.map((response) => response.request().sizes()));
  return sizes.reduce((sum, size) => sum + size.responseBodySize, 0);
}

test('the sample hub has asset pages to weigh', () => {
  expect(assetPages.length).toBeGreaterThan(0);
});

describe.each(assetPages)('the asset page %s', (path) => {
  test('sends at most 15 kB of brotli with its style sheet, 3 kB of it script, and no React', async () => {
    const visitor = await visitNeverIdle(path);
    const own = ofKind(visitor, 'document', 'stylesheet', 'script');
    for (const response of own) {
      const isSmall = (await response.body()).length < 256;
      expect(await response.headerValue('content-encoding')).toBe(isSmall ? null : 'br');
    }
    expect(await bytesSent(own)).toBeLessThanOrEqual(PAGE_BYTES);

    const scripts = ofKind(visitor, 'script');
    const inline = await visitor.page.locator('script:not([src])').allTextContents();
    const inlineBytes = brotliCompressSync(inline.join('\n')).length;
    expect((await bytesSent(scripts)) + inlineBytes).toBeLessThanOrEqual(SCRIPT_BYTES);
    const code = [...inline, ...(await Promise.all(scripts.map((response) => response.text())))].join('\n');
    expect(code).not.toMatch(/react\.(?:transitional\.)?element|__REACT_DEVTOOLS|posthog/i);
    await visitor.leave();
  });

  test('fetches analytics of at most 50 kB, and only when idle', async () => {
    const before = await visitNeverIdle(path);
    const own = new Set(ofKind(before, 'script').map((response) => response.url()));
    await before.leave();
    const visitor = await sample.open({ width: 390 });
    await visitor.page.goto(path);
    // What works offline, what buttons do, how fresh rows are, what fits on paper, what leafs through slides, what a training does and what a browser keeps come in the same idle time, and are no analytics.
    const later = () =>
      ofKind(visitor, 'script').filter(
        (response) =>
          !own.has(response.url()) &&
          !/\/(?:offline|page-actions|clipboard|copy|read-copied|objection-heard|care-rows|fit-paper|page-viewer|training|mine|pieces|shorten|render-list)/.test(
            response.url(),
          ),
      );
    const code = async () => (await Promise.all(later().map((response) => response.text()))).join('\n');
    await expect.poll(code).toContain('posthog');
    expect(await bytesSent(later())).toBeLessThanOrEqual(ANALYTICS_BYTES);
    await visitor.leave();
  });

  test('fetches nothing of search before the reader wants to search', async () => {
    const visitor = await sample.open({ width: 1440 });
    await visitor.page.goto(path, { waitUntil: 'networkidle' });
    const ofSearch = () => visitor.requests.filter((url) => /\/search\/|worker|palette|lunr/i.test(url));
    expect(ofSearch()).toEqual([]);
    await visitor.page.keyboard.press('/');
    await expect.poll(ofSearch).not.toEqual([]);
    await visitor.leave();
  });

  test('asks for no more than a browser fetches at once over HTTP/1.1, and opens the search with it', async () => {
    const visitor = await visitNeverIdle(path);
    const before = visitor.requests.length;
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
    await visitor.context.route(/_hub|search/, async (route) => {
      await held;
      await route.continue();
    });
    await visitor.page.keyboard.press('/');
    const asked = () => visitor.requests.slice(before);
    await expect.poll(() => asked().some((url) => url.includes('palette'))).toBe(true);
    await visitor.page.evaluate(() => new Promise(requestAnimationFrame));
    const together = asked();
    expect(together.length).toBeLessThanOrEqual(AT_ONCE);
    letGo();
    await fieldOf(visitor.page).waitFor();
    await visitor.leave();
  });
});
