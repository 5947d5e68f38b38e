import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPageLoadTally, readPageLoads } from '../../src/adapters/page-loads-file.ts';
import type { Call } from '../../src/collector/call.ts';
import { createPageLoadCounter } from '../../src/collector/page-loads.ts';

const PAGE = '/answers/gr%C3%B6%C3%9Fe/';
const NOW = '2026-11-22T10:00:00.000Z';
const LATER = '2026-11-24T08:00:00.000Z';
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-page-loads-'));
  path = join(folder, 'data/page-loads.json');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const fail = (error: unknown) => {
  throw error;
};

async function countOf(headers: Record<string, string>, asked = PAGE, method = 'GET') {
  const days: string[] = [];
  const counter = createPageLoadCounter({
    isAssetPage: (page) => page === '/answers/größe/',
    add: (day) => days.push(day),
    today: () => NOW.slice(0, 10),
  });
  const call: Call = {
    method,
    path: asked,
    query: '',
    header: (name) => headers[name],
    readBody: () => Promise.reject(new Error('Nobody reads the body of a page load.')),
  };
  expect(await counter.answerCall?.(call)).toBeUndefined();
  return days;
}

test('a document that a browser loads is counted on its day, and answered by the next in line', async () => {
  expect(await countOf({ 'sec-fetch-dest': 'document' })).toEqual(['2026-11-22']);
  expect(await countOf({ accept: 'text/html,application/xhtml+xml' })).toEqual(['2026-11-22']);
});

const uncounted: [string, Record<string, string>, string?, string?][] = [
  ['what is fetched ahead', { 'sec-fetch-dest': 'document', 'sec-purpose': 'prefetch;prerender' }],
  ['what a script fetches', { 'sec-fetch-dest': 'empty', accept: 'text/html' }],
  ['what a program fetches', { accept: '*/*' }],
  ['another page', { 'sec-fetch-dest': 'document' }, '/library/'],
  ['an address that cannot be read', { 'sec-fetch-dest': 'document' }, '/answers/%E0%A4%A/'],
  ['a head without a page', { 'sec-fetch-dest': 'document' }, PAGE, 'HEAD'],
];

test.each(uncounted)('%s is not counted', async (_, headers, asked, method) => {
  expect(await countOf(headers, asked, method)).toEqual([]);
});

test('counting begins once, and goes on after a restart', async () => {
  const first = await openPageLoadTally(path, { now: NOW, zone: 'UTC', report: fail });
  first.add('2026-11-22');
  first.add('2026-11-22');
  await first.close();
  const second = await openPageLoadTally(path, { now: LATER, zone: 'UTC', report: fail });
  second.add('2026-11-24');
  await second.close();
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
    since: NOW,
    zone: 'UTC',
    days: { '2026-11-22': 2, '2026-11-24': 1 },
  });
});

test('it begins anew where days begin at other hours than before', async () => {
  const first = await openPageLoadTally(path, { now: NOW, zone: 'UTC', report: fail });
  first.add('2026-11-22');
  await first.close();
  const second = await openPageLoadTally(path, { now: LATER, zone: 'Europe/Berlin', report: fail });
  expect(second.read()).toEqual({ since: LATER, zone: 'Europe/Berlin', days: {} });
  await second.close();
  const same = await openPageLoadTally(path, { now: NOW, zone: 'Europe/Berlin', report: fail });
  expect(same.read().since).toBe(LATER);
});

test('a hub that nobody has opened has begun to count', async () => {
  await (await openPageLoadTally(path, { now: NOW, zone: 'UTC', report: fail })).close();
  expect(await readPageLoads(path)).toEqual({ since: NOW, zone: 'UTC', days: {} });
});

test('where nothing was counted, or the file is no such file, nothing is known', async () => {
  expect(await readPageLoads(path)).toBeUndefined();
  const other = join(folder, 'other.json');
  await writeFile(other, '{"since":"soon","days":{}}');
  expect(await readPageLoads(other)).toBeUndefined();
});
