import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readContent } from '../../src/adapters/content-folder.ts';
import { renderCsv } from '../../src/charts/csv.ts';
import { buildChartContext } from '../../src/charts/context.ts';
import { createSteadyCount } from '../../src/collector/steady-count.ts';
import { libraryFacts, takeStoreSnapshot } from '../../src/collector/take-snapshot.ts';
import { generateDemoEvents, type DemoSpec } from '../../src/usage/demo/demo-events.ts';
import { createRandom } from '../../src/usage/demo/demo-random.ts';
import { buildDemoSpec } from '../../src/usage/demo/demo-spec.ts';
import { answerColumns, cellsOf } from '../../src/usage/questions/columns.ts';
import { coverageOfEligibleReps } from '../../src/usage/questions/coverage-of-eligible-reps.ts';
import { did } from '../../src/usage/questions/people-group.ts';
import { defineQuestion, type Question } from '../../src/usage/questions/question.ts';
import { questions } from '../../src/usage/questions/questions.ts';
import { ingestEnvelope } from '../../src/usage/wire/ingest.ts';
import type { Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../src/usage/snapshot/answer.ts';
import type { LibraryFacts } from '../../src/usage/questions/library-facts.ts';
import type { QuestionId } from '../../src/usage/questions/questions.ts';
import { NOW, openTemporaryStore, storedEvent } from '../support/store/event-store.ts';
import { findSmallGroups } from '../support/store/privacy-attack.ts';

const until = new Date(NOW).toISOString();

async function snapshotOf(spec: DemoSpec, facts: LibraryFacts): Promise<Snapshot> {
  const temporary = await openTemporaryStore();
  const events = [...generateDemoEvents(spec)];
  await temporary.store.append(
    ingestEnvelope({ token: 'phc_hub', sentAt: undefined, events }, { now: NOW, newUuid: () => '' }).events,
  );
  const snapshot = await takeStoreSnapshot(temporary.store, facts, () => NOW);
  await temporary.remove();
  return snapshot;
}

test('from the sample hub with demo use no group of one to four people can be worked out', async () => {
  const { library } = await readContent(resolve(import.meta.dirname, '../../content'));
  const spec = await buildDemoSpec(library, { seed: 1, days: 400, until });
  const facts = libraryFacts(library);
  const snapshot = await snapshotOf(spec, facts);
  expect(findSmallGroups(snapshot, facts)).toEqual([]);
  expect(snapshot.answers.flatMap(({ rows }) => rows).length).toBeGreaterThan(200);
  expect(snapshot.slices?.flatMap(({ rows }) => rows).length).toBeGreaterThan(100);

  const context = buildChartContext(library);
  for (const answer of snapshot.answers)
    expect(renderCsv(answer, context).trimEnd().split('\r\n')).toHaveLength(answer.rows.length + 1);
});

test.each([1, 2, 3, 4, 5, 6])('nor from a company of small teams (%i)', async (seed) => {
  const random = createRandom(seed);
  const teams = Array.from({ length: 3 + random.below(5) }, (_, index) => ({
    id: `team-${String(index)}`,
    reps: 1 + random.below(14),
  }));
  const spec: DemoSpec = {
    seed,
    days: 100 + 150 * (seed % 3),
    until,
    teams,
    quarterEnds: ['2026-09-30'],
    assets: Array.from({ length: 12 }, (_, index) => ({
      id: `answers/a${String(index)}`,
      revision: 'r',
      kind: 'answer',
      product: ['routes', 'cold', 'dock'][index % 3] ?? '',
      publishedOn: index < 3 ? '2026-10-20' : undefined,
      files: index % 4 === 0 ? ['files/a.pdf'] : [],
      objections: ['too-dear', 'not-now'],
    })),
    searches: ['price', 'kestrowe', 'netsuite'].map((query, index) => ({
      query,
      results: index === 2 ? 0 : 4,
      hits: ['answers/a0', 'answers/a1', 'answers/a2'],
    })),
  };
  const facts: LibraryFacts = {
    teams: teams.map(({ id, reps }) => ({ id, name: id, reps })),
    products: ['routes', 'cold', 'dock'].map((id) => ({ id, name: id })),
    assets: spec.assets.map(({ id, kind, product, publishedOn }) => ({
      id,
      kind,
      title: id,
      products: [product],
      publishedOn,
    })),
  };
  const snapshot = await snapshotOf(spec, facts);
  expect(findSmallGroups(snapshot, facts)).toEqual([]);
  expect(snapshot.answers.flatMap(({ rows }) => rows).length).toBeGreaterThan(20);
});

/** A view of one asset by a rep, three days ago; `at` makes it another one. */
const view = (rep: number, at: number) =>
  storedEvent(rep * 100 + at, {
    timestamp: new Date(NOW - 86_400_000 * 3).toISOString(),
    distinct_id: `rep-${String(rep)}`,
    properties: { asset_id: 'answers/a', asset_rev: 'r', product: '', team: 'uk' },
  });

test('what one more person does shows in no number of the same day, and on the next', async () => {
  const temporary = await openTemporaryStore();
  const facts: LibraryFacts = {
    teams: [{ id: 'uk', name: 'UK', reps: 40 }],
    products: [],
    assets: [{ id: 'answers/a', kind: 'answer', title: 'A', products: [] }],
  };
  await temporary.store.append(Array.from({ length: 12 }, (_, rep) => view(rep, 0)));
  let now = NOW;
  const countNow = (isSplit: boolean) => takeStoreSnapshot(temporary.store, facts, () => now, { isSplit });
  const count = createSteadyCount(countNow, undefined);
  const first = await count(true);
  expect(first.answers[0]?.rows).toEqual([['answers/a', 'A', 'answer', 12, 12, 0, 0]]);
  expect((await count(false)).answers).toEqual(first.answers);

  await temporary.store.append([view(13, 0), view(0, 1)]);
  now += 3_600_000;
  expect((await countNow(true)).answers[0]?.rows[0]).toContain(14);
  expect(await count(true)).toEqual(first);
  await temporary.store.append(Array.from({ length: 7 }, (_, rep) => view(20 + rep, 0)));
  expect((await count(true)).answers[0]?.rows[0]).toContain(21);
  await temporary.store.append([view(30, 0)]);
  now += 86_400_000;
  expect((await count(true)).answers[0]?.rows[0]).toContain(22);
  await temporary.remove();
});

/** A snapshot that tells of one week. */
const week = (...rows: [string, number][]): Snapshot => ({
  madeAt: until,
  today: until.slice(0, 10),
  source: 'embedded',
  events: 1,
  answers: [
    {
      id: 'weekly-active-reps-by-team',
      title: '',
      asks: '',
      hogql: '',
      state: 'ready',
      columns: [
        { name: 'week', label: '', type: 'week' },
        { name: 'team', label: '', type: 'team' },
        { name: 'reps', label: '', type: 'number' },
      ],
      rows: rows.map(([team, reps]) => ['2026-11-09', team, reps]),
      withheld: 0,
      withheldNote: '',
    },
  ],
});

test('the attack finds a number that is small, one that is found by subtraction, and one that the head count tells', () => {
  const facts: LibraryFacts = {
    teams: [
      { id: 'uk', name: 'UK', reps: 20 },
      { id: 'dach', name: 'DACH', reps: 9 },
    ],
    products: [],
    assets: [],
  };
  expect(findSmallGroups(week(['all', 15], ['uk', 15]), facts)).toEqual([]);
  expect(findSmallGroups(week(['uk', 3]), facts)).toHaveLength(1);
  expect(findSmallGroups(week(['all', 18], ['uk', 15]), facts).length).toBeGreaterThan(0);
  expect(findSmallGroups(week(['uk', 18]), facts)).toHaveLength(1);
  expect(findSmallGroups(week(['all', 21], ['uk', 14]), facts).length).toBeGreaterThan(0);
});

const raters = defineQuestion({
  id: 'ratings',
  title: 'Ratings',
  asks: (span) => `How many reps rated an asset in the ${span}?`,
  span: { days: 90 },
  hogql: '',
  selects: { asset: 'text', raters: 'people' },
  row: {
    asset: { role: 'key', type: 'asset', label: 'Asset' },
    raters: { role: 'people', type: 'people', label: 'Reps who rated', from: 'raters' },
  },
  people: {
    raters: {
      small: 'row',
      did: ({ asset }, { library }) => [`rate ${asset}`, ...did.useAsset(asset, library)],
    },
  },
  chart: 'table',
  needs: ['asset_rated'],
  withheldNote: { one: '', many: '' },
  answer: (rows) => rows,
});

/** A snapshot in which so many rated an asset, and so many used its product. */
function rated(raterCount: number, used: number): Snapshot {
  const { answers, ...rest } = week();
  const of = (question: Question, row: Record<string, Cell>) =>
    answers.map((answer) => ({
      ...answer,
      id: question.id as QuestionId,
      columns: answerColumns(question.row),
      rows: [cellsOf(question.row, row)],
    }));
  const asset = 'answers/a';
  return {
    ...rest,
    answers: [
      ...of(raters, { asset, raters: raterCount }),
      ...of(coverageOfEligibleReps, { product: 'cold', reps: used }),
    ],
  };
}

test('the attack reads the numbers of any question by its declaration, beside those of the others', () => {
  const facts: LibraryFacts = {
    teams: [{ id: 'uk', name: 'UK', reps: 60 }],
    products: [],
    assets: [{ id: 'answers/a', kind: 'answer', title: 'A', products: ['cold'] }],
  };
  const find = (raterCount: number, used: number) =>
    findSmallGroups(rated(raterCount, used), facts, [...questions, raters]);
  expect(find(20, 40)).toEqual([]);
  expect(find(3, 40)).toHaveLength(1);
  expect(find(20, 22)).toHaveLength(1);
  expect(find(57, 57)).not.toEqual([]);
  expect(() => findSmallGroups(rated(20, 40), facts)).toThrow('Nobody knows whom ratings is about.');
});
