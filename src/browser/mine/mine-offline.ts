/** Brings what somebody keeps at hand onto this device, so that it opens with no network. */
import { requestState } from '../offline/offline-ask.ts';
import { savesData } from '../saves-data.ts';
import { cacheNames } from '../offline/offline-messages.ts';
import { fetchOk, isStillServed } from '../offline/offline-whole.ts';
import { readMine } from './mine-store.ts';
import { urlOf } from '../../library/addresses.ts';

/** Beyond what the hub keeps unasked, so many pages more. */
const MOST = 40;

/** Pages that are missing are fetched one after the other. Rejects when the network goes; the rest comes another time. */
export async function cacheMine(): Promise<void> {
  const { favourites, collections } = readMine().mine;
  const assets = [...favourites, ...collections.flatMap((each) => each.pieces)];
  if (assets.length === 0 || savesData() || !('serviceWorker' in navigator)) return;
  const state = await requestState(false);
  if (state === undefined || !state.isReachable || state.isBehind) return;
  const here = new Set(state.pages);
  const missing = [...new Set(assets.map(({ id }) => encodeURI(urlOf(id))))].filter(
    (path) => !here.has(path),
  );
  const cache = await caches.open(cacheNames.whole(state.build));
  for (const path of missing.slice(0, MOST)) {
    // One that is gone from the hub keeps none of the others away.
    const response = await fetchOk(path).catch(() => undefined);
    // Asked after it came: if the server has this build now, the page is of this build.
    if (!(await isStillServed(state.build))) return;
    if (response !== undefined) await cache.put(path, response);
  }
}
