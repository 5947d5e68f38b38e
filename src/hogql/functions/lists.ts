import { queryError } from '../hogql-error.ts';
import { asShown, emptyValue, type Sql, type Traits } from '../sql.ts';
import { anyNullable, argument, commonType, two, type HogqlFunction } from './hogql-function.ts';

function listOf(sql: string, item: Traits['item']): Sql {
  return { sql, type: 'array', nullable: false, item };
}

/** A list that is written out. */
export function printList(values: readonly Sql[]): Sql {
  const items = values.map(asShown);
  return listOf(`[${items.map(({ sql }) => sql).join(', ')}]`, {
    type: commonType(items),
    nullable: anyNullable(items),
  });
}

/** The item at a place, the first is 1, the last -1. Past the end ClickHouse gives what stands for nothing. */
export function printElement(list: Sql, index: Sql): Sql {
  const sql = `list_extract(${list.sql}, CAST(${index.sql} AS BIGINT))`;
  const { type = 'unknown', nullable = true } = list.item ?? {};
  const empty = nullable ? undefined : emptyValue(type);
  return empty === undefined
    ? { sql, type, nullable: true }
    : { sql: `coalesce(${sql}, ${empty})`, type, nullable: index.nullable };
}

function checkList(list: Sql): Sql {
  if (list.type === 'array' || list.type === 'unknown') return list;
  throw queryError('This function takes a list, such as splitByChar(…) or groupArray(…).');
}

export const lists: Record<string, HogqlFunction> = {
  arrayElement: {
    min: 2,
    max: 2,
    print: (args) => printElement(checkList(argument(args, 0)), argument(args, 1)),
  },
  arraySort: {
    min: 1,
    max: 1,
    print: (args) => {
      const list = checkList(argument(args, 0));
      return { ...list, sql: `list_sort(${list.sql}, 'ASC', 'NULLS LAST')` };
    },
  },
  // The first of each stays where it is; NULL goes.
  arrayDistinct: {
    min: 1,
    max: 1,
    print: (args) => {
      const list = checkList(argument(args, 0));
      const isFirst = `item IS NOT NULL AND list_position(${list.sql}, item) = place`;
      const item = list.item === undefined ? undefined : { ...list.item, nullable: false };
      return listOf(`list_filter(${list.sql}, lambda item, place: ${isFirst})`, item);
    },
  },
  has: two('flag', (list, value) => {
    const { sql, item } = checkList(list);
    const holdsNull = `len(list_filter(${sql}, lambda item: item IS NULL)) > 0`;
    const ofNull = item?.nullable === false ? 'false' : holdsNull;
    return `coalesce(list_contains(${sql}, ${asShown(value).sql}), ${ofNull})`;
  }),
};
