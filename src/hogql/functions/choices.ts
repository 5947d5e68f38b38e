import { queryError } from '../hogql-error.ts';
import type { Sql } from '../sql.ts';
import {
  MANY,
  anyNullable,
  argument,
  commaSeparated,
  commonType,
  one,
  type HogqlFunction,
} from './hogql-function.ts';

/** A CASE over pairs of condition and value, with a last value. */
function printCases(args: readonly Sql[]): Sql {
  if (args.length % 2 === 0)
    throw queryError('multiIf takes pairs of condition and value, and a last value.');
  const cases: string[] = [];
  const results: Sql[] = [];
  for (let index = 0; index + 1 < args.length; index += 2) {
    const result = argument(args, index + 1);
    results.push(result);
    cases.push(`WHEN ${argument(args, index).sql} THEN ${result.sql}`);
  }
  const otherwise = argument(args, args.length - 1);
  results.push(otherwise);
  return {
    sql: `(CASE ${cases.join(' ')} ELSE ${otherwise.sql} END)`,
    type: commonType(results),
    nullable: anyNullable(results),
  };
}

function coalesce(args: readonly Sql[]): Sql {
  return {
    sql: `coalesce(${commaSeparated(args)})`,
    type: commonType(args),
    nullable: args.every((arg) => arg.nullable || arg.type === 'null'),
  };
}

function nullTest(test: string): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => ({ sql: `(${argument(args, 0).sql} ${test})`, type: 'boolean', nullable: false }),
  };
}

export const choices: Record<string, HogqlFunction> = {
  if: { min: 3, max: 3, print: printCases },
  multiIf: { min: 3, max: MANY, print: printCases },
  ifNull: { min: 2, max: 2, print: coalesce },
  coalesce: { min: 1, max: MANY, print: coalesce },
  nullIf: {
    min: 2,
    max: 2,
    print: (args) => ({
      sql: `nullif(${commaSeparated(args)})`,
      type: argument(args, 0).type,
      nullable: true,
    }),
  },
  isNull: nullTest('IS NULL'),
  isNotNull: nullTest('IS NOT NULL'),
  not: one('boolean', (value) => `(NOT ${value.sql})`),
};
