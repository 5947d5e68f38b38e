import { describe, expect, test } from 'vitest';
import { openHogqlCompiler } from '../../../src/hogql/compile.ts';
import { HogqlError } from '../../../src/hogql/hogql-error.ts';
import { openHogqlParser } from '../../../src/hogql/parse.ts';
import type { PrintOptions } from '../../../src/hogql/printer.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import { eventCountsHogql } from '../../../src/usage/snapshot/snapshot.ts';

const options: PrintOptions = {
  values: {},
  now: '2026-11-22T12:00:00.000Z',
  declared: { asset_id: 'text', results: 'number' },
};
const compile = openHogqlCompiler();

async function refusal(text: string, values: PrintOptions['values'] = {}): Promise<string> {
  try {
    const { sql } = await compile(text, { ...options, values });
    return `compiled to ${sql}`;
  } catch (error) {
    return error instanceof HogqlError
      ? `${error.code}: ${error.message}`
      : `not a HogqlError: ${String(error)}`;
  }
}

function nested(open: string, close: string): string {
  return `SELECT ${open.repeat(40)}1${close.repeat(40)}`;
}

describe('values', () => {
  test('are bound and never part of the SQL', async () => {
    const evil = `x'); DROP TABLE stored_event; --`;
    const { sql, values } = await compile('SELECT event FROM events WHERE distinct_id = {id} LIMIT 1', {
      ...options,
      values: { id: evil },
    });
    expect(sql).not.toContain('DROP');
    expect(values).toEqual([evil]);
  });

  test('are bound once, wherever and however often they stand', async () => {
    const text = 'SELECT {a} AS one, {b} AS two FROM events WHERE event = {a} LIMIT {n}';
    const { values } = await compile(text, { ...options, values: { a: 'x', b: true, n: 3 } });
    expect(values).toEqual(['x', true]);
  });

  test('in a list are bound one by one', async () => {
    const text = 'SELECT event FROM events WHERE event IN {names} LIMIT 1';
    const { sql, values } = await compile(text, { ...options, values: { names: ['a', 'b'] } });
    expect(values).toEqual(['a', 'b']);
    expect(sql).toContain('$2');
  });

  test('that are missing, or a list in the wrong place, are named', async () => {
    expect(await refusal('SELECT {from}')).toBe(
      'hogql_query_error: Unresolved placeholder: {from}. Pass it in "values".',
    );
    expect(await refusal('SELECT {constructor}')).toContain('Unresolved placeholder: {constructor}');
    expect(await refusal('SELECT {names}', { names: ['a'] })).toContain('can only stand behind IN');
  });
});

describe('texts and names', () => {
  test('are quoted, whatever they hold', async () => {
    const { sql } = await compile(
      `SELECT properties.\`a'b"c\` AS \`x"y\`, 'it''s' FROM events WHERE event = 'a\\'b' LIMIT 1`,
      options,
    );
    expect(sql).toContain(`'/a''b"c'`);
    expect(sql).toContain(`AS "x""y"`);
    expect(sql).toContain(`'it''s'`);
    expect(sql).toContain(`'a''b'`);
  });

  test('of a declared property are columns of the store, of every other a path into the JSON', async () => {
    const { sql } = await compile(
      'SELECT properties.asset_id, properties.`a/b~c`.d FROM events LIMIT 1',
      options,
    );
    expect(sql).toContain('"events"."p_asset_id"');
    expect(sql).toContain(`'/a~1b~0c/d'`);
  });
});

describe('rows', () => {
  test('without LIMIT are a hundred, and one more is asked for to see whether there are more', async () => {
    const { sql, paged } = await compile('SELECT event FROM events', options);
    expect(paged).toEqual({ limit: 100 });
    expect(sql).toMatch(/ LIMIT 101$/);
  });

  test('are never more than PostHog gives', async () => {
    const { sql, paged } = await compile('SELECT event FROM events LIMIT 999999', options);
    expect(paged).toBeUndefined();
    expect(sql).toMatch(/ LIMIT 50000$/);
  });

  test('inside a query are as many as are written', async () => {
    const { sql } = await compile('SELECT count() FROM (SELECT event FROM events LIMIT 999999)', options);
    expect(sql).toContain('LIMIT 999999)');
  });

  test('of a union are cut and passed over as a whole', async () => {
    const text = '(SELECT 1 AS x) UNION ALL (SELECT 2 AS x) LIMIT 2 OFFSET 1';
    const { sql, paged } = await compile(text, options);
    expect(paged).toBeUndefined();
    expect(sql).toMatch(/\) LIMIT 2 OFFSET 1$/);
  });

  test('of a union without LIMIT are bounded as a whole', async () => {
    const { sql, paged } = await compile('SELECT 1 AS x UNION ALL SELECT 2 AS x', options);
    expect(paged).toEqual({ limit: 100 });
    expect(sql).toMatch(/\) LIMIT 101$/);
  });
});

describe('people are joined only where a query asks about them', () => {
  test.each([
    ['SELECT event FROM events LIMIT 1', 0],
    ['SELECT uniq(person_id) FROM events LIMIT 1', 1],
    ['SELECT person.properties.team FROM events LIMIT 1', 2],
  ])('%s', async (text, joins) => {
    const { sql } = await compile(text, options);
    expect(sql.match(/LEFT JOIN/g) ?? []).toHaveLength(joins);
  });
});

describe('hostile or unportable texts are refused', () => {
  test.each([
    `SELECT * FROM read_csv('/etc/passwd')`,
    `SELECT * FROM file('/etc/passwd')`,
    `SELECT * FROM url('http://127.0.0.1/')`,
    `SELECT * FROM numbers(1000000000)`,
    `SELECT * FROM system.tables`,
    `SELECT * FROM stored_event`,
    `SELECT * FROM duckdb_settings()`,
    `SELECT * FROM information_schema.tables`,
    `SELECT * FROM "events; DROP TABLE x"`,
    `SELECT file('/etc/passwd')`,
    `SELECT getenv('HOME')`,
    `SELECT sleep(10)`,
    `SELECT version()`,
    `SELECT constructor(1)`,
    `SELECT hasOwnProperty(1)`,
    `SELECT read_text('/etc/passwd')`,
    `SELECT arrayJoin(event) FROM events`,
    `SELECT arrayJoin(groupArray(event)) FROM events`,
    `SELECT dictGet('x', 'y', 1)`,
    `SELECT DISTINCT event FROM events LIMIT 1 BY event`,
    `SELECT reverse(event) FROM events`,
    `SELECT UNIQ(event) FROM events`,
    `SELECT substring(event, 2) FROM events`,
    `SELECT concat(event) FROM events`,
    `SELECT least(1, 2, 3)`,
    `SELECT quantile(toFloat(properties.x)) FROM events`,
    `SELECT count(DISTINCT event, distinct_id) FROM events`,
    `SELECT toFloat(timestamp) FROM events`,
    `SELECT toDate(5)`,
    `SELECT toHour(event) FROM events`,
    `SELECT sqrt(event) FROM events`,
    `SELECT toString([1, 2])`,
    `SELECT arraySort(event) FROM events`,
    `SELECT toStartOfWeek(timestamp, length(event)) FROM events`,
    `SELECT event FROM events SAMPLE 0.1`,
    `SELECT event FROM events FINAL`,
    `SELECT event FROM events FULL JOIN persons ON events.person_id = persons.id`,
    `SELECT event FROM events LEFT ARRAY JOIN [1] AS x`,
    `SELECT event FROM events ARRAY JOIN [1] AS x, [2] AS y`,
    `SELECT nonsense FROM events`,
    `SELECT toDate(timestamp) AS timestamp FROM events`,
    `SELECT a AS b, b AS a FROM events`,
    `SELECT event FROM events WHERE event = 3`,
    `SELECT event FROM events WHERE event IN COHORT 1`,
    `SELECT lower() FROM events`,
    `SELECT lower(DISTINCT event) FROM events`,
    `SELECT quantile(2)(toFloat(properties.x)) FROM events`,
    `SELECT columns('.*') FROM events`,
    `SELECT 'a' + 1`,
    `SELECT sum(1) OVER w FROM events`,
    `WITH a AS (SELECT * FROM a) SELECT * FROM a`,
    `SELECT <a />`,
    `SELECT 99999999999999999999`,
  ])('%s', async (text) => {
    expect(await refusal(text)).toMatch(/^hogql_query_error: \S/);
  });

  test.each([
    'DROP TABLE events',
    'SELECT 1; SELECT 2',
    'INSERT INTO events SELECT 1',
    `ATTACH 'x'`,
    `SELECT 1 SETTINGS max_threads = 1`,
    `SELECT 1 FORMAT JSON`,
    `SELECT 1 INTO OUTFILE '/tmp/x'`,
    '',
    '🙂',
    'SELECT',
  ])('%s', async (text) => {
    expect(await refusal(text)).toMatch(/^hogql_syntax_error: \S/);
  });

  test.each(['constructor', 'valueOf', 'constructorIf'])('%s is no function', async (name) => {
    expect(await refusal(`SELECT ${name}(1)`)).toContain(
      `hogql_query_error: Unsupported function call '${name}(...)'`,
    );
  });

  test('a text that stands for an endless one', async () => {
    const doubling = Array.from(
      { length: 24 },
      (_, n) => `c${String(n + 1)} AS (SELECT 1 AS x${String(n)} FROM c${String(n)}, c${String(n)} AS d)`,
    );
    expect(await refusal(`WITH c0 AS (SELECT 1 AS x), ${doubling.join(', ')} SELECT * FROM c24`)).toBe(
      'hogql_query_error: The query is too large once its parts are put together.',
    );
  });

  test('what would keep the parser busy for minutes', async () => {
    expect(await refusal(nested('(', ')'))).toContain('nested more than 24 levels deep');
    expect(await refusal(nested('lower(', ')'))).toContain('nested more than 24 levels deep');
    expect(await refusal(`SELECT ${'not '.repeat(200)}1`)).toContain('nested more than 24 levels deep');
    expect(await refusal(`SELECT '${'x'.repeat(30_000)}'`)).toContain('at most 20000 are read');
  });

  test('what breaks the parser does not break the next question', async () => {
    expect(await refusal(`SELECT ${Array.from({ length: 3000 }, () => '1').join('+')}`)).toMatch(
      /^hogql_query_error/,
    );
    expect(await refusal('SELECT 1')).toMatch(/^compiled/);
  });

  test('brackets inside texts and comments do not count as nesting', async () => {
    expect(await refusal(`SELECT '${'('.repeat(60)}' -- ${'('.repeat(60)}\n`)).toMatch(/^compiled/);
  });
});

describe('an alias that is the name of a column', () => {
  const JOINED = `FROM events AS e LEFT JOIN (SELECT distinct_id AS who, event FROM events) AS q ON e.distinct_id = q.who`;
  test.each([
    `SELECT event AS event, count() FROM events GROUP BY event`,
    `SELECT e.event AS event, count() ${JOINED} GROUP BY event ORDER BY event`,
    `SELECT q.event AS other, count() ${JOINED} GROUP BY other`,
  ])('hides nothing where it means that column: %s', async (text) => {
    expect(await refusal(text)).toMatch(/^compiled/);
  });

  test.each([
    `SELECT properties.event AS event, count() FROM events GROUP BY event`,
    `SELECT person.created_at AS created_at FROM events`,
    `SELECT properties.team AS team, count() FROM events AS e CROSS JOIN (SELECT 'x' AS team) AS q GROUP BY team`,
  ])('is refused where it means another: %s', async (text) => {
    expect(await refusal(text)).not.toMatch(/^compiled/);
  });
});

test('a whole number is printed digit by digit, up to what ClickHouse keeps so', async () => {
  const { sql } = await compile(
    'SELECT 9007199254740993, 18446744073709551615, -9223372036854775808',
    options,
  );
  expect(sql).toContain('9007199254740993');
  expect(sql).toContain('18446744073709551615');
  expect(await refusal('SELECT 18446744073709551616')).toContain(
    'The number 18446744073709551616 cannot be used.',
  );
  expect(await refusal('SELECT 1 LIMIT 9007199254740993')).not.toMatch(/^compiled/);
});

test('a text is parsed once', async () => {
  const parser = openHogqlParser();
  const parsed: string[] = [];
  const remembering = openHogqlCompiler((text) => {
    parsed.push(text);
    return parser(text);
  });
  for (const text of ['SELECT 1', 'SELECT 2', 'SELECT 1']) await remembering(text, options);
  expect(parsed).toEqual(['SELECT 1', 'SELECT 2']);
});

test('the shipped questions are in the dialect', async () => {
  for (const { hogql, values } of questions)
    await expect(compile(hogql, { ...options, values: values('2026-11-22') })).resolves.toBeDefined();
  await expect(
    compile(eventCountsHogql, { ...options, values: { to: '2026-11-22' } }),
  ).resolves.toMatchObject({ values: ['2026-11-22'] });
});
