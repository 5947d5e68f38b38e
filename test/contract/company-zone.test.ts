import { afterEach, beforeEach, expect, test } from 'vitest';
import { createCollector } from '../../src/collector/collector.ts';
import { createStoreQuery } from '../../src/collector/query.ts';
import { takeSnapshot, takeStoreSnapshot } from '../../src/collector/take-snapshot.ts';
import { addDays, type Day } from '../../src/library/dates.ts';
import { startOf } from '../../src/library/time-zone.ts';
import type { LibraryFacts } from '../../src/usage/questions/library-facts.ts';
import type { Snapshot } from '../../src/usage/snapshot/snapshot.ts';
import { openTemporaryStore, storedEvent, type TemporaryStore } from '../support/store/event-store.ts';
import { createFrozenBook } from '../support/store/frozen-book.ts';

let hub: TemporaryStore;

beforeEach(async () => {
  hub = await openTemporaryStore();
});
afterEach(() => hub.remove());

const company = (zone?: string): LibraryFacts => ({
  teams: [{ id: 'uk', name: 'UK', reps: 300 }],
  products: [],
  assets: [],
  ...(zone !== undefined && { zone }),
});

let number = 0;
const views = (first: number, count: number, ms: number) =>
  Array.from({ length: count }, (_, rep) =>
    storedEvent((number += 1), {
      timestamp: new Date(ms).toISOString(),
      created_at: new Date(ms).toISOString(),
      distinct_id: `rep-${String(first + rep)}`,
      properties: { asset_id: 'answers/a1', asset_rev: 'r', product: 'cold', team: 'uk' },
    }),
  );

/** Reps just before a week, in its first and last moment, and just after it; all were heard of before. */
async function fillAround(zone: string, monday: Day): Promise<void> {
  const [begins, ends] = [startOf(zone, monday), startOf(zone, addDays(monday, 7))];
  await hub.store.append([
    ...views(0, 240, startOf(zone, addDays(monday, -20))),
    ...views(0, 80, begins - 1000),
    ...views(80, 60, begins),
    ...views(140, 60, ends - 1000),
    ...views(200, 40, ends),
  ]);
}

const weekly = ({ answers }: Snapshot) =>
  answers.find(({ id }) => id === 'weekly-active-reps-by-team') ?? { rows: [], counted: undefined };

const weeksOf = (snapshot: Snapshot) =>
  Object.fromEntries(
    weekly(snapshot).rows.flatMap(([week, team, reps]) => (team === 'all' ? [[String(week), reps]] : [])),
  );

const take = (zone: string | undefined, ms: number, book = createFrozenBook()) =>
  takeStoreSnapshot(hub.store, company(zone), () => ms, { book });

test.each([
  ['Europe/Berlin', '2026-03-23'],
  ['Europe/Berlin', '2026-10-19'],
  ['America/New_York', '2026-03-02'],
  ['America/New_York', '2026-10-26'],
  ['Asia/Kolkata', '2026-06-01'],
  ['Pacific/Auckland', '2026-03-30'],
  ['Pacific/Auckland', '2026-09-21'],
])(
  'in %s the week of %s ends at the Monday midnight there, and is counted two days later',
  async (zone, monday) => {
    await fillAround(zone, monday);
    const counted = startOf(zone, addDays(monday, 9));
    expect(Object.keys(weeksOf(await take(zone, counted - 1)))).not.toContain(monday);
    expect(Object.keys(weeksOf(await take(zone, counted)))).toContain(monday);
    const snapshot = await take(zone, startOf(zone, addDays(monday, 16)));
    expect(snapshot.today).toBe(addDays(monday, 16));
    const weeks = weeksOf(snapshot);
    // The number of one team is within 4 of the truth.
    for (const [week, truth] of [
      [addDays(monday, -7), 80],
      [monday, 120],
      [addDays(monday, 7), 40],
    ] as const)
      expect(Math.abs(Number(weeks[week]) - truth)).toBeLessThan(5);
  },
);

test('a change of zone counts no week again, and an answer says which weeks are of the zone before', async () => {
  await fillAround('UTC', '2026-10-12');
  const book = createFrozenBook();
  const before = await take(undefined, Date.parse('2026-10-22T12:00:00Z'), book);
  const kept = await book.read();
  const after = await take('Pacific/Auckland', Date.parse('2026-10-29T12:00:00Z'), book);
  expect((await book.read()).slice(0, kept.length)).toEqual(kept);
  expect(weeksOf(after)).toMatchObject(weeksOf(before));
  expect(weekly(before).counted).not.toHaveProperty('before');
  expect(weekly(after).counted).toMatchObject({
    until: '2026-10-25',
    before: { zone: 'UTC', until: '2026-10-18' },
  });
  const names = (await book.read()).map(({ question, weeks, from }) => [question, weeks, from].join(' '));
  expect(new Set(names).size).toBe(names.length);
});

test('what goes by other clocks than hub.yaml is not counted, and says what to do', async () => {
  await fillAround('Europe/Berlin', '2026-10-12');
  const ms = Date.parse('2026-10-29T12:00:00Z');
  const book = createFrozenBook();
  const of = (asked: string, zone: string | undefined) =>
    takeSnapshot({
      runQuery: createStoreQuery(hub.store, () => ms, { zone: asked }),
      source: 'posthog',
      facts: company(zone),
      madeAt: new Date(ms).toISOString(),
      atOnce: 1,
      book,
      pageLoads: undefined,
    });
  const { answers } = await of('America/New_York', 'Europe/Berlin');
  expect(new Set(answers.map(({ state, problem }) => `${state}: ${problem ?? ''}`))).toEqual(
    new Set([
      'failed: PostHog goes by the clocks of America/New_York, and hub.yaml by those of Europe/Berlin, so weeks that are not counted yet would be others. Set the time zone of the project in PostHog to Europe/Berlin, or write time_zone: America/New_York below company in hub.yaml.',
    ]),
  );
  expect(await book.read()).toEqual([]);
  expect(weeksOf(await of('Europe/Berlin', 'Europe/Berlin'))).toHaveProperty('2026-10-12');
  expect((await of('Etc/UTC', undefined)).answers.some(({ state }) => state === 'failed')).toBe(false);
});

test('a question with the key goes by the zone, a span of a dashboard too, and the answer names it', async () => {
  await hub.store.append(views(0, 1, Date.parse('2026-10-25T22:59:59Z')));
  await hub.store.append(views(0, 1, Date.parse('2026-10-25T23:00:00Z')));
  const collect = createCollector({
    store: hub.store,
    clock: () => Date.parse('2026-11-01T12:00:00Z'),
    projectToken: 'phc_hub',
    queryKey: 'key',
    zone: () => 'Europe/Berlin',
  });
  const ask = async (dateRange: Record<string, string>) => {
    const text =
      'SELECT toDate(timestamp) AS day, count() FROM events WHERE {filters} GROUP BY day ORDER BY day';
    const response = await collect(
      new Request('http://hub/api/projects/1/query/', {
        method: 'POST',
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
        body: JSON.stringify({ query: { kind: 'HogQLQuery', query: text, filters: { dateRange } } }),
      }),
    );
    return (await response?.json()) as unknown;
  };
  const [sunday, monday] = [
    ['2026-10-25', 1],
    ['2026-10-26', 1],
  ];
  expect(await ask({})).toMatchObject({ results: [sunday, monday], timezone: 'Europe/Berlin' });
  expect(await ask({ date_from: '2026-10-26' })).toMatchObject({ results: [monday] });
  expect(await ask({ date_to: '2026-10-26 00:00' })).toMatchObject({ results: [sunday] });
  expect(await ask({ date_from: '2026-10-25T23:00:00Z' })).toMatchObject({ results: [monday] });
  expect(await ask({ date_from: '2026-10-25T23:00:00+01:00' })).toMatchObject({ results: [sunday, monday] });
});
