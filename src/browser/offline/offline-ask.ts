/** What a page asks of the service worker. */
import { STATE_REQUESTED, type OfflineState, type ToServiceWorker } from './offline-messages.ts';
import { forgetWhole, isWholeWanted, wasForgotten } from './offline-whole.ts';
import { savesData } from '../saves-data.ts';

const PATIENCE_MS = 5000;

/**
 * Registers the service worker, unless the reader saves data and has not asked for it. Of a build that is here already
 * only its name is compared.
 */
export async function register(): Promise<void> {
  if (wasForgotten()) return;
  if (savesData() && !isWholeWanted() && navigator.serviceWorker.controller === null) return;
  const asked = savesData() && isWholeWanted() ? STATE_REQUESTED : '';
  await navigator.serviceWorker.register(`/sw.js${asked}`, { updateViaCache: 'none' });
}

/**
 * How things stand on this device; undefined before a service worker answers for this page, and when all of it was
 * forgotten. With `again` the server is asked now.
 */
export async function requestState(again: boolean): Promise<OfflineState | undefined> {
  const isKept = (await navigator.serviceWorker.getRegistration()) !== undefined;
  return isKept ? ask<OfflineState>({ again }) : undefined;
}

/** Takes all that the hub keeps off the device, the service worker too. The next page that is opened brings it anew. */
export async function forgetKept(): Promise<void> {
  forgetWhole();
  if (!('serviceWorker' in navigator)) return;
  // One that does not answer is not waited for: what it keeps goes all the same.
  await Promise.race([ask('forget'), new Promise((late) => setTimeout(late, PATIENCE_MS))]);
  // One that never came to answer, or that is not of this page.
  for (const registration of await navigator.serviceWorker.getRegistrations())
    await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith('hub-')) await caches.delete(name);
}

async function ask<Answer>(message: ToServiceWorker): Promise<Answer | undefined> {
  const { controller } = navigator.serviceWorker;
  if (controller === null) return undefined;
  const { port1, port2 } = new MessageChannel();
  const { promise, resolve } = Promise.withResolvers<Answer>();
  port1.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data));
  port1.start();
  controller.postMessage(message, [port2]);
  return promise;
}

/** A moment as the mark says it, such as "12 Nov 09:40". */
export function sayMoment(at: number): string {
  const options = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;
  return new Date(at).toLocaleString('en-GB', options).replace(',', '');
}
