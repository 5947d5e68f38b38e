import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { libraryFacts, takeStoreSnapshot } from '../../src/collector/take-snapshot.ts';
import { buildNextPageQuery } from '../../src/usage/questions/question-pages.ts';
import { dashboardText } from '../../src/usage/dashboards/dashboard-text.ts';
import { wantInsight } from '../../src/usage/dashboards/provision.ts';
import { questions } from '../../src/usage/questions/questions.ts';
import { eventCountsHogql, type Answer, type Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../src/usage/snapshot/answer.ts';
import { QUERY_KEY, startCollector } from '../support/store/collector-server.ts';
import { openTemporaryStore, storedEvent, type TemporaryStore } from '../support/store/event-store.ts';
import {
  FAKE_KEY,
  posthogEnv,
  startFakePosthog,
  type FakePosthog,
  type FakeTable,
} from '../support/store/fake-posthog.ts';
import { runScript, type ScriptRun } from '../support/run-script.ts';

const content = resolve(import.meta.dirname, '../fixtures/sites/in-order/content');
const NOBODY = { POSTHOG_HOST: '', POSTHOG_PROJECT_ID: '', POSTHOG_PERSONAL_API_KEY: '' };

const topSearches = questions.find(({ id }) => id === 'top-searches')?.hogql ?? '';

const words = (from: number, count: number, people: number): FakeTable => ({
  columns: ['words', 'people', 'times'],
  results: Array.from({ length: count }, (_, index) => [`w${String(from + index)}`, people, 9]),
});

/** Answers of a PostHog in which people searched; all else is empty. */
function answer(hogql: string): FakeTable {
  if (hogql === eventCountsHogql)
    return {
      columns: ['event', 'times'],
      results: [
        ['asset_viewed', 90],
        ['search_performed', 40],
      ],
    };
  if (hogql !== topSearches) return { columns: [], results: [] };
  return {
    columns: ['words', 'people', 'times'],
    results: [
      ['price', 12, 20],
      ['my private words', 4, 9],
    ],
  };
}

let folder: string;
let fake: FakePosthog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-adoption-'));
  fake = await startFakePosthog({ answer, delayMs: 50 });
});
afterEach(async () => {
  await fake.close();
  await rm(folder, { recursive: true, force: true });
});

async function adopt(env: Record<string, string> = posthogEnv(fake.url)): Promise<ScriptRun> {
  const run = await runScript('adoption', [], { env: { HUB_CONTENT: content, HUB_DATA: folder, ...env } });
  expect(run.out + run.err).not.toContain(FAKE_KEY);
  return run;
}

const path = () => join(folder, 'snapshot.json');
const readText = () => readFile(path(), 'utf8');

async function read(): Promise<Snapshot> {
  const text = await readText();
  expect(text).not.toContain(FAKE_KEY);
  return JSON.parse(text) as Snapshot;
}

function find({ answers }: Snapshot, id: string): Answer {
  const found = answers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no answer to ${id}`);
  return found;
}

describe('npm run adoption', () => {
  test('asks PostHog every question, three at a time, and writes what no small group is behind', async () => {
    const run = await adopt();
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(
      `answered ${String(questions.length)} of ${String(questions.length)} questions`,
    );
    const snapshot = await read();
    expect(snapshot).toMatchObject({ source: 'posthog', events: 130 });
    expect(find(snapshot, 'top-searches')).toMatchObject({
      state: 'ready',
      rows: [['price', 12, 20]],
      withheld: 1,
    });
    expect(await readText()).not.toContain('my private words');
    expect([2, 3]).toContain(fake.mostAtOnce);
    expect(fake.calls.map(({ path: asked }) => asked)).toEqual(fake.calls.map(() => 'query/'));
    const splits = questions.filter(({ split }) => split !== undefined);
    expect(fake.calls).toHaveLength(questions.length + splits.length + 1);
  });

  test('asks on behind the last row where an answer is full', async () => {
    const asked: Record<string, unknown>[] = [];
    fake.answer = (hogql, values) => {
      if ('after_0' in values) {
        asked.push(values);
        return words(5000, 3, 4);
      }
      return hogql === topSearches ? words(0, 5000, 4) : answer(hogql);
    };
    expect(await adopt()).toMatchObject({ code: 0 });
    expect(asked).toMatchObject([{ after_0: 4, after_1: 9, after_2: 'w4999' }]);
    expect(find(await read(), 'top-searches').withheld).toBe(5003);
  });

  test('gets the same from a PostHog that answers in the background and says "too many" at first', async () => {
    await adopt();
    const before = await read();
    fake.pollsUntilDone = 1;
    let refused = 0;
    fake.interfere = () =>
      refused++ < 2 ? { status: 429, headers: { 'retry-after': '0' }, body: {} } : undefined;
    expect(await adopt()).toMatchObject({ code: 0, err: '' });
    expect((await read()).answers).toEqual(before.answers);
  });

  test('keeps the last good answer of a question that fails, and says from when it is', async () => {
    await adopt();
    const good = await read();
    await writeFile(path(), JSON.stringify({ ...good, madeAt: '2026-11-12T06:00:00.000Z' }));
    fake.answer = (hogql) =>
      hogql === topSearches
        ? { status: 400, body: { type: 'x', code: 'hogql_query_error', detail: 'No.', attr: null } }
        : answer(hogql);
    const run = await adopt();
    expect(run.code).toBe(0);
    expect(run.err).toMatchInlineSnapshot(`
      "Without answer:
        top-searches: PostHog does not take the question (400). It says: No. Its answer of 12 Nov 2026 stays, and its chart says so.
      "
    `);
    expect(find(await read(), 'top-searches')).toEqual({
      ...find(good, 'top-searches'),
      state: 'failed',
      problem: 'PostHog does not take the question (400). It says: No.',
      answeredAt: '2026-11-12T06:00:00.000Z',
    });
  });

  test.each<[string, FakePosthog['interfere'], string]>([
    [
      'the key is refused',
      () => ({ status: 401, body: { type: 'authentication_error', code: 'x', detail: 'No.', attr: null } }),
      'PostHog does not know the key.',
    ],
    [
      'no question is answered',
      ({ body }) => (JSON.stringify(body).includes('{from}') ? { status: 400, body: {} } : undefined),
      'answered none of the',
    ],
  ])('ends with 2 and overwrites nothing when %s', async (_, interfere, said) => {
    await adopt();
    const before = await readText();
    fake.interfere = interfere;
    const run = await adopt();
    expect(run.code).toBe(2);
    expect(run.err).toContain(said);
    expect(run.err).toContain('Nothing was written: the numbers in');
    expect(await readText()).toBe(before);
  });

  test('says what to set when there is neither a PostHog nor a store', async () => {
    const run = await adopt(NOBODY);
    expect(run).toMatchObject({ code: 2 });
    expect(run.err).toContain('no PostHog is set, and the embedded store holds nothing yet');
  });
});

async function fillStore({ store }: Pick<TemporaryStore, 'store'>): Promise<void> {
  const events = Array.from({ length: 600 }, (_, index) => {
    const day = String(1 + (index % 21)).padStart(2, '0');
    const isSearch = index % 3 === 0;
    return storedEvent(index, {
      event: isSearch ? 'search_performed' : 'asset_viewed',
      timestamp: `2026-${index % 2 === 0 ? '10' : '11'}-${day}T09:00:00.000Z`,
      distinct_id: `rep-${String((index * 7) % 31)}`,
      properties: isSearch
        ? { query: `word ${String(index % 40)}`, results: index % 4, team: 'uk' }
        : {
            asset_id: `answers/a${String(index % 12)}`,
            asset_rev: `r${String(Math.floor(index / 300))}`,
            product: ['routes', 'cold'][index % 2],
            team: ['uk', 'dach'][index % 2],
          },
    });
  });
  await store.append(events);
}

describe('the embedded collector in the place of PostHog', () => {
  test('gives the numbers that the store gives itself', async () => {
    const hub = await startCollector();
    await fillStore(hub);
    const run = await adopt({ ...posthogEnv(hub.url), POSTHOG_PERSONAL_API_KEY: QUERY_KEY });
    expect(run).toMatchObject({ code: 0, err: '' });
    const snapshot = await read();
    const { library } = await readContent(content);
    const direct = await takeStoreSnapshot(hub.store, libraryFacts(library), () =>
      Date.parse(snapshot.madeAt),
    );
    expect(snapshot).toEqual({ ...direct, source: 'posthog' });
    expect(snapshot.events).toBe(600);
    await hub.remove();
  });
});

describe('each question on the embedded store', () => {
  test('gives the same rows in pages of seven as at once, and with days that move as with days filled in', async () => {
    const temporary = await openTemporaryStore();
    await fillStore(temporary);
    let pages = 0;
    const splits = questions.flatMap((question) =>
      question.split === undefined ? [] : [{ ...question.split, id: question.id }],
    );
    for (const question of [...questions, ...splits]) {
      const values = question.values('2026-11-22');
      const whole = await temporary.runQuery(question.hogql, values);
      const first = { hogql: question.hogql.replace(/LIMIT \d+$/, 'LIMIT 7'), values };
      const rows: Cell[][] = [];
      for (let page: typeof first | undefined = first; page !== undefined;) {
        const table = await temporary.runQuery(page.hogql, page.values);
        rows.push(...(table.rows as Cell[][]));
        page = buildNextPageQuery(first, table.columns, table.rows as Cell[][]);
        pages += 1;
      }
      expect({ id: question.id, rows }).toEqual({ id: question.id, rows: whole.rows });
      const moving = await temporary.runQuery(dashboardText(question), {});
      expect({ id: question.id, rows: moving.rows }).toEqual({ id: question.id, rows: whole.rows });
      if (!('title' in question)) continue;
      const { chartSettings } = wantInsight(question).fields['query'] as {
        chartSettings?: {
          xAxis: { column: string };
          yAxis: { column: string }[];
          seriesBreakdownColumn?: string;
        };
      };
      const drawn = [
        chartSettings?.xAxis,
        ...(chartSettings?.yAxis ?? []),
        { column: chartSettings?.seriesBreakdownColumn },
      ].flatMap((axis) => axis?.column ?? []);
      expect(whole.columns).toEqual(expect.arrayContaining(drawn));
    }
    expect(pages).toBeGreaterThan(questions.length * 2);
    await temporary.remove();
  });
});
