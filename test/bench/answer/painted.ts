/** How long after a key its hits are painted, on a slow machine, and how long a frame may take meanwhile. */
import type { Browser } from 'playwright-core';
import { fieldOf, settled } from '../../support/browser/palette.ts';
import { openPage, type Device } from './replay.ts';

const KEY_EVERY_MS = 150;

export interface Painted {
  /** From each key to the frame that shows the hits for it, in order of size. */
  keyMs: number[];
  longestFrameMs: number;
}

/** Types each of these on a page of its own. */
export async function measurePainted(
  browser: Browser,
  origin: string,
  device: Device,
  words: readonly string[],
  cpuSlowdown: number,
): Promise<Painted> {
  const all: Painted = { keyMs: [], longestFrameMs: 0 };
  for (const each of words) {
    const { keyMs, longestFrameMs } = await typeOn(browser, origin, device, each, cpuSlowdown);
    all.keyMs.push(...keyMs);
    all.longestFrameMs = Math.max(all.longestFrameMs, longestFrameMs);
  }
  all.keyMs.sort((a, b) => a - b);
  return all;
}

async function typeOn(
  browser: Browser,
  origin: string,
  device: Device,
  words: string,
  cpuSlowdown: number,
): Promise<Painted> {
  const page = await openPage(browser, origin, device);
  try {
    await page.goto('/', { waitUntil: 'networkidle' });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
    await page.keyboard.press('/');
    await fieldOf(page).waitFor();
    await page.evaluate(() => {
      const seen = { keyMs: [] as number[], longestFrameMs: 0 };
      Object.assign(window, { benchPainted: seen });
      const waiting: number[] = [];
      let last = performance.now();
      // Titles are painted before the rest of a row is there. A list may stay as it was: that the answer came is told by the
      // line that says what was found, which is written anew for each.
      let isAnswered = false;
      const answers = new MutationObserver(() => (isAnswered = true));
      const found = document.querySelector('dialog .palette-remarks');
      if (found !== null) answers.observe(found, { subtree: true, childList: true, characterData: true });
      document.addEventListener('input', ({ timeStamp }) => {
        waiting.push(timeStamp);
        answers.takeRecords();
        isAnswered = false;
      });
      const look = (): void => {
        const now = performance.now();
        seen.longestFrameMs = Math.max(seen.longestFrameMs, now - last);
        last = now;
        isAnswered ||= answers.takeRecords().length > 0;
        if (waiting.length > 0 && isAnswered) {
          const answered = waiting.splice(0);
          // The task after a frame's callbacks comes once it is painted.
          requestAnimationFrame(() =>
            setTimeout(() => seen.keyMs.push(...answered.map((at) => performance.now() - at))),
          );
        }
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    await page.keyboard.type(words, { delay: KEY_EVERY_MS });
    await settled(page);
    await page.waitForTimeout(2 * KEY_EVERY_MS);
    return await page.evaluate(() => (window as unknown as { benchPainted: Painted }).benchPainted);
  } finally {
    await page.context().close();
  }
}
