import { gzipSync } from 'node:zlib';
import { PostHog } from 'posthog-node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { NOW, uuidOf } from '../support/store/event-store.ts';

let hub: CollectorServer;

beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

const at = (secondsAgo: number) => new Date(NOW - secondsAgo * 1000).toISOString();
const event = (number: number, changes: Record<string, unknown> = {}) => ({
  event: 'asset_viewed',
  uuid: uuidOf(number),
  distinct_id: `rep-${String(number)}`,
  timestamp: at(60),
  options: {},
  properties: { asset_id: 'battlecards/kestrowe' },
  ...changes,
});

function send(batch: unknown, headers: Record<string, string> = {}, body?: BodyInit): Promise<Response> {
  return fetch(`${hub.url}/i/v1/analytics/events`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${TOKEN}`,
      'content-type': 'application/json',
      'posthog-sdk-info': 'posthog-rs/1.2.3',
      'posthog-attempt': '1',
      'posthog-request-id': uuidOf(9999),
      'posthog-request-timestamp': at(0),
      ...headers,
    },
    body: body ?? JSON.stringify({ created_at: at(0), batch }),
  });
}

const stored = async (number: number, columns: string) =>
  (await hub.query(`SELECT ${columns} FROM events WHERE uuid = {uuid}`, { uuid: uuidOf(number) }))[0];

test('posthog-node sends in this way too, and hears of no error', async () => {
  vi.stubEnv('POSTHOG_CAPTURE_MODE', 'v1');
  const errors: unknown[] = [];
  const posthog = new PostHog(TOKEN, { host: hub.url, flushInterval: 0, fetchRetryCount: 0 });
  posthog.on('error', (error) => errors.push(error));
  const groups = { $session_id: 's-1', asset_id: 'answers/a' };
  for (let index = 0; index < 45; index += 1)
    posthog.capture({ distinctId: `node-${String(index % 5)}`, event: 'asset_viewed', properties: groups });
  posthog.identify({ distinctId: 'node-0', properties: { team: 'nordics' } });
  await posthog.shutdown();
  vi.unstubAllEnvs();
  const text = `SELECT count(), uniq(person_id), any($session_id), any(properties.$lib) FROM events
    WHERE distinct_id LIKE 'node-%' AND event = 'asset_viewed'`;
  expect(await hub.query(text)).toEqual([[45, 5, 's-1', 'posthog-node']]);
  const person = `SELECT DISTINCT person.properties.team FROM events WHERE distinct_id = 'node-0'`;
  expect(await hub.query(person)).toEqual([['nordics']]);
  expect(errors).toEqual([]);
});

test('the answer says of each event what became of it', async () => {
  const response = await send([
    event(1),
    event(2, { event: '' }),
    event(3, { timestamp: 'yesterday' }),
    event(4, { properties: [] }),
    event(5, { options: { process_person_profile: 'perhaps' } }),
    event(6, { distinct_id: '  ' }),
  ]);
  expect([response.status, await response.json()]).toEqual([
    200,
    {
      results: {
        [uuidOf(1)]: { result: 'ok' },
        [uuidOf(2)]: { result: 'drop', details: 'missing_event_name' },
        [uuidOf(3)]: { result: 'drop', details: 'invalid_event_timestamp' },
        [uuidOf(4)]: { result: 'drop', details: 'malformed_event_properties' },
        [uuidOf(5)]: { result: 'drop', details: 'malformed_event_properties' },
        [uuidOf(6)]: { result: 'drop', details: 'missing_distinct_id' },
      },
    },
  ]);
  expect((await hub.health()).dropped).toMatchObject({ 'unreadable-time': 1, 'no-distinct-id': 1 });
});

test('sessions, options and the library become the properties that they have been so far', async () => {
  const options = { process_person_profile: false, disable_skew_correction: '1' };
  await send([event(11, { session_id: 's-9', window_id: 'w-9', options, timestamp: at(4000) })], {
    'posthog-request-timestamp': at(3600),
  });
  const columns =
    'timestamp, $session_id, $window_id, properties.$process_person_profile, properties.$lib, properties.$lib_version';
  expect(await stored(11, columns)).toEqual([
    at(4000).replace('.000', ''),
    's-9',
    'w-9',
    'false',
    'posthog-rs',
    '1.2.3',
  ]);
});

test('a wrong client clock cancels out between the event and the request', async () => {
  await send([event(21, { timestamp: at(7200) })], { 'posthog-request-timestamp': at(7190) });
  expect(await stored(21, 'timestamp')).toEqual([at(10).replace('.000', '')]);
});

test('a packed body is unpacked, and a large one read beside', async () => {
  const many = Array.from({ length: 3000 }, (_, number) =>
    event(1000 + number, { properties: { filler: 'x'.repeat(200) } }),
  );
  const body = gzipSync(JSON.stringify({ created_at: at(0), batch: many }));
  const response = await send([], { 'content-encoding': 'gzip' }, new Uint8Array(body));
  const { results } = (await response.json()) as { results: Record<string, { result: string }> };
  expect(Object.values(results).filter(({ result }) => result === 'ok')).toHaveLength(3000);
});

describe('what is refused is refused in this way’s own shape, and nothing of it is stored', () => {
  const cases: [string, Parameters<typeof send>, number, string][] = [
    ['another token', [[event(31)], { authorization: 'Bearer phc_other' }], 401, 'invalid_api_token'],
    ['no token', [[event(31)], { authorization: 'Basic x' }], 401, 'missing_authorization'],
    ['no events', [[]], 400, 'empty_batch'],
    ['a list', [[], {}, '[]'], 400, 'invalid_batch'],
    ['no JSON', [[], {}, '{"created_at":'], 400, 'request_parsing_error'],
    ['a number for a name', [[event(31, { event: 1 })]], 400, 'invalid_batch'],
    ['an event without a uuid', [[event(31, { uuid: 'x' })]], 400, 'invalid_batch'],
    ['one uuid twice', [[event(31), event(31)]], 400, 'invalid_batch'],
    ['a batch of no time', [[], {}, '{"created_at":"soon","batch":[]}'], 400, 'invalid_batch'],
  ];
  test.each(cases)('%s', async (_, args, status, error) => {
    const response = await send(...args);
    expect([response.status, await response.json()]).toEqual([
      status,
      { error, error_description: expect.any(String) as string, error_uri: 'https://posthog.com/docs/api' },
    ]);
    expect(await stored(31, 'uuid')).toBeUndefined();
  });
});
