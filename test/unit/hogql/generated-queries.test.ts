import { expect, test } from 'vitest';
import { aggregates } from '../../../src/hogql/functions/aggregates.ts';
import { functions } from '../../../src/hogql/functions/functions.ts';
import { operatorFunctions } from '../../../src/hogql/print-call.ts';
import { lambdaFunctions } from '../../../src/hogql/print-lambda.ts';
import { windowFunctions } from '../../../src/hogql/print-window.ts';
import { operatorTemplates } from '../../clickhouse/expressions.ts';
import {
  aggregateTemplates,
  clauseMarks,
  generateQueries,
  LEAST_USES,
  windowNames,
} from '../../clickhouse/generate-queries.ts';
import { GENERATED } from '../../clickhouse/verify.ts';

/** The set that `npm run verify:clickhouse` asks, without ClickHouse. */
const queries = generateQueries(1, GENERATED);

/** How many queries hold a text. */
function uses(text: string): number {
  return queries.filter((query) => query.includes(text)).length;
}

/** Names that are used less often than they should be. */
function neglected(names: readonly string[], asText: (name: string) => string = (name) => name): string[] {
  return names.filter((name) => uses(asText(name)) < LEAST_USES);
}

test('every function of the dialect is asked of both engines', () => {
  expect(Object.keys(functions).length).toBeGreaterThan(120);
  const names = [...Object.keys(functions), ...Object.keys(lambdaFunctions), ...operatorFunctions, 'tuple'];
  expect(neglected(names, (name) => `${name}(`)).toEqual([]);
});

test('every aggregate is, with a condition and without', () => {
  const names = Object.keys(aggregates).flatMap((name) => [name, `${name}If`]);
  expect(Object.keys(aggregateTemplates).sort()).toEqual(names.sort());
  expect(neglected(names, (name) => `${name}(`)).toEqual([]);
});

test('so is every operator, window and clause', () => {
  expect(neglected(Object.keys(operatorTemplates))).toEqual([]);
  expect(Object.keys(windowFunctions).filter((name) => !windowNames.includes(name))).toEqual([]);
  expect(neglected(windowNames, (name) => `${name}(`)).toEqual([]);
  expect(neglected(clauseMarks)).toEqual([]);
});

test('the clock, people and every table come up', () => {
  const names = ['now()', 'today()', 'yesterday()', 'person.properties.', 'FROM persons', '$session_id'];
  expect(neglected(names)).toEqual([]);
});

test('the same seed gives the same queries, another one others', () => {
  expect(generateQueries(1, 20)).toEqual(queries.slice(0, 20));
  expect(generateQueries(2, 20)).not.toEqual(queries.slice(0, 20));
});
