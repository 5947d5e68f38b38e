/**
 * Keeps the hub on the device. Each worker belongs to one build and answers with pages, code and index of that build
 * alone; what it cannot answer, the network does. As soon as it hears of another build, the network goes first, until
 * the worker of that build has everything and takes over.
 *
 * It takes over at once and not with the next page: a browser changes workers when the one before has nothing to do, and
 * a page that is being loaded keeps waking it. Pages that stand open lose nothing: their code stays, and their search
 * goes over to the new index when it misses the old one.
 */
import { addressOf, pathOfAddress } from '../../reader/offline-address.ts';
import type { OfflineBuild } from '../../reader/offline-kit.ts';
import { forgetAll, pathsIn, put, remove } from './offline-caches.ts';
import { createDevice } from './offline-device.ts';
import { fetchFile, isAsAsked, isFile } from './offline-file.ts';
import { openBundle } from './offline-index.ts';
import { createLastPage } from './offline-last-page.ts';
import { STATE_REQUESTED, cacheNames, type OfflineState, type ToServiceWorker } from './offline-messages.ts';
import { checkServer, forgetKnown, readKnown, type ServerState } from './offline-state.ts';
import { savesData } from '../saves-data.ts';
import {
  BRIEF_PATH,
  CODE_PREFIX,
  MEDIA_PREFIX,
  OFFLINE_PATH,
  OUTLINE_FILE,
  PICTURES_PREFIX,
  SEARCH_PREFIX,
} from '../../library/addresses.ts';

declare const self: ServiceWorkerGlobalScope & { hubBuild: OfflineBuild };

const build = self.hubBuild;
const manifest = `${SEARCH_PREFIX}index.json`;
/** What a rep opened last, beside what every device keeps. */
const MAX_VISITED = 60;
/** Code of earlier builds stays for pages that stand open. */
const MAX_CODE_FILES = 200;
const PATIENCE_MS = 3000;
/** One answer of the server does for everything that is asked about the same page. */
const FRESH_MS = 3000;

/** Whoever saves data is sent the page that says so, and nothing else unasked. */
const isLittle = savesData() && location.search !== STATE_REQUESTED;
const device = createDevice(build, isLittle);
const { names, find } = device;
const bundled = openBundle(async () => (build.bundle === undefined ? undefined : find(build.bundle)));
let checking: { at: number; state: Promise<ServerState> } | undefined;
let healing: Promise<void> | undefined;
let isFirst = false;

/** Asks the server, unless it was asked a moment ago. */
function check(since = Date.now() - FRESH_MS): Promise<ServerState> {
  if (checking === undefined || checking.at < since) {
    checking = { at: Date.now(), state: checkServer(build.id) };
  }
  return checking.state;
}

/** Keeps a page that somebody opened, if it is of this build. The oldest go when there are too many. */
async function rememberPage(path: string, response: Response): Promise<void> {
  await check(Date.now());
  const hash = await device.hashOf(path);
  if (!path.endsWith('/') || hash === undefined || !(await isFile(response, path, hash))) return;
  await remove(names.visited, path);
  await put(names.visited, addressOf(path), response);
  await trim(names.visited, MAX_VISITED);
}

/** Keeps a page that was made anew, if it is of the build that the server has: its code has to be here too. */
async function rememberLive(path: string, response: Response): Promise<void> {
  if ((await check(Date.now())) === 'current' && (await device.isRight(response, path)))
    await put(names.live, addressOf(path), response);
}

async function trim(
  cacheName: string,
  most: number,
  needed: Readonly<Record<string, string>> = {},
): Promise<void> {
  const paths = await pathsIn(cacheName);
  for (const path of paths.slice(0, Math.max(0, paths.length - most)))
    if (!Object.hasOwn(needed, path)) await remove(cacheName, path);
}

/**
 * Asks the server, also where the browser has an answer in memory that it need not ask about: it may be a sign-in page. Rejects
 * when the network takes longer than a reader with the page at hand should wait.
 */
function fetchSoon(request: Request, isHere: boolean): Promise<Response> {
  const { promise: late, reject } = Promise.withResolvers<Response>();
  if (isHere) setTimeout(() => reject(new Error('The network is slow.')), PATIENCE_MS);
  return Promise.race([fetch(request, { cache: 'no-cache' }), late]);
}

async function answerPage(event: FetchEvent, address: URL): Promise<Response> {
  const path = pathOfAddress(address.pathname);
  const here = await find(path);
  // What is made anew is asked for each time: numbers of this morning are none while the hub can be reached.
  const isLive = Object.hasOwn(build.live, path);
  if (here !== undefined && !isLive && !(await readKnown(build.id)).isBehind) {
    event.waitUntil(check(Date.now()));
    return here;
  }
  try {
    const response = await fetchSoon(event.request, here !== undefined);
    if (response.status >= 500) throw new Error(`The server answers ${String(response.status)}.`);
    const remember = isLive ? rememberLive : rememberPage;
    event.waitUntil(remember(path, response.clone()).catch(() => undefined));
    return response;
  } catch {
    event.waitUntil(check(Date.now()));
    return here ?? (await redirectToKept(address)) ?? (await find(OFFLINE_PATH)) ?? createLastPage();
  }
}

/** Hosts lead from an address without the last slash to the page; with no network nobody else does. */
async function redirectToKept(address: URL): Promise<Response | undefined> {
  const path = `${pathOfAddress(address.pathname)}/`;
  if ((await find(path)) === undefined) return undefined;
  return Response.redirect(new URL(addressOf(path) + address.search, address).href);
}

/** Of the network first where the server has another build; else, and where that brings something else, from here. */
async function answerFile(request: Request, path: string): Promise<Response> {
  const here = await find(path);
  // With the whole index here a search needs no network; without, the server's word on what there is comes first.
  const isComplete =
    path !== manifest || (build.bundle !== undefined && (await find(build.bundle)) !== undefined);
  if (here !== undefined && isComplete && !(await readKnown(build.id)).isBehind) return here;
  const response = await fetchSoon(request, here !== undefined).catch(() => undefined);
  return response !== undefined && isAsAsked(response, path)
    ? response
    : (here ?? response ?? Response.error());
}

/** From here where its page is kept at hand; the same address is the same bytes. */
async function answerPicture(request: Request): Promise<Response> {
  const here = await caches.match(request.url, { cacheName: cacheNames.pictures }).catch(() => undefined);
  return here ?? fetch(request);
}

/** The file of this build, which is kept in a cache; what is of no list passes as it comes. */
async function answerAndKeep(request: Request, path: string, cacheName: string): Promise<Response> {
  const here = await find(path);
  if (here !== undefined) return here;
  const hash = await device.hashOf(path);
  if (hash === undefined) return fetch(request);
  const response = await fetchFile(path, hash);
  await put(cacheName, addressOf(path), response.clone()).catch(() => undefined);
  return response;
}

async function answerIndexFile(request: Request, path: string): Promise<Response> {
  const folder = build.bundle?.slice(0, build.bundle.lastIndexOf('/') + 1);
  const unpacked =
    folder !== undefined && path.startsWith(folder)
      ? await bundled(path.slice(SEARCH_PREFIX.length))
      : undefined;
  if (unpacked !== undefined) return unpacked;
  const response = await answerAndKeep(request, path, names.index).catch(() => undefined);
  // Gone from the server: there is a new index, and whoever asks again is to hear of it.
  if (response?.ok !== true) await check(Date.now());
  return response ?? Response.error();
}

self.addEventListener('install', (event) => {
  isFirst = self.registration.active === null;
  event.waitUntil(install());
});

async function install(): Promise<void> {
  try {
    await device.install(async () => {
      if (isLittle) return;
      await device.takeOpened();
      // Asked last: the next worker's turn comes when the server has another build by now.
      if ((await check(Date.now())) === 'behind') throw new Error('The server has a newer build by now.');
    });
  } catch (error) {
    await forgetKnown(build.id);
    throw error;
  }
  if (!isLittle) await self.skipWaiting();
}

self.addEventListener('activate', (event) => {
  event.waitUntil(takeOver());
});

async function takeOver(): Promise<void> {
  const own = new Set<string>([
    ...Object.values(names),
    cacheNames.code,
    cacheNames.state,
    cacheNames.pictures,
  ]);
  for (const name of await caches.keys()) {
    if (name.startsWith('hub-') && !own.has(name)) await caches.delete(name);
  }
  await trim(cacheNames.code, MAX_CODE_FILES, build.kept);
  // On a first visit the page that stands open is of this build too.
  if (isFirst) await self.clients.claim();
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  const path = pathOfAddress(address.pathname);
  if (request.mode === 'navigate' || Object.hasOwn(build.live, path))
    event.respondWith(answerPage(event, address));
  else if (path.startsWith(CODE_PREFIX))
    event.respondWith(answerAndKeep(request, path, cacheNames.code).catch(() => Response.error()));
  else if (path.startsWith(SEARCH_PREFIX) && path !== manifest)
    event.respondWith(answerIndexFile(request, path));
  else if (path.startsWith(PICTURES_PREFIX)) event.respondWith(answerPicture(request));
  else if (isAnswered(path)) event.respondWith(answerFile(request, path));
});

const isAnswered = (path: string): boolean =>
  path.startsWith(MEDIA_PREFIX) ||
  path.startsWith(BRIEF_PATH) ||
  path === OUTLINE_FILE ||
  Object.hasOwn(build.kept, path);

self.addEventListener('message', (event) => {
  const asked = event.data as ToServiceWorker;
  const [port] = event.ports;
  if (asked === 'forget') event.waitUntil(forget().then(() => port?.postMessage(undefined)));
  else event.waitUntil(describe(asked.again, event).then((state) => port?.postMessage(state)));
});

async function forget(): Promise<void> {
  await self.registration.unregister();
  await forgetAll();
}

async function describe(again: boolean, event: ExtendableEvent): Promise<OfflineState> {
  const server = await check(again ? Date.now() : undefined);
  // A page asks when it has nothing else to fetch: now the new build has the line to itself.
  if (server === 'behind') self.registration.update().catch(() => undefined);
  if (server === 'current') {
    healing ??= device
      .heal()
      .catch(() => undefined)
      .finally(() => (healing = undefined));
    event.waitUntil(healing);
  }
  const { asOf, isBehind } = await readKnown(build.id);
  const { kept, visited, whole, live } = names;
  const pages = (await pathsIn(kept, visited, whole, live)).filter((path) => path.endsWith('/'));
  return {
    build: build.id,
    isReachable: server !== 'unreachable',
    isBehind,
    asOf,
    pages: [...new Set(pages)].map(addressOf),
    live: Object.keys(build.live),
    opened: (await pathsIn(names.visited)).reverse().map(addressOf),
    whole: { ...build.whole, isHere: await device.hasWhole() },
  };
}
