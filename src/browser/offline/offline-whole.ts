/** Brings the whole hub onto this device, for somebody who asked for it. */
import { cacheNames, WHOLE_IS_HERE, type OfflineState } from './offline-messages.ts';
import { readStored, removeStored, writeStored } from '../storage.ts';
import { BUILD_FILE, MEDIA_PREFIX } from '../../library/addresses.ts';

const KEY = 'hub:whole';
const AT_ONCE = 8;

/** The rest is kept by the service worker, which sees it pass. */
const isStored = (url: string): boolean => url.endsWith('/') || url.startsWith(MEDIA_PREFIX);

/** Whether somebody asked for the whole hub in this browser. */
export function isWholeWanted(): boolean {
  return typeof readStored(KEY) === 'string';
}

export function wantWhole(): void {
  writeStored(KEY, '');
}

/** Takes that back, and what it brought. */
export async function dropWhole({ build }: OfflineState): Promise<void> {
  removeStored(KEY);
  await caches.delete(cacheNames.whole(build));
}

/**
 * Fetches what is missing, a few files at a time, one tab at a time. Whoever leaves the page goes on from there with the
 * next one. Rejects without a network, and when the server has got another build meanwhile: what is here stays.
 *
 * @param told hears how many of how many files are here
 */
export async function cacheWhole(
  state: OfflineState,
  told: (here: number, all: number) => void = () => undefined,
): Promise<void> {
  await navigator.locks.request('hub:whole', () => keepMissing(state, told));
}

async function keepMissing(
  { build, whole }: OfflineState,
  told: (here: number, all: number) => void,
): Promise<void> {
  const cache = await caches.open(cacheNames.whole(build));
  const list: string[] = await (await fetchOk(whole.list)).json();
  const here = new Set((await cache.keys()).map(({ url }) => new URL(url).pathname));
  const missing = list.filter((url) => !here.has(decodeURI(url)) && !here.has(encodeURI(url)));
  let done = whole.files - missing.length;
  told(done, whole.files);
  while (missing.length > 0) {
    const some = missing.splice(0, AT_ONCE);
    const responses = await Promise.all(some.map((url) => fetchOk(encodeURI(url))));
    // Asked after they came: if the server has this build now, they are of this build.
    if (!(await isStillServed(build))) throw new Error('There is a newer hub.');
    await Promise.all(
      some.map(async (url, at) => {
        const response = responses[at];
        if (response !== undefined && isStored(url)) await cache.put(encodeURI(url), response);
      }),
    );
    done += some.length;
    told(done, whole.files);
  }
  await cache.put(WHOLE_IS_HERE, new Response());
}

/** Whether the server still has this build. Rejects without a network. */
export async function isStillServed(build: string): Promise<boolean> {
  return (await (await fetchOk(BUILD_FILE)).text()).trim() === build;
}

/** Asks the server itself. Rejects when it cannot answer with just this file. */
export async function fetchOk(url: string): Promise<Response> {
  const response = await fetch(url, { cache: 'no-cache' });
  if (!response.ok || response.redirected) throw new Error(`${url}: ${String(response.status)}`);
  return response;
}
