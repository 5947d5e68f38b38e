import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { storedEvent, uuidOf } from '../support/store/event-store.ts';

let hub: CollectorServer;
let number = 0;

beforeEach(async () => {
  hub = await startCollector();
});
afterEach(() => hub.remove());

/** Sends events of posthog-node's shape in one batch. */
async function send(
  ...events: [event: string, distinct_id: string, properties?: Record<string, unknown>][]
): Promise<void> {
  const batch = events.map(([event, distinct_id, properties = {}]) => {
    number += 1;
    return { uuid: uuidOf(number), event, distinct_id, properties };
  });
  const body = JSON.stringify({ api_key: TOKEN, batch });
  const response = await fetch(`${hub.url}/batch/`, { method: 'POST', body });
  expect(response.status).toBe(200);
}

function persons(): Promise<unknown[][]> {
  return hub.query('SELECT properties.team FROM persons ORDER BY properties.team ASC LIMIT 100');
}

async function peopleOf(...ids: string[]): Promise<unknown> {
  const rows = await hub.query('SELECT uniq(person_id) FROM events WHERE distinct_id IN {ids}', { ids });
  return rows[0]?.[0];
}

test('every id that is used with a profile is a person, and is one once', async () => {
  await send(['asset_viewed', 'a'], ['asset_viewed', 'b'], ['asset_viewed', 'a']);
  expect(await persons()).toHaveLength(2);
  await send(['asset_viewed', 'a'], ['asset_viewed', 'c']);
  expect(await persons()).toHaveLength(3);
  await send(['asset_viewed', 'd', { $process_person_profile: false }]);
  expect(await persons()).toHaveLength(3);
  expect(await peopleOf('a', 'b', 'c', 'd')).toBe(4);
});

test('a person is as old as the first event', async () => {
  await hub.store.append([
    storedEvent(1, { distinct_id: 'a', timestamp: '2026-05-02T00:00:00.000Z' }),
    storedEvent(2, { distinct_id: 'a', timestamp: '2026-05-01T00:00:00.000Z' }),
  ]);
  expect(await hub.query('SELECT created_at FROM persons LIMIT 5')).toEqual([['2026-05-02T00:00:00Z']]);
});

describe('people are joined', () => {
  test('over batches, and whoever was joined before goes along', async () => {
    await send(['$identify', 'rep', { $anon_distinct_id: 'anon' }], ['asset_viewed', 'anon']);
    await send(['asset_viewed', 'boss'], ['asset_viewed', 'rep']);
    expect(await peopleOf('rep', 'anon', 'boss')).toBe(2);
    await send(['$merge_dangerously', 'boss', { alias: 'anon', $set: { team: 'dach' } }]);
    expect(await peopleOf('rep', 'anon', 'boss')).toBe(1);
    expect(await persons()).toEqual([['dach']]);
    await send(['$set', 'anon', { $set: { team: 'nordics' } }]);
    expect(await persons()).toEqual([['nordics']]);
  });

  test('into the person that there was, in the order of things within a batch', async () => {
    // The id is used, and so has a person, before somebody signs in under one that has none: PostHog adds that to it.
    await send(
      ['asset_viewed', 'anon'],
      ['$identify', 'rep', { $anon_distinct_id: 'anon', $set: { team: 'dach' } }],
      ['$set', 'rep', { $set: { team: 'nordics' } }],
    );
    expect(await persons()).toEqual([['nordics']]);
    expect(await peopleOf('anon', 'rep')).toBe(1);
  });

  test('but not when somebody signed in as the other before', async () => {
    await send(['asset_viewed', 'one'], ['$identify', 'two', { $anon_distinct_id: 'anon-2' }]);
    await send(['$identify', 'one', { $anon_distinct_id: 'two' }], ['asset_viewed', 'two']);
    expect(await peopleOf('one', 'two')).toBe(2);
  });
});

function rename(team: string, at: number) {
  return storedEvent(at, {
    event: '$set',
    distinct_id: 'rep',
    properties: { $set: { team } },
    changes_person: true,
  });
}

test('a copy of an event changes nobody', async () => {
  await hub.store.append([rename('dach', 1)]);
  await hub.store.append([rename('nordics', 2)]);
  await hub.query('SELECT 1');
  await hub.store.append([rename('dach', 1)]);
  expect(await persons()).toEqual([['nordics']]);
});

test('properties are taken away by name', async () => {
  await send(['$set', 'rep', { $set: { team: 'dach', theme: 'dark' } }]);
  const body = JSON.stringify({
    api_key: TOKEN,
    event: '$set',
    distinct_id: 'rep',
    uuid: uuidOf(999),
    $unset: ['team'],
  });
  await fetch(`${hub.url}/e/`, { method: 'POST', body });
  expect(await persons()).toEqual([[null]]);
});
