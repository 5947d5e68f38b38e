/**
 * What a page fetches when it has nothing else to do: tracking, what buttons do, so that they do it without a network too,
 * what this browser remembers of the page, what fits it on paper, and what keeps the hub on this device.
 */
import { openTracking as open } from './tracking/tracking.ts';
export { onNewDay } from './new-day.ts';
export { readIdentity } from './tracking/identity.ts';

// Till a page is shown it was neither opened nor seen; some are before they have nothing else to do.
const [loading] = performance.getEntriesByType('navigation') as { activationStart?: number }[];
const isRenderedAhead = (document as { prerendering?: boolean }).prerendering || loading?.activationStart;
export const openTracking = isRenderedAhead
  ? await (await import('./tracking/rendered-ahead.ts')).untilShown(open)
  : open;

void import('./page-actions.ts').catch(() => undefined);
void import('./mine/mine.ts').catch(() => undefined);
if (document.querySelector('[data-sendable]') !== null) void import('./fit-paper.ts').catch(() => undefined);
if (document.querySelector('[data-care]') !== null) void import('./care-rows.ts').catch(() => undefined);
void import('./offline/offline.ts').catch(() => undefined);
