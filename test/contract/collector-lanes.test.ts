import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { replyHealth, createTally } from '../../src/collector/health.ts';
import type { EventStore } from '../../src/usage/event-store.ts';
import { openTemporaryStore, storedEvent, type TemporaryStore } from '../support/store/event-store.ts';

/** One call of one function, which the engine does not look up from before it is done, in minutes. */
const ENDLESS = `SELECT levenshtein(repeat('a', 400000), repeat('b', 400000))`;

let opened: TemporaryStore;
let store: EventStore;

beforeEach(async () => {
  opened = await openTemporaryStore();
  ({ store } = opened);
  await store.append([storedEvent(1), storedEvent(2)]);
});
afterEach(() => opened.remove());

test('a question that cannot be interrupted ends in time and holds up nothing meanwhile', async () => {
  let isAnswered = false;
  const endless = store.query(ENDLESS, []).finally(() => (isAnswered = true));
  endless.catch(() => undefined);
  const { rows } = await store.query('SELECT count(*) FROM stored_event', [], 'charts');
  expect(rows).toEqual([[2]]);
  await store.append([storedEvent(3)]);
  expect((await store.counts()).events).toBe(3);
  expect(isAnswered).toBe(false);
  await expect(endless).rejects.toThrow('The question took longer than 10 seconds.');
  await store.append([storedEvent(4)]);
  expect((await store.query('SELECT count(*) FROM stored_event', [])).rows).toEqual([[4]]);
}, 60_000);

test('a question of the charts that was asked beside it is answered all the same', async () => {
  const state = { isOver: false };
  const endless = store.query(ENDLESS, []).catch(() => (state.isOver = true));
  // One of them is being answered when the process of both is killed.
  let answered = 0;
  while (!state.isOver) {
    const { rows } = await store.query('SELECT count(*) FROM stored_event', [], 'charts');
    expect(rows).toEqual([[2]]);
    answered += 1;
  }
  await endless;
  expect(answered).toBeGreaterThan(10);
}, 60_000);

test('an end does not wait for it', async () => {
  const endless = store.query(ENDLESS, []).then(
    () => 'answered',
    () => 'refused',
  );
  await store.query('SELECT 1', [], 'charts');
  await store.close();
  expect(await endless).toBe('refused');
  const again = await openEventStore(opened.folder);
  expect((await again.counts()).events).toBe(2);
  await again.close();
});

const slow = (given: EventStore, asking: number): EventStore => ({
  ...given,
  asking: () => asking,
  counts: () => new Promise(() => undefined),
});

test('health tells that it is asking from catching up', async () => {
  const parts = { tally: createTally(), problem: () => undefined };
  expect(JSON.parse((await replyHealth(parts, slow(store, 2), false)).body)).toMatchObject({
    status: 'asking',
  });
  expect(JSON.parse((await replyHealth(parts, slow(store, 0), false)).body)).toMatchObject({
    status: 'catching up',
  });
});

test('the process of the tables ends with the hub, however that ends, and the store is free', async () => {
  const script = resolve(import.meta.dirname, '../support/store/store-under-load.ts');
  await store.close();
  for (let round = 0; round < 3; round += 1) {
    const child = spawn(process.execPath, [script, opened.folder, String(round * 100_000)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const again = await openEventStore(opened.folder);
  expect((await again.counts()).events).toBeGreaterThan(2);
  await again.close();
}, 60_000);
