import axe from 'axe-core';
import type { Browser, BrowserContext, Page, Response } from 'playwright-core';

/** A reader with one tab open, and everything that went wrong or was fetched since. */
export interface Visitor {
  page: Page;
  context: BrowserContext;
  /** Errors in the console and exceptions nobody caught. */
  errors: string[];
  /** Addresses of all requests, in order. */
  requests: string[];
  responses: Response[];
  leave(): Promise<void>;
}

export interface VisitorTraits {
  theme?: 'light' | 'dark';
  width?: number;
  /** A finger and no keyboard: pointers are coarse, nothing hovers. */
  isPhone?: boolean;
  /** The day on which they read, such as 2026-11-22; today when left out. */
  today?: string;
  /** Whether the hub may keep itself in this browser; else every page comes over the network, in sight of the test. */
  keepsHub?: boolean;
}

/** The looks that every page has: on a phone and on a desk, by day and by night. */
export const EVERY_LOOK = [
  { theme: 'light', width: 390 },
  { theme: 'light', width: 1440 },
  { theme: 'dark', width: 390 },
  { theme: 'dark', width: 1440 },
] as const satisfies VisitorTraits[];

/** Opens a tab of its own, with nothing remembered from other visitors. */
export async function openVisitor(
  browser: Browser,
  origin: string,
  traits: VisitorTraits = {},
): Promise<Visitor> {
  const { theme = 'light', width = 1440, isPhone = false, today, keepsHub = false } = traits;
  const context = await browser.newContext({
    baseURL: origin,
    colorScheme: theme,
    viewport: { width, height: 900 },
    reducedMotion: 'reduce',
    ...(isPhone ? { isMobile: true, hasTouch: true } : {}),
    serviceWorkers: keepsHub ? 'allow' : 'block',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  if (today !== undefined) await context.clock.setFixedTime(`${today}T12:00:00Z`);
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  const responses: Response[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  context.on('request', (request) => requests.push(request.url()));
  page.on('response', (response) => responses.push(response));
  return { page, context, errors, requests, responses, leave: () => context.close() };
}

/** Waits until a page just opened shows all that it shows of its own: its fonts, and the numbers of its islands. */
export async function settle(page: Page): Promise<void> {
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    const counted = [...document.querySelectorAll('astro-island label')];
    return (
      document.querySelector('astro-island[ssr]') === null &&
      counted.every((label) => /\d$/.test(label.textContent.trim()))
    );
  });
}

/** Requests that left the origin of the hub. */
export function requestsElsewhere({ requests }: Visitor, origin: string): string[] {
  return requests.filter((url) => url.startsWith('http') && !url.startsWith(`${origin}/`));
}

/** What axe finds wrong with the page as it now is, one line for each element. */
export async function findBarriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results: axe.AxeResults = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.flatMap((violation) =>
    violation.nodes.map(
      (node) => `${violation.id}: ${String(node.target)}: ${node.failureSummary ?? violation.help}`,
    ),
  );
}
