import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { openFrozenBook } from '../../src/adapters/frozen-file.ts';
import { addDays, renderDay } from '../../src/library/dates.ts';
import { countedQuestions } from '../../src/usage/snapshot/tables.ts';
import { createFrozenBook } from '../support/store/frozen-book.ts';
import { libraryFacts, takeStoreSnapshot } from '../../src/collector/take-snapshot.ts';
import { buildNextPageQuery } from '../../src/usage/questions/question-pages.ts';
import { dashboardText } from '../../src/usage/dashboards/dashboard-text.ts';
import { buildInsight } from '../../src/usage/dashboards/provision.ts';
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

/** Something has been counted for a few weeks more than the longest block. */
const FIRST = new Date(Date.now() - 16 * 7 * 86_400_000).toISOString();

const topSearches = questions.find(({ id }) => id === 'top-searches')?.hogql ?? '';

const words = (from: number, count: number, people: number): FakeTable => ({
  columns: ['words', 'team', 'people'],
  results: Array.from({ length: count }, (_, index) => [
    `w${String(from + index).padStart(6, '0')}`,
    'unknown',
    people,
  ]),
});

/** Answers of a PostHog in which people searched; all else is empty. */
function answer(hogql: string): FakeTable {
  if (hogql === eventCountsHogql)
    return {
      columns: ['event', 'times', 'first'],
      results: [
        ['asset_viewed', 90, FIRST],
        ['search_performed', 40, FIRST],
      ],
    };
  if (hogql !== topSearches) return { columns: [], results: [] };
  return {
    columns: ['words', 'team', 'people'],
    results: [
      ['price', 'unknown', 15],
      ['my private words', 'unknown', 4],
    ],
  };
}

let folder: string;
let fake: FakePosthog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-adoption-'));
  fake = await startFakePosthog({ answer, delayMs: 20 });
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
  test('asks PostHog every question of every week that is over, three at a time, and of each once', async () => {
    const run = await adopt();
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toContain(
      `answered ${String(questions.length)} of ${String(questions.length)} questions`,
    );
    const snapshot = await read();
    expect(snapshot).toMatchObject({ source: 'posthog', events: 130 });
    // A team of twelve is never more than that, and rounded up or down.
    expect(['price,10', 'price,15']).toContain(String(find(snapshot, 'top-searches').rows));
    expect(await readText()).not.toContain('my private words');
    expect(await readFile(join(folder, 'frozen-weeks.json'), 'utf8')).not.toContain('my private words');
    expect([2, 3]).toContain(fake.mostAtOnce);
    expect(fake.calls.map(({ path: asked }) => asked)).toEqual(fake.calls.map(() => 'query/'));
    const asked = fake.calls.length;
    expect(asked).toBeGreaterThan(20);
    const secret = (await readFile(join(folder, 'rounding-secret'), 'utf8')).trim();
    expect(JSON.stringify(fake.calls) + (await readText())).not.toContain(secret);
    await adopt();
    expect(fake.calls.length - asked).toBe(1);
  });

  test('asks on behind the last row where an answer is full', async () => {
    const asked: Record<string, unknown>[] = [];
    fake.answer = (hogql, values) => {
      if ('after_0' in values) {
        asked.push(values);
        return words(50_000, 3, 15);
      }
      return hogql === topSearches ? words(0, 50_000, 4) : answer(hogql);
    };
    expect(await adopt()).toMatchObject({ code: 0 });
    expect(asked[0]).toMatchObject({ after_0: 'w049999', after_1: 'unknown' });
    expect(find(await read(), 'top-searches').rows).toHaveLength(3);
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

  test('keeps what was counted of a question that fails, and says up to when', async () => {
    await adopt();
    const good = await read();
    // As if the newest block were not counted yet: the one that is kept is an earlier one.
    const frozen = join(folder, 'frozen-weeks.json');
    const kept = JSON.parse(await readFile(frozen, 'utf8'));
    for (const table of kept.tables)
      if (table.question === 'top-searches')
        Object.assign(table, {
          from: addDays(table.from, -7 * table.weeks),
          to: addDays(table.to, -7 * table.weeks),
        });
    await writeFile(frozen, JSON.stringify(kept));
    fake.answer = (hogql) =>
      hogql === topSearches
        ? { status: 400, body: { type: 'x', code: 'hogql_query_error', detail: 'No.', attr: null } }
        : answer(hogql);
    const run = await adopt();
    expect(run.code).toBe(0);
    const before = find(await read(), 'top-searches');
    const until = addDays(find(good, 'top-searches').counted?.until ?? '', -91);
    expect(run.err).toBe(
      `Without answer:\n  top-searches: PostHog does not take the question (400). It says: No. What was counted up to ${renderDay(until)} stays, and its chart says so.\n`,
    );
    expect(before).toMatchObject({
      rows: find(good, 'top-searches').rows,
      state: 'failed',
      problem: 'PostHog does not take the question (400). It says: No.',
      counted: { until },
    });
  });

  test('counts nothing by other clocks than those of hub.yaml, and says what to do', async () => {
    fake.answer = (hogql) => ({ ...answer(hogql), timezone: 'Europe/Berlin' });
    const run = await adopt();
    expect(run.code).toBe(2);
    expect(run.err).toContain(
      'PostHog goes by the clocks of Europe/Berlin, and hub.yaml by those of UTC, so weeks that are not counted yet would be others. Set the time zone of the project in PostHog to UTC, or write time_zone: Europe/Berlin below company in hub.yaml.',
    );
    expect(run.err).toContain('Nothing was written');
    fake.answer = (hogql) => ({ ...answer(hogql), timezone: 'UTC' });
    expect(await adopt()).toMatchObject({ code: 0, err: '' });
  });

  test('ends with 2 where the secret for rounding is set and empty', async () => {
    const run = await adopt({ ...posthogEnv(fake.url), HUB_ROUNDING_SECRET: '' });
    expect(run.code).toBe(2);
    expect(run.err).toContain('HUB_ROUNDING_SECRET holds no secret for rounding');
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
    await rm(join(folder, 'frozen-weeks.json'));
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
      created_at: `2026-${index % 2 === 0 ? '10' : '11'}-${day}T09:00:00.000Z`,
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
    const { secret } = await openFrozenBook({ HUB_DATA: folder });
    const direct = await takeStoreSnapshot(
      hub.store,
      libraryFacts(library),
      () => Date.parse(snapshot.madeAt),
      { book: { ...createFrozenBook(), secret } },
    );
    expect(snapshot).toEqual({ ...direct, source: 'posthog' });
    expect(snapshot.answers.flatMap(({ rows }) => rows).length).toBeGreaterThan(20);
    expect(snapshot.events).toBe(600);
    await hub.remove();
  });
});

describe('each question on the embedded store', () => {
  test('gives the same rows in pages of seven as at once, and with days that move as with days filled in', async () => {
    const temporary = await openTemporaryStore();
    await fillStore(temporary);
    let pages = 0;
    for (const question of countedQuestions) {
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
      // A dashboard has the sums over all teams.
      const moving = await temporary.runQuery(dashboardText(question), {});
      const people = Object.entries(question.selects).flatMap(([name, type]) =>
        type === 'people' ? [name] : [],
      );
      const sumOf = ({
        columns,
        rows: of,
      }: {
        columns: readonly string[];
        rows: readonly (readonly unknown[])[];
      }) => people.map((name) => of.reduce((sum, row) => sum + Number(row[columns.indexOf(name)]), 0));
      expect({ id: question.id, sums: sumOf(moving) }).toEqual({ id: question.id, sums: sumOf(whole) });
      const { chartSettings } = buildInsight(question).fields['query'] as {
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
      expect(moving.columns).toEqual(expect.arrayContaining(drawn));
    }
    expect(pages).toBeGreaterThan(countedQuestions.length);
    await temporary.remove();
  });
});
