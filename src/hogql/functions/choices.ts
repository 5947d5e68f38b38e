import { queryError } from '../hogql-error.ts';
import { asCondition, opposite, type Sql } from '../sql.ts';
import { MANY, alike, argument, commaSeparated, extreme, type HogqlFunction } from './hogql-function.ts';

/** A CASE over pairs of condition and value, with a last value. */
function printCases(args: readonly Sql[]): Sql {
  if (args.length % 2 === 0)
    throw queryError('multiIf takes pairs of condition and value, and a last value.');
  const places = args
    .map((_, index) => index)
    .filter((index) => index % 2 === 1 || index === args.length - 1);
  const { values, traits } = alike(places.map((index) => argument(args, index)));
  const results = values.map(({ sql }) => sql);
  const cases = results
    .slice(0, -1)
    .map((result, index) => `WHEN ${asCondition(argument(args, 2 * index))} THEN ${result}`);
  return { ...traits, sql: `(CASE ${cases.join(' ')} ELSE ${String(results.at(-1))} END)` };
}

function coalesce(args: readonly Sql[]): Sql {
  const { values, traits } = alike(args);
  return {
    ...traits,
    sql: `coalesce(${commaSeparated(values)})`,
    nullable: values.every((value) => value.nullable || value.type === 'null'),
  };
}

function nullTest(test: string): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => ({ sql: `(${argument(args, 0).sql} ${test})`, type: 'flag', nullable: false }),
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
      ...argument(args, 0),
      sql: `nullif(${commaSeparated(alike(args).values)})`,
      type: argument(alike(args).values, 0).type,
      nullable: true,
    }),
  },
  isNull: nullTest('IS NULL'),
  isNotNull: nullTest('IS NOT NULL'),
  not: { min: 1, max: 1, print: (args) => opposite(argument(args, 0)) },
  least: extreme('least'),
  greatest: extreme('greatest'),
};
