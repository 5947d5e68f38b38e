import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import type { EventStore, StoreCounts } from '../../src/usage/event-store.ts';
import { runScript } from '../support/run-script.ts';
import { storedEvent, temporaryFolder } from '../support/store/event-store.ts';

let folder: string;
let remove: () => Promise<void>;

beforeEach(async () => {
  ({ folder, remove } = await temporaryFolder());
});
afterEach(() => remove());

async function withStore<T>(work: (store: EventStore) => Promise<T>, at = folder): Promise<T> {
  const store = await openEventStore(at);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const counts = (at = folder): Promise<StoreCounts> => withStore((store) => store.counts(), at);

async function uuidsIn(at: string): Promise<Set<string>> {
  return withStore(async (store) => {
    const { rows } = await store.query('SELECT uuid FROM stored_event', []);
    return new Set(rows.map(([uuid]) => String(uuid)));
  }, at);
}

const EVENTS = 1100;

/** Two archived segments and an open one. */
async function fill(): Promise<void> {
  await withStore(async (store) => {
    for (let from = 0; from < EVENTS; from += 100)
      await store.append(
        Array.from({ length: 100 }, (_, index) =>
          storedEvent(from + index, { properties: { filler: 'z'.repeat(40_000) } }),
        ),
      );
    await store.counts();
  });
}

async function store(...args: string[]): Promise<{ code: number; says: string }> {
  const { code, out, err } = await runScript('store', args, { env: { HUB_DATA: folder } });
  return { code, says: `${out}${err}`.trim().replaceAll(folder, '.hub') };
}

const part = (name: string) => join(folder, name);

describe('a store from which somebody took something keeps all of its events', () => {
  const damages: Record<string, () => Promise<void>> = {
    'the journal': () => rm(part('journal'), { recursive: true }),
    both: async () => {
      for (const name of ['journal', 'archive']) await rm(part(name), { recursive: true });
    },
    'a part of the archive, and the same in the journal': async () => {
      await rm(part('archive/00000001.ndjson.zst'));
      await rm(part('journal/00000001.ndjson'), { force: true });
    },
    'the end of the open part': async () => {
      const path = part('journal/00000003.ndjson');
      const bytes = await readFile(path);
      await writeFile(path, bytes.subarray(0, bytes.length / 2));
    },
    'the journal with the book of its parts': async () => {
      await rm(part('journal'), { recursive: true });
      await rm(part('segments.json'));
    },
  };
  test.each(Object.entries(damages))('%s', async (_, damage) => {
    await fill();
    await damage();
    const { events, gaps } = await counts();
    expect([events, gaps.length > 0]).toEqual([EVENTS, true]);
    expect(await store('rebuild')).toMatchObject({ code: 0 });
    // What was missing stands in the journal now: tables that are made of it alone hold everything.
    for (const name of await readdir(folder)) if (name.startsWith('store.')) await rm(part(name));
    expect(await counts()).toMatchObject({ events: EVENTS, gaps: [] });
  });

  test('the archive alone, soon after it was written: its parts still lie in the journal', async () => {
    await fill();
    await rm(part('archive'), { recursive: true });
    await rm(part('store.duckdb'));
    expect(await counts()).toMatchObject({ events: EVENTS, gaps: [] });
    expect(await readdir(part('archive'))).toHaveLength(2);
  });

  test('its tables of another layout too', async () => {
    await fill();
    await rm(part('journal'), { recursive: true });
    await withStore(async (store) => {
      await store.query('UPDATE store_layout SET layout = 1', []);
    });
    expect(await counts()).toMatchObject({ events: EVENTS });
  });
});

describe('what is missing is said', () => {
  test('by the store when it is opened, each part with what it held', async () => {
    await fill();
    await rm(part('archive/00000001.ndjson.zst'));
    await rm(part('journal/00000001.ndjson'), { force: true });
    const gaps = await withStore((opened) => Promise.resolve(opened.gaps()));
    expect(gaps).toMatchInlineSnapshot(`
      [
        "journal/00000001.ndjson is missing (500 events). The tables still hold what it held: put a good copy from a backup in its place, or stop the hub and run \`npm run store -- rebuild\`, which writes it into the journal again.",
      ]
    `);
  });

  test('also where the tables are gone with it', async () => {
    await fill();
    await rm(part('journal'), { recursive: true });
    for (const name of await readdir(folder)) if (name.startsWith('store.')) await rm(part(name));
    expect((await counts()).gaps).toMatchInlineSnapshot(`
      [
        "journal/00000003.ndjson is missing (100 events). What it held is missing from the numbers, unless the tables have it: stop the hub, put a good copy from a backup in its place, and start the hub again.",
      ]
    `);
  });

  test('a part in the place of another is not taken for it', async () => {
    await fill();
    await copyFile(part('archive/00000002.ndjson.zst'), part('archive/00000001.ndjson.zst'));
    await rm(part('store.duckdb'));
    expect((await counts()).unreadable).toEqual(['archive/00000001.ndjson.zst']);
  });

  test('a byte that changed in the open part is noticed', async () => {
    await fill();
    const path = part('journal/00000003.ndjson');
    const text = await readFile(path, 'utf8');
    await writeFile(path, text.replace('09:00:00', '09:30:00'));
    expect((await counts()).gaps).toMatchInlineSnapshot(`
      [
        "journal/00000003.ndjson is not as it was written. The tables still hold what it held: put a good copy from a backup in its place, or stop the hub and run \`npm run store -- rebuild\`, which writes it into the journal again.",
      ]
    `);
  });

  test('with tables that cannot be read nothing is made smaller unless somebody says so', async () => {
    await fill();
    await rm(part('archive/00000001.ndjson.zst'));
    await rm(part('journal/00000001.ndjson'), { force: true });
    await writeFile(part('store.duckdb'), 'no tables at all');
    const before = await readFile(part('store.duckdb'));
    expect(await store('rebuild')).toMatchInlineSnapshot(`
      {
        "code": 2,
        "says": "The tables cannot be read, and a part of the journal in .hub/ is missing or not as written, so the new tables would hold fewer events.
      Put the missing parts back from a backup, or run \`npm run store -- rebuild --smaller\` to go on with what is there. Nothing was changed.",
      }
    `);
    expect(await readFile(part('store.duckdb'))).toEqual(before);
    expect((await store('rebuild', '--smaller')).code).toBe(0);
    expect((await counts()).gaps).toEqual([]);
  });
});

/** A hub's process that stores events without pause, and the uuids that it acknowledged so far. */
async function storeUnderLoad() {
  const script = resolve(import.meta.dirname, '../support/store/store-under-load.ts');
  const child = spawn(process.execPath, [script, folder, '1'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  return {
    acknowledged: () => output.split('\n').filter((line) => line.length === 36),
    end: async () => {
      const ended = once(child, 'close');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

test('a copy that is taken while events are stored holds all that were acknowledged before it', async () => {
  const hub = await storeUnderLoad();
  const copies: { at: string; before: string[] }[] = [];
  try {
    for (const wanted of [200, 700, 1200]) {
      await expect.poll(() => hub.acknowledged().length, { timeout: 60_000 }).toBeGreaterThan(wanted);
      const at = `${folder}-copy-${String(wanted)}`;
      copies.push({ at, before: hub.acknowledged() });
      // It goes on where a file that was there when the folder was listed is gone, which Node's own copying does not.
      await once(spawn('cp', ['-a', folder, at]), 'close');
    }
  } finally {
    await hub.end();
  }
  for (const { at, before } of copies) {
    const kept = await uuidsIn(at);
    expect(before.filter((uuid) => !kept.has(uuid))).toEqual([]);
    expect((await counts(at)).gaps).toEqual([]);
    await rm(at, { recursive: true });
  }
}, 240_000);

test('a copy whose tables are of another moment than its journal goes by the journal', async () => {
  await fill();
  const hub = await storeUnderLoad();
  await hub.end();
  const [copy, acknowledged] = [`${folder}-copy`, hub.acknowledged()];
  await cp(folder, copy, { recursive: true, preserveTimestamps: true });
  const path = join(copy, 'store.duckdb');
  const bytes = await readFile(path);
  // Pieces of an earlier moment, as a copy of a file that is being written holds them.
  bytes.fill(0, bytes.length / 2, (bytes.length * 3) / 4);
  await writeFile(path, bytes);
  const kept = await uuidsIn(copy);
  expect(acknowledged.filter((uuid) => !kept.has(uuid))).toEqual([]);
  expect(kept.size).toBeGreaterThanOrEqual(EVENTS);
  await rm(copy, { recursive: true });
});
