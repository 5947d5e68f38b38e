/** A process that holds one engine and nothing else, so that memory and garbage are its own. Run by `openEngineProcess`. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { SearchDocument } from '../../../src/search/document.ts';
import { engines } from './engines/all.ts';
import type { Engine, OpenedEngine } from './engines/engine.ts';
import type { Answered, Ask, Asked, Fetched } from './messages.ts';
import { sentBytes } from './sent-bytes.ts';
import { lettersOf } from './typing.ts';

const [name, folder = ''] = process.argv.slice(2);
const engine = findEngine(name);
const codeFiles = typeof engine.code === 'object' && 'files' in engine.code ? engine.code.files : [];
const isCode = (file: string): boolean => codeFiles.includes(file);

function findEngine(wanted: string | undefined): Engine {
  const found = engines.find((one) => one.name === wanted);
  if (found === undefined) throw new Error(`there is no engine ${String(wanted)}`);
  return found;
}

/** What was read, and how many bytes of it a host would send. */
const files = new Map<string, Promise<Uint8Array>>();
const sent = new Map<string, Promise<number>>();

function readKept(file: string): Promise<Uint8Array> {
  const bytes = files.get(file) ?? readFile(join(folder, file)).then((read) => new Uint8Array(read));
  files.set(file, bytes);
  return bytes;
}

function weigh(file: string): Promise<number> {
  const bytes = sent.get(file) ?? readKept(file).then(sentBytes);
  sent.set(file, bytes);
  return bytes;
}

async function readDocuments(file: string): Promise<SearchDocument[]> {
  const documents: SearchDocument[] = [];
  for await (const line of createInterface({ input: createReadStream(file) })) {
    documents.push(JSON.parse(line) as SearchDocument);
  }
  return documents;
}

async function build({ documentsFile }: Asked['build']): Promise<Answered['build']> {
  const documents = await readDocuments(documentsFile);
  const began = performance.now();
  await engine.build(documents, folder);
  const seconds = (performance.now() - began) / 1000;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const written = entries
    .filter((entry) => entry.isFile() && !isCode(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const total = { rawBytes: 0, sentBytes: 0 };
  for (let at = 0; at < written.length; at += 8) {
    const some = await Promise.all(written.slice(at, at + 8).map((file) => readFile(file)));
    for (const bytes of some) total.rawBytes += bytes.length;
    for (const bytes of await Promise.all(some.map(sentBytes))) total.sentBytes += bytes;
  }
  return { seconds, files: written.length, ...total };
}

/** `rests`: after the last letter nothing follows, so that what is read for a search at rest is read too. */
async function fetchedBy(states: readonly string[], rests: boolean): Promise<Fetched> {
  const fetched = new Set<string>();
  const opened = await engine.open((file) => {
    fetched.add(file);
    return readKept(file);
  });
  let hits = 0;
  for (const state of states) hits = (await (opened.searchTitles ?? opened.search)(state)).length;
  if (rests) await opened.search(states.at(-1) ?? '');
  const names = [...fetched].filter((file) => !isCode(file));
  const sizes = await Promise.all(names.map(weigh));
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), requests: names.length, hits };
}

/** Heap before the engine holds anything. */
let bareMb = 0;
let kept: OpenedEngine | undefined;

async function open({ times }: Asked['open']): Promise<number[]> {
  const ms: number[] = [];
  for (let time = 0; time < times; time += 1) {
    // The files are there; what is measured is what a page's thread, or its worker, has to do with them.
    kept = undefined;
    const began = performance.now();
    kept = await engine.open(readKept);
    ms.push(performance.now() - began);
  }
  return ms;
}

async function keys({ keys }: Asked['keys']): Promise<Answered['keys']> {
  const opened = (kept ??= await engine.open(readKept));
  const wallMs: number[] = [];
  const before = process.threadCpuUsage();
  for (const key of keys) {
    const began = performance.now();
    await opened.search(key);
    wallMs.push(performance.now() - began);
  }
  const { user, system } = process.threadCpuUsage(before);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

async function find({ texts }: Asked['find']): Promise<string[][]> {
  const opened = (kept ??= await engine.open(readKept));
  const found: string[][] = [];
  for (const text of texts) found.push([...(await opened.search(text))]);
  return found;
}

function heapMb(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

async function memory(): Promise<number> {
  if (engine.keepsFiles !== true) files.clear();
  sent.clear();
  return heapMb() - bareMb;
}

async function first({ queries }: Asked['first']): Promise<Fetched[]> {
  const all: Fetched[] = [];
  for (const query of queries) all.push(await fetchedBy([query], false));
  return all;
}

async function typed({ queries }: Asked['typed']): Promise<Fetched[]> {
  const all: Fetched[] = [];
  for (const query of queries) all.push(await fetchedBy(lettersOf(query), true));
  return all;
}

const answer: { [Name in Ask]: (asked: Asked[Name]) => Promise<Answered[Name]> } = {
  build,
  open,
  first,
  typed,
  keys,
  find,
  memory,
};

bareMb = heapMb();
process.on('message', (message: { ask: Ask; with: never }) => {
  answer[message.ask](message.with).then(
    (answered) => process.send?.({ answered }),
    (error: unknown) =>
      process.send?.({ failed: error instanceof Error ? (error.stack ?? '') : String(error) }),
  );
});
process.send?.({ answered: 'ready' });
await once(process, 'disconnect');
