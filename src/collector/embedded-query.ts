import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStore } from '../adapters/event-store/event-store.ts';
import { createHttpQuery, createStoreQuery, type RunQuery } from './query.ts';
import { findRunningCollector } from './running.ts';
import { readCollectorSettings } from './settings.ts';

/**
 * Does work that asks the embedded store: through the hub that runs on it, else by opening the store itself. Undefined
 * when there is no store yet. Rejects with a UserError when there is one and it cannot be asked.
 */
export async function withEmbeddedStore<Result>(
  env: Record<string, string | undefined>,
  clock: () => number,
  work: (runQuery: RunQuery) => Promise<Result>,
): Promise<Result | undefined> {
  const { folder, queryKey } = await readCollectorSettings(env);
  const running = await findRunningCollector(folder);
  if (running !== undefined) {
    try {
      return await work(createHttpQuery(running.url, queryKey));
    } catch (error) {
      // It may have ended without taking its word back; if it still has the store, this cannot open it.
      return workOnFolder(folder, clock, work).catch(() => {
        throw error;
      });
    }
  }
  const exists = await stat(join(folder, 'journal')).catch(() => undefined);
  return exists === undefined ? undefined : workOnFolder(folder, clock, work);
}

async function workOnFolder<Result>(
  folder: string,
  clock: () => number,
  work: (runQuery: RunQuery) => Promise<Result>,
): Promise<Result> {
  const store = await openEventStore(folder);
  try {
    return await work(createStoreQuery(store, clock));
  } finally {
    await store.close();
  }
}
