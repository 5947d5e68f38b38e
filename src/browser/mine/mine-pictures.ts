/** Keeps the pictures of slides and pages that somebody keeps at hand on this device, and those of nothing else. */
import { PICTURES_PREFIX } from '../../library/addresses.ts';
import { addressOf } from '../../reader/offline-address.ts';
import { pathsIn, remove } from '../offline/offline-caches.ts';
import { fetchFile } from '../offline/offline-file.ts';
import { cacheNames } from '../offline/offline-messages.ts';
import { wasForgotten } from '../offline/offline-whole.ts';

/** About 20 MB of slides. What is beyond is shown while there is a network; the words are here. */
const MAX_PICTURES = 500;

/** The large pictures of a page, the small ones, and where words stand on them, in its order. */
const ADDRESS = new RegExp(`${PICTURES_PREFIX}(\\w+)\\.(?:webp|json)`, 'g');

/** @param paths of the pages, which lie here. Rejects when the network goes; what came stays. */
export async function keepPictures(paths: readonly string[]): Promise<void> {
  const wanted = new Map<string, string>();
  for (const path of paths) {
    const page = await (await caches.match(addressOf(path)))?.text();
    for (const [address, hash = ''] of page?.matchAll(ADDRESS) ?? [])
      if (wanted.size < MAX_PICTURES) wanted.set(address, hash);
  }
  const here = new Set(await pathsIn(cacheNames.pictures));
  for (const path of here) if (!wanted.has(path)) await remove(cacheNames.pictures, path);
  for (const [path, hash] of wanted) {
    if (here.has(path)) continue;
    const picture = await fetchFile(path, hash);
    if (!wasForgotten()) await (await caches.open(cacheNames.pictures)).put(path, picture);
    if (wasForgotten()) await caches.delete(cacheNames.pictures);
  }
}
