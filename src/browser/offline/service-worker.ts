/**
 * Keeps the hub on the device. Each worker belongs to one build and answers with pages, code and index of that build
 * alone; what it cannot answer, the network does. As soon as it hears of another build, the network goes first, until
 * the worker of that build has everything and takes over.
 *
 * It takes over at once and not with the next page: a browser changes workers when the one before has nothing to do, and
 * a page that is being loaded keeps waking it. Pages that stand open lose nothing: their code stays, and their search
 * goes over to the new index when it misses the old one.
 */
import { PrecacheController } from 'workbox-precaching';
import { CacheFirst } from 'workbox-strategies';
import type { OfflineBuild } from '../../reader/offline-kit.ts';
import { openBundle } from './offline-index.ts';
import {
  STATE_REQUESTED,
  cacheNames,
  WHOLE_IS_HERE,
  type OfflineState,
  type ToServiceWorker,
} from './offline-messages.ts';
import { checkServer, readKnown, type ServerState } from './offline-state.ts';
import { savesData } from '../saves-data.ts';
import {
  ADOPTION_PATH,
  BRIEF_PATH,
  CODE_PREFIX,
  MEDIA_PREFIX,
  OFFLINE_PATH,
  SEARCH_PREFIX,
} from '../../library/addresses.ts';

declare const self: ServiceWorkerGlobalScope & { hubBuild: OfflineBuild };

const build = self.hubBuild;
const manifest = `${SEARCH_PREFIX}index.json`;
/** Made anew by the server for each request where there is one that can. */
const isLive = (path: string): boolean => path.startsWith(ADOPTION_PATH);
/** What a rep opened last, beside what every device keeps. */
const MOST_VISITED = 60;
/** Code of earlier builds stays for pages that stand open. */
const MOST_CODE = 200;
const PATIENCE_MS = 3000;
/** One answer of the server does for everything that is asked about the same page. */
const FRESH_MS = 3000;

const visitedName = cacheNames.visited(build.id);
const wholeName = cacheNames.whole(build.id);
/** Of what the browser has from a visit it asks whether it still holds: to "reload" would send all of it again. */
const askFirst = async ({ request }: { request: Request }): Promise<Request> =>
  request.cache === 'reload' ? new Request(request, { cache: 'no-cache' }) : request;
const plugins = [{ requestWillFetch: askFirst }];
const kept = new PrecacheController({ cacheName: cacheNames.kept, plugins });
kept.addToCacheList(build.kept);
const code = new CacheFirst({ cacheName: cacheNames.code });
const indexFiles = new CacheFirst({ cacheName: cacheNames.index(build.id) });
const bundled = openBundle(async () =>
  build.bundle === undefined ? undefined : kept.matchPrecache(build.bundle),
);
let checking: { at: number; state: Promise<ServerState> } | undefined;
let isFirst = false;

/** Asks the server, unless it was asked a moment ago. */
function check(since = Date.now() - FRESH_MS): Promise<ServerState> {
  if (checking === undefined || checking.at < since) {
    checking = { at: Date.now(), state: checkServer(build.id) };
  }
  return checking.state;
}

async function findKept(path: string): Promise<Response | undefined> {
  return (
    (await kept.matchPrecache(path)) ??
    (await caches.match(path, { cacheName: visitedName })) ??
    caches.match(path, { cacheName: wholeName })
  );
}

/** Keeps a page that somebody opened, if it is of this build. The oldest go when there are too many. */
async function rememberPage(path: string, response: Response): Promise<void> {
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  if (!response.ok || response.redirected || !isPage) return;
  // Asked after the page came: if the server has this build now, the page is of this build.
  if ((await check(Date.now())) !== 'current') return;
  const cache = await caches.open(visitedName);
  await cache.delete(path);
  await cache.put(path, response);
  await trim(cache, MOST_VISITED);
}

async function trim(cache: Cache, most: number, needed: readonly string[] = []): Promise<void> {
  const keys = await cache.keys();
  const old = keys.slice(0, Math.max(0, keys.length - most));
  await Promise.all(
    old.filter(({ url }) => !needed.includes(new URL(url).pathname)).map((key) => cache.delete(key)),
  );
}

/** Rejects when the network takes longer than a reader with the page at hand should wait. */
function fetchSoon(request: Request, isHere: boolean): Promise<Response> {
  const { promise: late, reject } = Promise.withResolvers<Response>();
  if (isHere) setTimeout(() => reject(new Error('The network is slow.')), PATIENCE_MS);
  return Promise.race([fetch(request), late]);
}

async function answerPage(event: FetchEvent, path: string): Promise<Response> {
  const here = await findKept(path);
  if (here !== undefined && !isLive(path) && !(await readKnown(build.id)).isBehind) {
    event.waitUntil(check(Date.now()));
    return here;
  }
  try {
    const response = await fetchSoon(event.request, here !== undefined);
    if (response.status >= 500) throw new Error(`The server answers ${String(response.status)}.`);
    event.waitUntil(rememberPage(path, response.clone()));
    return response;
  } catch {
    event.waitUntil(check(Date.now()));
    return here ?? (await kept.matchPrecache(OFFLINE_PATH)) ?? Response.error();
  }
}

/** With the whole index here a search needs no network; without, the server's word on what there is comes first. */
async function answerManifest(request: Request): Promise<Response> {
  const here = await kept.matchPrecache(manifest);
  const bundle = build.bundle === undefined ? undefined : await kept.matchPrecache(build.bundle);
  if (here !== undefined && bundle !== undefined && !(await readKnown(build.id)).isBehind) return here;
  return fetchSoon(request, here !== undefined).catch(() => here ?? Response.error());
}

async function answerIndexFile(event: FetchEvent, path: string): Promise<Response> {
  const folder = build.bundle?.slice(0, build.bundle.lastIndexOf('/') + 1);
  const here =
    (await kept.matchPrecache(path)) ??
    (folder !== undefined && path.startsWith(folder)
      ? await bundled(path.slice(SEARCH_PREFIX.length))
      : undefined) ??
    (await caches.match(path, { cacheName: wholeName }));
  if (here !== undefined) return here;
  const response = await indexFiles.handle({ event, request: event.request });
  // Gone from the server: there is a new index, and whoever asks again is to hear of it.
  if (response.status === 404) await check(Date.now());
  return response;
}

self.addEventListener('install', (event) => {
  isFirst = self.registration.active === null;
  const isSaving = savesData() && location.search !== STATE_REQUESTED;
  event.waitUntil(isSaving ? installLittle(event) : install(event));
});

/** Whoever saves data is sent the page that says so, and nothing else unasked. */
async function installLittle(event: ExtendableEvent): Promise<void> {
  const little = new PrecacheController({ cacheName: cacheNames.kept, plugins });
  little.addToCacheList(build.kept.filter(({ url }) => url === OFFLINE_PATH));
  await little.install(event);
}

async function install(event: ExtendableEvent): Promise<void> {
  await kept.install(event);
  for (const url of build.code) await code.handleAll({ event, request: url })[1];
  await takeVisited();
  // Asked last: if the server has this build now, everything that came is of this build. Else the next worker's turn comes.
  if ((await check(Date.now())) === 'behind') throw new Error('The server has a newer build by now.');
  await self.skipWaiting();
}

/** Pages that this browser opened before come along in their new form; those that are gone do not. */
async function takeVisited(): Promise<void> {
  const now = await caches.open(visitedName);
  for (const name of await caches.keys()) {
    if (!name.startsWith(cacheNames.visited('')) || name === visitedName) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      const response = await fetch(url, { cache: 'no-cache' }).catch(() => undefined);
      if (response?.ok === true && !response.redirected) await now.put(url, response);
    }
  }
}

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver(event));
});

async function takeOver(event: ExtendableEvent): Promise<void> {
  await kept.activate(event);
  const own = new Set([visitedName, wholeName, cacheNames.index(build.id)]);
  for (const name of await caches.keys()) {
    if (/^hub-(?:visited|whole|index)-/.test(name) && !own.has(name)) await caches.delete(name);
  }
  await trim(await caches.open(cacheNames.code), MOST_CODE, build.code);
  // On a first visit the page that stands open is of this build too.
  if (isFirst) await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answerPage(event, pathname));
  else if (pathname.startsWith(CODE_PREFIX)) event.respondWith(code.handle({ event, request }));
  else if (pathname === manifest) event.respondWith(answerManifest(request));
  else if (pathname.startsWith(SEARCH_PREFIX)) event.respondWith(answerIndexFile(event, pathname));
  else if (
    pathname.startsWith(MEDIA_PREFIX) ||
    pathname.startsWith(BRIEF_PATH) ||
    kept.getCacheKeyForURL(pathname) !== undefined
  ) {
    event.respondWith(findKept(pathname).then((here) => here ?? fetch(request)));
  }
});

self.addEventListener('message', (event) => {
  const { again } = event.data as ToServiceWorker;
  event.waitUntil(describe(again).then((state) => event.ports[0]?.postMessage(state)));
});

async function describe(again: boolean): Promise<OfflineState> {
  const server = await check(again ? Date.now() : undefined);
  // A page asks when it has nothing else to fetch: now the new build has the line to itself.
  if (server === 'behind') self.registration.update().catch(() => undefined);
  const { asOf, isBehind } = await readKnown(build.id);
  const here = new Set(await addressesIn(cacheNames.kept));
  const pages = build.kept
    .map(({ url }) => url)
    .filter((url) => url.endsWith('/') && here.has(kept.getCacheKeyForURL(url) ?? ''));
  const opened = (await addressesIn(visitedName)).map(pathOf);
  const inWhole = (await addressesIn(wholeName)).map(pathOf);
  return {
    build: build.id,
    isReachable: server !== 'unreachable',
    isBehind,
    asOf,
    pages: [...new Set([...pages, ...opened, ...inWhole.filter((path) => path.endsWith('/'))])],
    opened: opened.reverse(),
    whole: { ...build.whole, isHere: inWhole.includes(WHOLE_IS_HERE) },
  };
}

const pathOf = (url: string): string => new URL(url).pathname;

async function addressesIn(cacheName: string): Promise<string[]> {
  // To open one that is not there would make it.
  if (!(await caches.has(cacheName))) return [];
  return (await (await caches.open(cacheName)).keys()).map(({ url }) => url);
}
