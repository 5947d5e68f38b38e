import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { announceCollector, findRunningCollector } from '../../src/collector/running.ts';
import { readCollectorSettings } from '../../src/collector/settings.ts';
import { createStoreQuery } from '../../src/collector/query.ts';
import {
  queryAllPages,
  takeEmbeddedSnapshot,
  takeSnapshot,
  takeStoreSnapshot,
} from '../../src/collector/take-snapshot.ts';
import { generateDemoEvents, type DemoSpec } from '../../src/usage/demo/demo-events.ts';
import type { EventStore } from '../../src/usage/event-store.ts';
import { ingestEnvelope } from '../../src/usage/wire/ingest.ts';
import { questions } from '../../src/usage/questions/questions.ts';
import { eventCountsHogql, type Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import type { LibraryFacts } from '../../src/usage/questions/library-facts.ts';
import { QUERY_KEY, startCollector } from '../support/store/collector-server.ts';
import { NOW } from '../support/store/event-store.ts';

const spec: DemoSpec = {
  seed: 4,
  days: 120,
  until: new Date(NOW).toISOString(),
  teams: [
    { id: 'uk', reps: 22 },
    { id: 'dach', reps: 9 },
    { id: 'partners', reps: 3 },
  ],
  quarterEnds: ['2026-09-30', '2026-12-31'],
  assets: Array.from({ length: 30 }, (_, index) => ({
    id: `answers/a${String(index)}`,
    revision: 'r',
    kind: 'answer',
    product: ['routes', 'cold'][index % 2] ?? '',
    publishedOn: index < 3 ? '2026-10-20' : undefined,
    files: index % 4 === 0 ? ['files/a.pdf'] : [],
  })),
  searches: ['price', 'kestrowe', 'netsuite', 'rare words'].map((query, index) => ({
    query,
    results: index === 2 ? 0 : 4,
    hits: ['answers/a0', 'answers/a1', 'answers/a2'],
  })),
};
const facts: LibraryFacts = {
  teams: spec.teams.map(({ id, reps }) => ({ id, name: id, reps })),
  products: ['routes', 'cold'].map((id) => ({ id, name: id })),
  assets: spec.assets.map(({ id, kind, product, publishedOn }) => ({
    id,
    kind,
    title: id,
    products: [product],
    publishedOn,
  })),
};
const clock = () => NOW;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-snapshot-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function fill(store: EventStore): Promise<void> {
  const events = [...generateDemoEvents(spec)];
  await store.append(
    ingestEnvelope({ token: 'phc_hub', sentAt: undefined, events }, { now: NOW, newUuid: () => '' }).events,
  );
}

function answer(snapshot: Snapshot, id: string) {
  const found = snapshot.answers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no answer to ${id}`);
  return found;
}

describe('the snapshot of a store', () => {
  test('answers every question, and no number in it is about fewer than five people', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const snapshot = await takeStoreSnapshot(store, facts, clock);
    await store.close();
    expect(snapshot.answers.map(({ id, state }) => [id, state])).toEqual(
      snapshot.answers.map(({ id }) => [id, 'ready']),
    );
    expect(snapshot).toMatchObject({
      source: 'embedded',
      today: '2026-11-22',
      madeAt: '2026-11-22T12:00:00.000Z',
    });
    const people = snapshot.answers.flatMap(({ columns, rows }) => {
      const place = columns.findIndex(({ name }) => name === 'reps' || name === 'people');
      return place < 0 ? [] : rows.map((row) => Number(row[place]));
    });
    expect(people.length).toBeGreaterThan(50);
    expect(Math.min(...people)).toBeGreaterThanOrEqual(5);
  });

  test('asks an empty store how much it holds and no more, since every question would find no row', async () => {
    const store = await openEventStore(folder);
    const runQuery = createStoreQuery(store, clock);
    const asked: string[] = [];
    const snapshot = await takeSnapshot({
      runQuery: (hogql, values) => {
        asked.push(hogql);
        return runQuery(hogql, values);
      },
      source: 'embedded',
      facts,
      madeAt: new Date(clock()).toISOString(),
      atOnce: 1,
      isSplit: true,
      pageLoads: undefined,
    });
    const texts = questions.flatMap(({ hogql, values, split }) => [
      { hogql, values },
      ...(split === undefined ? [] : [split]),
    ]);
    for (const { hogql, values } of texts) {
      expect(await queryAllPages(runQuery, { hogql, values: values(snapshot.today) })).toEqual([]);
    }
    await store.close();
    expect(asked).toEqual([eventCountsHogql]);
    expect(snapshot.events).toBe(0);
  });

  test('holds no team of three, also not by subtracting the other teams from the week', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const { rows } = answer(await takeStoreSnapshot(store, facts, clock), 'weekly-active-reps-by-team');
    await store.close();
    expect(rows.filter(([, team]) => team === 'partners')).toEqual([]);
    const weeks = Object.values(Object.groupBy(rows, ([week]) => String(week)));
    const rests = weeks.flatMap((week = []) => {
      const count = (isTotal: boolean) =>
        week
          .filter(([, team]) => (team === 'all') === isTotal)
          .reduce((sum, [, , reps]) => sum + Number(reps), 0);
      return week.length > 1 ? [count(true) - count(false)] : [];
    });
    expect(rests.length).toBeGreaterThan(5);
    expect(rests.filter((rest) => rest > 0 && rest < 5)).toEqual([]);
  });

  test('is the same when it is made again', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const first = await takeStoreSnapshot(store, facts, clock);
    expect(await takeStoreSnapshot(store, facts, clock)).toEqual(first);
    await store.close();
  });

  test('of an empty store knows nothing', async () => {
    const store = await openEventStore(folder);
    const { events, answers } = await takeStoreSnapshot(store, facts, clock);
    await store.close();
    expect([events, ...new Set(answers.map(({ state }) => state))]).toEqual([0, 'no-data']);
  });
});

function env() {
  return { HUB_DATA: folder, HUB_QUERY_KEY: QUERY_KEY };
}

describe('the snapshot for a build', () => {
  test('is not there when there is no store', async () => {
    expect(
      await takeEmbeddedSnapshot({ HUB_DATA: join(folder, 'none'), HUB_QUERY_KEY: 'x' }, facts, clock),
    ).toBeUndefined();
  });

  test('comes from the store when no hub runs', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const direct = await takeStoreSnapshot(store, facts, clock);
    await store.close();
    expect(await takeEmbeddedSnapshot(env(), facts, clock)).toEqual(direct);
  });

  test('comes from the hub that runs and has the store, with the same rows', async () => {
    const hub = await startCollector();
    await fill(hub.store);
    const retract = await announceCollector(hub.folder, hub.url);
    const asked = await takeEmbeddedSnapshot(
      { HUB_DATA: hub.folder, HUB_QUERY_KEY: QUERY_KEY },
      facts,
      clock,
    );
    expect(asked).toEqual(await takeStoreSnapshot(hub.store, facts, clock));
    await retract();
    await hub.remove();
  });

  test('comes from the store when a hub has ended without taking its word back', async () => {
    await (await openEventStore(folder)).close();
    await writeFile(
      join(folder, 'collector.json'),
      JSON.stringify({ url: 'http://127.0.0.1:1', pid: process.pid }),
    );
    expect((await takeEmbeddedSnapshot(env(), facts, clock))?.events).toBe(0);
    await writeFile(join(folder, 'collector.json'), '{');
    expect((await takeEmbeddedSnapshot(env(), facts, clock))?.events).toBe(0);
  });

  test('says what is wrong when the store is in use and its hub does not answer', async () => {
    const store = await openEventStore(folder);
    await expect(takeEmbeddedSnapshot(env(), facts, clock)).rejects.toThrow('is in use by another hub');
    await announceCollector(folder, 'http://127.0.0.1:1');
    await expect(takeEmbeddedSnapshot(env(), facts, clock)).rejects.toThrow(
      'No answer from http://127.0.0.1:1.',
    );
    await store.close();
  });
});

describe('the word of a running collector', () => {
  test('is found while its process lives, and gone when it is taken back', async () => {
    const retract = await announceCollector(folder, 'http://127.0.0.1:4321');
    expect(await findRunningCollector(folder)).toEqual({ url: 'http://127.0.0.1:4321', pid: process.pid });
    await retract();
    expect(await findRunningCollector(folder)).toBeUndefined();
  });
});

describe('the query key', () => {
  test('is made once, and only this user can read it', async () => {
    const data = join(folder, 'data');
    const first = await readCollectorSettings({ HUB_DATA: data });
    expect(first).toMatchObject({
      folder: data,
      projectToken: 'phc_hub',
      queryKey: expect.stringMatching(/^phx_[\w-]{32}$/),
    });
    expect(await readCollectorSettings({ HUB_DATA: data })).toEqual(first);
    expect((await readFile(join(data, 'query-key'), 'utf8')).trim()).toBe(first.queryKey);
    expect((await stat(join(data, 'query-key'))).mode & 0o777).toBe(0o600);
  });

  test('and the token come from the environment when they are given', async () => {
    const env = { HUB_DATA: folder, HUB_QUERY_KEY: 'phx_mine', HUB_PROJECT_TOKEN: 'phc_mine' };
    expect(await readCollectorSettings(env)).toEqual({
      folder,
      projectToken: 'phc_mine',
      queryKey: 'phx_mine',
    });
  });

  test('that cannot be written is a sentence', async () => {
    await mkdir(join(folder, 'query-key'));
    await expect(readCollectorSettings({ HUB_DATA: folder })).rejects.toThrow(
      'The query key cannot be written to',
    );
  });
});
