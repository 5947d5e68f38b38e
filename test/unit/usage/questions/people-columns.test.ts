import { describe, expect, test } from 'vitest';
import { openHogqlParser } from '../../../../src/hogql/parse.ts';
import { questions } from '../../../../src/usage/questions/questions.ts';
import type { Selected } from '../../../../src/usage/questions/selected.ts';
import { findUndeclared, readPeopleColumns } from '../../../support/law/people-columns.ts';

const parse = openHogqlParser();

async function undeclared(hogql: string, selects: Selected): Promise<string[]> {
  return findUndeclared(await parse(hogql), selects);
}

describe('what a question selects of people is declared', () => {
  test.each(questions.map((question) => [question.id, question] as const))('%s', async (_, question) => {
    expect(await undeclared(question.hogql, question.selects)).toEqual([]);
  });
});

const EVENTS = "FROM events WHERE event = 'asset_rated'";
const BY_PERSON = `SELECT person_id AS rep, properties.asset_id AS asset, count() AS ratings ${EVENTS} GROUP BY rep, asset`;

/** A `raters` that is declared as a plain count, in every way to count people that the dialect has. */
const RATERS = [
  `SELECT properties.asset_id AS asset, uniq(person_id) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT properties.asset_id AS asset, count(DISTINCT person_id) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT properties.asset_id AS asset, uniqExact(distinct_id) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT properties.asset_id AS asset, uniqIf(person.id, event = 'asset_rated') AS raters FROM events GROUP BY asset`,
  `SELECT properties.asset_id AS asset, 1 * uniq(person_id) + 0 AS raters ${EVENTS} GROUP BY asset`,
  `SELECT properties.asset_id AS asset, length(groupUniqArray(person_id)) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT properties.asset_id AS asset, uniq(properties.$device_id) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT properties.asset_id AS asset, uniq(lower(toString(person_id))) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT asset, count() AS raters FROM (${BY_PERSON}) GROUP BY asset`,
  `SELECT asset, countIf(ratings > 0) AS raters FROM (${BY_PERSON}) GROUP BY asset`,
  `SELECT asset, sum(1) AS raters FROM (${BY_PERSON}) GROUP BY asset`,
  `SELECT asset, count() AS raters FROM (SELECT DISTINCT person_id, properties.asset_id AS asset ${EVENTS}) GROUP BY asset`,
  `SELECT asset, count() AS raters FROM (SELECT properties.asset_id AS asset ${EVENTS} LIMIT 1 BY asset, person_id) GROUP BY asset`,
  `SELECT asset, raters FROM (SELECT properties.asset_id AS asset, uniq(person_id) AS raters ${EVENTS} GROUP BY asset)`,
  `SELECT asset, max(raters) AS raters FROM (SELECT properties.asset_id AS asset, uniq(person_id) AS raters ${EVENTS} GROUP BY asset) GROUP BY asset`,
  `WITH rated AS (${BY_PERSON}) SELECT asset, count() AS raters FROM rated GROUP BY asset`,
  `WITH rated AS (${BY_PERSON}), once AS (SELECT asset, rep FROM rated) SELECT o.asset AS asset, count() AS raters FROM once AS o GROUP BY asset`,
  `SELECT properties.asset_id AS asset, person_id AS who, uniq(who) AS raters ${EVENTS} GROUP BY asset`,
  `SELECT asset, any(place) AS raters FROM (SELECT asset, count() OVER (PARTITION BY asset) AS place FROM (${BY_PERSON})) GROUP BY asset`,
  `SELECT asset, max(place) AS raters FROM (SELECT asset, row_number() OVER (PARTITION BY asset ORDER BY rep ASC) AS place FROM (${BY_PERSON})) GROUP BY asset`,
  `SELECT a.asset AS asset, count() AS raters FROM (${BY_PERSON}) AS a INNER JOIN (${BY_PERSON}) AS b ON a.rep = b.rep GROUP BY asset`,
  `SELECT properties.asset_id AS asset, count() AS raters FROM events WHERE person_id IN (SELECT person_id FROM events) GROUP BY asset`,
  `SELECT asset, raters FROM (SELECT 'a' AS asset, count() AS raters FROM events UNION ALL SELECT 'b' AS asset, uniq(person_id) AS raters FROM events)`,
];

describe('a number of people that is declared as a count is found, however it is written', () => {
  test.each(RATERS)('%s', async (hogql) => {
    const columns = readPeopleColumns(await parse(hogql));
    expect(columns.find(({ name }) => name === 'raters')?.tells).toBe('people');
    const selects = Object.fromEntries(
      columns.map(
        ({ name }) => [name, name === 'raters' ? 'number' : name === 'who' ? 'team' : 'text'] as const,
      ),
    );
    expect(findUndeclared(await parse(hogql), selects)).toEqual([
      'raters counts people and is declared as number',
    ]);
  });

  test.each([
    [
      `SELECT properties.asset_id AS asset, argMax(properties.team, timestamp) AS last ${EVENTS} GROUP BY asset`,
      'nothing',
    ],
    [`SELECT asset, max(ratings) AS last FROM (${BY_PERSON}) GROUP BY asset`, 'about-people'],
    [
      `SELECT properties.asset_id AS asset, argMax(person_id, timestamp) AS last ${EVENTS} GROUP BY asset`,
      'about-people',
    ],
    [
      `SELECT properties.asset_id AS asset, uniq(person_id, toDate(timestamp)) AS last ${EVENTS} GROUP BY asset`,
      'about-people',
    ],
    [`SELECT properties.asset_id AS asset, count() AS last ${EVENTS} GROUP BY asset`, 'nothing'],
    [`SELECT asset, any(rep) AS last FROM (${BY_PERSON}) GROUP BY asset`, 'about-people'],
  ])('%s', async (hogql, tells) => {
    expect(readPeopleColumns(await parse(hogql)).at(-1)).toMatchObject({ name: 'last', tells });
  });

  test('and so are columns that are not named, in another order, or counted of events', async () => {
    const hogql = `SELECT properties.asset_id AS asset, uniq(person_id) AS raters ${EVENTS} GROUP BY asset`;
    expect(await undeclared(hogql, { asset: 'text', raters: 'people' })).toEqual([]);
    expect(await undeclared(hogql, { raters: 'people', asset: 'text' })).toHaveLength(1);
    expect(await undeclared(hogql, { asset: 'text' })).toHaveLength(1);
    // What is counted of events is as exact as the people behind it are few, so no question shows it.
    const times = hogql.replace('uniq(person_id)', 'count()');
    for (const type of ['number', 'people'] as const)
      expect(await undeclared(times, { asset: 'text', raters: type })).toHaveLength(1);
  });
});
