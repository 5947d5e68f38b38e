import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isPublicAddress, probeLinks, type ProbePace } from '../../src/adapters/link-probe.ts';

let server: Server;
let asked: string[];
let isBusy: number;
const pace: ProbePace = {
  timeoutMs: 500,
  retriesMs: [1, 1],
  betweenMs: 0,
  hostsAtOnce: 2,
  isOnline: () => Promise.resolve(true),
  mayAsk: () => true,
};

beforeEach(async () => {
  asked = [];
  isBusy = 0;
  server = createServer(({ method = '', url = '' }, answer) => {
    asked.push(`${method} ${url}`);
    const [status, location] = (
      {
        '/there': [200],
        '/no-head': [method === 'HEAD' ? 405 : 200],
        '/moved': [301, '/there'],
        '/round': [302, '/round'],
        '/signed-in': [302, '/login'],
        '/login': [200],
        '/inwards': [302, 'http://10.0.0.1/'],
        '/busy': [(isBusy += 1) < 4 ? 503 : 200],
      } as Record<string, [number, string?]>
    )[url] ?? [404];
    if (url === '/slow') return;
    answer.writeHead(status, location === undefined ? {} : { location }).end('x'.repeat(100_000));
  });
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

async function statesOf(paths: readonly string[], change: Partial<ProbePace> = {}): Promise<unknown[]> {
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const links = paths.map((path) => {
    const address = path.startsWith('/') ? origin + path : path;
    return { address, asks: address, mentions: [] };
  });
  return (await probeLinks(links, { ...pace, ...change })).map(({ state }) => state.is);
}

test('tells what is there, gone, moved and closed', async () => {
  expect(await statesOf(['/there', '/gone', '/moved', '/signed-in'])).toEqual([
    'there',
    'dead',
    'moved',
    'private',
  ]);
  expect(asked).toContain('HEAD /there');
  expect(asked).not.toContain('GET /there');
});

test('a server that knows no HEAD is asked again with GET before anything is said of it', async () => {
  expect(await statesOf(['/no-head'])).toEqual(['there']);
  expect(asked).toEqual(['HEAD /no-head', 'GET /no-head']);
});

test('what is busy is asked again, what stays slow or leads in circles is unknown and no alarm', async () => {
  expect(await statesOf(['/busy'])).toEqual(['there']);
  expect(await statesOf(['/slow', '/round'], { timeoutMs: 50, retriesMs: [1] })).toEqual([
    'unknown',
    'unknown',
  ]);
});

test('nobody in a private network is asked: not by name, by number, nor because somebody led there', async () => {
  const isOwn = { mayAsk: isPublicAddress };
  expect(await statesOf(['/there'], isOwn)).toEqual(['unknown']);
  expect(
    await statesOf([`http://localhost:${String((server.address() as AddressInfo).port)}/there`], isOwn),
  ).toEqual(['unknown']);
  expect(asked).toEqual([]);
  expect(await statesOf(['/inwards'], { mayAsk: (ip) => ip === '127.0.0.1' })).toEqual(['unknown']);
});

test.each([
  '10.1.2.3',
  '127.0.0.1',
  '169.254.169.254',
  '172.20.0.1',
  '192.168.1.1',
  '100.64.1.1',
  '0.0.0.0',
  '::1',
  '::',
  'fd00::1',
  'fe80::1',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
])('%s is of a private network', (ip) => {
  expect(isPublicAddress(ip)).toBe(false);
});

test('a public address is not', () => {
  expect([isPublicAddress('93.184.215.14'), isPublicAddress('2606:2800:21f::1')]).toEqual([true, true]);
});

test('without a network nothing is called gone', async () => {
  expect(await statesOf(['/gone'], { isOnline: () => Promise.resolve(false) })).toEqual(['unknown']);
  expect(asked).toEqual([]);
});
