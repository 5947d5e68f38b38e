import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTemporaryStore, storedEvent, type TemporaryStore } from '../support/event-store.ts';

/** What PostHog answers to these texts, by its printer and ClickHouse's documentation. */
let hub: TemporaryStore;

function day(number: number): string {
  return `2026-11-${String(number).padStart(2, '0')}T10:00:00.000Z`;
}

beforeAll(async () => {
  hub = await openTemporaryStore();
  await hub.store.append([
    storedEvent(1, {
      distinct_id: 'a',
      timestamp: day(15),
      properties: { asset_id: 'x', results: 3, deep: { er: 'yes' } },
    }),
    storedEvent(2, {
      distinct_id: 'b',
      timestamp: day(16),
      properties: { asset_id: 'y', results: '4', empty: '', word: 'null' },
    }),
    storedEvent(3, {
      distinct_id: 'b',
      timestamp: day(22),
      event: 'search_performed',
      properties: { query: "it's", none: null, 'odd key/~"': 7 },
    }),
    storedEvent(4, {
      distinct_id: 'c',
      timestamp: day(22),
      event: 'search_performed',
      properties: { results: 'many', flag: true, list: [1, 2] },
    }),
  ]);
});
afterAll(() => hub.remove());

async function rows(text: string, values: Parameters<TemporaryStore['ask']>[1] = {}) {
  return (await hub.ask(text, values)).rows;
}

async function value(expression: string, values: Parameters<TemporaryStore['ask']>[1] = {}) {
  return (await rows(`SELECT ${expression}`, values))[0]?.[0];
}

describe('a property', () => {
  test.each([
    ['properties.asset_id', ['x', 'y', null, null]],
    ['properties.deep.er', ['yes', null, null, null]],
    [`properties['deep']['er']`, ['yes', null, null, null]],
    ['properties.deep', ['{"er":"yes"}', null, null, null]],
    ['properties.empty', [null, null, null, null]],
    ['properties.word', [null, null, null, null]],
    ['properties.none', [null, null, null, null]],
    ['properties.flag', [null, null, null, 'true']],
    ['properties.list', [null, null, null, '[1,2]']],
    ['properties.`odd key/~"`', [null, null, '7', null]],
    ['properties.results', [3, 4, null, null]],
  ])('%s is text or NULL, a declared number a number', async (property, expected) => {
    expect((await rows(`SELECT ${property} AS p FROM events ORDER BY uuid LIMIT 10`)).flat()).toEqual(
      expected,
    );
  });
});

describe('a comparison is never NULL', () => {
  test.each([
    [`properties.asset_id = 'x'`, 1],
    [`properties.asset_id != 'x'`, 3],
    [`NOT (properties.asset_id = 'x')`, 3],
    [`properties.asset_id = NULL`, 2],
    [`properties.asset_id != NULL`, 2],
    [`properties.asset_id IS NULL`, 2],
    [`properties.asset_id = properties.nothing`, 2],
    [`properties.asset_id != properties.nothing`, 2],
    [`properties.asset_id > 'w'`, 2],
    [`NOT (properties.asset_id > 'w')`, 2],
    [`properties.asset_id LIKE 'x%'`, 1],
    [`properties.asset_id NOT LIKE 'x%'`, 3],
    [`properties.asset_id ILIKE 'X'`, 1],
    [`properties.asset_id =~ '^[xy]$'`, 2],
    [`properties.asset_id !~ '^x'`, 3],
    [`properties.asset_id IN ('x', 'z')`, 1],
    [`properties.asset_id NOT IN ('x', 'z')`, 3],
    [`properties.asset_id IN ('x', NULL)`, 3],
    [`properties.asset_id NOT IN ('x', NULL)`, 1],
    [`properties.asset_id IN (SELECT 'x' AS a)`, 1],
    [`properties.asset_id NOT IN (SELECT 'x' AS a)`, 3],
    [`toFloat(properties.results) BETWEEN 3 AND 3`, 1],
    [`properties.results > 3 OR properties.asset_id = 'x'`, 2],
    [`timestamp >= '2026-11-16' AND timestamp < toDateTime('2026-11-22T00:00:00Z')`, 1],
    [`toDate(timestamp) = '2026-11-22'`, 2],
  ])('%s finds %i', async (condition, count) => {
    expect(await rows(`SELECT count() FROM events WHERE ${condition}`)).toEqual([[count]]);
    expect(await rows(`SELECT countIf(${condition}) FROM events`)).toEqual([[count]]);
  });
});

describe('a cast never fails', () => {
  test.each<[string, unknown]>([
    [`toFloat('3.5')`, 3.5],
    [`toFloat('many')`, null],
    [`toInt('12')`, 12],
    [`toInt('3.7')`, null],
    [`toInt(3.7)`, null],
    [`toInt(3.0)`, 3],
    [`toDate('2026-02-30')`, null],
    [`toDateTime('soon')`, null],
    [`toDateTime('2026-11-22T10:00:00+02:00')`, '2026-11-22T08:00:00Z'],
    [`toString(5.0)`, '5'],
    [`CAST('7' AS Int)`, 7],
    [`'x'::Float`, null],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });
});

describe('time', () => {
  test.each<[string, unknown]>([
    [`toStartOfWeek(toDateTime('2026-11-21 10:00:00'))`, '2026-11-15'],
    [`toStartOfWeek(toDateTime('2026-11-22 10:00:00'))`, '2026-11-22'],
    [`toStartOfWeek(toDateTime('2026-11-22 10:00:00'), 1)`, '2026-11-16'],
    [`toStartOfWeek(toDateTime('2026-11-22 10:00:00'), 3)`, '2026-11-16'],
    [`toMonday(toDate('2026-11-22'))`, '2026-11-16'],
    [`toStartOfMonth(toDate('2026-11-22'))`, '2026-11-01'],
    [`toStartOfQuarter(toDate('2026-11-22'))`, '2026-10-01'],
    [`toStartOfDay(now())`, '2026-11-22T00:00:00Z'],
    [`now()`, '2026-11-22T12:00:00Z'],
    [`today()`, '2026-11-22'],
    [`yesterday()`, '2026-11-21'],
    [`now() - INTERVAL 90 MINUTE`, '2026-11-22T10:30:00Z'],
    [`today() - INTERVAL 1 MONTH`, '2026-10-22'],
    [`today() + 7`, '2026-11-29'],
    [`dateDiff('day', toDate('2026-11-01'), now())`, 21],
    [`toDayOfWeek(today())`, 7],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });
});

describe('text and numbers', () => {
  test.each<[string, unknown]>([
    [`round(2.5)`, 2],
    [`round(3.5)`, 4],
    [`round(0.5625, 3)`, 0.562],
    [`5 / 2`, 2.5],
    [`1 / 0`, null],
    [`intDiv(7, 2)`, 3],
    [`length('é')`, 2],
    [`lengthUTF8('é')`, 1],
    [`concat('a', NULL, 1)`, 'a1'],
    [`if(NULL = 'a', 'yes', 'no')`, 'no'],
    [`multiIf(1 = 2, 'a', 1 = 1, 'b', 'c')`, 'b'],
    [`coalesce(NULL, nullIf('a', 'a'), 'b')`, 'b'],
    [`splitByChar('/', 'a/b')[2]`, 'b'],
    [`'100%' LIKE '100\\\\%'`, true],
    [`{x}`, "it's"],
  ])('%s', async (expression, expected) => {
    expect(await value(expression, { x: "it's" })).toEqual(expected);
  });
});

async function assetsInOrder(direction: string) {
  const text = `SELECT DISTINCT properties.asset_id AS a FROM events ORDER BY a ${direction} LIMIT 5`;
  return (await rows(text)).flat();
}

describe('aggregates', () => {
  test.each<[string, unknown]>([
    ['count()', 4],
    ['count(properties.asset_id)', 2],
    ['uniq(distinct_id)', 3],
    ['uniq(person_id)', 3],
    ['count(DISTINCT distinct_id)', 3],
    ['uniq(distinct_id, properties.asset_id)', 2],
    [`countIf(event = 'search_performed')`, 2],
    [`uniqIf(distinct_id, event = 'asset_viewed')`, 2],
    [`sum(properties.results)`, 7],
    [`avg(toFloat(properties.results))`, 3.5],
    [`quantile(0.5)(toFloat(properties.results))`, 3.5],
    [`min(timestamp)`, '2026-11-15T10:00:00Z'],
    [`argMax(event, timestamp) = 'search_performed'`, true],
    [`arraySort(groupUniqArray(event))`, ['asset_viewed', 'search_performed']],
    [`groupArray(properties.asset_id)`, ['x', 'y']],
  ])('%s', async (aggregate, expected) => {
    expect(await rows(`SELECT ${aggregate} FROM events`)).toEqual([[expected]]);
  });

  test('an alias can be used everywhere in its query, as in ClickHouse', async () => {
    const text = `SELECT event AS name, count() AS n, n * 2 AS twice FROM events WHERE name != 'x' GROUP BY name HAVING n > 1 ORDER BY twice DESC, name ASC LIMIT 5`;
    expect(await rows(text)).toEqual([
      ['asset_viewed', 2, 4],
      ['search_performed', 2, 4],
    ]);
  });

  test('NULL comes last, upwards and downwards', async () => {
    expect(await assetsInOrder('ASC')).toEqual(['x', 'y', null]);
    expect(await assetsInOrder('DESC')).toEqual(['y', 'x', null]);
  });
});

test('queries can be named, joined, united and ranked', async () => {
  const text = `
    WITH per_person AS (SELECT distinct_id AS id, count() AS n FROM events GROUP BY id)
    SELECT a.id, b.n, row_number() OVER (PARTITION BY b.n ORDER BY a.id ASC) AS place
    FROM per_person AS a INNER JOIN (SELECT * FROM per_person UNION ALL SELECT 'z' AS id, 1 AS n) AS b ON a.id = b.id
    ORDER BY a.id ASC LIMIT 10`;
  expect(await rows(text)).toEqual([
    ['a', 1, 1],
    ['b', 2, 1],
    ['c', 1, 2],
  ]);
});
