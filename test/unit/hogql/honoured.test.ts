import { expect, test } from 'vitest';
import { openHogqlCompiler } from '../../../src/hogql/compile.ts';
import { HogqlError } from '../../../src/hogql/hogql-error.ts';
import { openHogqlParser } from '../../../src/hogql/parse.ts';
import type { PrintOptions } from '../../../src/hogql/printer.ts';
import type { QueryNode } from '../../../src/hogql/syntax.ts';

const options: PrintOptions = {
  values: { asset: 'a', rows: 3 },
  now: '2026-11-22T12:00:00.000Z',
  declared: { asset_id: 'text', results: 'number' },
};
const parse = openHogqlParser();
const compile = openHogqlCompiler(parse);

async function outcome(tree: QueryNode): Promise<string> {
  try {
    const { sql, values } = await openHogqlCompiler(() => Promise.resolve(tree))('', options);
    return `${sql} ${JSON.stringify(values)}`;
  } catch (error) {
    return error instanceof HogqlError ? 'refused' : 'refused as nonsense';
  }
}

/** Texts of the dialect that hold every kind of node it reads. */
const READ = [
  `WITH 30 AS days, some AS (SELECT distinct_id AS who FROM events) SELECT DISTINCT s.who AS w, days FROM some AS s WHERE s.who != 'x' AND NOT s.who IS NULL ORDER BY w DESC LIMIT 5 OFFSET 1`,
  `SELECT properties['a'] AS a, [1, 2][1] AS b, (1, 2) AS c, CAST(properties.n AS Float) AS d, -1 + 2 AS e, multiIf(event = 'x', 1, 2) AS f FROM events WHERE event = {asset} OR event IN ('a', 'b') OR event IS DISTINCT FROM 'c' LIMIT {rows}`,
  `SELECT event AS e, count(DISTINCT distinct_id) AS n, countIf(event = 'x') AS m, quantile(0.5)(toFloat(properties.n)) AS q, count(*) FILTER (WHERE event = 'y') AS f FROM events GROUP BY e HAVING n BETWEEN 1 AND 2 ORDER BY n ASC, e ASC LIMIT 1 BY e LIMIT 9`,
  `SELECT e.event, p.properties.team, row_number() OVER (PARTITION BY e.event ORDER BY e.timestamp ASC) AS r, sum(1) OVER w AS s FROM events AS e INNER JOIN persons AS p ON e.person_id = p.id LEFT JOIN (SELECT distinct_id AS d FROM events) AS b ON e.distinct_id = b.d WINDOW w AS (ORDER BY e.timestamp ASC ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) LIMIT 4`,
  `(SELECT 1 AS x) UNION ALL (SELECT (SELECT max(event) FROM events) AS x) UNION DISTINCT (SELECT now() AS x) LIMIT 3`,
];

/** Texts with every field that the parser writes, in the dialect or not. */
const EVERY_FIELD = [
  ...READ,
  'SELECT count(DISTINCT a ORDER BY b) FILTER (WHERE c), quantile(0.5) WITHIN GROUP (ORDER BY x) FROM events LIMIT 10 %',
  'SELECT a FROM x FINAL SAMPLE 1/10 OFFSET 1/2 PREWHERE b GROUP BY ROLLUP(a) QUALIFY c ORDER BY a WITH FILL FROM 1 TO 2 STEP 3 INTERPOLATE (b AS 1) LIMIT 10 WITH TIES',
  'SELECT a FROM x GROUP BY GROUPING SETS ((a), (b))',
  'SELECT a FROM numbers(1) AS t(c, d) ARRAY JOIN b AS e',
  'WITH RECURSIVE a AS MATERIALIZED (SELECT 1) SELECT * FROM a',
  'WITH a(x) USING KEY (x) AS (SELECT 1) SELECT x -> x, (1, 2).1, a?.b, {1: 2}, f(a := 1), arr[1:2], 1::Decimal(1, 2) FROM a',
  "SELECT * EXCLUDE (b), COLUMNS('a'), a IS NOT DISTINCT FROM b, sum(a) OVER w FROM x WINDOW w AS (ORDER BY a RANGE 1 PRECEDING)",
  `SELECT <a b='c'>{x}</a>`,
  '(SELECT a FROM x ORDER BY a) UNION ALL (SELECT b FROM y) ORDER BY a LIMIT 2 OFFSET 3',
  'SELECT a FROM x PIVOT (sum(a) FOR b IN (1, 2)) JOIN y USING (b) LIMIT 3 OFFSET 2 BY a LIMIT 4',
];

type Fields = Record<string, unknown>;

function nodesOf(value: unknown, found: Fields[] = []): Fields[] {
  if (typeof value !== 'object' || value === null) return found;
  if ('node' in value) found.push(value as Fields);
  for (const inner of Object.values(value)) nodesOf(inner, found);
  return found;
}

/** Said twice: `x IS NULL` and `x = NULL` mean the same. */
const SAME_MEANING = new Set(['is_null_comparison_style']);

function saysSomething(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return false;
  return !(Array.isArray(value) && value.length === 0);
}

/** How many of the values that the parser writes into a field are tried. */
const MAX_SAMPLES = 3;

test('every field of every node is honoured or refused', async () => {
  /** By field, what the parser itself writes into it. */
  const samples = new Map<string, Map<string, unknown>>();
  for (const text of EVERY_FIELD)
    for (const node of nodesOf(await parse(text)))
      for (const [field, value] of Object.entries(node)) {
        if (field === 'node' || !saysSomething(value)) continue;
        const known = samples.get(field) ?? new Map<string, unknown>();
        if (known.size < MAX_SAMPLES) known.set(JSON.stringify(value), value);
        samples.set(field, known);
      }
  expect(samples.size).toBeGreaterThan(70);

  const kinds = new Set<unknown>();
  const dropped = new Set<string>();
  for (const text of READ) {
    const tree = await parse(text);
    const plain = await outcome(tree);
    expect(`${text}: ${plain}`).not.toContain('refused');
    for (const node of nodesOf(tree)) {
      kinds.add(node['node']);
      for (const [field, values] of samples) {
        const before = node[field];
        if (SAME_MEANING.has(field) || saysSomething(before)) continue;
        for (const sample of values.values()) {
          node[field] = sample;
          if ((await outcome(tree)) === plain) dropped.add(`${field} of ${String(node['node'])} in ${text}`);
        }
        if (before === undefined) Reflect.deleteProperty(node, field);
        else node[field] = before;
      }
    }
  }
  expect([...dropped]).toEqual([]);
  expect(kinds.size).toBeGreaterThan(20);
});

test('a field that the parser will learn is refused by its name and place', async () => {
  const tree = await parse('SELECT uniq(event) AS n FROM events');
  const call = nodesOf(tree).find(({ node }) => node === 'Call');
  if (call !== undefined) call['sampled'] = 0.5;
  await expect(openHogqlCompiler(() => Promise.resolve(tree))('', options)).rejects.toThrow(
    '"sampled" is not in the dialect here. (sampled of Call uniq)',
  );
});

async function refusal(text: string): Promise<string> {
  try {
    return `compiled to ${(await compile(text, options)).sql}`;
  } catch (error) {
    return error instanceof HogqlError ? error.message : String(error);
  }
}

test.each([
  ['SELECT event FROM events LIMIT 10 %', 'LIMIT in percent is not in the dialect. Write a number of rows.'],
  ['SELECT event FROM events LIMIT 10 WITH TIES', 'LIMIT WITH TIES is not in the dialect.'],
  ['SELECT event FROM events ORDER BY event NULLS FIRST', 'NULLS FIRST is not in the dialect.'],
  [
    `SELECT event FROM events ORDER BY event COLLATE 'en'`,
    'COLLATE is not in the dialect. Order by lower(x).',
  ],
  ['SELECT event FROM events ORDER BY event WITH FILL', 'WITH FILL is not in the dialect.'],
  ['SELECT event FROM events ORDER BY event INTERPOLATE (event AS 1)', 'INTERPOLATE is not in the dialect.'],
  ['SELECT event, count() FROM events GROUP BY event WITH ROLLUP', 'WITH ROLLUP is not in the dialect.'],
  ['SELECT event, count() FROM events GROUP BY event WITH CUBE', 'WITH CUBE is not in the dialect.'],
  ['SELECT event, count() FROM events GROUP BY event WITH TOTALS', 'WITH TOTALS is not in the dialect.'],
  [
    'SELECT event, count() FROM events GROUP BY ROLLUP(event)',
    'ROLLUP, CUBE, GROUPING SETS and GROUP BY ALL',
  ],
  ['SELECT event, count() FROM events GROUP BY ALL', 'ROLLUP, CUBE, GROUPING SETS and GROUP BY ALL'],
  ['SELECT max(DISTINCT event) FROM events', 'DISTINCT stands in count(DISTINCT x), sum(DISTINCT x)'],
  ['SELECT uniq(DISTINCT event) FROM events', 'DISTINCT stands in count(DISTINCT x), sum(DISTINCT x)'],
  ['SELECT median(DISTINCT 1) FROM events', 'DISTINCT stands in count(DISTINCT x), sum(DISTINCT x)'],
  ['SELECT groupArray(DISTINCT event) FROM events', 'DISTINCT stands in count(DISTINCT x), sum(DISTINCT x)'],
  ['SELECT groupArray(event ORDER BY event) FROM events', 'ORDER BY is not in the dialect here.'],
  ['SELECT groupArray(3)(event) FROM events', 'Parameters stand before the arguments of quantile'],
  ['SELECT count()(DISTINCT event) OVER () FROM events', 'DISTINCT cannot stand here.'],
  ['SELECT sum(1)(2) OVER () FROM events', '(args of WindowFunction sum)'],
  ['SELECT now() FILTER (WHERE 1 = 1)', '(filter_expr of Call now)'],
  ['SELECT lower(event) FILTER (WHERE 1 = 1) FROM events', '(filter_expr of Call lower)'],
  ['SELECT event FROM events SAMPLE 0.1', 'SAMPLE is not in the dialect.'],
  ['SELECT event FROM events FINAL', 'FINAL is not in the dialect.'],
  ['SELECT event FROM events PREWHERE 1 = 1', 'PREWHERE is not in the dialect. Use WHERE.'],
  ['SELECT event FROM events QUALIFY row_number() OVER () = 1', 'QUALIFY is not in the dialect.'],
  ['SELECT event FROM events NATURAL JOIN persons', 'NATURAL JOIN is not in the dialect. Write JOIN … ON.'],
  ['SELECT 1 FROM events AS t(e)', 'Names for columns behind a table are not in the dialect.'],
  [
    'WITH a(x) AS (SELECT 1 AS y) SELECT y FROM a',
    'Names for columns of a WITH query are not in the dialect.',
  ],
  [
    'WITH a AS MATERIALIZED (SELECT 1 AS y) SELECT y FROM a',
    'The word MATERIALIZED is not in the dialect here.',
  ],
  [
    'WITH a AS (SELECT 1 AS y) SELECT event FROM events',
    'A query that WITH names is never used. Take it out.',
  ],
  ['SELECT properties?.a FROM events', '"?." is not in the dialect.'],
  ['(SELECT 1 AS a) UNION ALL (SELECT 2 AS a) ORDER BY a', 'ORDER BY around a UNION is not read by PostHog.'],
  ['(SELECT 1 AS a) UNION ALL (SELECT 2 AS a) ORDER BY 1', 'ORDER BY around a UNION is not read by PostHog.'],
  ['(SELECT 1 AS a) INTERSECT (SELECT 2 AS a)', 'INTERSECT is not in the dialect.'],
  ['SELECT event FROM events WINDOW w AS (ORDER BY event)', '(window_exprs of SelectQuery)'],
])('%s', async (text, sentence) => {
  expect(await refusal(text)).toContain(sentence);
});

test('words between quotes and in comments are no words of the text', async () => {
  const text = `SELECT 'WITH TOTALS' AS a, event AS "with rollup", f'COLLATE {event}' AS c -- NULLS FIRST
    FROM events /* COLLATE */ ORDER BY a DESC NULLS LAST LIMIT 1`;
  expect(await refusal(text)).toMatch(/^compiled/);
});

test('the name of a column does not hide a word that says something', async () => {
  expect(await refusal('SELECT event AS nulls FROM events ORDER BY nulls NULLS FIRST')).toContain(
    'NULLS FIRST',
  );
});
