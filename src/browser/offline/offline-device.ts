/**
 * What the service worker keeps on the device. Everything is held against its hash when it is kept and each time it is
 * read, so that what went wrong once (also under an earlier version of the hub) is never shown, and is fetched anew.
 */
import { addressOf, pathOfAddress } from '../../reader/offline-address.ts';
import type { FileHashes, OfflineBuild } from '../../reader/offline-kit.ts';
import { CODE_PREFIX, OFFLINE_PATH } from '../../library/addresses.ts';
import { isForgotten, pathsIn, put, remove } from './offline-caches.ts';
import { fetchFile, isAsAsked, isFile, isMadeAnew } from './offline-file.ts';
import { cacheNames } from './offline-messages.ts';

/** So many files come at once. */
const AT_ONCE = 6;
/** All that lies here is looked through again after so long. */
const LOOK_AGAIN_MS = 600_000;
const MAX_LOOKS = 3;

const isCode = (path: string): boolean => path.startsWith(CODE_PREFIX);

/** @param isLittle whether only what says what is here comes unasked */
export function createDevice(build: OfflineBuild, isLittle: boolean) {
  const names = {
    kept: cacheNames.kept(build.id),
    visited: cacheNames.visited(build.id),
    whole: cacheNames.whole(build.id),
    index: cacheNames.index(build.id),
    live: cacheNames.live(build.id),
  };
  const all = [...Object.values(names), cacheNames.code];
  const own = isLittle ? [OFFLINE_PATH, build.whole.list] : Object.keys(build.kept);
  let list: FileHashes | undefined;
  let lookedAt = -Infinity;
  /** Something here was not what it should be. */
  let isDoubted = false;

  const cacheOf = (path: string): string => (isCode(path) ? cacheNames.code : names.kept);

  /** What the hub has beside what every device keeps; undefined while that is not known here. */
  async function readList(): Promise<FileHashes | undefined> {
    list ??= (await (await find(build.whole.list))?.json()) as FileHashes | undefined;
    return list;
  }

  /** The hash of the file at a path of this build; undefined for any other path. */
  async function hashOf(path: string): Promise<string | undefined> {
    if (Object.hasOwn(build.kept, path)) return build.kept[path];
    const known = await readList();
    return known !== undefined && Object.hasOwn(known, path) ? known[path] : undefined;
  }

  /**
   * Whether a response that lies in a cache may be there. Code of earlier builds stays for pages that stand open: it was
   * held against the lists of its own build.
   */
  async function isRight(response: Response, path: string): Promise<boolean> {
    const built = Object.hasOwn(build.live, path) ? build.live[path] : undefined;
    if (built !== undefined && (await isMadeAnew(response, path).catch(() => false))) return true;
    const hash = built ?? (await hashOf(path));
    if (hash === undefined) return isCode(path) && isAsAsked(response, path);
    // One that cannot be read to its end is none.
    return isFile(response, path, hash).catch(() => false);
  }

  /** The file of this build at a path, when it is here. A store that fails has none. */
  async function find(path: string): Promise<Response | undefined> {
    try {
      for (const cacheName of isCode(path) ? [cacheNames.code] : Object.values(names)) {
        const response = await caches.match(addressOf(path), { cacheName });
        if (response === undefined) continue;
        if (await isRight(response, path)) return response;
        isDoubted = true;
        await remove(cacheName, path);
      }
    } catch {
      isDoubted = true;
    }
    return undefined;
  }

  /** Brings a file, unless it is here. Gives whether it came. Rejects when it does not come as the build made it. */
  async function keep(path: string, cacheName = cacheOf(path)): Promise<boolean> {
    if ((await find(path)) !== undefined) return false;
    const hash = (await hashOf(path)) ?? '';
    // What did not change since the build before lies in its caches.
    const before = await caches.match(addressOf(path));
    const isSame = before !== undefined && (await isFile(before, path, hash).catch(() => false));
    await put(cacheName, addressOf(path), isSame ? before : await fetchFile(path, hash));
    return true;
  }

  /** Looks through all that lies here, and takes out what is wrong; it is fetched anew when it can be. */
  async function inspect(): Promise<void> {
    for (const cacheName of all) {
      if (!(await caches.has(cacheName))) continue;
      const cache = await caches.open(cacheName);
      for (const request of await cache.keys()) {
        const path = pathOfAddress(new URL(request.url).pathname);
        const response = await cache.match(request);
        if (response === undefined || (await isRight(response, path))) continue;
        await cache.delete(request);
        if ((await hashOf(path)) !== undefined) await keep(path, cacheName).catch(() => undefined);
      }
    }
  }

  return {
    names,
    hashOf,
    isRight,
    find,
    keep,
    /**
     * Brings what every device has, all of it or nothing: rejects when a file does not come as the build made it.
     *
     * @param andThen what has to go well too
     */
    async install(andThen: () => Promise<void>): Promise<void> {
      const before = new Set(await caches.keys());
      const added: string[] = [];
      const waiting = [...own];
      const bring = async (): Promise<void> => {
        for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
          if (await keep(path)) added.push(path);
      };
      try {
        // One that fails ends the others after the file that they are at.
        const ends = await Promise.allSettled(
          Array.from({ length: AT_ONCE }, () => bring().finally(() => (waiting.length = 0))),
        );
        for (const end of ends) if (end.status === 'rejected') throw end.reason;
        await andThen();
      } catch (error) {
        for (const path of added) await remove(cacheOf(path), path);
        for (const name of [names.visited, names.live]) if (!before.has(name)) await caches.delete(name);
        for (const name of [names.kept, cacheNames.code])
          if ((await pathsIn(name)).length === 0) await caches.delete(name);
        throw error;
      }
    },
    /**
     * Pages that this browser opened before come along in their new form, also those that are made anew, if the server
     * gives them now; those that are gone do not.
     */
    async takeOpened(): Promise<void> {
      for (const name of await caches.keys()) {
        if (!name.startsWith(cacheNames.visited('')) || name === names.visited) continue;
        for (const path of await pathsIn(name))
          if ((await hashOf(path)) !== undefined) await keep(path, names.visited);
      }
      for (const path of Object.keys(build.live)) {
        if ((await caches.match(addressOf(path))) === undefined) continue;
        const response = await fetch(addressOf(path), { redirect: 'error' }).catch(() => undefined);
        if (response !== undefined && (await isRight(response, path)))
          await put(names.live, addressOf(path), response);
      }
    },
    /**
     * Brings back what is missing, and what is not what it should be. All is looked through when something was found
     * wrong, and now and then. Rejects without a network; what came stays.
     */
    async heal(): Promise<void> {
      if (isForgotten()) return;
      // What is found wrong while all is looked through may lie where it was looked already. A store that always fails ends it.
      for (
        let times = 0;
        times < MAX_LOOKS && (isDoubted || lookedAt < Date.now() - LOOK_AGAIN_MS);
        times += 1
      ) {
        isDoubted = false;
        lookedAt = Date.now();
        await inspect();
      }
      const here = await pathsIn(...all);
      for (const path of own) if (!here.includes(path)) await keep(path);
    },
    /** Whether nothing is missing of all that the hub has. */
    async hasWhole(): Promise<boolean> {
      const here = new Set(await pathsIn(...all));
      const wanted = await readList();
      return wanted !== undefined && Object.keys(wanted).every((path) => here.has(path));
    },
  };
}
