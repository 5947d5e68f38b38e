import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { openEventStore } from '../adapters/event-store/event-store.ts';
import { isRecord } from '../library/is-record.ts';
import { UserError } from '../library/user-error.ts';
import { createHttpQuery, createStoreQuery, type RunQuery } from './query.ts';
import { findRunningCollector } from './running.ts';
import { readCollectorSettings } from './settings.ts';

/** The hub answers how it does within three seconds. */
const HEALTH_TIMEOUT_MS = 10_000;

/** A way to ask a store, and what it lacks of its record, a sentence each. */
export interface EmbeddedSource {
  runQuery: RunQuery;
  lacking: readonly string[];
}

/**
 * Does work that asks the embedded store: through the hub that runs on it, else by opening the store itself. Undefined
 * when there is no store yet. A store that is opened goes by the clocks of the zone, a hub that runs by its own, and says
 * which. Rejects with a UserError when there is one and it cannot be asked.
 */
export async function withEmbeddedStore<Result>(
  env: Record<string, string | undefined>,
  clock: () => number,
  zone: string | undefined,
  work: (source: EmbeddedSource) => Promise<Result>,
): Promise<Result | undefined> {
  const { folder, queryKey } = await readCollectorSettings(env);
  const running = await findRunningCollector(folder);
  if (running !== undefined) {
    try {
      return await work({
        runQuery: createHttpQuery(running.url, queryKey),
        lacking: await readLacking(running.url),
      });
    } catch (error) {
      // It may have ended without taking its word back; if it still has the store, this cannot open it.
      return workOnFolder(folder, clock, zone, work).catch(() => {
        throw error;
      });
    }
  }
  const exists = await stat(join(folder, 'journal')).catch(() => undefined);
  return exists === undefined ? undefined : workOnFolder(folder, clock, zone, work);
}

/** What a hub that runs says it lacks. Rejects with a UserError when it does not answer. */
async function readLacking(url: string): Promise<string[]> {
  const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
  const health = await fetch(`${url}/collector/health`, { signal })
    .then((response) => response.json() as Promise<unknown>)
    .catch(() => {
      throw new UserError(`No answer from ${url}.`, 'Is it running? Nothing was changed.');
    });
  const lacking = isRecord(health) ? health['lacking'] : undefined;
  return Array.isArray(lacking) ? lacking.map(String) : [];
}

async function workOnFolder<Result>(
  folder: string,
  clock: () => number,
  zone: string | undefined,
  work: (source: EmbeddedSource) => Promise<Result>,
): Promise<Result> {
  const store = await openEventStore(folder);
  try {
    // What of the archive cannot be read is known once all of it was.
    await store.counts();
    return await work({ runQuery: createStoreQuery(store, clock, { zone }), lacking: store.lacking() });
  } finally {
    await store.close();
  }
}
