/** The search, off the page's thread: reads the index file by file as it is needed, answers the newest request. */
import { parseBundle } from '../../search/files/bundle.ts';
import { MANIFEST_NAME } from '../../search/files/manifest.ts';
import type { OpenedIndex } from '../../search/query/open-index.ts';
import { openIndex } from '../../search/query/open-index.ts';
import { explainBrief } from '../../search/query/explained.ts';
import { readToday } from '../today.ts';
import type { FromWorker, SearchRequest, ToWorker } from './search-messages.ts';
import { SEARCH_PREFIX } from '../../library/addresses.ts';

/** Whoever types on within this time is not sent what only a search at rest shows; with a letter or two most do. */
const restMs = { word: 250, guess: 700 };
const IDLE_AFTER_MS = 2000;

declare const self: DedicatedWorkerGlobalScope;

const kept = new Map<string, Promise<Uint8Array>>();
/** Files whose bytes are here. */
const here = new Set<string>();
let index: Promise<OpenedIndex> | undefined;
let newest: SearchRequest | undefined;
let idleTimer: ReturnType<typeof setTimeout> | undefined;
let bundling: AbortController | undefined;

const { promise: handedManifest, resolve: handManifest } = Promise.withResolvers<ArrayBuffer | undefined>();
let isManifestUsed = false;
let isSavingData = false;

const inDepth = () => import('../../search/query/in-depth.ts');
const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const send = (message: FromWorker): void => self.postMessage(message);

async function fetchFile(name: string, options: RequestInit = {}): Promise<Uint8Array> {
  const response = await fetch(SEARCH_PREFIX + name, options);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

const fetchManifest = (): Promise<Uint8Array> => fetchFile(MANIFEST_NAME, { cache: 'no-cache' });

/** The manifest that the page asked for while this code was still on its way; later, and if it failed, one's own. */
async function readManifest(): Promise<Uint8Array> {
  const handed = isManifestUsed ? undefined : await handedManifest;
  isManifestUsed = true;
  return handed === undefined ? fetchManifest() : new Uint8Array(handed);
}

function readFile(name: string): Promise<Uint8Array> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const read = name === MANIFEST_NAME ? readManifest() : fetchFile(name);
  kept.set(name, read);
  read.then(
    () => here.add(name),
    () => kept.get(name) === read && kept.delete(name),
  );
  return read;
}

function open(): Promise<OpenedIndex> {
  index ??= openIndex(readFile, (name) => here.has(name));
  index.catch(() => (index = undefined));
  return index;
}

/** Goes over to a new index if the site was built anew while this page stood open. Rejects without a network. */
async function renew(): Promise<void> {
  const [before, now] = await Promise.all([kept.get(MANIFEST_NAME), fetchManifest()]);
  if (before !== undefined && String(before) === String(now)) return;
  kept.clear();
  here.clear();
  kept.set(MANIFEST_NAME, Promise.resolve(now));
  index = undefined;
}

async function answer(request: SearchRequest): Promise<void> {
  const { id, typed, ...options } = request;
  const isOvertaken = (): boolean => request !== newest;
  const askedAt = performance.now();
  // Letters that wait already come in first.
  await pause(0);
  if (isOvertaken()) return;
  const { readBrief, readWhole, isGuess } = await (
    await open()
  ).start(typed, { ...options, today: readToday(), languages: navigator.languages });
  if (isOvertaken()) return;
  if (readBrief !== undefined) {
    const brief = await readBrief();
    if (isOvertaken()) return;
    send({ id, answer: explainBrief(brief) });
    // While the reader looks at the first hits, what the others need comes.
    inDepth().catch(() => undefined);
    await pause(askedAt + restMs[isGuess ? 'guess' : 'word'] - performance.now());
    if (isOvertaken()) return;
  }
  const whole = await readWhole();
  const { explainAnswer } = await inDepth();
  if (!isOvertaken()) send({ id, answer: explainAnswer(whole) });
}

async function answerOrFail(request: SearchRequest): Promise<void> {
  try {
    await answer(request).catch(async () => {
      await renew();
      await answer(request);
    });
  } catch {
    if (request === newest) send({ id: request.id, failed: true });
  }
  if (request === newest) idleTimer = setTimeout(() => void readAll().catch(() => undefined), IDLE_AFTER_MS);
}

/** Fetches all there is, so that search goes on without a network. A search that comes meanwhile has the line to itself. */
async function readAll(): Promise<void> {
  const { bundle } = await open();
  if (bundle === undefined || here.has(bundle) || isSavingData) return;
  bundling = new AbortController();
  const bytes = await fetchFile(bundle, { signal: bundling.signal, priority: 'low' });
  here.add(bundle);
  for (const { name, bytes: part } of parseBundle(bytes)) {
    if (!here.has(name)) kept.set(name, Promise.resolve(part));
    here.add(name);
  }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('manifest' in data) {
    handManifest(data.manifest);
    ({ isSavingData } = data);
    open().then(
      ({ prepare }) => prepare(readToday()),
      () => undefined,
    );
    return;
  }
  newest = data;
  clearTimeout(idleTimer);
  bundling?.abort();
  void answerOrFail(data);
});
