/** Starts the search worker. Small, so that a page can do it before the rest of search has arrived. */
import { savesData } from '../saves-data.ts';
import { SEARCH_PREFIX } from '../../library/addresses.ts';

/** Where the site keeps its search index, and the one file in it that has the same name in every build. */
const manifest = `${SEARCH_PREFIX}index.json`;

/** A worker that has been handed the index's manifest, or will be: one round trip for its code and the manifest. */
export function startSearchWorker(): Worker {
  const worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
  const hand = (bytes: ArrayBuffer | undefined) =>
    worker.postMessage({ manifest: bytes, isSavingData: savesData() });
  fetch(manifest, { cache: 'no-cache' })
    .then((response) => (response.ok ? response.arrayBuffer() : undefined))
    .then(hand, () => hand(undefined));
  return worker;
}
