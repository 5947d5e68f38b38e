/**
 * Where events wait for their receipt. IndexedDB and not localStorage: it does not hold up the page, it is there for
 * every tab, and what it has committed outlives a browser that is killed (Chromium leaves localStorage in memory for
 * seconds). Own code, since the wrappers on npm do not commit at once, which a page that is being left needs.
 *
 * A database may hang, be closed under a page, be emptied with the site's data, or be refused. What cannot be written
 * then waits in this page, goes to localStorage when it is left, and into the database as soon as that can be opened.
 */
import type { OutboxEvent, OutboxKey } from '../../usage/wire/outbox.ts';
import type { KeptKey } from '../kept-keys.ts';
import { findStored, readStored, removeStored, writeStored } from '../storage.ts';

/** What an outbox remembers beside its events. */
export interface OutboxState {
  /** Events given up so far: refused for good, too old, or one too many. */
  lost: number;
  /** How many of them the receiver has been told of. */
  told: number;
  /** Until when the receiver wants to be left alone, in milliseconds since 1970. */
  waitUntil: number;
}

/** Events that wait, as JSON, in the order of their keys. Nothing here rejects. */
export interface OutboxStore {
  put(key: OutboxKey, event: string): Promise<void>;
  keys(): Promise<OutboxKey[]>;
  /** The events of these keys; those that somebody has removed meanwhile are left out. */
  read(keys: readonly OutboxKey[]): Promise<string[]>;
  remove(keys: readonly OutboxKey[]): Promise<void>;
  readState(): Promise<OutboxState>;
  writeState(state: OutboxState): Promise<void>;
}

const DATABASE = 'hub:outbox';
const EVENTS = 'events';
const STATE = 'state';
/**
 * In localStorage: events that found no database, each under a key of its own. What all tabs wrote into one list would be
 * read and written in two steps, between which another tab writes, and then either loses what it left.
 */
const LEFT = 'hub:outbox-left';
const leftKey = (uuid: string): KeptKey => `${LEFT}:${uuid}`;
/** A database that says nothing for so long hangs. */
const PATIENCE_MS = 3000;
/** One that failed is left alone for so long. */
const REST_MS = 20_000;

function resultOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error));
  });
}

const keyOf = (event: string): OutboxKey => {
  const { timestamp, uuid } = JSON.parse(event) as OutboxEvent;
  return [Date.parse(timestamp), uuid, event.length];
};

const readLeft = (): string[] => findStored(LEFT).flatMap((key) => readStored(key) ?? []);

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE satisfies KeptKey, 1);
  request.addEventListener('upgradeneeded', () => {
    for (const name of [EVENTS, STATE]) request.result.createObjectStore(name);
  });
  const database = await resultOf(request);
  database.addEventListener('versionchange', () => database.close());
  return database;
}

/** The store that all tabs of this browser share. */
export function createOutboxStore(): OutboxStore {
  let opening: Promise<IDBDatabase> | undefined;
  let restsUntil = 0;
  /** Events of this page that wait, by uuid; `stored` those that the database has as well. */
  const here = new Map<string, string>();
  const stored = new Set<string>();
  let state: OutboxState = { lost: 0, told: 0, waitUntil: 0 };

  /** Does something with the database, which is opened anew when it was closed; undefined when that cannot be done now. */
  async function attempt<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T | undefined> {
    for (let times = 0; times < 2 && Date.now() >= restsUntil; times += 1) {
      try {
        const done = (opening ??= open()).then(work);
        const late = new Promise<never>((_, reject) => setTimeout(reject, PATIENCE_MS));
        return await Promise.race([done, late]);
      } catch (error) {
        opening = undefined;
        // One that was closed is opened again at once.
        if (times === 1 || error === undefined) restsUntil = Date.now() + REST_MS;
      }
    }
    return undefined;
  }

  const ask = <T>(name: string, question: (store: IDBObjectStore) => Promise<T>): Promise<T | undefined> =>
    attempt((database) => question(database.transaction(name).objectStore(name)));

  /** Does not wait for its requests to come back before it commits: the page may be gone by then. Gives whether it is done. */
  const change = (name: string, work: (store: IDBObjectStore) => void): Promise<true | undefined> =>
    attempt(
      (database) =>
        new Promise((resolve, reject) => {
          const transaction = database.transaction(name, 'readwrite');
          transaction.addEventListener('complete', () => resolve(true));
          transaction.addEventListener('abort', () => reject(transaction.error));
          work(transaction.objectStore(name));
          transaction.commit();
        }),
    );

  const unstored = (): [uuid: string, event: string][] => [...here].filter(([uuid]) => !stored.has(uuid));

  /** Writes what has no place in the database yet. */
  async function moveIn(): Promise<void> {
    for (const [uuid, event] of unstored()) {
      if (!(await change(EVENTS, (store) => store.put(event, keyOf(event))))) return;
      stored.add(uuid);
    }
    removeStored(...[...stored].map(leftKey));
  }

  for (const event of readLeft()) here.set(keyOf(event)[1], event);
  document.addEventListener('visibilitychange', () => {
    for (const [uuid, event] of unstored()) writeStored(leftKey(uuid), event);
  });

  return {
    async put(key, event) {
      const [, uuid] = key;
      here.set(uuid, event);
      if (await change(EVENTS, (store) => store.put(event, key))) stored.add(uuid);
    },
    async keys() {
      await moveIn();
      const keys = await ask(
        EVENTS,
        (store) => resultOf(store.getAllKeys() as IDBRequest<unknown>) as Promise<OutboxKey[]>,
      );
      const known = new Set(keys?.map(([, uuid]) => uuid));
      // What the database had and has no more was sent by another tab.
      for (const uuid of stored) if (keys && !known.has(uuid) && stored.delete(uuid)) here.delete(uuid);
      const own = [...here.values()].map(keyOf).filter(([, uuid]) => !known.has(uuid));
      return [...(keys ?? []), ...own].sort(([one], [other]) => one - other);
    },
    async read(keys) {
      const others = keys.filter(([, uuid]) => !here.has(uuid));
      const read = await ask(EVENTS, (store) =>
        Promise.all(others.map((key) => resultOf<string | undefined>(store.get(key)))),
      );
      return [...keys.map(([, uuid]) => here.get(uuid)), ...(read ?? [])].filter(
        (event) => event !== undefined,
      );
    },
    async remove(keys) {
      const uuids = new Set(keys.map(([, uuid]) => uuid));
      for (const uuid of uuids) if (here.delete(uuid)) stored.delete(uuid);
      removeStored(...[...uuids].map(leftKey));
      await change(EVENTS, (store) => keys.forEach((key) => store.delete(key)));
    },
    async readState() {
      return (state = {
        ...state,
        ...(await ask(STATE, (store) => resultOf<OutboxState>(store.get(STATE)))),
      });
    },
    async writeState(next) {
      state = next;
      await change(STATE, (store) => store.put(next, STATE));
    },
  };
}

/** Takes the outbox out of this browser, with all that waits in it; tabs that have it open let go of it. */
export function deleteOutbox(): void {
  removeStored(...findStored(LEFT));
  try {
    indexedDB.deleteDatabase(DATABASE);
  } catch {
    // Where nothing is kept there is nothing to delete.
  }
}
