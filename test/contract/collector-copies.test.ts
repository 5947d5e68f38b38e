import { afterEach, beforeEach, expect, test } from 'vitest';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { uuidOf } from '../support/store/event-store.ts';

let hub: CollectorServer;

beforeEach(async () => {
  hub = await startCollector();
});
afterEach(() => hub.remove());

const event = (changes: Record<string, unknown> = {}) => ({
  uuid: uuidOf(1),
  event: 'asset_viewed',
  distinct_id: 'rep-1',
  timestamp: '2026-11-20T10:00:00Z',
  ...changes,
});

async function send(...events: unknown[]): Promise<void> {
  const body = JSON.stringify({ api_key: TOKEN, batch: events });
  expect((await fetch(`${hub.url}/batch/`, { method: 'POST', body })).status).toBe(200);
}

const all = () => hub.query('SELECT event, distinct_id FROM events ORDER BY event, distinct_id');

/** As PostHog's table of events tells them apart: by uuid, name and person. */
const different = [event(), event({ event: 'asset_copied' }), event({ distinct_id: 'rep-2' })];
const asRows = [
  ['asset_copied', 'rep-1'],
  ['asset_viewed', 'rep-1'],
  ['asset_viewed', 'rep-2'],
];

test('one uuid under another name or of another person is another event, in one request', async () => {
  await send(...different, ...different);
  expect(await all()).toEqual(asRows);
  expect((await hub.health()).duplicates).toBe(3);
});

test('and in requests that come after each other, when the first is in the tables already', async () => {
  for (const each of [...different, ...different]) {
    await send(each);
    await all();
  }
  expect(await all()).toEqual(asRows);
  expect((await hub.health()).duplicates).toBe(3);
});

test('sent again with other times or properties it is a copy', async () => {
  await send(event(), event({ timestamp: '2026-11-21T10:00:00Z', properties: { more: 1 } }));
  expect(await all()).toEqual([['asset_viewed', 'rep-1']]);
  expect((await hub.health()).duplicates).toBe(1);
});
