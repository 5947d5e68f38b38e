/** Brings the whole hub onto this device, for somebody who asked for it. */
import { fetchFile } from './offline-file.ts';
import { cacheNames, type OfflineState } from './offline-messages.ts';
import { savesData } from '../saves-data.ts';
import { readStored, removeStored, writeStored } from '../storage.ts';
import { CODE_PREFIX, SEARCH_PREFIX } from '../../library/addresses.ts';
import { addressOf, pathOfAddress } from '../../reader/offline-address.ts';
import type { FileHashes } from '../../reader/offline-kit.ts';

const KEY = 'hub:whole';
const AT_ONCE = 8;

/** The rest is kept by the service worker, which sees it pass. */
const isStored = (url: string): boolean => !url.startsWith(CODE_PREFIX) && !url.startsWith(SEARCH_PREFIX);

/** Taken off the device by somebody: it does not come back by itself. */
const NOT_WANTED = 'no';

/** So small a hub is kept whole unasked: about what one page with a picture weighs elsewhere. */
const SMALL_BYTES = 3_000_000;

/** Whether somebody asked for the whole hub in this browser. */
export function isWholeWanted(): boolean {
  const stored = readStored(KEY);
  return typeof stored === 'string' && stored !== NOT_WANTED;
}

/** Whether bytes cost this reader something: they save data, or go over a mobile or a slow network, as far as the browser tells. */
function countsBytes(): boolean {
  const { connection } = navigator as { connection?: { type?: string; effectiveType?: string } };
  return savesData() || connection?.type === 'cellular' || /2g|3g/.test(connection?.effectiveType ?? '');
}

/** Whether the whole hub comes onto this device: asked for, or so small that nobody minds, and nobody counts the bytes. */
export function isWholeDue({ whole }: OfflineState): boolean {
  return isWholeWanted() || (readStored(KEY) === null && whole.bytes < SMALL_BYTES && !countsBytes());
}

/** In this page all of it was forgotten: what was under way does not bring it back. */
let isForgotten = false;
export const wasForgotten = (): boolean => isForgotten;

/** Nothing comes any more with this page, and nobody asked for it; who took it off the device still does not want it. */
export function forgetWhole(): void {
  isForgotten = true;
  if (isWholeWanted()) removeStored(KEY);
}

/** Where pages put what they bring. Rejects when all of it was forgotten meanwhile. */
export function openWhole(build: string): Promise<Cache> {
  if (isForgotten) return Promise.reject(new Error('All of it was forgotten.'));
  return caches.open(cacheNames.whole(build));
}

export function wantWhole(): void {
  writeStored(KEY, '');
}

/** Takes that back, and what it brought. */
export async function dropWhole({ build }: OfflineState): Promise<void> {
  writeStored(KEY, NOT_WANTED);
  await caches.delete(cacheNames.whole(build));
}

/**
 * Fetches what is missing, a few files at a time, one tab at a time. Whoever leaves the page goes on from there with the
 * next one. Rejects without a network, and when the server has got another build meanwhile: what is here stays.
 *
 * @param onProgress hears how many of how many files are here
 */
export async function cacheWhole(
  state: OfflineState,
  onProgress: (here: number, all: number) => void = () => undefined,
): Promise<void> {
  await navigator.locks.request('hub:whole', () => keepMissing(state, onProgress));
}

async function keepMissing(
  { build, whole, pages, live }: OfflineState,
  onProgress: (here: number, all: number) => void,
): Promise<void> {
  const cache = await openWhole(build);
  const list = await readFileList(whole);
  const here = new Set(
    [...pages, ...(await cache.keys()).map(({ url }) => new URL(url).pathname)].map(pathOfAddress),
  );
  const missing = Object.entries(list).filter(([path]) => !here.has(path));
  let done = whole.files - missing.length;
  onProgress(done, whole.files);
  while (missing.length > 0) {
    const some = missing.splice(0, AT_ONCE);
    await Promise.all(
      some.map(async ([path, hash]) => {
        const response = await fetchFile(path, hash);
        if (isStored(path)) await cache.put(addressOf(path), response);
      }),
    );
    done += some.length;
    onProgress(done, whole.files);
  }
  // The service worker keeps it as it passes, if it comes as it was made; the rest is whole without it.
  for (const path of live) if (!here.has(path)) await fetch(addressOf(path)).catch(() => undefined);
}

/** What the hub has beside what every device keeps. Rejects when it can be had neither here nor from the network. */
export async function readFileList({ list }: OfflineState['whole']): Promise<FileHashes> {
  const hash = /-(\w+)\.json$/.exec(list)?.[1] ?? '';
  return (await (await fetchFile(list, hash)).json()) as FileHashes;
}
