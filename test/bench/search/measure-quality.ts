/** Every engine on the judged collections: what its ranking is worth. */
import { rm } from 'node:fs/promises';
import {
  judgeRanking,
  type JudgedCollection,
  type JudgedSet,
  type Quality,
} from '../../support/search/judged.ts';
import { toSearchDocuments } from './collections.ts';
import { openEngineProcess } from './engine-client.ts';
import { engines } from './engines/all.ts';
import { buildIndex, indexFolder, writeDocuments } from './measure-collection.ts';

/** One query's quality with each engine, by the engine's name. */
export interface JudgedRow {
  queryId: string;
  byEngine: Map<string, Quality>;
}

export interface SetQuality {
  collection: string;
  set: string;
  rows: JudgedRow[];
}

/** So many engines are asked at once: nothing is timed here. */
const AT_ONCE = 2;

/** Builds every engine's index of a judged collection and asks it all queries of all its sets. */
export async function measureQuality(
  name: string,
  { documents, sets }: JudgedCollection,
  scratch: string,
): Promise<SetQuality[]> {
  const searched = toSearchDocuments(documents);
  const idOf = new Map(searched.map(({ url, id }) => [url, id]));
  const documentsFile = await writeDocuments(searched, scratch);
  const results = sets.map((set) => ({
    collection: name,
    set: set.name,
    rows: set.queries.map(({ id }): JudgedRow => ({ queryId: id, byEngine: new Map() })),
  }));
  const waiting = engines.map((engine) => engine.name);
  const work = async (): Promise<void> => {
    for (let engine = waiting.shift(); engine !== undefined; engine = waiting.shift()) {
      const folder = indexFolder(scratch, engine);
      await buildIndex(engine, folder, documentsFile);
      const client = await openEngineProcess(engine, folder);
      try {
        for (const [at, set] of sets.entries()) {
          const found = await client.ask('find', { texts: set.queries.map(({ text }) => text) });
          judge(engine, set, found, idOf, results[at]?.rows ?? []);
        }
      } finally {
        client.close();
        await rm(folder, { recursive: true, force: true });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

function judge(
  engine: string,
  { queries, successFrom }: JudgedSet,
  found: readonly string[][],
  idOf: ReadonlyMap<string, string>,
  rows: readonly JudgedRow[],
): void {
  queries.forEach(({ grades }, at) => {
    const ids = (found[at] ?? []).map((url) => idOf.get(url) ?? '');
    rows[at]?.byEngine.set(engine, judgeRanking(ids, grades, successFrom));
  });
}
