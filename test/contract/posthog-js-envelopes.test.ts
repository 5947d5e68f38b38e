import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { uuidOf } from '../support/store/event-store.ts';

/**
 * Requests as posthog-js has put them on the wire over the years, up to 1.449. The clock of the client is six years
 * wrong; by the clock of the hub each event happened ten seconds before it arrived.
 */
const CLIENT_EVENT = '2020-03-01T08:00:00.000Z';
const CLIENT_SENT = '2020-03-01T08:00:10.000Z';
const HAPPENED = '2026-11-22T11:59:50Z';

let hub: CollectorServer;
let next = 0;

beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

function browserEvent(number: number, changes: Record<string, unknown> = {}) {
  return {
    uuid: uuidOf(number),
    event: 'asset_viewed',
    properties: {
      token: TOKEN,
      distinct_id: `rep-${String(number)}`,
      $session_id: 's-1',
      $current_url: 'https://hub.example/battlecards/kestrowe/',
      $lib: 'web',
      asset_id: 'battlecards/kestrowe',
    },
    timestamp: CLIENT_EVENT,
    ...changes,
  };
}

function of(distinct_id: string, more: Record<string, unknown> = {}) {
  return { token: TOKEN, distinct_id, ...more };
}

const form = { 'content-type': 'application/x-www-form-urlencoded' };

const wrappings: [
  string,
  (number: number) => {
    path: string;
    body: string | Uint8Array<ArrayBuffer>;
    headers?: Record<string, string>;
  },
][] = [
  [
    '1.449: gzip as text/plain, envelope with sent_at',
    (number) => ({
      path: '/x7k/e/',
      headers: { 'content-type': 'text/plain' },
      body: gzipSync(JSON.stringify({ api_key: TOKEN, batch: [browserEvent(number)], sent_at: CLIENT_SENT })),
    }),
  ],
  [
    '1.449: a retry',
    (number) => ({
      path: '/x7k/i/v0/e/?retry_count=2',
      body: gzipSync(JSON.stringify({ api_key: TOKEN, batch: [browserEvent(number)], sent_at: CLIENT_SENT })),
    }),
  ],
  [
    '1.449: a beacon without compression',
    (number) => {
      const json = JSON.stringify({ api_key: TOKEN, batch: [browserEvent(number)], sent_at: CLIENT_SENT });
      const data = encodeURIComponent(Buffer.from(json).toString('base64'));
      return { path: '/e/?compression=base64', headers: form, body: `data=${data}` };
    },
  ],
  [
    '1.449: compression switched off',
    (number) => ({
      path: '/e/',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ api_key: TOKEN, batch: [browserEvent(number)], sent_at: CLIENT_SENT }),
    }),
  ],
  [
    '1.2xx: a bare list in gzip, the time of sending in the address',
    (number) => ({
      path: `/e/?compression=gzip-js&ip=1&_=${String(Date.parse(CLIENT_SENT))}&ver=1.250.0`,
      headers: { 'content-type': 'text/plain' },
      body: gzipSync(JSON.stringify([browserEvent(number)])),
    }),
  ],
  [
    '1.0: one event in base64',
    (number) => {
      const data = encodeURIComponent(Buffer.from(JSON.stringify(browserEvent(number))).toString('base64'));
      return {
        path: `/e/?ip=1&_=${String(Date.parse(CLIENT_SENT))}&ver=1.0.0`,
        headers: form,
        body: `data=${data}`,
      };
    },
  ],
];

test.each(wrappings)('%s', async (_, wrap) => {
  next += 1;
  const { path, body, headers = {} } = wrap(next);
  const response = await fetch(`${hub.url}${path}`, { method: 'POST', body, headers });
  expect(response.status).toBe(200);
  const text = `
    SELECT event, distinct_id, timestamp, properties.asset_id, $session_id, properties.token
    FROM events WHERE uuid = {uuid} LIMIT 1`;
  expect(await hub.query(text, { uuid: uuidOf(next) })).toEqual([
    ['asset_viewed', `rep-${String(next)}`, HAPPENED, 'battlecards/kestrowe', 's-1', null],
  ]);
});

test('signing in makes one person of two ids, also for events that were stored before', async () => {
  const send = (...batch: unknown[]) =>
    fetch(`${hub.url}/x7k/e/`, { method: 'POST', body: gzipSync(JSON.stringify({ api_key: TOKEN, batch })) });
  await send(browserEvent(900, { properties: of('anon-9') }));
  const people = () =>
    hub.query(`SELECT uniq(person_id) FROM events WHERE distinct_id IN ('anon-9', 'rep-nine')`);
  await send(browserEvent(901, { properties: of('rep-nine') }));
  expect(await people()).toEqual([[2]]);
  await send(
    browserEvent(902, {
      event: '$identify',
      properties: of('rep-nine', { $anon_distinct_id: 'anon-9' }),
      $set: { team: 'dach' },
      $set_once: { $initial_referrer: '$direct' },
    }),
  );
  expect(await people()).toEqual([[1]]);
  expect(
    await hub.query(
      `SELECT DISTINCT person.properties.team FROM events WHERE distinct_id = 'anon-9' LIMIT 5`,
    ),
  ).toEqual([['dach']]);
  expect(
    await hub.query(
      'SELECT properties.team, properties.`$initial_referrer` FROM persons ORDER BY id LIMIT 5',
    ),
  ).toContainEqual(['dach', '$direct']);
});
