import type { Page } from 'playwright-core';

/** What can be pressed, chosen or typed into on the first screen of a desk, the navigation counted. */
export const MAX_CONTROLS = 25;

/** Counts what stands in the window and can be reached, however little of it. */
export function countControls(page: Page): Promise<number> {
  return page.evaluate(() => {
    const all = document.querySelectorAll(
      'a[href], button, input, select, textarea, summary, [tabindex="0"]',
    );
    return [...all].filter((each) => {
      const { top, left, bottom, right, width, height } = each.getBoundingClientRect();
      const isInView = bottom > 0 && right > 0 && top < innerHeight && left < innerWidth;
      return width > 0 && height > 0 && isInView && each.checkVisibility({ visibilityProperty: true });
    }).length;
  });
}
