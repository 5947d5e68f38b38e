import type { Locator, Page } from 'playwright-core';
import { reportedBy, type ReportedEvent } from './reported-events.ts';

/** The machine may have other things to do. */
export const patience = { timeout: 15_000 };

/** The search palette of a page, part by part, found as a reader finds it. */
export const paletteOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Search' });
export const fieldOf = (page: Page): Locator =>
  paletteOf(page).getByRole('combobox', { name: 'Search the hub' });
export const hitsOf = (page: Page): Locator => paletteOf(page).getByRole('option');
export const remarksOf = (page: Page): Locator => paletteOf(page).getByRole('status');
export const chipOf = (page: Page, name: RegExp): Locator =>
  paletteOf(page).getByRole('group', { name: 'Narrow the search' }).getByRole('button', { name });

export const isFieldFocused = (page: Page): Promise<boolean> =>
  fieldOf(page).evaluate((element) => element === document.activeElement);

/** Waits until what is shown is the whole answer to what is typed, not to a letter of it. */
export async function settled(page: Page): Promise<void> {
  await paletteOf(page)
    .locator('[role=listbox][aria-busy=false]')
    .waitFor({ state: 'attached', ...patience });
}

/** Opens search if it is closed, and searches. */
export async function searchFor(page: Page, typed: string): Promise<void> {
  if (!(await fieldOf(page).isVisible())) await page.keyboard.press('/');
  await fieldOf(page).fill(typed);
  await settled(page);
}

/** Holds back every file of the index until what it returns is called. */
export async function holdIndex(page: Page): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.context().route('**/search/**', async (route) => {
    await promise;
    await route.continue();
  });
  return resolve;
}

/** What the page reported of searches since `recordReportedEvents`, in order. */
export async function searchReportsOf(page: Page): Promise<ReportedEvent[]> {
  return (await reportedBy(page)).filter(({ event }) => /^search_|_requested$/.test(event));
}
