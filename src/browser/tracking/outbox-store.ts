/**
 * Where events wait for their receipt. IndexedDB and not localStorage: it does not hold up the page, it is there for
 * every tab, and what it has committed outlives a browser that is killed (Chromium leaves localStorage in memory for
 * seconds). Own code, since the wrappers on npm do not commit at once, which a page that is being left needs.
 */
import type { OutboxKey } from '../../usage/wire/outbox.ts';

/** What an outbox remembers beside its events. */
export interface OutboxState {
  /** Events given up so far: refused for good, too old, or one too many. */
  lost: number;
  /** How many of them the receiver has been told of. */
  told: number;
  /** Until when the receiver wants to be left alone, in milliseconds since 1970. */
  waitUntil: number;
}

/** Events that wait, as JSON, in the order of their keys. */
export interface OutboxStore {
  put(key: OutboxKey, event: string): Promise<void>;
  keys(): Promise<OutboxKey[]>;
  count(): Promise<number>;
  /** The events of these keys; those that somebody has removed meanwhile are left out. */
  read(keys: readonly OutboxKey[]): Promise<string[]>;
  remove(keys: readonly OutboxKey[]): Promise<void>;
  readState(): Promise<OutboxState>;
  writeState(state: OutboxState): Promise<void>;
}

const DATABASE = 'hub:outbox';
const EVENTS = 'events';
const STATE = 'state';
const NEW_STATE: OutboxState = { lost: 0, told: 0, waitUntil: 0 };

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

/** Opens the store that all tabs of this browser share. Rejects where the browser keeps nothing for this site. */
export async function openOutboxStore(): Promise<OutboxStore> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(EVENTS);
    request.result.createObjectStore(STATE);
  });
  const database = await resultOf(request);
  database.addEventListener('versionchange', () => database.close());
  const inStore = <T>(name: string, work: (store: IDBObjectStore) => T): T =>
    work(database.transaction(name).objectStore(name));
  /** Does not wait for its requests to come back before it commits: the page may be gone by then. */
  const change = (name: string, work: (store: IDBObjectStore) => void): Promise<void> =>
    new Promise((resolve, reject) => {
      const transaction = database.transaction(name, 'readwrite');
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () => reject(transaction.error));
      work(transaction.objectStore(name));
      transaction.commit();
    });
  return {
    put: (key, event) => change(EVENTS, (store) => store.put(event, key)),
    keys: () =>
      inStore(EVENTS, (store) =>
        resultOf(store.getAllKeys() as IDBRequest<unknown> as IDBRequest<OutboxKey[]>),
      ),
    count: () => inStore(EVENTS, (store) => resultOf(store.count())),
    read: async (keys) => {
      const events = await inStore(EVENTS, (store) =>
        Promise.all(keys.map((key) => resultOf<unknown>(store.get(key)))),
      );
      return events.filter((event) => typeof event === 'string');
    },
    remove: (keys) => change(EVENTS, (store) => keys.forEach((key) => store.delete(key))),
    readState: async () => ({
      ...NEW_STATE,
      ...(await inStore(STATE, (store) => resultOf<object>(store.get(STATE)))),
    }),
    writeState: (state) => change(STATE, (store) => store.put(state, STATE)),
  };
}

/** Takes the outbox out of this browser, with all that waits in it; tabs that have it open let go of it. */
export function deleteOutbox(): void {
  try {
    indexedDB.deleteDatabase(DATABASE);
  } catch {
    // Where nothing is kept there is nothing to delete.
  }
}
