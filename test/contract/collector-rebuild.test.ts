import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { createStoreQuery } from '../../src/collector/query.ts';
import { announceCollector } from '../../src/collector/running.ts';
import { NOW, storedEvent, temporaryFolder } from '../support/store/event-store.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

/** Runs `npm run store -- …` and gives its exit code and what a person reads. */
async function store(...args: string[]): Promise<{ code: number; says: string }> {
  const script = resolve(import.meta.dirname, '../../scripts/store.ts');
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, HUB_DATA: folder } });
  let says = '';
  child.stdout.on('data', (text: Buffer) => (says += text.toString()));
  child.stderr.on('data', (text: Buffer) => (says += text.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, says: says.trim().replaceAll(folder, '.hub') };
}

const EVENTS = 1000;

/** Enough large events for two archived segments and an open one; among them a person of two ids, and a copy. */
async function fill(): Promise<void> {
  const opened = await openEventStore(folder);
  const events = Array.from({ length: EVENTS }, (_, number) =>
    storedEvent(number, {
      distinct_id: `rep-${String(number % 7)}`,
      properties: { asset_id: `a-${String(number % 11)}`, filler: 'z'.repeat(40_000) },
    }),
  );
  for (let from = 0; from < EVENTS; from += 100) await opened.append(events.slice(from, from + 100));
  await opened.append([
    ...events.slice(5, 6),
    storedEvent(EVENTS, {
      event: '$identify',
      distinct_id: 'boss',
      properties: { $anon_distinct_id: 'rep-1', $set: { team: 'dach' } },
      changes_person: true,
    }),
  ]);
  await opened.counts();
  await opened.close();
}

/** Everything that a question can tell of the store. */
async function answers(): Promise<unknown> {
  const opened = await openEventStore(folder);
  const ask = createStoreQuery(opened, () => NOW);
  try {
    return [
      await opened.counts().then(({ events }) => events),
      await ask(
        'SELECT properties.asset_id AS asset, count() AS times, uniq(person_id) AS reps FROM events GROUP BY asset ORDER BY asset ASC LIMIT 100',
        {},
      ),
      await ask('SELECT id, created_at, properties.team FROM persons ORDER BY id ASC LIMIT 100', {}),
      await ask('SELECT DISTINCT person.properties.team FROM events WHERE distinct_id = {id} LIMIT 5', {
        id: 'rep-1',
      }),
    ];
  } finally {
    await opened.close();
  }
}

test('tables that are gone are made anew, and every answer is the same', async () => {
  await fill();
  const before = await answers();
  expect(await readdir(join(folder, 'archive'))).toHaveLength(2);
  for (const name of ['store.duckdb', 'store.duckdb.wal']) await rm(join(folder, name), { force: true });
  const { code, says } = await store('rebuild');
  expect([code, says.split('\n').at(-1)]).toEqual([
    0,
    '1001 events are in the new tables; 1 copies were left out. The journal and its archive are as they were.',
  ]);
  expect(await answers()).toEqual(before);
});

test('tables that are there, whole or broken, are replaced, and the old ones do not stay', async () => {
  await fill();
  const before = await answers();
  expect((await store('rebuild')).code).toBe(0);
  expect(await answers()).toEqual(before);
  await writeFile(join(folder, 'store.duckdb'), 'no tables at all');
  expect((await store('rebuild')).code).toBe(0);
  expect(await answers()).toEqual(before);
  expect((await readdir(folder)).sort()).toEqual([
    'archive',
    'journal',
    'segments.json',
    'store.duckdb',
    'tables.json',
  ]);
});

async function damage(path: string): Promise<Buffer> {
  const bytes = await readFile(path);
  bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 8);
  await writeFile(path, bytes);
  return bytes;
}

test('a damaged part of the archive is named and kept, and what it held comes from the tables', async () => {
  await fill();
  const before = await answers();
  const path = join(folder, 'archive/00000001.ndjson.zst');
  const bytes = await damage(path);
  const { code, says } = await store('rebuild');
  expect(code).toBe(0);
  expect(says.split('\n').slice(-2)).toMatchInlineSnapshot(`
    [
      "1001 events are in the new tables; 0 copies were left out. The journal and its archive are as they were.",
      "499 of them were in the tables alone, and are in the journal again. Nothing was lost.",
    ]
  `);
  expect(await readFile(path)).toEqual(bytes);
  expect(await answers()).toEqual(before);
});

test('with no tables a damaged part is missing, and a good copy is taken in later', async () => {
  await fill();
  const before = await answers();
  const path = join(folder, 'archive/00000001.ndjson.zst');
  await copyFile(path, join(folder, 'good'));
  await damage(path);
  for (const name of ['store.duckdb', 'store.duckdb.wal']) await rm(join(folder, name), { force: true });
  expect((await store('rebuild')).code).toBe(1);
  const opened = await openEventStore(folder);
  const { events, unreadable } = await opened.counts();
  await opened.close();
  expect(unreadable).toEqual(['archive/00000001.ndjson.zst']);
  expect(events).toBeGreaterThan(300);
  expect(events).toBeLessThan(EVENTS);

  await copyFile(join(folder, 'good'), path);
  expect(((await answers()) as unknown[]).slice(0, 2)).toEqual((before as unknown[]).slice(0, 2));
});

test('a line of the archive that cannot be understood is counted, and all others of its part are there', async () => {
  await fill();
  const [file = ''] = await readdir(join(folder, 'archive'));
  const path = join(folder, 'archive', file);
  const lines = zstdDecompressSync(await readFile(path))
    .toString()
    .split('\n');
  const middle = Math.floor(lines.length / 2);
  lines[middle] = (lines[middle] ?? '').slice(0, 70);
  await writeFile(path, zstdCompressSync(lines.join('\n')));
  // Without the book, as earlier versions left it, nothing says that the part was another.
  for (const name of ['store.duckdb', 'segments.json']) await rm(join(folder, name));
  const opened = await openEventStore(folder);
  expect(await opened.counts()).toMatchObject({ events: EVENTS, damaged: 1, duplicates: 1, unreadable: [] });
  await opened.close();
});

test('nothing is touched while a hub has the store', async () => {
  await fill();
  const script = resolve(import.meta.dirname, '../support/store/store-under-load.ts');
  const child = spawn(process.execPath, [script, folder, '1000000'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    await once(child.stdout, 'data');
    const locked = await store('rebuild');
    expect(locked.code).toBe(2);
    expect(locked.says.replace(String(child.pid), 'PID')).toMatchInlineSnapshot(`
      "The store in .hub/ is in use by another hub (pid PID).
      Stop it or set HUB_DATA to another folder. Nothing was changed."
    `);
    const retract = await announceCollector(folder, 'http://127.0.0.1:4321');
    const running = await store('rebuild');
    expect(running.code).toBe(2);
    expect(running.says.replace(String(process.pid), 'PID')).toMatchInlineSnapshot(`
      "A hub runs on this store at http://127.0.0.1:4321 (pid PID).
      Stop it first; what clients send meanwhile they keep for a while and send again. Nothing was changed."
    `);
    await retract();
  } finally {
    child.kill('SIGKILL');
    await once(child, 'close');
  }
});

test('where there is no store it says so', async () => {
  expect(await store('rebuild')).toEqual({
    code: 2,
    says: 'There is no journal in .hub/, so nothing to make tables from.\nSet HUB_DATA to the folder of the store. Nothing was changed.',
  });
});

test('another word is refused', async () => {
  expect(await store('repair')).toEqual({
    code: 2,
    says: 'store does not know "repair".\nNothing was changed. `npm run store -- --help` lists what it takes.',
  });
});
