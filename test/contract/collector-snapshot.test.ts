import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openEventStore } from '../../src/adapters/event-store/event-store.ts';
import { findEvents, forgetEvents } from '../../src/adapters/event-store/forget.ts';
import { openFrozenBook } from '../../src/adapters/frozen-file.ts';
import { rebuildEventStore } from '../../src/adapters/event-store/rebuild.ts';
import { daysBetween } from '../../src/library/dates.ts';
import type { FrozenBook, FrozenTable } from '../../src/usage/privacy/freeze.ts';
import { splitRows, textOf, type Missing } from '../../src/usage/snapshot/missing.ts';
import { countedQuestions, periodsOf } from '../../src/usage/snapshot/tables.ts';
import { weeklyActiveRepsByTeam } from '../../src/usage/questions/weekly-active-reps-by-team.ts';
import { announceCollector, findRunningCollector } from '../../src/collector/running.ts';
import { readCollectorSettings } from '../../src/collector/settings.ts';
import { createStoreQuery, type RunQuery } from '../../src/collector/query.ts';
import {
  queryAllPages,
  takeEmbeddedSnapshot,
  takeSnapshot,
  takeStoreSnapshot,
} from '../../src/collector/take-snapshot.ts';
import type { UserError } from '../../src/library/user-error.ts';
import { toStoredEvents } from '../../src/usage/demo/demo-stored.ts';
import { generateDemoEvents, type DemoSpec } from '../../src/usage/demo/demo-events.ts';
import type { EventStore } from '../../src/usage/event-store.ts';
import { questions } from '../../src/usage/questions/questions.ts';
import { eventCountsHogql, type Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import { rowsOf } from '../../src/usage/questions/rows-of.ts';
import { usePerAsset } from '../../src/usage/questions/use-per-asset.ts';
import type { LibraryFacts } from '../../src/usage/questions/library-facts.ts';
import { QUERY_KEY, startCollector } from '../support/store/collector-server.ts';
import { NOW, storedEvent } from '../support/store/event-store.ts';
import { createFrozenBook } from '../support/store/frozen-book.ts';

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
  await store.append(toStoredEvents(events, 'phc_hub', NOW));
}

function answer(snapshot: Snapshot, id: string) {
  const found = snapshot.answers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no answer to ${id}`);
  return found;
}

const rowOf = (snapshot: Snapshot, asset: string) =>
  rowsOf(usePerAsset, answer(snapshot, 'use-per-asset')).find((row) => row.asset === asset);

describe('the snapshot of a store', () => {
  test('answers every question, and each number of people in it is rounded or under ten', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const snapshot = await takeStoreSnapshot(store, facts, clock, { book: createFrozenBook() });
    await store.close();
    expect(snapshot.answers.map(({ id, state }) => [id, state])).toEqual(
      snapshot.answers.map(({ id }) => [id, 'ready']),
    );
    expect(snapshot).toMatchObject({
      version: 2,
      source: 'embedded',
      today: '2026-11-22',
      madeAt: '2026-11-22T12:00:00.000Z',
    });
    const people = snapshot.answers.flatMap(({ columns, rows }) => {
      const place = columns.findIndex(({ name }) => name === 'reps' || name === 'people');
      return place < 0 ? [] : rows.flatMap((row) => (row[place] === 'under 10' ? [] : Number(row[place])));
    });
    expect(people.length).toBeGreaterThan(50);
    expect(Math.min(...people)).toBe(10);
    expect(people.filter((each) => each % 5 !== 0)).toEqual([]);
  });

  test('counts a page that moved under the id that it has now, each person once, and names one that is gone', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const [was, is, gone] = ['answers/a0', 'answers/a2', 'answers/a10'];
    const left = facts.assets.filter(({ id }) => id !== was && id !== gone);
    const moved = {
      ...facts,
      assets: left,
      moved: [[was, is] as const],
      gone: [{ id: gone, title: 'Old price' }],
    };
    const [before, after] = [
      await takeStoreSnapshot(store, facts, clock, { book: createFrozenBook() }),
      await takeStoreSnapshot(store, moved, clock, { book: createFrozenBook() }),
    ];
    await store.close();
    expect(after.answers.map(({ id, state }) => [id, state])).toEqual(
      after.answers.map(({ id }) => [id, 'ready']),
    );
    const [one, other, both] = [rowOf(before, was), rowOf(before, is), rowOf(after, is)];
    expect(both?.reps).toBeGreaterThanOrEqual(other?.reps ?? 0);
    // What somebody did with another page is rounded by another offset.
    expect(both?.reps).toBeGreaterThanOrEqual((one?.reps ?? 0) - 5);
    expect(rowOf(after, was)).toBeUndefined();
    expect(rowOf(after, gone)?.title).toBe('Old price');
    // Both are rounded, the sum of two is not more than the people there are.
    expect(both?.reps).toBeLessThanOrEqual(35);
    expect(JSON.stringify(after.answers.map(({ rows }) => rows))).not.toContain(`"${was}"`);
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
      book: createFrozenBook(),
      pageLoads: undefined,
    });
    for (const { hogql, values } of questions)
      expect(await queryAllPages(runQuery, { hogql, values: values(snapshot.today) })).toEqual([]);
    await store.close();
    expect(asked).toEqual([eventCountsHogql]);
    expect(snapshot.events).toBe(0);
  });

  test('counts a team of three with the next smallest alone', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const { rows } = answer(
      await takeStoreSnapshot(store, facts, clock, { book: createFrozenBook() }),
      'weekly-active-reps-by-team',
    );
    await store.close();
    expect(new Set(rows.map(([, team]) => team))).toEqual(new Set(['all', 'dach+partners', 'uk']));
  });

  test('of an empty store knows nothing', async () => {
    const store = await openEventStore(folder);
    const { events, answers } = await takeStoreSnapshot(store, facts, clock, { book: createFrozenBook() });
    await store.close();
    expect([events, ...new Set(answers.map(({ state }) => state))]).toEqual([0, 'no-data']);
  });
});

const view = (rep: number, at: string, receivedAt = at) =>
  storedEvent(rep * 100 + Number(at.slice(8, 10)), {
    timestamp: `${at}T09:00:00.000Z`,
    created_at: `${receivedAt}T09:00:01.000Z`,
    distinct_id: `rep-${String(rep)}`,
    properties: { asset_id: 'answers/a1', asset_rev: 'r', product: 'cold', team: 'uk' },
  });

const weeksOf = (snapshot: Snapshot) =>
  Object.fromEntries(
    answer(snapshot, 'weekly-active-reps-by-team').rows.flatMap(([week, team, count]) =>
      team === 'all' ? [[String(week), count]] : [],
    ),
  );

const at = (day: string) => () => Date.parse(`${day}T12:00:00Z`);

const reps = (count: number, at: string, from = 0, receivedAt = at) =>
  Array.from({ length: count }, (_, rep) => view(from + rep, at, receivedAt));

describe('a week that is over', () => {
  /** A company that is large enough for its numbers to be shown. */
  const company: LibraryFacts = { ...facts, teams: [{ id: 'uk', name: 'UK', reps: 60 }] };

  test('is counted once: neither late events, nor new ids with old events, nor forgetting, nor a restart change it', async () => {
    const store = await openEventStore(folder);
    await store.append([...reps(30, '2026-10-12'), ...reps(30, '2026-10-20')]);
    const env = { HUB_DATA: folder };
    const first = await takeStoreSnapshot(store, company, at('2026-11-04'), {
      book: await openFrozenBook(env),
    });
    const week = Object.values(weeksOf(first)).find((count) => count !== 'under 10');
    expect(Number(week)).toBeGreaterThanOrEqual(30);
    await store.append([
      ...reps(20, '2026-10-21', 0, '2026-11-05'),
      ...reps(25, '2026-10-21', 30, '2026-11-05'),
    ]);
    await store.close();
    const selection = { ids: ['rep-1', 'rep-2', 'rep-3', 'rep-4', 'rep-5', 'rep-6'] };
    await forgetEvents(folder, selection, await findEvents(folder, selection));
    const again = await openEventStore(folder);
    const later = await takeStoreSnapshot(again, company, at('2026-11-06'), {
      book: await openFrozenBook(env),
    });
    await again.close();
    expect(weeksOf(later)).toEqual(weeksOf(first));
    expect(later.answers).toEqual(first.answers);
  });

  test('counts whoever was heard of in an earlier week alone, by the time of receipt', async () => {
    const store = await openEventStore(folder);
    // Their events say that they are old, and arrived in the week that they are to change.
    await store.append([
      ...reps(20, '2026-10-12'),
      ...reps(20, '2026-10-20'),
      ...reps(35, '2026-10-20', 20, '2026-10-21'),
      ...reps(35, '2026-10-13', 20, '2026-10-22'),
      ...reps(50, '2026-10-27'),
    ]);
    const weeks = weeksOf(
      await takeStoreSnapshot(store, company, at('2026-11-20'), { book: createFrozenBook() }),
    );
    await store.close();
    expect(Number(weeks['2026-10-19'])).toBeLessThanOrEqual(24);
    expect(Number(weeks['2026-10-26'])).toBeGreaterThanOrEqual(46);
  });

  test('and one that is counted takes no question any more', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const book = createFrozenBook();
    const runQuery = createStoreQuery(store, clock);
    let asked = 0;
    const take = () =>
      takeSnapshot({
        runQuery: (hogql, values) => {
          asked += 1;
          return runQuery(hogql, values);
        },
        source: 'embedded',
        facts,
        madeAt: new Date(clock()).toISOString(),
        atOnce: 1,
        book,
        pageLoads: undefined,
      });
    const first = await take();
    // A question for each week would be three hundred.
    expect(asked).toBeGreaterThan(20);
    expect(asked).toBeLessThan(60);
    asked = 0;
    expect(await take()).toEqual(first);
    expect(asked).toBe(1);
    await store.close();
  });
});

const takeWith = (runQuery: RunQuery, book: FrozenBook, zone?: string) =>
  takeSnapshot({
    runQuery,
    source: 'embedded',
    facts: { ...facts, ...(zone !== undefined && { zone }) },
    madeAt: new Date(clock()).toISOString(),
    atOnce: 1,
    book,
    pageLoads: undefined,
  });
const weeksIn = ({ from = '', to = '' }: Readonly<Record<string, unknown>>) =>
  daysBetween(String(from), String(to)) / 7;

/** Made-up use, of which what arrives late makes some people news in the week of their first event. */
async function fillUneven(store: EventStore): Promise<void> {
  const events = toStoredEvents([...generateDemoEvents(spec)], 'phc_hub', NOW);
  await store.append(
    events.map((event, place) => ({
      ...event,
      created_at: new Date(
        Date.parse(event.timestamp) + (place % 7) * (place % 5) * 86_400_000,
      ).toISOString(),
    })),
  );
}

const sorted = async (book: FrozenBook) => (await book.read()).map((each) => JSON.stringify(each)).sort();

describe('weeks that are asked for together', () => {
  test.each([undefined, 'Europe/Berlin', 'America/New_York'])(
    'hold for each week what asking for it alone gives, by the clocks of %s',
    async (zone) => {
      const store = await openEventStore(folder);
      await fillUneven(store);
      const runQuery = createStoreQuery(store, clock, { zone });
      const series = countedQuestions.filter(({ span }) => 'weekly' in span);
      expect(series.length).toBeGreaterThan(4);
      for (const question of series) {
        const [first, ...others] = periodsOf(question, '2026-11-22').slice(-16);
        if (first === undefined) throw new Error('no weeks');
        const ask = async (periods: Missing['periods']) => {
          const missing = { question, periods };
          return splitRows(missing, await queryAllPages(runQuery, textOf(missing)));
        };
        const alone = [];
        for (const period of [first, ...others]) alone.push(...(await ask([period])));
        expect(await ask([first, ...others])).toEqual(alone);
        expect(alone.filter(({ rows }) => rows.length > 0).length).toBeGreaterThan(0);
      }
      await store.close();
    },
  );

  test('count who used the hub in a week and was heard of before it, as adding up by hand does', async () => {
    const store = await openEventStore(folder);
    await fillUneven(store);
    const runQuery = createStoreQuery(store, clock);
    const { rows } = await runQuery(
      `SELECT distinct_id, toMonday(timestamp) AS week, min(created_at) AS heard FROM events WHERE event != 'question_asked' GROUP BY distinct_id, week ORDER BY distinct_id, week LIMIT 50000`,
      {},
    );
    // Agents are nobody.
    const uses = rows.map(([rep, week, heard]) => ({
      rep: String(rep),
      week: String(week).slice(0, 10),
      heard: String(heard),
    }));
    const heardOf = (rep: string) =>
      uses.flatMap((use) => (use.rep === rep ? [use.heard] : [])).reduce((a, b) => (a < b ? a : b));
    const known = uses.filter(({ rep, week }) => heardOf(rep) < `${week}T00:00:00`);
    expect(known.length).toBeLessThan(uses.length - 10);
    const values = { from: '2026-08-03', to: '2026-11-16' };
    const counted = await runQuery(weeklyActiveRepsByTeam.hogql, values);
    const byWeek = new Map<string, number>();
    for (const [week, , count] of counted.rows)
      byWeek.set(String(week), (byWeek.get(String(week)) ?? 0) + Number(count));
    const byHand = new Map<string, number>();
    for (const { week } of known)
      if (week >= values.from && week < values.to) byHand.set(week, (byHand.get(week) ?? 0) + 1);
    await store.close();
    expect([...byWeek].sort()).toEqual([...byHand].sort());
  });

  test('are asked for in smaller parts where that takes the source too long, with the same numbers', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const runQuery = createStoreQuery(store, clock);
    const [whole, parts] = [createFrozenBook(), createFrozenBook()];
    const answers = await takeWith(runQuery, whole);
    const inParts = await takeWith((hogql, values) => {
      // Retention looks at eight weeks before its own.
      if (hogql.includes('toMonday(timestamp) AS week') && weeksIn(values) > 11)
        return Promise.reject(new Error('The question took longer than 10 seconds.'));
      return runQuery(hogql, values);
    }, parts);
    await store.close();
    expect(inParts).toEqual(answers);
    expect(await sorted(parts)).toEqual(await sorted(whole));
  });
});

const problemsOf = ({ answers }: Snapshot) => new Set(answers.map(({ problem }) => problem));

/** The later half of the journal is gone, and so are the tables that held it. */
async function loseHalf(): Promise<void> {
  const store = await openEventStore(folder);
  await fill(store);
  await store.close();
  const journal = path('journal/00000001.ndjson');
  const lines = (await readFile(journal, 'utf8')).split('\n');
  await writeFile(journal, `${lines.slice(0, lines.length / 2).join('\n')}\n`);
  for (const name of ['store.duckdb', 'tables.json']) await rm(path(name));
}

describe('a week of which a part is missing', () => {
  test('is not counted until that is given up, and says so', async () => {
    await loseHalf();
    const waits = await takeEmbeddedSnapshot(env(), facts, clock);
    expect(waits?.events).toBeGreaterThan(100);
    expect(waits && problemsOf(waits)).toMatchInlineSnapshot(`
      Set {
        "A part of the hub’s record is missing, and weeks are counted once and for good: those that are over wait for it. journal/00000001.ndjson is shorter than it was (1403 events). What it held is missing from the numbers, unless the tables have it: stop the hub, put a good copy from a backup in its place, and start the hub again. To go on without it: \`npm run store -- rebuild --smaller\`.",
      }
    `);
    const book = await openFrozenBook(env());
    expect(await book.read()).toEqual([]);
    const store = await openEventStore(folder);
    expect(problemsOf(await takeStoreSnapshot(store, facts, clock, { book }))).toEqual(
      waits && problemsOf(waits),
    );
    await store.close();
    await rebuildEventStore(folder, { onSegment: () => undefined, maySmaller: true });
    const given = await takeEmbeddedSnapshot(env(), facts, clock);
    expect(given && problemsOf(given)).toEqual(new Set([undefined]));
    expect((await book.read()).length).toBeGreaterThan(50);
  });

  test('nor for a build that asks the hub that runs', async () => {
    await loseHalf();
    const store = await openEventStore(folder);
    const hub = await startCollector(store);
    const retract = await announceCollector(folder, hub.url);
    const asked = await takeEmbeddedSnapshot(env(), facts, clock);
    await retract();
    await hub.remove();
    await store.close();
    expect(asked && [...problemsOf(asked)].join()).toContain('A part of the hub’s record is missing');
  });
});

const table = (rows: [string, number][]): FrozenTable => ({
  source: 'embedded',
  question: 'top-searches',
  weeks: 4,
  from: '2026-10-05',
  to: '2026-11-02',
  columns: ['words', 'people'],
  groups: [],
  rows,
});

const path = (name: string) => join(folder, name);

describe('what is kept of finished weeks', () => {
  test('has a secret beside it that only this user can read, and that stands in no file but its own', async () => {
    const store = await openEventStore(folder);
    await fill(store);
    const book = await openFrozenBook({ HUB_DATA: folder });
    const snapshot = await takeStoreSnapshot(store, facts, clock, { book });
    await store.close();
    const secret = (await readFile(path('rounding-secret'), 'utf8')).trim();
    expect(Buffer.from(secret, 'base64')).toEqual(Buffer.from(book.secret));
    expect((await stat(path('rounding-secret'))).mode & 0o777).toBe(0o600);
    expect((await openFrozenBook({ HUB_DATA: folder })).secret).toEqual(book.secret);
    expect(JSON.stringify(snapshot) + (await readFile(path('frozen-weeks.json'), 'utf8'))).not.toContain(
      secret,
    );
  });

  test('takes its secret from the environment, and says what is wrong with one that is none', async () => {
    const given = Buffer.alloc(32, 3).toString('base64');
    expect((await openFrozenBook({ HUB_DATA: folder, HUB_ROUNDING_SECRET: given })).secret).toEqual(
      new Uint8Array(32).fill(3),
    );
    await expect(openFrozenBook({ HUB_DATA: folder, HUB_ROUNDING_SECRET: '' })).rejects.toThrow(
      'HUB_ROUNDING_SECRET holds no secret for rounding',
    );
    await writeFile(path('rounding-secret'), '');
    await expect(openFrozenBook({ HUB_DATA: folder })).rejects.toThrow('holds no secret for rounding');
  });

  test.each(['', '{"version":2,"tables":[]}', '{"version":1,"tables":[{}]}'])(
    'is not begun anew where its file cannot be understood (%s)',
    async (text) => {
      await writeFile(path('frozen-weeks.json'), text);
      const book = await openFrozenBook({ HUB_DATA: folder });
      await expect(book.read()).rejects.toThrow(
        'holds the weeks that were counted, and cannot be understood',
      );
      await expect(book.add([])).rejects.toThrow('cannot be understood');
      expect(await readFile(path('frozen-weeks.json'), 'utf8')).toBe(text);
    },
  );

  test('stays as it was written first, also where two commands count at the same time', async () => {
    const [one, other] = [
      await openFrozenBook({ HUB_DATA: folder }),
      await openFrozenBook({ HUB_DATA: folder }),
    ];
    await one.add([table([['price', 15]])]);
    expect(await other.add([table([['price', 20]])])).toEqual([table([['price', 15]])]);
    expect(await one.read()).toEqual([table([['price', 15]])]);
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
    const direct = await takeStoreSnapshot(store, facts, clock, { book: await openFrozenBook(env()) });
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
    expect(asked).toEqual(
      await takeStoreSnapshot(hub.store, facts, clock, {
        book: await openFrozenBook({ HUB_DATA: hub.folder }),
      }),
    );
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

/** What is said of settings that cannot be; `nothing` of those that can. */
const said = (env: Record<string, string>): Promise<string> =>
  readCollectorSettings({ HUB_DATA: folder, ...env }).then(
    () => 'nothing',
    (error: UserError) => `${error.message}\n${error.hint}`.replaceAll(folder, 'HERE'),
  );

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

  test('that is set and empty is a sentence, and so is a file of it, and the token', async () => {
    for (const empty of ['', ' \n']) {
      expect(await said({ HUB_QUERY_KEY: empty })).toBe(
        'HUB_QUERY_KEY is set and empty.\nSet it to the key that the commands and dashboards ask with, or leave it out for the one in HERE/query-key. Nothing was changed.',
      );
      expect(await said({ HUB_PROJECT_TOKEN: empty })).toBe(
        'HUB_PROJECT_TOKEN is set and empty, so no event would be taken.\nSet it to the token that pages are to send events with, or leave it out for phc_hub. Nothing was changed.',
      );
      await writeFile(join(folder, 'query-key'), empty);
      expect(await said({})).toBe(
        'The query key in HERE/query-key is empty.\nPut the key back that the commands and dashboards ask with, or delete the file: the next start makes a new key. Nothing was changed.',
      );
      expect(await readFile(join(folder, 'query-key'), 'utf8')).toBe(empty);
    }
  });

  test('that cannot be written is a sentence', async () => {
    await mkdir(join(folder, 'query-key'));
    await expect(readCollectorSettings({ HUB_DATA: folder })).rejects.toThrow(
      'The query key cannot be written to',
    );
  });
});
