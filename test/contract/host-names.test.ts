import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveHub, type HubServer } from '../../src/collector/serve.ts';
import type { HostHeaders } from '../../src/hosting/headers.ts';
import { HEADERS_FILE, HOSTING_FOLDER } from '../../src/hosting/host-files.ts';

let folder = '';
let hub: HubServer;
const faults: unknown[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-host-'));
  await writeFile(join(folder, 'index.html'), 'the hub');
  await mkdir(join(folder, HOSTING_FOLDER));
  const headers: HostHeaders = { all: { 'Content-Security-Policy': "default-src 'self'" }, rules: [] };
  await writeFile(join(folder, HEADERS_FILE), JSON.stringify(headers));
  hub = await serveHub({
    distFolder: folder,
    place: { host: '127.0.0.1', port: 0 },
    site: 'https://hub.example.com',
    handlers: [],
    report: (fault) => faults.push(fault),
  });
});
afterAll(async () => {
  await hub.close();
  await rm(folder, { recursive: true, force: true });
});

/** What comes back for a request as it is written, without the lines that change. */
async function ask(request: string): Promise<string> {
  const socket = connect(Number(new URL(hub.url).port), '127.0.0.1');
  socket.write(`${request}\r\nConnection: close\r\n\r\n`);
  return text(socket);
}
function statusAndBody(answer: string): string {
  const [head = '', body = ''] = answer.split(/\r\n\r\n([^]*)/);
  // Sent in parts, each begins with its length.
  const isInParts = /transfer-encoding: chunked/i.test(head);
  const words = isInParts ? body.replaceAll(/[\da-f]+\r\n([^]*?)\r\n/g, '$1').trimEnd() : body;
  return `${head.split('\r\n')[0]?.slice(9) ?? ''}: ${words}`;
}
const get = async (host: string, target = '/') =>
  statusAndBody(await ask(`GET ${target} HTTP/1.1\r\nHost: ${host}`));

test.each(['127.0.0.1', 'localhost:4321', '[::1]:80', 'hub.example.com', 'HUB.example.com:443'])(
  'answers to its own name %s',
  async (host) => {
    expect(await get(host)).toBe('200 OK: the hub');
  },
);

test.each([
  'evil.example',
  'hub.example.com.evil.example',
  '127.0.0.1.evil.example',
  '169.254.1.1',
  'example.com',
])('is not called %s, and says where its name is written', async (host) => {
  expect(await get(host)).toBe(
    `421 Misdirected Request: This hub is not called ${host}. If it should be, write its address into hub.yaml as site, below company; a hub that follows no branch has to be started again.`,
  );
});

test.each(['', 'a b', 'a/b', '[::1', 'user@127.0.0.1', '127.0.0.1:port', '127.0.0.1?x'])(
  'a host that cannot be (%j) gets a sentence',
  async (host) => {
    expect(await get(host)).toBe('400 Bad Request: The request names no host that there could be.');
  },
);

test.each(['http://[', '*', '//['])('an address that cannot be (%s) gets a sentence', async (target) => {
  expect(await get('127.0.0.1', target)).toBe(
    '400 Bad Request: The request names no address that there could be.',
  );
});

test.each(['/%', '/%E0%A4%A', '/..%2f..%2fetc/passwd', '/\\..\\x', '//evil.example/'])(
  'nothing is at %s',
  async (target) => {
    expect(await get('127.0.0.1', target)).toBe('404 Not Found: Nothing at this address.');
  },
);

test.each(['TRACE', 'PUT', 'DELETE', 'PATCH', 'POST', 'PROPFIND'])(
  '%s changes nothing, and says so',
  async (method) => {
    const answer = await ask(`${method} / HTTP/1.1\r\nHost: 127.0.0.1`);
    expect(statusAndBody(answer)).toBe(
      `405 Method Not Allowed: Nothing here can be changed with ${method}. Nothing was.`,
    );
    expect(answer).toMatch(/\r\nallow: GET, HEAD, OPTIONS\r\n/i);
  },
);

test('OPTIONS says what can be asked, and HEAD what GET would, without a body', async () => {
  expect(await ask('OPTIONS / HTTP/1.1\r\nHost: 127.0.0.1')).toMatch(
    /^HTTP\/1\.1 204 [^]*allow: GET, HEAD, OPTIONS/i,
  );
  const head = await ask('HEAD / HTTP/1.1\r\nHost: 127.0.0.1');
  expect(head).toMatch(/^HTTP\/1\.1 200 [^]*content-security-policy: default-src 'self'/i);
  expect(statusAndBody(head)).toBe('200 OK: ');
});

test('what is no HTTP gets a sentence, and nothing of all this is a fault', async () => {
  expect(statusAndBody(await ask('HELLO\u0000'))).toBe(
    '400 Bad Request: This is no request that HTTP knows. Nothing was stored.',
  );
  expect(faults).toEqual([]);
});
