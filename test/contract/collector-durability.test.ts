import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { openingError } from '../../src/adapters/event-store/opening-error.ts';
import { createFlusher } from '../../src/adapters/event-store/flusher.ts';
import { createFlushPace } from '../../src/adapters/event-store/pace.ts';
import { createTables, renderLine } from '../../src/adapters/event-store/tables.ts';
import { openJournal, type Journal } from '../../src/adapters/event-store/journal.ts';
import { StoreError, type EventStore } from '../../src/usage/event-store.ts';
import { storedEvent, uuidOf } from '../support/store/event-store.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-durability-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function uuidsIn(store: EventStore): Promise<string[]> {
  const { rows } = await store.query('SELECT uuid FROM stored_event ORDER BY uuid', []);
  return rows.map(([uuid]) => String(uuid));
}

async function withStore<T>(work: (store: EventStore) => Promise<T>): Promise<T> {
  const store = await openEventStore(folder);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

async function journalFiles(): Promise<string[]> {
  return (await readdir(join(folder, 'journal'))).sort().map((name) => join(folder, 'journal', name));
}

/** Runs a process that stores events, and kills it (SIGKILL) once so many were acknowledged. */
async function killAfter(acknowledged: number, first: number): Promise<string[]> {
  const script = resolve(import.meta.dirname, '../support/store/store-under-load.ts');
  const child = spawn(process.execPath, [script, folder, String(first)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  const ended = new Promise<void>((done) => {
    child.on('close', () => done());
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > acknowledged) child.kill('SIGKILL');
  });
  await ended;
  return output.split('\n').filter((line) => line.length === 36);
}

test('a process killed at any moment has lost nothing that it acknowledged, and nothing is there twice', async () => {
  const acknowledged = new Set<string>();
  for (const [round, count] of [5, 60, 170, 430, 777].entries()) {
    for (const uuid of await killAfter(count, round * 1_000_000)) acknowledged.add(uuid);
    await withStore(async (store) => {
      const kept = await uuidsIn(store);
      expect(new Set(kept).size).toBe(kept.length);
      expect([...acknowledged].filter((uuid) => !kept.includes(uuid))).toEqual([]);
    });
  }
  expect(acknowledged.size).toBeGreaterThan(1400);
  expect((await readdir(join(folder, 'archive'))).length).toBeGreaterThan(0);
}, 240_000);

describe('an acknowledgement', () => {
  test('waits for the sync to disk', async () => {
    const probe = await open(join(folder, 'probe'), 'w');
    const files = Object.getPrototypeOf(probe) as { datasync: () => Promise<void> };
    await probe.close();
    const { datasync } = files;
    let syncing = 0;
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    files.datasync = async function held(this: typeof probe) {
      syncing += 1;
      await gate;
      return datasync.call(this);
    };
    try {
      const journal = await openJournal(folder);
      let acknowledged = false;
      const appended = journal.append('{"a":1}\n').then(() => {
        acknowledged = true;
      });
      await expect.poll(() => syncing).toBe(1);
      expect(acknowledged).toBe(false);
      release();
      await appended;
      expect(acknowledged).toBe(true);
      await journal.close();
    } finally {
      files.datasync = datasync;
    }
  });

  test('is not given when the disk is full, and what comes later is whole', async () => {
    const journal = await openJournal(folder);
    await journal.append('{"n":1}\n');
    const probe = await open(join(folder, 'probe'), 'w');
    const files = Object.getPrototypeOf(probe) as { write: (...args: unknown[]) => Promise<unknown> };
    await probe.close();
    const { write } = files;
    files.write = async function full(this: unknown, data: unknown) {
      await write.call(this, (data as Buffer).subarray(0, 3));
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    await expect(journal.append('{"n":2}\n')).rejects.toThrow('ENOSPC');
    files.write = write;
    await journal.append('{"n":3}\n');
    expect(String(await journal.read(1, 0, 1000))).toBe('{"n":1}\n{"n":3}\n');
    await journal.close();
  });
});

test('events are refused once the journal is deleted under the hub: nobody would find them there', async () => {
  const store = await openEventStore(folder);
  await store.append([storedEvent(1)]);
  await rm(join(folder, 'journal'), { recursive: true });
  await expect(store.append([storedEvent(2)])).rejects.toThrow('was deleted while it was being written');
  await store.close();
});

// The shell of Windows cannot limit how large a file becomes.
test.skipIf(process.platform === 'win32')(
  'a disk that takes no more ends in the middle of a line, and nothing acknowledged is lost (wants a shell that limits files)',
  async () => {
    const script = resolve(import.meta.dirname, '../support/store/store-under-load.ts');
    const command = `ulimit -f 6000; exec "${process.execPath}" "${script}" "${folder}" 1`;
    const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
    let [output, errors] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    await once(child, 'close');
    expect(errors).toContain('EFBIG');
    const acknowledged = output.split('\n').filter((line) => line.length === 36);
    expect(acknowledged.length).toBeGreaterThan(30);
    await withStore(async (store) => {
      const kept = new Set(await uuidsIn(store));
      expect(acknowledged.filter((uuid) => !kept.has(uuid))).toEqual([]);
      await store.append([storedEvent(9_000_000)]);
      expect(await uuidsIn(store)).toContain(uuidOf(9_000_000));
    });
  },
  60_000,
);

test('a line whose writing was interrupted is cut off, and the next one is whole', async () => {
  await withStore((store) => store.append([storedEvent(1)]));
  const [file = ''] = await journalFiles();
  await appendFile(file, '{"uuid":"01950000-0000-7000-8000-0000');
  await withStore(async (store) => {
    await store.append([storedEvent(2)]);
    expect(await uuidsIn(store)).toEqual([uuidOf(1), uuidOf(2)]);
  });
});

test('a line that cannot be read is counted and holds up no other', async () => {
  await withStore((store) => store.append([storedEvent(1)]));
  const [file = ''] = await journalFiles();
  await appendFile(file, `{"uuid":"${uuidOf(7)}","event":"half\n`);
  await withStore(async (store) => {
    await store.append([storedEvent(2), storedEvent(3)]);
    expect(await uuidsIn(store)).toEqual([uuidOf(1), uuidOf(2), uuidOf(3)]);
    expect(await store.counts()).toMatchObject({ events: 3, damaged: 1, duplicates: 0, pendingBytes: 0 });
  });
});

test('a burst of events puts off moving them into the tables, but not without end', () => {
  const pace = createFlushPace();
  const after = (length: number) => {
    pace.note(length);
    return pace.isTime();
  };
  expect([0, 1000, 8_000_000].map(after)).toEqual([true, true, true]);
  expect(Array.from({ length: 7 }, () => after(9_000_000))).toEqual([
    false,
    false,
    false,
    false,
    false,
    true,
    false,
  ]);
  expect([10, 9_000_000, 0].map(after)).toEqual([true, false, true]);
});

test('what arrives while events are moved waits for the next time, however much it is', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await createTables(connection);
  const lines = Array.from({ length: 3 }, (_, number) => `${renderLine(storedEvent(number))}\n`);
  const journal: Journal = {
    append: () => Promise.resolve(),
    end: () => ({ segment: 1, bytes: Buffer.byteLength(lines.join('')) }),
    segments: () => [1],
    archived: () => Promise.resolve([]),
    read: (_, from) => {
      if (lines.length > 9) throw new Error('The flush runs after what arrives.');
      const block = Buffer.from(lines.join('')).subarray(from);
      // Somebody sends one more for each that is moved.
      lines.push(`${renderLine(storedEvent(lines.length))}\n`);
      return Promise.resolve(block);
    },
    archive: () => Promise.resolve(),
    dropStart: () => Promise.resolve(),
    tidy: () => Promise.resolve(),
    gaps: () => [],
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  const flusher = createFlusher(connection, journal);
  await flusher.flush();
  const count = async () => {
    const reader = await connection.runAndReadAll('SELECT count(*) FROM stored_event');
    return Number(reader.getRows()[0]?.[0]);
  };
  expect(await count()).toBe(3);
  expect(flusher.counts().pendingBytes).toBeGreaterThan(0);
  await flusher.flush();
  expect(await count()).toBe(4);
  connection.closeSync();
  instance.closeSync();
});

test('the same uuid is stored once, in one batch, in two, and after a restart', async () => {
  await withStore(async (store) => {
    await store.append([storedEvent(1), storedEvent(1), storedEvent(2)]);
    await store.append([storedEvent(2, { timestamp: '2026-01-01T00:00:00.000Z' })]);
    expect(await store.counts()).toMatchObject({ events: 2, duplicates: 2 });
  });
  await withStore(async (store) => {
    await store.append([storedEvent(1), storedEvent(3)]);
    expect(await store.counts()).toMatchObject({ events: 3, duplicates: 1 });
  });
});

test('copies are found among many uuids, however they were made', async () => {
  const random = (number: number) => randomUUIDs[number] ?? '';
  const randomUUIDs = Array.from({ length: 700 }, () => randomUUID());
  const events = Array.from({ length: 1400 }, (_, number) =>
    storedEvent(number, number < 700 ? { uuid: random(number) } : {}),
  );
  await withStore(async (store) => {
    await store.append(events);
    expect(await store.counts()).toMatchObject({ events: 1400, duplicates: 0 });
    // Many random ones among others; a few of them among many others; a few of all kinds.
    await store.append([...events, storedEvent(5000)]);
    expect(await store.counts()).toMatchObject({ events: 1401, duplicates: 1400 });
    await store.append([
      ...events.slice(690),
      ...Array.from({ length: 3 }, (_, number) => storedEvent(6000 + number)),
    ]);
    expect(await store.counts()).toMatchObject({ events: 1404, duplicates: 2110 });
    await store.append([storedEvent(1399), storedEvent(7000), ...events.slice(0, 3)]);
    expect(await store.counts()).toMatchObject({ events: 1405, duplicates: 2114 });
  });
});

test('a journal from a backup, older than the tables, is taken as it is and goes on', async () => {
  await withStore((store) => store.append([storedEvent(1)]));
  const [file = ''] = await journalFiles();
  const backup = await readFile(file);
  await withStore((store) => store.append([storedEvent(2), storedEvent(3)]));
  await writeFile(file, backup);
  await withStore((store) => store.append([storedEvent(4)]));
  await withStore(async (store) => {
    expect(await uuidsIn(store)).toEqual([1, 2, 3, 4].map(uuidOf));
  });
});

test('tables that an earlier version of the hub made are made anew', async () => {
  await withStore((store) => store.append([storedEvent(1), storedEvent(2)]));
  const instance = await DuckDBInstance.create(join(folder, 'store.duckdb'));
  const connection = await instance.connect();
  await connection.run('UPDATE store_layout SET layout = 1');
  await connection.run('DELETE FROM stored_event');
  connection.closeSync();
  instance.closeSync();
  await withStore(async (store) => {
    expect(await uuidsIn(store)).toEqual([uuidOf(1), uuidOf(2)]);
  });
});

test('the tables are made anew from the journal and its archive when they are gone', async () => {
  const events = Array.from({ length: 600 }, (_, index) =>
    storedEvent(index, { properties: { asset_id: `a${String(index)}`, filler: 'y'.repeat(40_000) } }),
  );
  await withStore(async (store) => {
    for (let from = 0; from < events.length; from += 100) await store.append(events.slice(from, from + 100));
    await store.counts();
  });
  expect(await readdir(join(folder, 'archive'))).toEqual(['00000001.ndjson.zst']);
  for (const name of ['store.duckdb', 'store.duckdb.wal']) await rm(join(folder, name), { force: true });
  await withStore(async (store) => {
    expect(await uuidsIn(store)).toHaveLength(600);
    const { rows } = await store.query('SELECT count(DISTINCT p_asset_id) FROM stored_event', []);
    expect(rows).toEqual([[600]]);
  });
});

/** What a person reads when the store is opened now; an opened one is closed again. */
async function opening(): Promise<string> {
  try {
    await withStore(() => Promise.resolve());
    return 'opened';
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return `${error.message} ${error.hint}`.replaceAll(`${folder}/`, '.hub/');
  }
}

describe('a store that cannot be opened says why and what to do', () => {
  test('when the disk is full', () => {
    const error = new Error(`IO Error: Could not write file "store.duckdb": No space left on device`);
    const { message, hint } = openingError('/mnt/hub', error);
    expect(`${message} ${hint}`).toBe(
      'There is no room to open the store in /mnt/hub/. Make room on that disk, or set HUB_DATA to a folder on another. Nothing was changed.',
    );
  });

  test('when a file stands where its journal is, and lets go of the tables', async () => {
    await writeFile(join(folder, 'archive'), 'no folder');
    expect(await opening()).toBe(
      '.hub/archive is a file, and the store keeps a folder there. Move the file away and put the folder back from a copy. Nothing was changed.',
    );
    await rm(join(folder, 'archive'));
    expect((await killAfter(1, 1)).length).toBeGreaterThan(0);
  });

  test('by another process', async () => {
    const script = resolve(import.meta.dirname, '../support/store/store-under-load.ts');
    const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise((done) => {
        child.stdout.once('data', done);
      });
      expect(await opening()).toBe(
        `The store in .hub/ is in use by another hub (pid ${String(child.pid)}). Stop it or set HUB_DATA to another folder. Nothing was changed.`,
      );
    } finally {
      child.kill('SIGKILL');
      await new Promise((done) => {
        child.once('close', done);
      });
    }
    expect(await opening()).toBe('opened');
  });

  test('twice by the same process', async () => {
    const store = await openEventStore(folder);
    expect(await opening()).toContain('is in use by another hub');
    await store.close();
    await (await openEventStore(folder)).close();
  });

  test('when its tables are broken', async () => {
    await withStore((store) => store.append([storedEvent(1)]));
    await rm(join(folder, 'tables.json'));
    await truncate(join(folder, 'store.duckdb'), 5000);
    expect(await opening()).toContain(
      'makes the tables anew from the journal and its archive, which hold every event.',
    );
    await rm(join(folder, 'store.duckdb'));
    await withStore(async (store) => {
      expect(await uuidsIn(store)).toEqual([uuidOf(1)]);
    });
  });
});

test('nothing outside the store can be reached by SQL, whatever it says', async () => {
  await withStore(async (store) => {
    for (const sql of [
      `SELECT * FROM read_text('/etc/hostname')`,
      `COPY (SELECT 1) TO '${folder}/out.csv'`,
      `ATTACH '${folder}/other.duckdb'`,
      `INSTALL httpfs`,
      `SET enable_external_access = true`,
      `SET lock_configuration = false`,
    ])
      await expect(store.query(sql, [])).rejects.toThrow(StoreError);
  });
});
