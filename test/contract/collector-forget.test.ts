import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { keepNoLonger } from '../../src/collector/keep-days.ts';
import type { EventStore } from '../../src/usage/event-store.ts';
import { runScript } from '../support/run-script.ts';
import { storedEvent, temporaryFolder } from '../support/store/event-store.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

async function withStore<T>(work: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await openEventStore(folder);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function store(...args: string[]): Promise<{ code: number; out: string; says: string }> {
  const { code, out, err } = await runScript('store', args, { env: { HUB_DATA: folder } });
  return { code, out, says: `${out}${err}`.trim().replaceAll(folder, '.hub') };
}

const identify = (number: number, id: string, anonymous: string) =>
  storedEvent(number, {
    event: '$identify',
    distinct_id: id,
    properties: { $anon_distinct_id: anonymous, $set: { team: 'dach' } },
    changes_person: true,
  });

const EVENTS = 900;

/** Several segments; every ninth event is one person's, under two ids, and a vandal's come at the end. */
async function fill(): Promise<void> {
  await withStore(async (opened) => {
    const events = Array.from({ length: EVENTS }, (_, number) =>
      storedEvent(number, {
        distinct_id:
          number % 9 === 0 ? (number < 450 ? 'browser-4711' : 'u-4711') : `rep-${String(number % 9)}`,
        properties: { asset_id: `battlecards/a${String(number % 3)}`, filler: 'z'.repeat(40_000) },
      }),
    );
    for (let from = 0; from < EVENTS; from += 100) await opened.append(events.slice(from, from + 100));
    await opened.append([identify(EVENTS, 'u-4711', 'browser-4711'), identify(EVENTS + 1, 'rep-2', 'other')]);
    await opened.append(
      Array.from({ length: 50 }, (_, index) =>
        storedEvent(2000 + index, {
          distinct_id: `fake-${String(index)}`,
          timestamp: '2026-01-01T00:00:00.000Z',
          created_at: '2026-11-21T10:00:00.000Z',
          properties: { asset_id: 'battlecards/none' },
        }),
      ),
    );
    await opened.counts();
  });
}
const ALL = EVENTS + 2 + 50;
const OF_PERSON = EVENTS / 9 + 1;

async function countEvents(): Promise<number> {
  return withStore(async (opened) => (await opened.counts()).events);
}

/** Whether a text stands anywhere in a folder, packed or not. */
async function stands(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if ((path.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes).includes(text)) found.push(entry.name);
  }
  return found;
}

const script = resolve(import.meta.dirname, '../../scripts/store.ts');

const isBegun = async () => (await readdir(folder)).includes('forgetting.json');

describe('forget', () => {
  test('takes out one person under every id, from the tables, the journal and its archive', async () => {
    await fill();
    expect((await stands('browser-4711')).length).toBeGreaterThan(2);
    const { code, says } = await store('forget', '--person', 'browser-4711');
    expect(code).toBe(0);
    expect(says).toMatchInlineSnapshot(
      `"101 events of 2 ids are gone from the tables, the journal and its archive; 851 events are left. Backups and copies of the folder still hold them: delete or replace those too."`,
    );
    expect(await stands('browser-4711')).toEqual([]);
    expect(await stands('u-4711')).toEqual([]);
    expect(await countEvents()).toBe(ALL - OF_PERSON);
    await withStore(async (opened) => {
      const { rows } = await opened.query(
        `SELECT distinct_id FROM person WHERE properties LIKE '%dach%'`,
        [],
      );
      expect(rows).toEqual([['rep-2']]);
      expect(opened.gaps()).toEqual([]);
    });
    for (const name of await readdir(folder)) if (name.startsWith('store.')) await rm(join(folder, name));
    expect(await countEvents()).toBe(ALL - OF_PERSON);
  });

  test.each([
    ['how their ids begin', ['--prefix', 'fake-'], 50],
    ['when they arrived', ['--from', '2026-11-21', '--until', '2026-11-22T00:00'], 50],
    ['the page they are about', ['--asset', 'battlecards/none'], 50],
    ['several of these, all of which must hold', ['--prefix', 'rep-', '--asset', 'battlecards/none'], 0],
  ])('takes out what a vandal sent by %s', async (_, flags, gone) => {
    await fill();
    expect((await store('forget', ...flags)).code).toBe(0);
    expect(await countEvents()).toBe(ALL - gone);
  });

  test('is done as a whole by whoever comes next when it is killed in the middle', async () => {
    // On a machine that is quick enough it may be over before it is killed.
    for (let round = 0; round < 5 && !(await isBegun()); round += 1) {
      for (const name of await readdir(folder)) await rm(join(folder, name), { recursive: true });
      await fill();
      const child = spawn(process.execPath, [script, 'forget', '--person', 'u-4711'], {
        env: { ...process.env, HUB_DATA: folder },
        stdio: 'ignore',
      });
      const watcher = watch(folder, (_, name) => {
        if (name === 'forgetting.json') child.kill('SIGKILL');
      });
      await once(child, 'close');
      watcher.close();
    }
    expect(await isBegun()).toBe(true);
    expect(await countEvents()).toBe(ALL - OF_PERSON);
    expect(await stands('4711')).toEqual([]);
  }, 120_000);

  test('nothing is taken out where nothing says what is meant, or the journal has a gap', async () => {
    await fill();
    expect(await store('forget')).toMatchObject({
      code: 2,
      says: expect.stringContaining('Nothing was changed') as string,
    });
    expect((await store('forget', '--from', 'soon')).code).toBe(2);
    await rm(join(folder, 'archive/00000001.ndjson.zst'));
    await rm(join(folder, 'journal/00000001.ndjson'), { force: true });
    expect(await store('forget', '--person', 'u-4711')).toMatchObject({
      code: 2,
      says: expect.stringContaining('Nothing was taken out') as string,
    });
    expect(await countEvents()).toBe(ALL);
  });
});

test('export gives every event of a person, also while a hub runs', async () => {
  await fill();
  const lines = await withStore(async (opened) => {
    await opened.append([storedEvent(5000, { distinct_id: 'u-4711' })]);
    return (await store('export', '--person', 'browser-4711')).out.trim().split('\n');
  });
  const ids = lines.map((line) => (JSON.parse(line) as { distinct_id: string }).distinct_id);
  expect(new Set(ids)).toEqual(new Set(['browser-4711', 'u-4711']));
  expect(ids).toHaveLength(OF_PERSON + 1);
});

describe('what is older than it may be', () => {
  const old = '2026-08-01T00:00:00.000Z';
  const NOW = Date.parse('2026-11-22T00:00:00.000Z');

  test('goes from the tables at once and from the journal with the parts that are closed', async () => {
    await withStore(async (opened) => {
      for (let from = 0; from < 500; from += 100)
        await opened.append(
          Array.from({ length: 100 }, (_, index) =>
            storedEvent(from + index, {
              distinct_id: 'long-gone',
              created_at: old,
              properties: { filler: 'z'.repeat(40_000), $set: { team: 'uk' } },
              changes_person: true,
            }),
          ),
        );
    });
    await withStore(async (opened) => {
      await opened.append([storedEvent(900, { distinct_id: 'here' })]);
      await opened.counts();
      const faults: unknown[] = [];
      keepNoLonger({
        store: opened,
        keepDays: () => 31,
        clock: () => NOW,
        report: (error) => faults.push(error),
      })();
      await expect.poll(async () => (await opened.counts()).events).toBe(1);
      const { rows } = await opened.query('SELECT distinct_id FROM person', []);
      expect(rows).toEqual([['here']]);
      await expect.poll(() => readdir(join(folder, 'archive'))).toEqual([]);
      expect(faults).toEqual([]);
    });
    // What is deleted from tables stays in their file until something is written over it.
    expect((await stands('long-gone')).filter((name) => name !== 'store.duckdb')).toEqual([]);
    for (const name of await readdir(folder)) if (name.startsWith('store.')) await rm(join(folder, name));
    await withStore(async (opened) => {
      expect((await opened.counts()).events).toBe(1);
      expect(opened.gaps()).toEqual([]);
    });
  });

  test('stays where nobody set a limit', async () => {
    await withStore(async (opened) => {
      await opened.append([storedEvent(1, { created_at: old })]);
      keepNoLonger({ store: opened, keepDays: () => undefined, clock: () => NOW, report: () => undefined })();
      expect((await opened.counts()).events).toBe(1);
    });
  });
});
