/** What a page asks of the service worker. */
import { STATE_REQUESTED, type OfflineState, type ToServiceWorker } from './offline-messages.ts';
import { isWholeWanted } from './offline-whole.ts';
import { savesData } from '../saves-data.ts';

/**
 * Registers the service worker, unless the reader saves data and has not asked for it. Of a build that is here already
 * only its name is compared.
 */
export async function register(): Promise<void> {
  if (savesData() && !isWholeWanted() && navigator.serviceWorker.controller === null) return;
  const asked = savesData() && isWholeWanted() ? STATE_REQUESTED : '';
  await navigator.serviceWorker.register(`/sw.js${asked}`, { updateViaCache: 'none' });
}

/** How things stand on this device; undefined before a service worker answers for this page. */
export function requestState(again: boolean): Promise<OfflineState | undefined> {
  const { controller } = navigator.serviceWorker;
  if (controller === null) return Promise.resolve(undefined);
  const { port1, port2 } = new MessageChannel();
  const { promise, resolve } = Promise.withResolvers<OfflineState>();
  port1.addEventListener('message', ({ data }: MessageEvent<OfflineState>) => resolve(data));
  port1.start();
  controller.postMessage({ again } satisfies ToServiceWorker, [port2]);
  return promise;
}

/** A moment as the mark says it, such as "12 Nov 09:40". */
export function sayMoment(at: number): string {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Date(at).toLocaleString('en-GB', options).replace(',', '');
}
