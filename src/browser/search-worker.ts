/** The search, off the page's thread: reads the index file by file as it is needed, answers the newest request. */
import type { OpenedIndex } from '../search/open-index.ts';
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

async function fetchFile(name: string, isManifest: boolean): Promise<Uint8Array> {
  const response = await fetch(folder + name, isManifest ? { cache: 'no-cache' } : {});
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

function readFile(name: string): Promise<Uint8Array> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const read = fetchFile(name, !name.includes('/'));
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
  if ('warm' in data) {
    open().then(
      (opened) => opened.warm(),
      () => undefined,
    );
    return;
  }
  newest = data;
  void answerNewest();
});
