import { pageLoadsPath, readPageLoads } from '../adapters/page-loads-file.ts';
import { addDays, type Day } from '../library/dates.ts';
import { objectionsOf } from '../library/kinds/asset-data.ts';
import type { Library } from '../library/library.ts';
import type { EventStore, StoreValue } from '../usage/event-store.ts';
import { UserError } from '../library/user-error.ts';
import { viewsPerDayHogql, type PageLoads } from '../usage/snapshot/missed-views.ts';
import { buildNextPageQuery, type QuestionText } from '../usage/questions/question-pages.ts';
import { questions, type AnyQuestion } from '../usage/questions/questions.ts';
import {
  buildSnapshot,
  eventCountsHogql,
  type QueryOutcome,
  type Snapshot,
} from '../usage/snapshot/snapshot.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import type { LibraryFacts } from '../usage/questions/library-facts.ts';
import { createStoreQuery, type RunQuery } from './query.ts';
import { withEmbeddedStore } from './embedded-query.ts';

/** The plain facts of a library that answers are computed with. */
export function libraryFacts({ hub, assets }: Library): LibraryFacts {
  return {
    teams: hub.teams,
    products: hub.products,
    assets: assets.map((asset) => ({
      id: asset.id,
      kind: asset.kind,
      title: asset.data.title,
      products: asset.data.products,
      publishedOn: asset.data.published,
      objections: objectionsOf(asset).map(({ heard }) => heard),
    })),
  };
}

function toCell(value: StoreValue): Cell {
  return typeof value === 'string' || typeof value === 'number' || value === null
    ? value
    : JSON.stringify(value);
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : 'The question could not be asked.';
}

/** What to ask and for which day. */
export interface SnapshotRequest {
  runQuery: RunQuery;
  source: 'embedded' | 'posthog';
  facts: LibraryFacts;
  /** ISO 8601; its day is the `today` of the answers. */
  madeAt: string;
  /** How many questions may wait for their answer at the same time. */
  atOnce: number;
  /** Also by team and span, which is as much work again. */
  isSplit: boolean;
  /** Page loads that the server counted; undefined where nobody counts them. */
  pageLoads: PageLoads | undefined;
}

/** More rows than any question has: it stops a source that answers every page with the same rows. */
const MAX_ROWS = 1_000_000;

/** All rows of a question, page after page where one answer cannot hold them. */
export async function queryAllPages(runQuery: RunQuery, { hogql, values }: QuestionText): Promise<Cell[][]> {
  const rows: Cell[][] = [];
  let page: QuestionText | undefined = { hogql, values };
  while (page !== undefined) {
    const table = await runQuery(page.hogql, page.values);
    const cells = table.rows.map((row) => row.map(toCell));
    for (const row of cells) rows.push(row);
    if (rows.length > MAX_ROWS)
      throw new UserError(`The answer has more than ${String(MAX_ROWS)} rows.`, 'Ask for a shorter time.');
    page = buildNextPageQuery({ hogql, values }, table.columns, cells);
  }
  return rows;
}

/** Works through a list, so many at a time, and keeps its order. */
async function mapAtMost<In, Out>(
  list: readonly In[],
  atOnce: number,
  work: (entry: In) => Promise<Out>,
): Promise<Out[]> {
  const waiting = list.entries();
  const done: Out[] = [];
  const takeTurns = async () => {
    for (const [index, entry] of waiting) done[index] = await work(entry);
  };
  await Promise.all(Array.from({ length: atOnce }, takeTurns));
  return done;
}

/**
 * Asks all questions and builds the snapshot. A question that fails is `failed` with its reason; rejects only when
 * nothing can be asked at all.
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  const { runQuery, source, facts, madeAt, atOnce, pageLoads } = request;
  const today: Day = madeAt.slice(0, 10);
  const counts = await runQuery(eventCountsHogql, {});
  const runOne = async ({
    id,
    hogql,
    values,
  }: Pick<AnyQuestion, 'id' | 'hogql' | 'values'>): Promise<QueryOutcome> => {
    // An empty store has one answer to everything, and reading the questions alone takes seconds.
    if (counts.rows.length === 0) return { id, rows: [] };
    try {
      return { id, rows: await queryAllPages(runQuery, { hogql, values: values(today) }) };
    } catch (error) {
      return { id, problem: sentence(error) };
    }
  };
  const outcomes = await mapAtMost(questions, atOnce, runOne);
  const splits = questions.flatMap(({ id, split }) => (split === undefined ? [] : [{ ...split, id }]));
  const splitOutcomes = request.isSplit ? await mapAtMost(splits, atOnce, runOne) : undefined;
  const views = pageLoads === undefined ? undefined : await queryViewsPerDay(runQuery, today);
  const counted = pageLoads === undefined || views === undefined ? undefined : { loads: pageLoads, views };
  const eventCounts = Object.fromEntries(counts.rows.map(([name, count]) => [String(name), Number(count)]));
  return buildSnapshot({ madeAt, today, source, eventCounts, outcomes, splitOutcomes, counted, facts });
}

/** Views a day in the longest time that any question looks at; undefined where the source does not say. */
async function queryViewsPerDay(runQuery: RunQuery, today: Day): Promise<Record<Day, number> | undefined> {
  const windows = questions.map(({ values }) => String(values(today)['from']));
  const from = windows.reduce((first, each) => (each < first ? each : first), today);
  try {
    const { rows } = await runQuery(viewsPerDayHogql, { from, to: addDays(today, 1) });
    return Object.fromEntries(rows.map(([day, count]) => [String(day).slice(0, 10), Number(count)]));
  } catch {
    return undefined;
  }
}

/** The embedded store answers one question after the other. */
const EMBEDDED = { source: 'embedded', atOnce: 1 } as const;

/** The snapshot of a store that this process has open; by team and span too unless it is told not to. */
export function takeStoreSnapshot(
  store: EventStore,
  facts: LibraryFacts,
  clock: () => number,
  { isSplit = true, pageLoads }: Partial<Pick<SnapshotRequest, 'isSplit' | 'pageLoads'>> = {},
): Promise<Snapshot> {
  const runQuery = createStoreQuery(store, clock);
  const madeAt = new Date(clock()).toISOString();
  return takeSnapshot({ ...EMBEDDED, runQuery, facts, madeAt, isSplit, pageLoads });
}

/**
 * The snapshot of the embedded store for a build: asks the hub that runs on it, else opens the store itself.
 * Undefined when there is no store yet. Rejects with a UserError when there is one and it cannot be asked.
 */
export function takeEmbeddedSnapshot(
  env: Record<string, string | undefined>,
  facts: LibraryFacts,
  clock: () => number,
): Promise<Snapshot | undefined> {
  const madeAt = new Date(clock()).toISOString();
  return withEmbeddedStore(env, clock, async (runQuery) => {
    const pageLoads = await readPageLoads(pageLoadsPath(env));
    return takeSnapshot({ ...EMBEDDED, runQuery, facts, madeAt, isSplit: true, pageLoads });
  });
}
