import { openFrozenBook } from '../adapters/frozen-file.ts';
import { pageLoadsPath, readPageLoads } from '../adapters/page-loads-file.ts';
import { addDays, type Day } from '../library/dates.ts';
import { mapAtMost } from '../library/map-at-most.ts';
import { dayIn, isSameZone } from '../library/time-zone.ts';
import { movedPages, namesOfGone } from '../library/moves.ts';
import { quarterOf } from '../library/quarters.ts';
import { objectionsOf } from '../library/kinds/asset-data.ts';
import type { Library } from '../library/library.ts';
import type { EventStore, StoreValue } from '../usage/event-store.ts';
import { UserError } from '../library/user-error.ts';
import { viewsPerDayHogql, type PageLoads } from '../usage/snapshot/missed-views.ts';
import { freezeTables, groupsByYear, type Counted, type FrozenBook } from '../usage/privacy/freeze.ts';
import { createRound } from '../usage/privacy/rounding.ts';
import { groupTeams } from '../usage/privacy/team-groups.ts';
import { mendProjectZone } from '../usage/dashboards/project-zone.ts';
import { buildNextPageQuery, type QuestionText } from '../usage/questions/question-pages.ts';
import { indexLibrary, type LibraryFacts } from '../usage/questions/library-facts.ts';
import { followMovedAssets } from '../usage/questions/moved-assets.ts';
import { buildSnapshot, eventCountsHogql, type Snapshot } from '../usage/snapshot/snapshot.ts';
import { findMissing, halvesOf, splitRows, textOf, type Missing } from '../usage/snapshot/missing.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import { inTurns } from './in-turns.ts';
import { createStoreQuery, type RunQuery } from './query.ts';
import { withEmbeddedStore } from './embedded-query.ts';

/** The plain facts of a library that answers are computed with, and names of pages that git alone knows. */
export function libraryFacts(
  { hub, assets, byId, moves }: Library,
  gone: readonly { id: string; title: string }[] = [],
): LibraryFacts {
  return {
    moved: [...movedPages(moves, byId)].map(([was, { id }]) => [was, id]),
    gone: [...namesOfGone(moves), ...gone],
    teams: hub.teams,
    products: hub.products,
    zone: hub.company.time_zone,
    assets: assets.map((asset) => ({
      id: asset.id,
      kind: asset.kind,
      title: asset.data.title,
      products: asset.data.products,
      publishedOn: asset.data.published,
      quarterEndsOn: asset.data.published && quarterOf(hub, asset.data.published, asset.data.regions)?.ends,
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
  /** ISO 8601; its day in the time zone of the facts is the `today` of the answers. */
  madeAt: string;
  /** How many questions may wait for their answer at the same time. */
  atOnce: number;
  /** What is kept of weeks that are over; what is not yet in it is counted now. */
  book: FrozenBook;
  /** Page loads that the server counted; undefined where nobody counts them. */
  pageLoads: PageLoads | undefined;
  /** What the source knows to be missing from its answers, a sentence each. */
  lacking?: readonly string[];
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

/**
 * Counts what is over and not kept yet, keeps it, and builds the snapshot from all that is kept. A question that fails is
 * `failed` with its reason, and is asked again the next time; rejects only when nothing can be asked at all, or kept.
 */
export async function takeSnapshot(request: SnapshotRequest): Promise<Snapshot> {
  const { source, facts, madeAt, atOnce, pageLoads, book, lacking = [] } = request;
  const runQuery: RunQuery = (hogql, values) =>
    request.runQuery(followMovedAssets(hogql, facts.moved ?? []), values);
  const today = dayIn(facts.zone, Date.parse(madeAt));
  const counts = await runQuery(eventCountsHogql, { to: today });
  const otherClocks = explainOtherClocks(source, counts.zone, facts.zone);
  const groups = groupTeams(facts.teams);
  const library = indexLibrary(facts);
  const problems = new Map<string, string>();
  const firstReceipt = counts.rows
    .map((row) => String(row[2]).slice(0, 10))
    .reduce((a, b) => (a < b ? a : b), today);
  const known = await book.read();
  const missing = findMissing(known, source, today, firstReceipt);
  const hold = otherClocks ?? explainLacking(lacking);
  const count = async (one: Missing): Promise<Counted[]> => {
    const { id } = one.question;
    if (hold !== undefined) problems.set(id, hold);
    if (problems.has(id)) return [];
    try {
      return splitRows(one, await queryAllPages(runQuery, textOf(one)));
    } catch (error) {
      if (one.periods.length > 1) return (await mapAtMost(halvesOf(one), 1, count)).flat();
      problems.set(id, sentence(error));
      return [];
    }
  };
  const counted = await mapAtMost(missing, atOnce, count);
  const round = createRound(book.secret, groups, groupsByYear(known));
  // Years of many assets take seconds, in which pages and acknowledgements would wait.
  const fresh = await inTurns(freezeTables(counted.flat(), { source, groups, library, round }));
  const kept =
    fresh.length === 0 ? known : await book.add(fresh.map((table) => ({ ...table, zone: facts.zone })));
  const tables = kept.filter((table) => table.source === source);
  const views =
    pageLoads === undefined || otherClocks !== undefined
      ? undefined
      : await queryViewsPerDay(runQuery, today);
  const loaded = pageLoads === undefined || views === undefined ? undefined : { loads: pageLoads, views };
  const eventCounts = Object.fromEntries(counts.rows.map(([name, count]) => [String(name), Number(count)]));
  return inTurns(
    buildSnapshot({ madeAt, today, source, eventCounts, tables, groups, problems, loaded, facts }),
  );
}

const SOURCES = { embedded: 'The hub that runs', posthog: 'PostHog' } as const;

/** Why weeks are not counted now: those of the source are not those of the hub. Undefined where they are. */
function explainOtherClocks(
  source: SnapshotRequest['source'],
  asked: string | undefined,
  zone = 'UTC',
): string | undefined {
  if (asked === undefined || isSameZone(asked, zone)) return undefined;
  const mend =
    source === 'posthog' ? mendProjectZone(asked, zone) : 'Start it again with the hub.yaml of today';
  return `${SOURCES[source]} goes by the clocks of ${asked}, and hub.yaml by those of ${zone}, so weeks that are not counted yet would be others. ${mend}.`;
}

/**
 * Why weeks are not counted now: they are counted once and for good, so one whose events may be missing waits until these are
 * back or somebody has said that less is fine. Which weeks those are is unknown, and people of a later week may have been
 * heard of in a part that is missing, so all of them wait.
 */
function explainLacking([first]: readonly string[]): string | undefined {
  if (first === undefined) return undefined;
  return `A part of the hub’s record is missing, and weeks are counted once and for good: those that are over wait for it. ${first} To go on without it: \`npm run store -- rebuild --smaller\`.`;
}

/** Views a day of the last year, up to and not with today; undefined where the source does not say. */
async function queryViewsPerDay(runQuery: RunQuery, today: Day): Promise<Record<Day, number> | undefined> {
  try {
    const { rows } = await runQuery(viewsPerDayHogql, { from: addDays(today, -400), to: today });
    return Object.fromEntries(rows.map(([day, count]) => [String(day).slice(0, 10), Number(count)]));
  } catch {
    return undefined;
  }
}

/** The embedded store answers one question after the other. */
const EMBEDDED = { source: 'embedded', atOnce: 1 } as const;

/** The snapshot of a store that this process has open. */
export async function takeStoreSnapshot(
  store: EventStore,
  facts: LibraryFacts,
  clock: () => number,
  { book, pageLoads }: Pick<SnapshotRequest, 'book'> & Partial<Pick<SnapshotRequest, 'pageLoads'>>,
): Promise<Snapshot> {
  const runQuery = createStoreQuery(store, clock, { zone: facts.zone, lane: 'charts' });
  const madeAt = new Date(clock()).toISOString();
  const source = { ...EMBEDDED, runQuery, lacking: store.lacking() };
  return takeSnapshot({ ...source, facts, madeAt, book, pageLoads });
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
  return withEmbeddedStore(env, clock, facts.zone, async (asked) => {
    const [book, pageLoads] = [await openFrozenBook(env), await readPageLoads(pageLoadsPath(env))];
    return takeSnapshot({ ...EMBEDDED, ...asked, facts, madeAt, book, pageLoads });
  });
}
