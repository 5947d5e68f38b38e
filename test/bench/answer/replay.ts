/** Replays tasks by every way that the hub offers, and takes the fastest that leads there. */
import type { Browser, Page } from 'playwright-core';
import { Hand, secondsOf, type Effort } from './hand.ts';
import { holds } from './sentence.ts';
import type { Task } from './task.ts';
import { ways, type Way } from './ways.ts';

export interface Device {
  name: string;
  width: number;
  height: number;
  isTouch: boolean;
}

export const DEVICES: readonly Device[] = [
  { name: '1440 × 900, keyboard', width: 1440, height: 900, isTouch: false },
  { name: '390 × 844, touch', width: 390, height: 844, isTouch: true },
];

export interface Replay {
  task: Task;
  /** The fastest way, and what it took; undefined where none leads there. */
  best: { way: string; effort: Effort } | undefined;
  /** Why ways failed that began well. */
  problems: string[];
}

/** A control that is not there within this time is not there. */
const PATIENCE_MS = 8000;

export async function openPage(browser: Browser, origin: string, device: Device): Promise<Page> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: { width: device.width, height: device.height },
    hasTouch: device.isTouch,
    isMobile: device.isTouch,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  return page;
}

export async function replay(browser: Browser, origin: string, device: Device, task: Task): Promise<Replay> {
  const problems: string[] = [];
  let best: Replay['best'];
  for (const way of ways[task.does]) {
    const effort = await tryWay(browser, origin, device, task, way).catch((error: unknown) => {
      problems.push(`${way.name}: ${String(error).split('\n')[0] ?? ''}`);
    });
    if (typeof effort === 'string') problems.push(`${way.name}: ${effort}`);
    else if (effort && (best === undefined || secondsOf(effort) < secondsOf(best.effort)))
      best = { way: way.name, effort };
  }
  return { task, best, problems };
}

/** What it took; undefined where the way does not lead there, a sentence where it leads to something else. */
async function tryWay(
  browser: Browser,
  origin: string,
  device: Device,
  task: Task,
  way: Way,
): Promise<Effort | string | undefined> {
  const page = await openPage(browser, origin, device);
  try {
    await page.goto(way.begins(task), { waitUntil: 'networkidle' });
    const isCopy = task.does.startsWith('copy');
    if (isCopy) await page.evaluate(() => navigator.clipboard.writeText(''));
    const hand = new Hand(page, device.isTouch);
    if (!(await way.go(hand, task))) return undefined;
    if (!isCopy) return hand.effort;
    const copied = await readCopied(page);
    return holds(copied, task.sentence ?? '') ? hand.effort : `copies “${copied.slice(0, 80)}” instead`;
  } finally {
    await page.context().close();
  }
}

/** What is on the clipboard, as soon as something is. */
async function readCopied(page: Page): Promise<string> {
  const read = () => page.evaluate(() => navigator.clipboard.readText());
  const until = Date.now() + PATIENCE_MS;
  let copied = await read();
  while (copied === '' && Date.now() < until) copied = await read();
  return copied;
}
