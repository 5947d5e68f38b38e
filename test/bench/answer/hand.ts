import type { Locator, Page } from 'playwright-core';

/** What a rep's hand and eyes take, in seconds. */
const KEY_SECONDS = 0.15;
const TAP_SECONDS = 0.6;
/** Whatever has to be read anew: a list of hits, a page, a part of it that was scrolled to. */
const SCREEN_SECONDS = 1;

export interface Effort {
  keys: number;
  /** Taps; with a keyboard, clicks. */
  taps: number;
  screens: number;
  /** Letters of the words to type that were not needed any more. */
  spared: number;
}

export function secondsOf({ keys, taps, screens }: Omit<Effort, 'spared'>): number {
  return keys * KEY_SECONDS + taps * TAP_SECONDS + screens * SCREEN_SECONDS;
}

/** With at most so many Tabs, and Enter, the keyboard is no slower than a click. */
const MAX_TABS = Math.floor(TAP_SECONDS / KEY_SECONDS) - 1;

/** Somebody at a page, whose every key, tap and screen is counted. */
export class Hand {
  readonly effort: Effort = { keys: 0, taps: 0, screens: 0, spared: 0 };
  readonly page: Page;
  readonly isTouch: boolean;

  constructor(page: Page, isTouch: boolean) {
    this.page = page;
    this.isTouch = isTouch;
  }

  /** One key, or keys that are held together. */
  async press(key: string): Promise<void> {
    this.effort.keys += 1;
    await this.page.keyboard.press(key);
  }

  /** One letter. */
  async type(letter: string): Promise<void> {
    this.effort.keys += 1;
    await this.page.keyboard.type(letter);
  }

  async tap(target: Locator): Promise<void> {
    await this.reach(target);
    this.effort.taps += 1;
    if (this.isTouch) await target.tap();
    else await target.click();
  }

  /** By keyboard where it is near: by the key that it says it has, or some Tabs away. Else by a tap or click. */
  async use(target: Locator): Promise<void> {
    if (this.isTouch) return this.tap(target);
    const shortcut = await shortcutOf(target);
    if (shortcut !== undefined) return this.press(shortcut);
    await this.reach(target);
    const tabs = await this.tabsTo(target);
    if (tabs === undefined) return this.tap(target);
    this.effort.keys += tabs;
    await this.press('Enter');
  }

  /** A new screen is read. */
  read(): void {
    this.effort.screens += 1;
  }

  /** Scrolls to what is not in sight, which is a screen to read. */
  async reach(target: Locator): Promise<void> {
    if (await isInSight(target)) return;
    this.read();
    await target.scrollIntoViewIfNeeded();
  }

  /** Moves the focus there by Tab, where it is near; else leaves it where it was. */
  private async tabsTo(target: Locator): Promise<number | undefined> {
    const isThere = () => target.evaluate((element) => element === document.activeElement);
    for (let tabs = 1; tabs <= MAX_TABS; tabs += 1) {
      await this.page.keyboard.press('Tab');
      if (await isThere()) return tabs;
    }
    for (let tabs = 1; tabs <= MAX_TABS; tabs += 1) await this.page.keyboard.press('Shift+Tab');
    return undefined;
  }
}

/** The keys that a control says it answers to, as a browser names them: in its accessible description, or on its face. */
async function shortcutOf(target: Locator): Promise<string | undefined> {
  const described = (await target.getAttribute('aria-keyshortcuts'))?.split(' ')[0];
  if (described !== undefined) return described;
  const faces = await target.locator('kbd').allTextContents();
  const keys = faces.flatMap((face) => face.trim().split(/[\s+]+/)).filter((key) => key !== '');
  if (keys.length === 0) return undefined;
  return keys
    .map((key) => (/^ctrl$/i.test(key) ? 'Control' : key.length === 1 ? key.toLowerCase() : key))
    .join('+');
}

/** Whether the middle of it can be seen and hit. */
export function isInSight(target: Locator): Promise<boolean> {
  return target.evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width === 0 || height === 0) return false;
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  });
}
