/**
 * What a page fetches when it has nothing else to do: tracking, what buttons do, so that they do it without a network too,
 * what this browser remembers of the piece, and what keeps the hub on this device.
 */
export { openTracking } from './tracking/tracking.ts';

void import('./page-actions.ts').catch(() => undefined);
void import('./mine/mine.ts').catch(() => undefined);
void import('./offline/offline.ts').catch(() => undefined);
