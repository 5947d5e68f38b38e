/**
 * What a page fetches when it has nothing else to do: tracking, what buttons do, so that they do it without a network too,
 * and what keeps the hub on this device.
 */
export { openTracking } from './tracking.ts';

void import('./page-actions.ts').catch(() => undefined);
void import('./offline.ts').catch(() => undefined);
