import { createRandom, type Random } from '../../src/usage/demo/demo-random.ts';
import {
  callTemplates,
  fill,
  functionTemplates,
  makeExpression,
  operatorTemplates,
  useTemplate,
  type Expression,
} from './expressions.ts';

/** How often everything in the dialect is used, at least. */
export const LEAST_USES = 3;

/** Aggregates with arguments that make their answer certain: ties are broken, orders are sorted. */
export const aggregateTemplates: Readonly<Record<string, readonly string[]>> = {
  any: ['any(event)', `any(concat(event, '!'))`],
  anyIf: ['anyIf(event, $flag)'],
  argMax: ['argMax($text, toString(uuid))', 'argMax($number, toString(uuid))'],
  argMaxIf: ['argMaxIf(distinct_id, toString(uuid), $flag)'],
  argMin: ['argMin($date, toString(uuid))', 'argMin(event, toString(uuid))'],
  argMinIf: ['argMinIf($text, toString(uuid), $flag)'],
  avg: ['avg($number)', 'avg($integer)'],
  avgIf: ['avgIf($number, $flag)'],
  countDistinct: ['countDistinct($text)'],
  countDistinctIf: ['countDistinctIf($text, $flag)'],
  stddevPop: ['round(stddevPop(length(event)), 6)', 'round(stddevPop(length($text)), 6)'],
  stddevPopIf: ['round(stddevPopIf(length($text), $flag), 6)'],
  stddevSamp: ['round(stddevSamp(length($text)), 6)'],
  stddevSampIf: ['round(stddevSampIf(length($text), $flag), 6)'],
  varPop: ['round(varPop(length($text)), 6)'],
  varPopIf: ['round(varPopIf(length(distinct_id), $flag), 6)'],
  varSamp: ['round(varSamp(length($text)), 6)'],
  varSampIf: ['round(varSampIf(length($text), $flag), 6)'],
  windowFunnel: [
    'windowFunnel(864000)(toDateTime(timestamp), $flag, $flag, $flag)',
    'windowFunnel(3)(toDate(timestamp), $flag, $flag)',
  ],
  windowFunnelIf: ['windowFunnelIf(8640000)(toDateTime(timestamp), $flag, $flag, $flag)'],
  count: ['count()', 'count(*)', 'count($text)', 'count(DISTINCT $text)', 'count() FILTER (WHERE $flag)'],
  countIf: ['countIf($flag)'],
  groupArray: ['arraySort(groupArray($text))', 'arraySort(groupArray($number))'],
  groupArrayIf: ['arraySort(groupArrayIf($text, $flag))'],
  groupUniqArray: ['arraySort(groupUniqArray($text))', 'length(groupUniqArray($number))'],
  groupUniqArrayIf: ['arraySort(groupUniqArrayIf(distinct_id, $flag))'],
  max: ['max($number)', 'max(timestamp)', 'max($text)', 'max($date)', 'max(length(event))'],
  maxIf: ['maxIf(timestamp, $flag)', 'maxIf($number, $flag)', 'maxIf(event, $flag)'],
  median: ['median($number)', 'median(length(event))'],
  medianIf: ['medianIf($number, $flag)'],
  min: ['min($number)', 'min(timestamp)', 'min($text)', 'min(toDate(timestamp))'],
  minIf: ['minIf($number, $flag)', 'minIf(toDate(timestamp), $flag)'],
  quantile: ['quantile(0.9)($number)', 'quantile(0.5)(length(distinct_id))', 'quantile(0.25)($integer)'],
  quantileIf: ['quantileIf(0.75)($number, $flag)'],
  sum: ['sum($number)', 'sum(length(event))', 'sum($flag)'],
  sumIf: ['sumIf($number, $flag)', 'sumIf(1, $flag)'],
  uniq: ['uniq(person_id)', 'uniq($text)', 'uniq($text, $text)'],
  uniqIf: ['uniqIf(person_id, $flag)', 'uniqIf($text, $flag)'],
  uniqExact: ['uniqExact($text)', 'uniqExact(person_id)'],
  uniqExactIf: ['uniqExactIf($text, $flag)'],
};

const HERE = `event = 'awkward'`;

/** Windows whose order is total, so that every row has one place. */
const windows: Readonly<Record<string, string>> = {
  row_number: 'row_number() OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC)',
  rank: 'rank() OVER (PARTITION BY event ORDER BY toDate(timestamp) DESC)',
  dense_rank: 'dense_rank() OVER (ORDER BY distinct_id ASC)',
  count: 'count() OVER (PARTITION BY distinct_id)',
  sum: 'sum(length(event)) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC)',
  avg: 'avg(toFloat(properties.num)) OVER (PARTITION BY distinct_id)',
  lag: `lag(event) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC)`,
  lead: `lead(properties.word, 2) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC)`,
  lagInFrame: `lagInFrame(timestamp, 1) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC)`,
  leadInFrame: `leadInFrame(event, 1, 'end') OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)`,
  first_value: `first_value(properties.word) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC ROWS BETWEEN 3 PRECEDING AND 1 FOLLOWING)`,
  last_value: `last_value(properties.team) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC ROWS 4 PRECEDING)`,
  sumIf: `sumIf(length(event), properties.word = 'x') OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC ROWS BETWEEN 2 PRECEDING AND 1 PRECEDING)`,
  countIf: `countIf(properties.flag) OVER (PARTITION BY distinct_id ORDER BY toDate(timestamp) ASC RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`,
  avgIf: `avgIf(toFloat(properties.num), properties.word != 'x') OVER (PARTITION BY distinct_id)`,
  minIf: `minIf(timestamp, properties.word = 'x') OVER (PARTITION BY distinct_id)`,
  maxIf: `maxIf(properties.other, properties.word != 'x') OVER (ORDER BY timestamp ASC, toString(uuid) ASC ROWS BETWEEN 5 PRECEDING AND CURRENT ROW)`,
  min: 'min(timestamp) OVER (PARTITION BY distinct_id)',
  max: 'max(properties.word) OVER (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC)',
};

/** What makes a query, told what must be in it. `one` is a wanted expression, `total` a wanted aggregate. */
interface Wanted {
  random: Random;
  one: () => Expression;
  /** The same to group by: ClickHouse tells -0 from 0, which adding 0 undoes. */
  key: () => string;
  /** The same as text. */
  text: () => string;
  total: () => string;
  flag: () => string;
}

/** Shapes of queries by the clause they are there for; each has a total order or one row. */
const shapes: Readonly<Record<string, (wanted: Wanted) => string>> = {
  'one row each': ({ one, flag }) =>
    `SELECT toString(uuid) AS id, ${one().text} AS a, ${one().text} AS b FROM events WHERE ${HERE} AND ${flag()} ORDER BY id ASC LIMIT 500`,
  'GROUP BY': ({ key, total, flag }) =>
    `SELECT ${key()} AS k, ${total()} AS a, ${total()} AS b FROM events WHERE ${HERE} AND ${flag()} GROUP BY k ORDER BY k ASC LIMIT 500`,
  HAVING: ({ key, total }) =>
    `SELECT ${key()} AS k, count() AS n, ${total()} AS a FROM events WHERE ${HERE} GROUP BY k HAVING n > 3 ORDER BY n DESC, k ASC LIMIT 500`,
  totals: ({ total, flag }) =>
    `SELECT ${total()} AS a, ${total()} AS b, ${total()} AS c FROM events WHERE ${HERE} AND ${flag()} LIMIT 10`,
  'totals of nothing': ({ total }) =>
    `SELECT ${total()} AS a, ${total()} AS b FROM events WHERE event = 'never happened' LIMIT 10`,
  'SELECT DISTINCT': ({ key, flag }) =>
    `SELECT DISTINCT ${key()} AS a FROM events WHERE ${HERE} AND ${flag()} ORDER BY a DESC LIMIT 500`,
  'FROM (': ({ one, key, random }) =>
    `SELECT a, count() AS n, uniq(who) AS people FROM (SELECT ${key()} AS a, distinct_id AS who, ${one().text} AS b FROM events WHERE ${HERE}) WHERE ${random.happens(0.5) ? 'isNotNull(b)' : 'a IS NOT NULL'} GROUP BY a ORDER BY a ASC LIMIT 500`,
  'WITH ': ({ key }) =>
    `WITH some AS (SELECT person_id AS who, ${key()} AS a FROM events WHERE ${HERE}), sums AS (SELECT toString(who) AS id, count() AS n, uniq(a) AS kinds FROM some GROUP BY id) SELECT id, n, kinds FROM (SELECT id, n, kinds FROM sums UNION ALL SELECT 'total' AS name, count() AS people, max(kinds) AS most FROM sums) ORDER BY id ASC LIMIT 100`,
  ' AS days': ({ one }) =>
    `WITH 30 AS days SELECT toString(uuid) AS id, ${one().text} AS a FROM events WHERE ${HERE} AND timestamp > now() - toIntervalDay(days) ORDER BY id ASC LIMIT 500`,
  'UNION DISTINCT': ({ text, flag }) =>
    `SELECT a FROM (SELECT ${text()} AS a FROM events WHERE ${HERE} UNION DISTINCT SELECT properties.other AS a FROM events WHERE ${HERE} AND ${flag()}) ORDER BY a ASC LIMIT 500`,
  'INNER JOIN': ({ text, total }) =>
    `SELECT e.distinct_id AS id, b.a AS a, count() AS n FROM events AS e INNER JOIN (SELECT distinct_id AS who, ${total()} AS a FROM events WHERE ${HERE} AND notEmpty(${text()}) GROUP BY who) AS b ON e.distinct_id = b.who WHERE e.event = 'awkward' GROUP BY id, a ORDER BY id ASC LIMIT 500`,
  'JOIN persons': ({ one, flag }) =>
    `SELECT e.distinct_id AS who, p.properties.team AS team, p.created_at AS since, max(b.a) AS most, count() AS n FROM events AS e INNER JOIN persons AS p ON e.person_id = p.id INNER JOIN (SELECT toString(uuid) AS key, ${one().text} AS a FROM events WHERE ${HERE} AND ${flag()}) AS b ON b.key = toString(e.uuid) WHERE e.event = 'awkward' AND e.properties.word != p.properties.word GROUP BY who, team, since ORDER BY who ASC LIMIT 100`,
  'CROSS JOIN': ({ total }) =>
    `SELECT a.k AS k, b.n AS n FROM (SELECT DISTINCT properties.team AS k FROM events WHERE ${HERE}) AS a CROSS JOIN (SELECT ${total()} AS n FROM events WHERE ${HERE}) AS b ORDER BY k ASC LIMIT 100`,
  'LEFT JOIN': ({ one, text, flag }) =>
    `SELECT toString(e.uuid) AS id, b.a AS a, b.at AS at, b.many AS many, isNull(b.word) AS none FROM events AS e LEFT JOIN (SELECT toString(uuid) AS key, ${one().text} AS a, timestamp AS at, length(event) AS many, properties.word AS word FROM events WHERE ${HERE} AND notEmpty(${text()}) AND ${flag()}) AS b ON toString(e.uuid) = b.key WHERE e.event = 'awkward' ORDER BY id ASC LIMIT 500`,
  'LEFT JOIN persons': ({ total }) =>
    `SELECT e.distinct_id AS who, p.properties.team AS team, p.created_at AS since, p.id AS pid, b.n AS n FROM events AS e LEFT JOIN persons AS p ON e.person_id = p.id LEFT JOIN (SELECT distinct_id AS w, ${total()} AS n FROM events WHERE ${HERE} AND distinct_id > 'rep' GROUP BY w) AS b ON b.w = e.distinct_id AND b.w != 'rep-b' WHERE e.event = 'awkward' GROUP BY who, team, since, pid, n ORDER BY who ASC LIMIT 100`,
  ' OFFSET ': ({ one, flag }) =>
    `SELECT toString(uuid) AS id, ${one().text} AS a FROM events WHERE ${HERE} AND ${flag()} ORDER BY id ASC LIMIT 20 OFFSET 7`,
  'LIMIT 1 OFFSET 1 BY': ({ one }) =>
    `SELECT distinct_id, toString(uuid) AS id, ${one().text} AS a FROM events WHERE ${HERE} ORDER BY distinct_id ASC, id ASC LIMIT 1 OFFSET 1 BY distinct_id LIMIT 100`,
  'arrayJoin(': ({ key, total }) =>
    `SELECT arrayJoin(splitByChar(',', coalesce(properties.tags, 'none'))) AS tag, ${key()} AS k, ${total()} AS a FROM events WHERE ${HERE} GROUP BY tag, k ORDER BY tag ASC, k ASC LIMIT 500`,
  'ARRAY JOIN': ({ one, flag }) =>
    `SELECT toString(uuid) AS id, item, ${one().text} AS a FROM events ARRAY JOIN arrayDistinct(JSONExtractArrayRaw(properties, 'list')) AS item WHERE ${HERE} AND ${flag()} ORDER BY id ASC, item ASC LIMIT 500`,
  ' WINDOW w AS': ({ one }) =>
    `SELECT toString(uuid) AS id, count() OVER w AS n, lag(event, 1, '') OVER w AS b, ${one().text} AS a FROM events WHERE ${HERE} WINDOW w AS (PARTITION BY distinct_id ORDER BY timestamp ASC, toString(uuid) ASC) ORDER BY id ASC LIMIT 500`,
  '(SELECT ': ({ total, flag }) =>
    `SELECT (SELECT ${total()} FROM events WHERE ${HERE}) AS a, (SELECT ${total()} FROM events WHERE event = 'never happened') AS b, countIf(${flag()}) AS c FROM events WHERE ${HERE} LIMIT 1`,
  'FROM persons': ({ random }) =>
    `SELECT toString(id) AS id_text, properties.team AS team, properties.${random.happens(0.5) ? 'since' : 'word'} AS a, toDate(created_at) AS day FROM persons WHERE ${random.happens(0.5) ? 'properties.team IS NOT NULL' : `properties.empty != 'x'`} ORDER BY id_text ASC LIMIT 100`,
  'LIMIT 2 BY': ({ one, flag }) =>
    `SELECT distinct_id, toString(uuid) AS id, ${one().text} AS a FROM events WHERE ${HERE} AND ${flag()} ORDER BY distinct_id ASC, id ASC LIMIT 2 BY distinct_id LIMIT 100`,
  constants: ({ random }) =>
    `SELECT ${fill(random, 'lower(#word), round(#int / #digit, 1), dateDiff(#unit, toDate(#day), now()), #word LIKE #pattern, toDateTime(#moment), #int IN (#int, #int)', 0)} LIMIT 1`,
  'uuid order': ({ one }) =>
    `SELECT person_id, uuid, ${one().text} AS a FROM events WHERE ${HERE} ORDER BY person_id DESC, uuid ASC LIMIT 50`,
};

/** The windows and the clauses that the generated set covers, each by the text that shows it. */
export const clauseMarks: readonly string[] = Object.keys(shapes).filter((name) => /[A-Z]/.test(name));
export const windowNames: readonly string[] = Object.keys(windows);

/** Names in random order, each as often as it must at least be used, and from then on at random. */
function createDeck(random: Random, names: readonly string[]): () => string {
  const deck = names.flatMap((name) => Array.from({ length: LEAST_USES }, () => name));
  for (let last = deck.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    [deck[last], deck[other]] = [deck[other] as string, deck[last] as string];
  }
  return () => deck.pop() ?? (names[random.below(names.length)] as string);
}

/**
 * Queries over the published dialect, the same for the same seed. Every function, aggregate, operator, window and
 * clause comes up at least LEAST_USES times when there are 800 of them; the rest is chance.
 */
export function generateQueries(seed: number, count: number): string[] {
  const random = createRandom(seed);
  const expression = createDeck(random, [
    ...Object.keys(functionTemplates),
    ...Object.keys(callTemplates),
    ...Object.keys(operatorTemplates),
  ]);
  const aggregate = createDeck(random, Object.keys(aggregateTemplates));
  const shape = createDeck(random, Object.keys(shapes));
  const overWindow = createDeck(random, Object.keys(windows));
  const wanted: Wanted = {
    random,
    one: () => useTemplate(random, expression()),
    key: () => {
      const { gives, text } = useTemplate(random, expression());
      return gives === 'number' ? `(${text}) + 0` : text;
    },
    text: () => {
      const { gives, text } = useTemplate(random, expression());
      return gives === 'texts' || gives === 'numbers' ? `toString(length(${text}))` : `toString(${text})`;
    },
    total: () => {
      const templates = aggregateTemplates[aggregate()] ?? [];
      return fill(random, templates[random.below(templates.length)] as string, 1);
    },
    flag: () => makeExpression(random, 'flag', 2).text,
  };
  return Array.from({ length: count }, (_, index) => {
    if (index % 10 === 9)
      return `SELECT toString(uuid) AS id, ${String(windows[overWindow()])} AS place, ${wanted.one().text} AS a FROM events WHERE ${HERE} ORDER BY id ASC LIMIT 500`;
    return String(shapes[shape()]?.(wanted));
  });
}
