import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { StoreError, type EventStore } from '../../src/usage/event-store.ts';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { uuidOf } from '../support/store/event-store.ts';

let hub: CollectorServer;

beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

function batch(number: number, changes: Record<string, unknown> = {}): string {
  const event = {
    uuid: uuidOf(number),
    event: 'asset_viewed',
    distinct_id: 'rep-1',
    properties: { n: number },
  };
  return JSON.stringify({ api_key: TOKEN, batch: [{ ...event, ...changes }] });
}

function batchEvent(token: string): string {
  return JSON.stringify({ event: 'x', properties: { token, distinct_id: 'a' } });
}

function send(path: string, body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) {
  return fetch(`${hub.url}${path}`, { method: 'POST', body, headers, redirect: 'manual' });
}

async function countOf(number: number): Promise<unknown> {
  const rows = await hub.query('SELECT count() FROM events WHERE uuid = {uuid}', { uuid: uuidOf(number) });
  return rows[0]?.[0];
}

describe('an event sent to any path that a client knows', () => {
  const paths = ['/e', '/i/v0/e', '/batch', '/capture', '/track', '/engage'].flatMap((path) => [
    path,
    `${path}/`,
    `/x7k${path}/`,
  ]);
  test.each(paths.map((path, index) => [path, index + 100] as const))(
    '%s is stored',
    async (path, number) => {
      const response = await send(path, batch(number));
      expect([response.status, await response.json()]).toEqual([200, { status: 'Ok' }]);
      expect(await countOf(number)).toBe(1);
    },
  );

  test('and one in the address, as very old libraries ask for it', async () => {
    const data = encodeURIComponent(Buffer.from(batch(99)).toString('base64'));
    expect((await fetch(`${hub.url}/e/?data=${data}`)).status).toBe(200);
    expect(await countOf(99)).toBe(1);
  });

  test('other paths are not the collector’s', async () => {
    expect(await (await send('/battlecards/kestrowe/', batch(1))).text()).toBe('not the collector');
    expect(await (await fetch(`${hub.url}/x7k/`)).text()).toBe('not the collector');
  });
});

test('an event is stored once, however often it is sent', async () => {
  const before = (await hub.health()).duplicates;
  for (let round = 0; round < 3; round += 1) await send('/e/', gzipSync(batch(2)));
  await Promise.all([send('/e/', batch(2)), send('/batch/', batch(2))]);
  expect(await countOf(2)).toBe(1);
  expect((await hub.health()).duplicates - before).toBe(4);
});

describe('what cannot be taken is refused in plain text, and never with an answer that hides it', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, number, string]>([
    ['no token', JSON.stringify({ batch: [{ event: 'x', distinct_id: 'a' }] }), 401, 'no-token'],
    ['the token of another project', batch(3).replace(TOKEN, 'phc_other'), 401, 'wrong-token'],
    ['events of two projects', `[${batchEvent(TOKEN)},${batchEvent('phc_other')}]`, 401, 'wrong-token'],
    ['a personal key', batch(3).replace(TOKEN, 'phx_secret'), 401, 'wrong-token'],
    ['nothing', '', 400, 'empty-body'],
    ['no events', JSON.stringify({ api_key: TOKEN, batch: [] }), 400, 'empty-body'],
    ['cut JSON', batch(3).slice(0, 30), 400, 'undecodable-body'],
    ['cut gzip', gzipSync(batch(3)).subarray(0, 30), 400, 'undecodable-body'],
    ['more than 20 MB once unpacked', gzipSync(Buffer.alloc(25 * 1024 * 1024, 32)), 413, 'body-too-large'],
  ])('%s', async (_, body, status, reason) => {
    const before = (await hub.health()).refused[reason] ?? 0;
    const response = await send('/e/', body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toMatch(/^[A-Z].*\.$/);
    expect((await hub.health()).refused[reason]).toBe(before + 1);
  });

  test('an event without a name is left out with 200, the rest of its batch is kept, and both are counted', async () => {
    const before = await hub.health();
    const events = [{ distinct_id: 'a' }, { event: 'x', distinct_id: 'a', uuid: uuidOf(4) }];
    expect((await send('/e/', JSON.stringify({ token: TOKEN, batch: events }))).status).toBe(200);
    const after = await hub.health();
    expect((after.dropped['no-event-name'] ?? 0) - (before.dropped['no-event-name'] ?? 0)).toBe(1);
    expect(after.accepted - before.accepted).toBe(1);
  });

  test('session replay is answered and thrown away', async () => {
    expect((await send('/s/', 'anything')).status).toBe(200);
    expect((await hub.health()).dropped['session-replay']).toBe(1);
  });

  test.each(['PUT', 'DELETE'])('%s is not how events are sent', async (method) => {
    expect((await fetch(`${hub.url}/e/`, { method })).status).toBe(405);
  });
});

describe('pages of another origin', () => {
  test('may send, and see that it was taken', async () => {
    const response = await send('/e/', batch(5), { origin: 'https://sales.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://sales.example');
    expect(response.headers.get('access-control-allow-credentials')).toBe('true');
  });

  test('may ask beforehand', async () => {
    const response = await fetch(`${hub.url}/e/`, {
      method: 'OPTIONS',
      headers: { origin: 'https://sales.example', 'access-control-request-headers': 'content-type' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
  });

  test('see also why it was refused', async () => {
    const response = await send('/e/', '{', { origin: 'https://sales.example' });
    expect(response.headers.get('access-control-allow-origin')).toBe('https://sales.example');
  });
});

describe('a client that asks for configuration', () => {
  test('is told to load nothing, and surveys are not even named', async () => {
    const config = (await (await fetch(`${hub.url}/array/${TOKEN}/config`)).json()) as Record<
      string,
      unknown
    >;
    expect(config).toMatchObject({
      hasFeatureFlags: false,
      sessionRecording: false,
      autocapture_opt_out: true,
      siteApps: [],
    });
    expect(config).not.toHaveProperty('surveys');
  });

  test('gets a script where it wants a script', async () => {
    const response = await fetch(`${hub.url}/x7k/array/${TOKEN}/config.js`);
    expect(response.headers.get('content-type')).toMatch(/javascript/);
    const page: Record<string, unknown> = {};
    // oxlint-disable-next-line no-new-func -- it is what a browser does with the answer
    new Function('window', await response.text())(page);
    expect(page).toMatchObject({
      _POSTHOG_REMOTE_CONFIG: { [TOKEN]: { config: { hasFeatureFlags: false }, siteApps: [] } },
    });
  });

  test.each(['/flags/?v=2', '/decide/?v=3'])('%s has no flags', async (path) => {
    expect(await (await send(path, batch(6))).json()).toMatchObject({
      featureFlags: {},
      errorsWhileComputingFlags: false,
    });
  });

  test('finds no script of PostHog’s', async () => {
    expect((await fetch(`${hub.url}/static/1.449.2/surveys.js`)).status).toBe(404);
  });
});

test('health answers while the tables are being made anew', async () => {
  const busy: EventStore = {
    append: () => Promise.resolve(),
    appendLines: () => Promise.resolve(),
    query: () => new Promise(() => undefined),
    counts: () => new Promise(() => undefined),
    gaps: () => [],
    lacking: () => [],
    asking: () => 0,
    dropBefore: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const catching = await startCollector(busy);
  try {
    await fetch(`${catching.url}/e/`, { method: 'POST', body: batch(8) });
    expect(await catching.health()).toMatchObject({ status: 'catching up', accepted: 1 });
  } finally {
    await catching.remove();
  }
});

test('a disk that is full for a while: clients come back, somebody is told once, and nothing is lost or twice', async () => {
  const told: string[] = [];
  const full = await startCollector(undefined, (problem) => told.push(problem));
  const probe = await open(join(full.folder, 'probe'), 'w');
  const files = Object.getPrototypeOf(probe) as { write: (...args: unknown[]) => Promise<unknown> };
  await probe.close();
  const { write } = files;
  const post = (number: number) => fetch(`${full.url}/e/`, { method: 'POST', body: batch(number) });
  const health = () => fetch(`${full.url}/collector/health`);
  try {
    expect((await post(20)).status).toBe(200);
    files.write = () => Promise.reject(new Error('ENOSPC: no space left on device, write'));
    for (let round = 0; round < 2; round += 1) {
      const refused = await post(21);
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5']);
    }
    const says = 'Make room on that disk. Clients keep what was not acknowledged and send it again';
    expect(told).toEqual([expect.stringContaining(says)]);
    expect((await health()).status).toBe(503);
    expect(await full.health()).toMatchObject({
      status: 'failing',
      problem: expect.stringContaining(says),
      refused: { 'store-unavailable': 2 },
    });
    files.write = write;
    expect((await post(21)).status).toBe(200);
    expect(await full.health()).toMatchObject({ status: 'ok', stored: 2, duplicates: 0 });
    files.write = () => Promise.reject(new Error('ENOSPC: no space left on device, write'));
    await post(22);
    expect(told).toHaveLength(2);
  } finally {
    files.write = write;
    await full.remove();
  }
});

describe('a store that fails', () => {
  const failing: EventStore = {
    append: () => Promise.reject(new StoreError('unavailable', 'The disk is full.', 'Make room.')),
    appendLines: () => Promise.reject(new StoreError('unavailable', 'The disk is full.', 'Make room.')),
    query: () => Promise.reject(new StoreError('unavailable', 'The disk is full.', 'Make room.')),
    counts: () => Promise.reject(new StoreError('unavailable', 'The disk is full.', 'Make room.')),
    gaps: () => [],
    lacking: () => [],
    asking: () => 0,
    dropBefore: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };

  test('makes clients come back: 503, and never an answer on which they throw events away', async () => {
    const broken = await startCollector(failing);
    try {
      const response = await fetch(`${broken.url}/e/`, { method: 'POST', body: batch(7) });
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
      const health = await fetch(`${broken.url}/collector/health`);
      expect(health.status).toBe(503);
      expect(await health.json()).toMatchObject({
        status: 'failing',
        problem: 'The disk is full. Make room.',
      });
    } finally {
      await broken.remove();
    }
  });
});
