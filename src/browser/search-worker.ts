/** The search, off the page's thread: reads the index file by file as it is needed, answers the newest request. */
import type { OpenedIndex } from '../search/open-index.ts';
import { manifestName } from '../search/manifest.ts';
import { openIndex } from '../search/open-index.ts';
import type { FromWorker, SearchRequest, ToWorker } from './search-messages.ts';

const folder = '/search/';
/** A library up to this size is read whole in idle time, so that search goes on without a network. */
const wholeIndexBytes = 3_000_000;
const idleAfterMs = 2000;

declare const self: DedicatedWorkerGlobalScope;

const kept = new Map<string, Promise<Uint8Array>>();
let index: Promise<OpenedIndex> | undefined;
let newest: SearchRequest | undefined;
let isBusy = false;
let idleTimer: ReturnType<typeof setTimeout> | undefined;

const { promise: handedManifest, resolve: handManifest } = Promise.withResolvers<ArrayBuffer | undefined>();
let isManifestUsed = false;

/** The manifest that the page asked for while this code was still on its way; later, and if it failed, one's own. */
async function readManifest(): Promise<Uint8Array> {
  const handed = isManifestUsed ? undefined : await handedManifest;
  isManifestUsed = true;
  return handed === undefined ? fetchFile(manifestName, true) : new Uint8Array(handed);
}

async function fetchFile(name: string, isManifest: boolean): Promise<Uint8Array> {
  const response = await fetch(folder + name, isManifest ? { cache: 'no-cache' } : {});
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function readFile(name: string): Promise<Uint8Array> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const read = name === manifestName ? readManifest() : fetchFile(name, false);
  kept.set(name, read);
  read.catch(() => kept.delete(name));
  return read;
}

function open(): Promise<OpenedIndex> {
  index ??= openIndex(readFile);
  index.catch(() => (index = undefined));
  return index;
}

/** Forgets an index whose files are gone: the site was built anew while this page stood open. */
function forget(): void {
  kept.clear();
  index = undefined;
}

async function answer(request: SearchRequest): Promise<FromWorker> {
  const { id, typed, ...options } = request;
  const search = async () => (await open()).search(typed, options);
  try {
    return { id, answer: await search() };
  } catch {
    forget();
  }
  try {
    return { id, answer: await search() };
  } catch {
    return { id, failed: true };
  }
}

async function readWhole(): Promise<void> {
  const opened = await open();
  if (opened.bytes > wholeIndexBytes) return;
  for (const name of opened.fileNames()) {
    if (isBusy) return;
    await readFile(name);
  }
}

async function answerNewest(): Promise<void> {
  if (isBusy) return;
  isBusy = true;
  clearTimeout(idleTimer);
  while (newest !== undefined) {
    const request = newest;
    newest = undefined;
    self.postMessage(await answer(request));
  }
  isBusy = false;
  idleTimer = setTimeout(() => void readWhole().catch(() => undefined), idleAfterMs);
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('manifest' in data) {
    handManifest(data.manifest);
    return;
  }
  newest = data;
  void answerNewest();
});
