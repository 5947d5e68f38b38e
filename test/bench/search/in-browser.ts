/** What a reader's browser does between `/` and ten results, and while letters are typed. */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { median } from '../measure.ts';
import { openSlowLink } from './slow-link.ts';

/** 1.6 Mbit/s with 150 ms: the slow 4G of the goals. */
const SLOW_4G = { kbitPerSecond: 1600, roundTripMs: 150 };
const KEY_EVERY_MS = 70;
const REST_MS = 1000;
const QUIET_MS = 700;
const TIMEOUT_MS = 60_000;

/** A page with a search box, on a server that tells what it sends. */
export interface SearchPage {
  origin: string;
  path: string;
  sent(): readonly { path: string; bytes: number }[];
}

const isIndex = (path: string): boolean =>
  /^\/(?:search|pagefind)\//.test(path) && !/\.js$|\/wasm\./.test(path);

export interface BrowserCost {
  /** From `/` with the query's letters behind it to its results, on slow 4G with nothing cached. */
  firstMs: number;
  firstBytes: number;
  firstRequests: number;
  /** What is fetched of the index when the same query is typed letter by letter on the same line. */
  typedBytes: number;
  typedRequests: number;
  /** Work of the page's thread (script, style, layout) from `/` to a box one can type into, in its own CPU time. */
  openMs: number;
  /** The longest task of the page's thread while a query is typed, in its own CPU time. */
  taskMs: number;
  /** The longest time between two frames while a query is typed, and in a second in which nothing happens. */
  frameMs: number;
  restFrameMs: number;
}

/** Visits with an empty cache, one for each query and measure; medians, but the longest task is that of all visits. */
export async function measureInBrowser(
  browser: Browser,
  search: SearchPage,
  queries: readonly string[],
  cpuSlowdown: number,
): Promise<BrowserCost> {
  const link = await openSlowLink(search.origin, SLOW_4G);
  const firsts: First[] = [];
  const typed: { bytes: number; requests: number }[] = [];
  const typings: Typing[] = [];
  try {
    for (const query of queries) {
      // The first visit fills the server's own store of packed files; a host has them ready.
      await visit(browser, search.origin + search.path, 1, (page) => askFirst(page, search, query));
      firsts.push(
        await visit(browser, link.origin + search.path, cpuSlowdown, (page) => askFirst(page, search, query)),
      );
      typed.push(
        await visit(browser, link.origin + search.path, cpuSlowdown, (page) =>
          fetchTyped(page, search, query),
        ),
      );
      typings.push(
        await visit(browser, search.origin + search.path, cpuSlowdown, (page, devtools) =>
          type(page, devtools, query),
        ),
      );
    }
  } finally {
    await link.close();
  }
  return {
    firstMs: median(firsts.map(({ ms }) => ms)),
    firstBytes: median(firsts.map(({ bytes }) => bytes)),
    firstRequests: median(firsts.map(({ requests }) => requests)),
    typedBytes: median(typed.map(({ bytes }) => bytes)),
    typedRequests: median(typed.map(({ requests }) => requests)),
    openMs: median(typings.map(({ openMs }) => openMs)),
    taskMs: Math.max(...typings.map(({ taskMs }) => taskMs)),
    frameMs: median(typings.map(({ frameMs }) => frameMs)),
    restFrameMs: median(typings.map(({ restFrameMs }) => restFrameMs)),
  };
}

interface First {
  ms: number;
  bytes: number;
  requests: number;
}

interface Typing {
  openMs: number;
  taskMs: number;
  frameMs: number;
  restFrameMs: number;
}

async function visit<Seen>(
  browser: Browser,
  url: string,
  cpuSlowdown: number,
  look: (page: Page, devtools: CDPSession) => Promise<Seen>,
): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(TIMEOUT_MS);
    // Never idle, so that analytics keep out of it.
    await page.addInitScript(() => {
      window.requestIdleCallback = () => 0;
    });
    await page.goto(url, { waitUntil: 'networkidle' });
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
    return await look(page, devtools);
  } finally {
    await context.close();
  }
}

/** Presses `/`; as soon as there is a box, the query stands in it; waits until results are painted. */
async function askFirst(page: Page, { sent }: SearchPage, query: string): Promise<First> {
  await page.evaluate((text) => {
    const shown = new Promise<number>((done) => {
      let beganAt = 0;
      document.addEventListener('keydown', () => (beganAt ||= performance.now()), true);
      document.addEventListener('focusin', ({ target }) => {
        if (!(target instanceof HTMLInputElement) || target.value !== '') return;
        target.value = text;
        target.dispatchEvent(new Event('input', { bubbles: true }));
      });
      const look = (): void => {
        const field = document.querySelector<HTMLInputElement>('dialog:is([open], :popover-open) input');
        const isShown = field?.closest('dialog')?.querySelector('[role=option]') !== null;
        if (field?.value !== text || !isShown) requestAnimationFrame(look);
        else done(performance.now() - beganAt);
      };
      look();
    });
    Object.assign(window, { benchShown: shown });
  }, query);
  const before = sent().length;
  await page.keyboard.press('/');
  const ms = await page.evaluate(() => (window as unknown as { benchShown: Promise<number> }).benchShown);
  const fetched = sent().slice(before);
  return { ms, bytes: fetched.reduce((sum, { bytes }) => sum + bytes, 0), requests: fetched.length };
}

/** Opens the box, lets the code arrive, types letter by letter as people do and waits until the line is quiet. */
async function fetchTyped(
  page: Page,
  { sent }: SearchPage,
  query: string,
): Promise<{ bytes: number; requests: number }> {
  const settle = async (): Promise<void> => {
    for (let seen = -1; seen !== sent().length; await page.waitForTimeout(QUIET_MS)) seen = sent().length;
  };
  const before = sent().length;
  await page.keyboard.press('/');
  await page.locator('dialog:is([open], :popover-open) input').waitFor();
  await settle();
  await page.keyboard.type(query, { delay: KEY_EVERY_MS });
  await settle();
  const fetched = sent()
    .slice(before)
    .filter(({ path }) => isIndex(path));
  return { bytes: fetched.reduce((sum, { bytes }) => sum + bytes, 0), requests: fetched.length };
}

/** Opens the box and types letter by letter; the line is fast, so that only computing can hold a frame up. */
async function type(page: Page, devtools: CDPSession, query: string): Promise<Typing> {
  await page.evaluate(() => {
    const opened = new Promise<void>((done) => {
      document.addEventListener('focusin', ({ target }) => target instanceof HTMLInputElement && done());
    });
    Object.assign(window, { benchOpened: opened });
  });
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
  const before = await threadMs(devtools);
  await page.keyboard.press('/');
  await page.evaluate(() => (window as unknown as { benchOpened: Promise<void> }).benchOpened);
  const openMs = (await threadMs(devtools)) - before;
  const restFrameMs = await longestFrame(page, () => page.waitForTimeout(REST_MS));
  const browser = page.context().browser();
  await browser?.startTracing(page, { categories: ['toplevel'] });
  const frameMs = await longestFrame(page, async () => {
    await page.keyboard.type(query, { delay: KEY_EVERY_MS });
    await page.locator('dialog:is([open], :popover-open) [role=option]').first().waitFor();
  });
  return { openMs, taskMs: longestTask(await browser?.stopTracing()), frameMs, restFrameMs };
}

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** CPU time of the thread, in microseconds. */
  tdur?: number;
  args?: { name?: string };
}

/** The longest task on the main thread of any page, in milliseconds of its CPU time. */
function longestTask(trace: Buffer | undefined): number {
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(
    trace?.toString() ?? '{"traceEvents":[]}',
  );
  const threads = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${String(pid)} ${String(tid)}`),
  );
  let longest = 0;
  for (const { name, pid, tid, tdur = 0 } of traceEvents) {
    if (!name.endsWith('RunTask') || !threads.has(`${String(pid)} ${String(tid)}`)) continue;
    longest = Math.max(longest, tdur / 1000);
  }
  return longest;
}

async function longestFrame(page: Page, during: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const seen = { longest: 0, last: performance.now(), isOver: false };
    Object.assign(window, { benchFrames: seen });
    const look = (): void => {
      const now = performance.now();
      seen.longest = Math.max(seen.longest, now - seen.last);
      seen.last = now;
      if (!seen.isOver) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await during();
  return page.evaluate(() => {
    const { benchFrames } = window as unknown as { benchFrames: { longest: number; isOver: boolean } };
    benchFrames.isOver = true;
    return benchFrames.longest;
  });
}

/** Milliseconds of script, style and layout on the page's thread so far. */
async function threadMs(devtools: CDPSession): Promise<number> {
  const { metrics } = await devtools.send('Performance.getMetrics');
  const seconds = ['ScriptDuration', 'RecalcStyleDuration', 'LayoutDuration'].map(
    (name) => metrics.find((metric) => metric.name === name)?.value ?? 0,
  );
  return seconds.reduce((sum, one) => sum + one, 0) * 1000;
}
