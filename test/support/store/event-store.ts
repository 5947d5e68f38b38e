import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore } from '../../../src/adapters/event-store/event-store.ts';
import { createStoreQuery, type RunQuery } from '../../../src/collector/query.ts';
import type { EventStore, StoredEvent } from '../../../src/usage/event-store.ts';

/** The moment in which every test of the store happens. */
export const NOW = Date.parse('2026-11-22T12:00:00.000Z');

export interface TemporaryStore {
  folder: string;
  store: EventStore;
  runQuery: RunQuery;
  remove: () => Promise<void>;
}

/** A folder that is gone after the test. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-store-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Opens a new store; `remove` closes it and takes its folder away. */
export async function openTemporaryStore(): Promise<TemporaryStore> {
  const { folder, remove } = await temporaryFolder();
  const store = await openEventStore(folder);
  return {
    folder,
    store,
    runQuery: createStoreQuery(store, () => NOW),
    remove: async () => {
      await store.close();
      await remove();
    },
  };
}

/** A uuid that is different for every number, and for every number the same. */
export function uuidOf(number: number): string {
  return `01950000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** An event as the store takes it. */
export function storedEvent(number: number, changes: Partial<StoredEvent> = {}): StoredEvent {
  return {
    uuid: uuidOf(number),
    event: 'asset_viewed',
    timestamp: '2026-11-20T09:00:00.000Z',
    distinct_id: 'rep-1',
    created_at: '2026-11-20T09:00:01.000Z',
    properties: {},
    ...changes,
  };
}
