/** Brings what somebody keeps at hand onto this device, so that it opens with no network. */
import { requestState } from '../offline/offline-ask.ts';
import { savesData } from '../saves-data.ts';
import { fetchFile } from '../offline/offline-file.ts';
import { openWhole, readFileList } from '../offline/offline-whole.ts';
import { readMine } from './mine-store.ts';
import { keepPictures } from './mine-pictures.ts';
import { urlOf } from '../../library/addresses.ts';
import { addressOf } from '../../reader/offline-address.ts';

/** Beyond what the hub keeps unasked. */
const MAX_PAGES = 40;

/** Pages that are missing are fetched one after the other. Rejects when the network goes; the rest comes another time. */
export async function cacheMine(): Promise<void> {
  const { favourites, collections } = readMine().mine;
  const assets = [...favourites, ...collections.flatMap((each) => each.pieces)];
  if (assets.length === 0) return keepPictures([]);
  if (savesData() || !('serviceWorker' in navigator)) return;
  const state = await requestState(false);
  if (state === undefined || !state.isReachable || state.isBehind) return;
  const here = new Set(state.pages);
  const list = await readFileList(state.whole);
  const paths = [...new Set(assets.map(({ id }) => urlOf(id)))];
  const missing = paths.filter((path) => !here.has(addressOf(path)));
  const cache = await openWhole(state.build);
  for (const path of missing.slice(0, MAX_PAGES)) {
    const hash = list[path];
    // One that is gone from the hub keeps none of the others away.
    if (hash !== undefined) await cache.put(addressOf(path), await fetchFile(path, hash));
  }
  await keepPictures(paths);
}
