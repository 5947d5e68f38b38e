/** Every engine on one collection: what its index weighs, what a search fetches of it, and how long an answer takes. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import type { SearchDocument } from '../../../src/search/document.ts';
import { median } from '../measure.ts';
import type { Collection } from './collections.ts';
import { openEngineProcess, type EngineClient } from './engine-client.ts';
import { engines } from './engines/all.ts';
import type { Engine } from './engines/engine.ts';
import type { Answered, Fetched } from './messages.ts';
import { measureCode } from './page-code.ts';
import { lettersOf } from './typing.ts';

export interface EngineCost {
  collection: string;
  engine: string;
  build: Answered['build'];
  codeBytes: number;
  /** Medians over queries, code left out. */
  first: Fetched;
  typed: Fetched;
  openMs: number;
  /** Milliseconds of each key, the best of the rounds. */
  keyMs: number[];
  /** Mean CPU time of a key over all rounds, of the thread that searches: fair where other work disturbs the clock. */
  keyCpuMs: number;
  memoryMb: number;
}

const FIRST_QUERIES = 16;
const TYPED_QUERIES = 8;
/** Keys after which no further query is begun; the slowest peers take a fifth of a second for each. */
const KEYS = 120;
const ROUNDS = 3;

/** Writes the documents to where the processes of engines read them; gives the file. */
export async function writeDocuments(documents: readonly SearchDocument[], scratch: string): Promise<string> {
  const path = join(scratch, 'documents.jsonl');
  const file = createWriteStream(path);
  for (const document of documents) {
    if (!file.write(`${JSON.stringify(document)}\n`)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
  return path;
}

/** Builds an engine's index in a process that ends with it, so that nothing of building is left in what is measured. */
export async function buildIndex(
  engine: string,
  folder: string,
  documentsFile: string,
): Promise<Answered['build']> {
  const client = await openEngineProcess(engine, folder);
  try {
    return await client.ask('build', { documentsFile });
  } finally {
    client.close();
  }
}

/** Where the index of an engine lies. */
export function indexFolder(scratch: string, engine: string): string {
  return join(scratch, `index-${engine.replaceAll(' ', '-')}`);
}

/** Measures all engines on a collection. The built indexes stay in `scratch`. */
export async function measureCollection(
  { name, documents, queries }: Collection,
  scratch: string,
  hubDist: string,
): Promise<EngineCost[]> {
  const documentsFile = await writeDocuments(documents, scratch);
  const costs: EngineCost[] = [];
  const clients = new Map<string, EngineClient>();
  try {
    for (const engine of engines) {
      const folder = indexFolder(scratch, engine.name);
      const built = await buildIndex(engine.name, folder, documentsFile);
      const client = await openEngineProcess(engine.name, folder);
      clients.set(engine.name, client);
      costs.push({
        collection: name,
        engine: engine.name,
        build: built,
        codeBytes: await measureCode(engine, { hubDist, indexFolder: folder }),
        ...(await measureFetches(engine, client, built, queries)),
        openMs: median(await client.ask('open', { times: 3 })),
        keyMs: [],
        keyCpuMs: 0,
        memoryMb: 0,
      });
    }
    await measureKeys(costs, clients, queriesOfKeys(queries));
    for (const cost of costs) cost.memoryMb = (await clients.get(cost.engine)?.ask('memory', {})) ?? 0;
  } finally {
    for (const client of clients.values()) client.close();
  }
  return costs;
}

async function measureFetches(
  { loads }: Engine,
  client: EngineClient,
  built: Answered['build'],
  queries: readonly string[],
): Promise<{ first: Fetched; typed: Fetched }> {
  // What loads whole fetches the same for every query.
  const whole = { bytes: built.sentBytes, requests: built.files, hits: 0 };
  if (loads === 'whole') return { first: whole, typed: whole };
  return {
    first: medianFetch(await client.ask('first', { queries: queries.slice(0, FIRST_QUERIES) })),
    typed: medianFetch(await client.ask('typed', { queries: queries.slice(0, TYPED_QUERIES) })),
  };
}

function medianFetch(fetched: readonly Fetched[]): Fetched {
  return {
    bytes: median(fetched.map(({ bytes }) => bytes)),
    requests: median(fetched.map(({ requests }) => requests)),
    hits: median(fetched.map(({ hits }) => hits)),
  };
}

/** The first queries, until there are keys enough. */
function queriesOfKeys(queries: readonly string[]): string[] {
  let keys = 0;
  return queries.filter((query) => {
    const isWanted = keys < KEYS;
    keys += lettersOf(query).length;
    return isWanted;
  });
}

/** The same keys for all, query by query in turns, so that what else the machine does falls on all alike. */
async function measureKeys(
  costs: readonly EngineCost[],
  clients: ReadonlyMap<string, EngineClient>,
  queries: readonly string[],
): Promise<void> {
  const best = new Map(costs.map(({ engine }) => [engine, new Map<string, number>()]));
  const keyCount = queries.flatMap(lettersOf).length * ROUNDS;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const query of queries) {
      const keys = lettersOf(query);
      for (const cost of costs) {
        const answered = await clients.get(cost.engine)?.ask('keys', { keys });
        const known = best.get(cost.engine);
        keys.forEach((key, at) => {
          known?.set(key, Math.min(known.get(key) ?? Infinity, answered?.wallMs[at] ?? Infinity));
        });
        cost.keyCpuMs += (answered?.cpuMs ?? 0) / keyCount;
      }
    }
  }
  for (const cost of costs) cost.keyMs = [...(best.get(cost.engine)?.values() ?? [])];
}
