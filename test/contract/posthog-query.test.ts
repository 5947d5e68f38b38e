import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { postQuery, startCollector, type CollectorServer } from '../support/store/collector-server.ts';
import { storedEvent } from '../support/store/event-store.ts';

let hub: CollectorServer;

beforeAll(async () => {
  hub = await startCollector();
  await hub.store.append(
    Array.from({ length: 150 }, (_, index) =>
      storedEvent(index, {
        distinct_id: `rep-${String(index % 7)}`,
        properties: { asset_id: `a${String(index % 4)}` },
      }),
    ),
  );
});
afterAll(() => hub.remove());

const hogql = (query: string, more: Record<string, unknown> = {}) => ({
  query: { kind: 'HogQLQuery', query, ...more },
});

describe('an answer', () => {
  test('has PostHog’s shape', async () => {
    const text = `SELECT properties.asset_id AS asset, count() AS views, min(timestamp) AS first FROM events WHERE event = {event} GROUP BY asset ORDER BY asset ASC LIMIT 2`;
    const response = await postQuery(hub.url, {
      ...hogql(text, { values: { event: 'asset_viewed' } }),
      refresh: 'force_blocking',
      name: 'top',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      results: [
        ['a0', 38, '2026-11-20T09:00:00Z'],
        ['a1', 38, '2026-11-20T09:00:00Z'],
      ],
      columns: ['asset', 'views', 'first'],
      types: [
        ['asset', 'Nullable(String)'],
        ['views', 'UInt64'],
        ['first', "DateTime64(6, 'UTC')"],
      ],
      hogql: text,
      query: text,
      error: null,
      timings: [{ k: '.', t: expect.any(Number) }],
      modifiers: {},
      is_cached: false,
      last_refresh: '2026-11-22T12:00:00.000Z',
      timezone: 'UTC',
      query_status: null,
      explain: null,
      metadata: null,
    });
  });

  test.each([
    [{}, 150],
    [{ filters: { dateRange: { date_from: '2026-11-20', date_to: '2026-11-21' } } }, 150],
    [{ filters: { dateRange: { date_from: '2026-11-20T09:00:01Z' }, properties: [] } }, 0],
    [{ filters: { dateRange: { date_from: 'all', date_to: '2026-11-20T10:00:00+01:00' } } }, 0],
    [{ filters: null, variables: {}, modifiers: {} }, 150],
  ])('keeps to the filters %j', async (more, count) => {
    const response = await postQuery(hub.url, hogql('SELECT count() FROM events WHERE {filters}', more));
    expect(await response.json()).toMatchObject({ results: [[count]] });
  });

  test.each([
    ['count()', 'UInt64'],
    ['uniq(distinct_id)', 'UInt64'],
    [`countIf(event = 'x')`, 'UInt64'],
    [`sum(event = 'x')`, 'UInt64'],
    ['max(length(event))', 'UInt64'],
    ['count() / 2', 'Float64'],
    ['avg(toFloat(properties.n))', 'Nullable(Float64)'],
    ['min(toStartOfDay(timestamp))', "DateTime('UTC')"],
    ['max(timestamp)', "DateTime64(6, 'UTC')"],
    ['max(toDate(timestamp))', 'Date'],
    ['groupUniqArray(event)', 'Array(String)'],
    ['max(views) FROM (SELECT count() AS views FROM events GROUP BY event)', 'UInt64'],
  ])('names the type of %s as ClickHouse does: %s', async (expression, type) => {
    const text = expression.includes('FROM') ? `SELECT ${expression}` : `SELECT ${expression} FROM events`;
    const body = (await (await postQuery(hub.url, hogql(text))).json()) as { types: [string, string][] };
    expect(body.types.map(([, name]) => name)).toEqual([type]);
  });

  test('without LIMIT holds a hundred rows and says that there are more', async () => {
    const body = (await (await postQuery(hub.url, hogql('SELECT uuid FROM events'))).json()) as {
      results: unknown[];
    };
    expect(body).toMatchObject({ hasMore: true, limit: 100, offset: 0 });
    expect(body.results).toHaveLength(100);
  });

  test('comes from environments as well as from projects', async () => {
    const response = await fetch(`${hub.url}/api/environments/7/query`, {
      method: 'POST',
      headers: { authorization: 'Bearer phx_test' },
      body: JSON.stringify(hogql('SELECT 1')),
    });
    expect(await response.json()).toMatchObject({ results: [[1]] });
  });

  test('counts an event that was acknowledged just before', async () => {
    await hub.store.append([storedEvent(9000, { event: 'fresh' })]);
    expect(await hub.query(`SELECT count() FROM events WHERE event = 'fresh'`)).toEqual([[1]]);
  });
});

describe('an error', () => {
  test.each<[string, Promise<Response> | (() => Promise<Response>), number, Record<string, unknown>]>([
    [
      'no key',
      () => postQuery(hub.url, hogql('SELECT 1'), ''),
      401,
      { type: 'authentication_error', code: 'not_authenticated' },
    ],
    [
      'another key',
      () => postQuery(hub.url, hogql('SELECT 1'), 'phx_other'),
      401,
      { type: 'authentication_error', code: 'authentication_failed' },
    ],
    ['no JSON', () => postQuery(hub.url, '{'), 400, { type: 'validation_error', code: 'parse_error' }],
    [
      'no query',
      () => postQuery(hub.url, {}),
      400,
      { type: 'validation_error', code: 'invalid_input', attr: 'query' },
    ],
    [
      'another kind',
      () => postQuery(hub.url, { query: { kind: 'TrendsQuery' } }),
      400,
      { code: 'invalid_input' },
    ],
    [
      'values that are no values',
      () => postQuery(hub.url, hogql('SELECT 1', { values: { a: { b: 1 } } })),
      400,
      { attr: 'values' },
    ],
    [
      'wrong syntax',
      () => postQuery(hub.url, hogql('SELEC 1')),
      400,
      { type: 'validation_error', code: 'hogql_syntax_error', attr: null },
    ],
    [
      'an unknown table',
      () => postQuery(hub.url, hogql('SELECT 1 FROM sessions')),
      400,
      {
        code: 'hogql_query_error',
        detail: 'Unknown table `sessions`. This hub answers questions about events and persons.',
      },
    ],
    [
      'an unknown field',
      () => postQuery(hub.url, hogql('SELECT nope FROM events')),
      400,
      {
        code: 'hogql_query_error',
        detail: expect.stringContaining('Unable to resolve field: nope') as string,
      },
    ],
    [
      'rows in percent',
      () => postQuery(hub.url, hogql('SELECT event FROM events LIMIT 1 %')),
      400,
      { code: 'hogql_query_error' },
    ],
    ...(
      [
        ['variables', { variables: { a: { value: 1 } } }, 'variables'],
        ['modifiers', { modifiers: { personsOnEventsMode: 'disabled' } }, 'modifiers'],
        ['filters of properties', { filters: { properties: [{ key: 'a', value: 'b' }] } }, 'filters'],
        ['a span in words', { filters: { dateRange: { date_from: '-7d' } } }, 'filters'],
        ['a field that PostHog will learn', { sampling: 0.1 }, 'sampling'],
      ] as const
    ).map(([name, more, attr]): [string, () => Promise<Response>, number, Record<string, unknown>] => [
      name,
      () => postQuery(hub.url, hogql('SELECT 1', more)),
      400,
      { code: 'invalid_input', attr },
    ]),
    [
      'what only the engine finds',
      () => postQuery(hub.url, hogql('SELECT event, count() FROM events LIMIT 1')),
      400,
      { type: 'validation_error', code: 'hogql_query_error' },
    ],
  ])('%s', async (_, ask, status, body) => {
    const response = await (ask as () => Promise<Response>)();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject(body);
  });

  test('shows nothing of the store behind the question', async () => {
    const response = await postQuery(hub.url, hogql('SELECT event, count() FROM events LIMIT 1'));
    expect(await response.text()).not.toMatch(/stored_event|LINE 1|duckdb/i);
  });

  test('does not take long: a question that never ends is ended', async () => {
    const cross = Array.from({ length: 12 }, (_, index) => `events AS e${String(index)}`).join(', ');
    const response = await postQuery(
      hub.url,
      hogql(`SELECT count() FROM ${cross} WHERE e0.event != e11.event`),
    );
    expect([response.status, ((await response.json()) as { detail: string }).detail]).toEqual([
      400,
      expect.stringContaining('longer than 10 seconds'),
    ]);
    expect(await hub.query('SELECT 1')).toEqual([[1]]);
  });

  test('is given for GET', async () => {
    const response = await fetch(`${hub.url}/api/projects/1/query/`, {
      headers: { authorization: 'Bearer phx_test' },
    });
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
      405,
      'method_not_allowed',
    ]);
  });
});
