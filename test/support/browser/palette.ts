import type { Locator, Page } from 'playwright-core';

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

/** From now on keeps what the page reports of searches, across pages. Before the first page is opened. */
export async function keepReports(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener('hub:event', (event) => {
      const { detail } = event as CustomEvent<{ event: string }>;
      if (!/^search_|_requested$/.test(detail.event)) return;
      const before: unknown[] = JSON.parse(sessionStorage.getItem('reported') ?? '[]');
      sessionStorage.setItem('reported', JSON.stringify([...before, detail]));
    });
  });
}

export const reportsOf = (page: Page): Promise<unknown[]> =>
  page.evaluate(() => JSON.parse(sessionStorage.getItem('reported') ?? '[]'));
