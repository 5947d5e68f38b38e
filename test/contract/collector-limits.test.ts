import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_BODY_BYTES, MAX_HELD_BYTES } from '../../src/collector/call.ts';
import { MAX_BATCH_EVENTS } from '../../src/collector/body-reading.ts';
import { MAX_WAITING_BYTES } from '../../src/collector/ingest-route.ts';
import type { EventStore } from '../../src/usage/event-store.ts';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { uuidOf } from '../support/store/event-store.ts';

let hub: CollectorServer;
let release: () => void;

/** A store on a disk that does nothing until it is released. */
function slowStore(): EventStore {
  const { promise, resolve } = Promise.withResolvers<void>();
  release = resolve;
  return {
    append: () => promise,
    appendLines: () => promise,
    query: () => Promise.resolve({ columns: [], rows: [] }),
    counts: () =>
      Promise.resolve({
        events: 0,
        duplicates: 0,
        damaged: 0,
        unreadable: [],
        brought: 0,
        gaps: [],
        pendingBytes: 0,
      }),
    gaps: () => [],
    lacking: () => [],
    asking: () => 0,
    dropBefore: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}

beforeEach(async () => {
  hub = await startCollector(slowStore());
});
afterEach(async () => {
  release();
  await hub.remove();
});

function send(body: string | Uint8Array<ArrayBuffer>): Promise<Response> {
  return fetch(`${hub.url}/e/`, { method: 'POST', body });
}

function batchOf(count: number, properties: Record<string, unknown> = {}): string {
  const event = { event: 'asset_viewed', distinct_id: 'rep-1', properties };
  return JSON.stringify({ api_key: TOKEN, batch: Array.from({ length: count }, () => event) });
}

test('what comes faster than the disk takes is sent back for later, and taken once there is room', async () => {
  const large = batchOf(1, { filler: 'x'.repeat(MAX_WAITING_BYTES / 4) });
  const waiting = Array.from({ length: 4 }, () => send(large));
  await expect
    .poll(
      async () => {
        const response = await Promise.race([send(batchOf(1)), hub.health().then(() => undefined)]);
        return [response?.status, response?.headers.get('retry-after')];
      },
      { timeout: 20_000 },
    )
    .toEqual([503, '5']);
  expect((await hub.health()).refused['too-many-waiting']).toBeGreaterThan(0);
  release();
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect((await send(batchOf(1))).status).toBe(200);
}, 40_000);

test('a batch of more events than any client makes is refused as a whole, and counted', async () => {
  release();
  expect((await send(gzipSync(batchOf(MAX_BATCH_EVENTS)))).status).toBe(200);
  const response = await send(gzipSync(batchOf(MAX_BATCH_EVENTS + 1)));
  expect([response.status, await response.text()]).toEqual([
    413,
    'The request holds more than 50000 events. Nothing of it was stored.',
  ]);
  expect((await hub.health()).refused['batch-too-large']).toBe(1);
});

test('a body that says it is too large is refused before it is sent', async () => {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write(`POST /e/ HTTP/1.1\r\nhost: hub\r\ncontent-length: ${String(MAX_BODY_BYTES + 1)}\r\n\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 [^]*connection: close/i);
  await once(socket, 'close');
  expect((await hub.health()).refused['body-too-large']).toBe(1);
});

test('bodies that never end fill no memory without bound: past it clients are sent back for later', async () => {
  release();
  const share = Buffer.alloc(MAX_BODY_BYTES - 1, 32);
  const sockets = Array.from({ length: Math.ceil(MAX_HELD_BYTES / share.length) + 1 }, () => {
    const socket = connect(Number(new URL(hub.url).port), '127.0.0.1').on('error', () => undefined);
    socket.write(`POST /e/ HTTP/1.1\r\nhost: hub\r\ncontent-length: ${String(MAX_BODY_BYTES)}\r\n\r\n`);
    socket.write(share);
    return socket;
  });
  const refused = await Promise.race(
    sockets.map(async (socket) => ((await once(socket, 'data')) as [Buffer])[0].toString()),
  );
  expect(refused).toMatch(/^HTTP\/1\.1 503 [^]*retry-after: 5/i);
  for (const socket of sockets) socket.destroy();
  const large = batchOf(1, { filler: 'x'.repeat(MAX_BODY_BYTES - 1000) });
  await expect.poll(async () => (await send(large)).status, { timeout: 20_000 }).toBe(200);
}, 40_000);

test.each([
  ['said to be longer than what comes', 'content-length: 1000\r\n\r\n{"api_key"'],
  ['in pieces without a last one', 'transfer-encoding: chunked\r\n\r\n5\r\n{"api\r\n'],
])('a body that never ends, %s, is given up and is to be sent again', async (_, rest) => {
  release();
  const impatient = await startCollector(slowStore(), undefined, undefined, 200);
  release();
  const socket = connect(Number(new URL(impatient.url).port), '127.0.0.1');
  socket.write(`POST /e/ HTTP/1.1\r\nhost: hub\r\n${rest}`);
  const dripping = setInterval(() => socket.write(rest.startsWith('t') ? '1\r\n \r\n' : ' '), 20);
  socket.on('error', () => undefined).on('close', () => clearInterval(dripping));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 503 [^]*connection: close/i);
  await once(socket, 'close');
  expect((await impatient.health()).refused['too-slow']).toBe(1);
  await impatient.remove();
});

test('whoever goes away in the middle of sending disturbs nobody', async () => {
  release();
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write('POST /e/ HTTP/1.1\r\nhost: hub\r\ncontent-length: 1000\r\n\r\n{"api_key"');
  await once(socket, 'connect');
  expect((await send(batchOf(1))).status).toBe(200);
  socket.destroy();
  await once(socket, 'close');
  expect((await send(batchOf(1))).status).toBe(200);
  expect(await hub.health()).toMatchObject({ accepted: 2, refused: { 'undecodable-body': 0 } });
});

test('one connection takes request after request, also when a body was not asked for', async () => {
  release();
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  const body = batchOf(1, { uuid: uuidOf(1) });
  const post = (path: string) =>
    `POST ${path} HTTP/1.1\r\nhost: hub\r\ncontent-length: ${String(body.length)}\r\n\r\n${body}`;
  let answers = '';
  socket.on('data', (chunk: Buffer) => (answers += chunk.toString()));
  socket.write(post('/s/') + post('/e/') + post('/flags/') + post('/e/'));
  await expect.poll(() => answers.match(/HTTP\/1\.1 200/g)?.length).toBe(4);
  socket.destroy();
});
