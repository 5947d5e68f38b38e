import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Response } from 'playwright-core';
import { openChromium } from '../support/browser/chromium.ts';
import { findBrowser } from '../support/browser/find-browser.ts';
import { writeGeneratedContent } from './generated-content.ts';
import { median } from './measure.ts';
import { writePlainAstro } from './plain-astro.ts';
import { hubSite, plainSite } from './sites.ts';
import { renderTable } from './table.ts';
import { openStaticServer } from './static-server.ts';

const ASSETS = 500;
const RUNS = 11;
/** Slow 4G as Lighthouse applies it to a browser: 1.47 Mbit/s down, 562.5 ms a request. */
const SLOW_4G = { offline: false, latency: 562.5, downloadThroughput: 184_320, uploadThroughput: 86_400 };
const CPU_SLOWDOWN = 4;

interface Visit {
  fcpMs: number;
  lcpMs: number;
  /** Bytes as sent, by what asked for them, until the page is idle. */
  documentBytes: number;
  styleBytes: number;
  fontBytes: number;
  scriptBytes: number;
  requests: number;
}

/** Opens an asset page of plain Astro and of the hub on a slow phone, in turns, and prints what it weighs and when it shows. */
export async function benchPage(): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  const content = join(scratch, 'content');
  await writeGeneratedContent(content, ASSETS);
  await writePlainAstro(join(scratch, 'plain'), resolve(import.meta.dirname, '../../node_modules'));
  const sites = [plainSite(join(scratch, 'plain')), hubSite(join(scratch, 'data'))];
  const browser = await openChromium(await findBrowser(join(scratch, 'browser')));
  try {
    const compared = [];
    for (const [at, site] of sites.entries()) {
      const dist = join(scratch, `dist-${String(at)}`);
      await site.build(content, dist);
      const [asset = ''] = (await readdir(join(dist, 'collateral')))
        .filter((name) => name.startsWith('asset-'))
        .sort();
      const server = await openStaticServer(dist);
      const visits: Visit[] = [];
      compared.push({ name: site.name, server, url: `${server.origin}/collateral/${asset}/`, visits });
    }
    for (let run = 1; run <= RUNS; run += 1) {
      for (const site of compared) site.visits.push(await visit(browser, site.url));
    }
    printTable(compared);
    for (const site of compared) await site.server.close();
  } finally {
    await browser.close();
    await rm(scratch, { recursive: true, force: true });
  }
}

async function visit(browser: Browser, url: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', SLOW_4G);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    const responses: Response[] = [];
    page.on('response', (response) => responses.push(response));
    await page.goto(url, { waitUntil: 'networkidle' });
    const painted = await page.evaluate(
      () =>
        new Promise<{ fcpMs: number; lcpMs: number }>((done) => {
          new PerformanceObserver((list) => {
            const fcpMs = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
            done({ fcpMs, lcpMs: list.getEntries().at(-1)?.startTime ?? Number.NaN });
          }).observe({ type: 'largest-contentful-paint', buffered: true });
        }),
    );
    const bytesOf = async (kind: string) => {
      const chosen = responses.filter((response) => response.request().resourceType() === kind);
      const sizes = await Promise.all(chosen.map((response) => response.request().sizes()));
      return sizes.reduce((sum, size) => sum + size.responseBodySize, 0);
    };
    return {
      ...painted,
      documentBytes: await bytesOf('document'),
      styleBytes: await bytesOf('stylesheet'),
      fontBytes: await bytesOf('font'),
      scriptBytes: await bytesOf('script'),
      requests: responses.length,
    };
  } finally {
    await context.close();
  }
}

function printTable(compared: readonly { name: string; visits: readonly Visit[] }[]): void {
  const of = (visits: readonly Visit[], key: keyof Visit) => median(visits.map((one) => one[key]));
  const table = [['site', 'HTML kB', 'CSS kB', 'script kB', 'font kB', 'requests', 'FCP ms', 'LCP ms']];
  for (const { name, visits } of compared) {
    const bytes = (['documentBytes', 'styleBytes', 'scriptBytes', 'fontBytes'] as const).map((key) =>
      of(visits, key),
    );
    const rest = (['requests', 'fcpMs', 'lcpMs'] as const).map((key) => of(visits, key));
    table.push([name, ...bytes.map((one) => (one / 1000).toFixed(1)), ...rest.map((one) => one.toFixed(0))]);
  }
  console.log(
    `\nOne asset page of a site of ${String(ASSETS)}, slow 4G, CPU ${String(CPU_SLOWDOWN)}x slower, medians of ${String(RUNS)}.`,
  );
  console.log('kB are brotli as sent until the page is idle, analytics included.\n');
  console.log(renderTable(table));
  const [plain, hub] = compared;
  if (plain === undefined || hub === undefined) return;
  const ratio = (key: 'fcpMs' | 'lcpMs') => (of(hub.visits, key) / of(plain.visits, key)).toFixed(2);
  console.log(
    `\nThe hub against plain Astro: FCP ${ratio('fcpMs')}x, LCP ${ratio('lcpMs')}x (goal: at most 1.10x).`,
  );
}
