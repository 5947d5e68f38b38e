import type { Sql } from '../sql.ts';
import {
  MANY,
  anyNullable,
  commaSeparated,
  commonType,
  maybe,
  one,
  oneOrTwo,
  same,
  two,
  type HogqlFunction,
} from './hogql-function.ts';

function extreme(name: 'least' | 'greatest'): HogqlFunction {
  return {
    min: 2,
    max: MANY,
    print: (args: readonly Sql[]) => ({
      sql: `${name}(${commaSeparated(args)})`,
      type: commonType(args),
      nullable: anyNullable(args),
    }),
  };
}

export const numbers: Record<string, HogqlFunction> = {
  abs: same('abs', 'number', 1),
  ceil: same('ceil', 'number', 1),
  floor: same('floor', 'number', 1),
  // ClickHouse rounds halves to the even neighbour.
  round: oneOrTwo(
    'number',
    (value, digits) => `round_even(CAST(${value.sql} AS DOUBLE), ${digits?.sql ?? '0'})`,
  ),
  sqrt: same('sqrt', 'number', 1),
  exp: same('exp', 'number', 1),
  log: same('ln', 'number', 1),
  pow: same('pow', 'number', 2),
  least: extreme('least'),
  greatest: extreme('greatest'),
  intDiv: two('number', (left, right) => `(${left.sql} // ${right.sql})`),

  arrayElement: maybe(two('unknown', (list, index) => `list_extract(${list.sql}, ${index.sql})`)),
  arraySort: one('array', (list) => `list_sort(${list.sql})`),
  arrayDistinct: one('array', (list) => `list_sort(list_distinct(${list.sql}))`),
  has: two('boolean', (list, value) => `list_contains(${list.sql}, ${value.sql})`),
};
