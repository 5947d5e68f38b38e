/** The caches of the hub, as its service worker writes and empties them. A worker lives on for a while after its end. */
import { addressOf, pathOfAddress } from '../../reader/offline-address.ts';

let forgotten = false;

/** Whether all was forgotten: nothing is kept any more. */
export const isForgotten = (): boolean => forgotten;

/** Keeps a response at an address, unless all was forgotten, also while it is written. */
export async function put(cacheName: string, address: string, response: Response): Promise<void> {
  if (!forgotten) await (await caches.open(cacheName)).put(address, response);
  if (forgotten) await caches.delete(cacheName);
}

export async function remove(cacheName: string, path: string): Promise<void> {
  // To open one that is not there would make it.
  if (await caches.has(cacheName)) await (await caches.open(cacheName)).delete(addressOf(path));
}

/** Nothing is kept from now on, and all that lies here goes. */
export async function forgetAll(): Promise<void> {
  forgotten = true;
  for (const name of await caches.keys()) if (name.startsWith('hub-')) await caches.delete(name);
}

/** Paths of what lies in caches. */
export async function pathsIn(...cacheNames: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of cacheNames) {
    if (!(await caches.has(name))) continue;
    for (const { url } of await (await caches.open(name)).keys())
      found.push(pathOfAddress(new URL(url).pathname));
  }
  return found;
}
