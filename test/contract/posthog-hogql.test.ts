import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTemporaryStore, storedEvent, type TemporaryStore } from '../support/store/event-store.ts';

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
      properties: {
        results: 'many',
        $process_person_profile: false,
        flag: true,
        list: [1, 2],
        said: 'say "hi" c:\\temp',
        lines: 'one\ntwo',
      },
    }),
  ]);
});
afterAll(() => hub.remove());

async function rows(text: string, values: Parameters<TemporaryStore['runQuery']>[1] = {}) {
  return (await hub.runQuery(text, values)).rows;
}

async function value(expression: string, values: Parameters<TemporaryStore['runQuery']>[1] = {}) {
  return (await rows(`SELECT ${expression}`, values))[0]?.[0];
}

const levelsWithin = (days: number) =>
  `SELECT distinct_id, windowFunnel(${String(days * 86_400)})(toDateTime(timestamp), event = 'asset_viewed', event = 'search_performed') AS level FROM events GROUP BY distinct_id ORDER BY distinct_id`;

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
    ['properties.said', [null, null, null, 'say \\"hi\\" c:\\\\temp']],
    ['properties.lines', [null, null, null, 'one\\ntwo']],
    ['$session_id', ['', '', '', '']],
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
    [`properties.nothing IN (SELECT properties.asset_id AS a FROM events)`, 4],
    [`properties.nothing NOT IN (SELECT properties.asset_id AS a FROM events)`, 0],
    [`properties.nothing LIKE properties.none`, 4],
    [`properties.nothing NOT LIKE properties.none`, 0],
    [`properties.asset_id LIKE NULL`, 2],
    [`properties.results BETWEEN 3 AND 3`, 1],
    [`properties.results NOT BETWEEN 3 AND 3`, 1],
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
    [`toDate('2026-02-30')`, '2026-03-02'],
    [`toDate('2026-13-01')`, null],
    [`toDateTime('soon')`, null],
    [`toDateTime('2026-11-22T10:00:00+02:00')`, '2026-11-22T08:00:00Z'],
    [`toString(5.0)`, '5'],
    [`toString(1e20)`, '100000000000000000000'],
    [`toString(toFloat('1e-7'))`, '1e-7'],
    [`toString(1 / 0)`, 'inf'],
    [`toString(1 = 1)`, '1'],
    [`toString(now())`, '2026-11-22 12:00:00.000000'],
    [`toString(toStartOfDay(now()))`, '2026-11-22 00:00:00'],
    [`toString(toDateTime('2026-11-22'))`, '2026-11-22 00:00:00'],
    [`toFloat(' 5')`, null],
    [`toFloat('1_000')`, null],
    [`toFloat('.5')`, 0.5],
    [`toInt(1e15)`, 1_000_000_000_000_000],
    [`toInt(1 = 1)`, 1],
    [`toDate('2026-11-22T10:00:00Z')`, null],
    [`toDate('2026-11-22 10:00:00')`, '2026-11-22'],
    [`toDateTime('infinity')`, null],
    [`toDateTime(toDateTime('2026-11-22 10:00:00.75'))`, '2026-11-22T10:00:00Z'],
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
    [`dateDiff('week', toDate('2026-11-22'), toDate('2026-11-23'))`, 1],
    [`dateDiff('week', toDate('2026-11-21'), toDate('2026-11-22'))`, 0],
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
    [`intDiv(7.5, 2)`, 3],
    [`intDiv(-7, 2)`, -3],
    [`0.1 + 0.2 = 0.3`, 0],
    [`sqrt(-1)`, null],
    [`log(0)`, null],
    [`log(-1) > 0`, 0],
    [`log(-1) != 0`, 1],
    [`greatest(log(-1), 1)`, 1],
    [`round(1 / 0)`, null],
    [`(1 = 1) + (2 = 2)`, 2],
    [`1 = 1`, 1],
    [`true`, true],
    [`NOT true`, false],
    [`lower('ÉA')`, 'Éa'],
    [`upper('éa')`, 'éA'],
    [`concat('<', trim('  a\t '), '>')`, '<a\t>'],
    [`position('éa', 'a')`, 3],
    [`position('ab', 'x')`, 0],
    [`substring('héllo', 2, 2)`, 'é'],
    [`substring('héllo', 2, 1)`, ''],
    [`substring('hello', -3, 2)`, 'll'],
    [`substring('hello', 0, 2)`, ''],
    [`'a\nb' =~ 'a.b'`, 1],
    [`match('a\nb', 'a.b')`, 1],
    [`'a\\\\qb' LIKE 'a\\\\qb'`, 1],
    [`'a\\\\qb' LIKE {pattern}`, 1],
    [`splitByChar('/', 'a/b')[5]`, ''],
    [`[1, 2][5]`, 0],
    [`arrayDistinct([3, 1, 3, 2])`, [3, 1, 2]],
    [`arraySort([2, NULL, 1])`, [1, 2, null]],
    [`has([1, 2], NULL)`, 0],
    [`has([1, NULL], NULL)`, 1],
    [`IF(1 = 1, IFNULL(NULL, 2), 3)`, 2],
    [`length('é')`, 2],
    [`lengthUTF8('é')`, 1],
    [`concat('a', NULL, 1)`, 'a1'],
    [`if(NULL = 'a', 'yes', 'no')`, 'no'],
    [`multiIf(1 = 2, 'a', 1 = 1, 'b', 'c')`, 'b'],
    [`coalesce(NULL, nullIf('a', 'a'), 'b')`, 'b'],
    [`splitByChar('/', 'a/b')[2]`, 'b'],
    [`'100%' LIKE '100\\\\%'`, 1],
    [`{x}`, "it's"],
  ])('%s', async (expression, expected) => {
    expect(await value(expression, { x: "it's", pattern: 'a\\qb' })).toEqual(expected);
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
    [`argMax(event, timestamp) = 'search_performed'`, 1],
    [`sum(event = 'search_performed')`, 2],
    [`sumIf(1, event = 'x')`, 0],
    [`sumIf(properties.results, event = 'x')`, null],
    [`anyIf(event, event = 'x')`, ''],
    [`maxIf(timestamp, event = 'x')`, '1970-01-01T00:00:00Z'],
    [`maxIf(properties.asset_id, event = 'x')`, null],
    [`argMaxIf(event, timestamp, event = 'x')`, ''],
    [`max(log(toFloat(properties.results) - 4))`, null],
    [`min(person.created_at)`, '1970-01-01T00:00:00Z'],
    [`groupArrayIf(event = 'x', event = 'asset_viewed')`, [0, 0]],
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

test('uuids are ordered by their second half, as ClickHouse has it', async () => {
  const ids = ['10000000-0000-7000-8000-00000000000b', '20000000-0000-7000-8000-00000000000a'];
  const other = await openTemporaryStore();
  try {
    await other.store.append(ids.map((uuid, index) => storedEvent(index, { uuid })));
    const run = async (text: string) => (await other.runQuery(text, {})).rows.flat();
    expect(await run('SELECT uuid FROM events ORDER BY uuid ASC LIMIT 5')).toEqual([...ids].reverse());
    expect(await run('SELECT min(uuid) FROM events LIMIT 1')).toEqual([ids[1]]);
    expect(await run(`SELECT uuid FROM events WHERE uuid > '${String(ids[1])}' LIMIT 5`)).toEqual([ids[0]]);
  } finally {
    await other.remove();
  }
});

test('LIMIT BY keeps the first of each in the order of the query', async () => {
  const text =
    'SELECT distinct_id, event FROM events ORDER BY timestamp DESC, distinct_id ASC LIMIT 1 BY event';
  expect(await rows(`${text} LIMIT 5`)).toEqual([
    ['b', 'search_performed'],
    ['b', 'asset_viewed'],
  ]);
  expect(
    await rows(
      'SELECT event, count() AS n FROM events GROUP BY event ORDER BY n ASC LIMIT 0 BY event LIMIT 5',
    ),
  ).toEqual([]);
});

test('NaN comes last, upwards and downwards', async () => {
  const text =
    'SELECT log(toFloat(results) - 3.5) AS l FROM (SELECT properties.results AS results FROM events)';
  const up = (await rows(`${text} ORDER BY l ASC LIMIT 5`)).flat();
  const down = (await rows(`${text} ORDER BY l DESC LIMIT 5`)).flat();
  expect(up[0]).toBeCloseTo(Math.log(0.5), 6);
  expect(down).toEqual(up);
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

describe('what dashboards use', () => {
  test.each<[string, unknown]>([
    [`dateTrunc('week', toDateTime('2026-11-22 10:00:00'))`, '2026-11-16'],
    [`dateTrunc('hour', toDateTime('2026-11-22 10:20:30.5'))`, '2026-11-22T10:00:00Z'],
    [`toStartOfInterval(toDateTime('2026-11-22 10:11:12'), INTERVAL 15 MINUTE)`, '2026-11-22T10:00:00Z'],
    [`toStartOfInterval(toDateTime('2026-11-22 10:11:12'), INTERVAL 2 WEEK)`, '2026-11-09'],
    [`formatDateTime(toDateTime('2026-01-02 03:04:05'), '%Y-%m %H:%i %b')`, '2026-01 03:04 Jan'],
    [`toDate(toTimeZone(toDateTime('2026-11-22 23:30:00'), 'Europe/Berlin'))`, '2026-11-23'],
    [`toStartOfDay(toDateTime('2026-11-22 23:30:00'), 'Europe/Berlin')`, '2026-11-22T23:00:00Z'],
    [`toString(toTimeZone(toDateTime('2026-11-22 23:30:00'), 'Asia/Tokyo'))`, '2026-11-23 08:30:00'],
    [
      `toTimeZone(toDateTime('2026-03-28 23:30:00'), 'Europe/Berlin') + INTERVAL 1 DAY`,
      '2026-03-29T22:30:00Z',
    ],
    [`JSONExtractString('{"a": {"b": ["x", "y"]}}', 'a', 'b', -1)`, 'y'],
    [`JSONExtractInt('{"a": "3.7"}', 'a')`, 3],
    [`JSONExtractFloat('no json', 'a')`, 0],
    [`JSONExtractBool('{"a": "true"}', 'a')`, 0],
    [`JSONExtract('{"a": [1, "y"]}', 'a', 'Array(String)')`, ['1', 'y']],
    [`arrayMap(x -> x + 1, [1, 2])`, [2, 3]],
    [`(SELECT count() FROM events) + 1`, 5],
    [`equals(NULL, 1)`, null],
    [`CASE 'b' WHEN 'a' THEN 1 WHEN 'b' THEN 2 ELSE 3 END`, 2],
  ])('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  test('LEFT JOIN fills with what stands for nothing, and NULL only where that can be', async () => {
    const text = `SELECT a.distinct_id, b.n, b.asset, b.last FROM events AS a LEFT JOIN (SELECT distinct_id AS who, count() AS n, max(properties.asset_id) AS asset, max(timestamp) AS last FROM events WHERE event = 'asset_viewed' GROUP BY who) AS b ON a.distinct_id = b.who WHERE a.distinct_id IN ('a', 'c') ORDER BY a.distinct_id ASC LIMIT 5`;
    expect(await rows(text)).toEqual([
      ['a', 1, 'x', '2026-11-15T10:00:00Z'],
      ['c', 0, null, '1970-01-01T00:00:00Z'],
    ]);
  });

  test('a boolean property is a truth', async () => {
    expect(
      await rows(
        'SELECT countIf(properties.flag), countIf(properties.flag = true), countIf(properties.flag != true) FROM events',
      ),
    ).toEqual([[1, 1, 3]]);
  });

  test('lists become rows', async () => {
    const text = `SELECT arrayJoin(JSONExtract(properties, 'list', 'Array(Int64)')) AS n, count() FROM events GROUP BY n ORDER BY n`;
    expect(await rows(text)).toEqual([
      [1, 1],
      [2, 1],
    ]);
  });

  test('lag and frames look at other rows, and past the end stands nothing', async () => {
    const text = `SELECT event, lag(event) OVER w AS before, count() OVER (ORDER BY uuid ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS near FROM events WINDOW w AS (ORDER BY uuid ASC) ORDER BY uuid ASC LIMIT 3`;
    expect(await rows(text)).toEqual([
      ['asset_viewed', '', 1],
      ['asset_viewed', 'asset_viewed', 2],
      ['search_performed', 'asset_viewed', 2],
    ]);
  });

  test('windowFunnel counts the steps that somebody took in time', async () => {
    expect(await rows(levelsWithin(6))).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 0],
    ]);
    expect(await rows(levelsWithin(5))).toContainEqual(['b', 1]);
  });
});
