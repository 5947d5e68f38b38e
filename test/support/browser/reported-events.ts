import type { Page } from 'playwright-core';

/** What the page reported, as it would go to tracking. */
export interface ReportedEvent {
  event: string;
  properties: Record<string, unknown>;
}

/** Has the pages that are opened from now on keep what they report, until the tab closes. */
export async function recordReportedEvents(page: Page): Promise<void> {
  await page.addInitScript(() => {
    document.addEventListener('hub:event', (event) => {
      const before: unknown[] = JSON.parse(sessionStorage.getItem('reported') ?? '[]');
      sessionStorage.setItem('reported', JSON.stringify([...before, (event as CustomEvent<unknown>).detail]));
    });
  });
}

/** What was reported since `recordReportedEvents`, in order. */
export function reportedBy(page: Page): Promise<ReportedEvent[]> {
  return page.evaluate(() => JSON.parse(sessionStorage.getItem('reported') ?? '[]'));
}
