import { queryError } from '../hogql-error.ts';
import { asShown, emptyValue, traitsOf, type Sql, type Traits } from '../sql.ts';
import {
  MANY,
  anyNullable,
  argument,
  commonType,
  counting,
  one,
  two,
  type HogqlFunction,
} from './hogql-function.ts';

function listOf(sql: string, item: Traits['item']): Sql {
  return { sql, type: 'array', nullable: false, item };
}

/** A list that is written out. */
export function printList(values: readonly Sql[]): Sql {
  const items = values.map(asShown);
  const [first] = items;
  return listOf(`[${items.map(({ sql }) => sql).join(', ')}]`, {
    ...(first === undefined ? {} : traitsOf(first)),
    type: commonType(items),
    nullable: anyNullable(items),
  });
}

/** The item at a place, the first is 1, the last -1. Past the end ClickHouse gives what stands for nothing. */
export function printElement(list: Sql, index: Sql): Sql {
  const sql = `list_extract(${list.sql}, CAST(${index.sql} AS BIGINT))`;
  const item = list.item ?? { type: 'unknown', nullable: true };
  const empty = item.nullable ? undefined : emptyValue(item.type);
  return empty === undefined
    ? { ...item, sql, nullable: true }
    : { ...item, sql: `coalesce(${sql}, ${empty})`, nullable: index.nullable };
}

function itemOf(list: Sql): Traits {
  return list.item ?? { type: 'unknown', nullable: true };
}

function listOfNumbers(list: Sql): Sql {
  const { type } = itemOf(checkList(list));
  if (type === 'number' || type === 'unknown') return list;
  throw queryError('This function takes a list of numbers. Cast each with arrayMap(x -> toFloat(x), …).');
}

/** The one list of a function that ClickHouse has no answer for where an item is NULL. */
function listWithoutNull(name: string, args: readonly Sql[]): Sql {
  const list = listOfNumbers(asShown(argument(args, 0)));
  if (!itemOf(list).nullable) return list;
  throw queryError(`${name} takes a list without NULL. Take it out with arrayFilter(x -> isNotNull(x), …).`);
}

/** A list made from a list, of the same items. */
function same(print: (list: string) => string): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => {
      const list = checkList(argument(args, 0));
      return { ...list, sql: print(list.sql) };
    },
  };
}

/** The smallest or largest item; of no item what stands for nothing. */
function extremeItem(name: 'list_max' | 'list_min'): HogqlFunction {
  return {
    min: 1,
    max: 1,
    print: (args) => {
      const list = checkList(argument(args, 0));
      const item = itemOf(list);
      if (item.nullable || item.type === 'uuid')
        throw queryError(
          'This function takes a list without NULL. Take it out with arrayFilter(x -> isNotNull(x), …).',
        );
      return { ...item, sql: `coalesce(${name}(${list.sql}), ${emptyValue(item.type) ?? 'NULL'})` };
    },
  };
}

/** A list from one place on. */
function slice(args: readonly Sql[]): Sql {
  const list = checkList(argument(args, 0));
  const [from, count] = [argument(args, 1).sql, args[2]?.sql];
  if (!/^[1-9]\d*$/.test(from) || (count !== undefined && !/^\d+$/.test(count)))
    throw queryError('arraySlice takes a place from 1 on and a number of items, written out.');
  const to = count === undefined ? `len(${list.sql})` : String(Number(from) + Number(count) - 1);
  return { ...list, sql: `array_slice(${list.sql}, ${from}, ${to})` };
}

/** Most numbers that `range` makes. */
const MAX_RANGE = 100_000;

function range(args: readonly Sql[]): Sql {
  const bounds = args.map((arg) => {
    if (arg.type !== 'number' && arg.type !== 'unknown')
      throw queryError('range takes whole numbers. Cast text with toInt(…).');
    return `CAST(${arg.sql} AS BIGINT)`;
  });
  const numbers = `range(${bounds.join(', ')})`;
  const [from = '0', to = '0', step = '1'] = bounds.length === 1 ? ['0', ...bounds] : bounds;
  const most = `((${to}) - (${from})) // (${step}) > ${String(MAX_RANGE)}`;
  const sql = `(CASE WHEN ${most} THEN error('range makes at most ${String(MAX_RANGE)} numbers.') ELSE ${numbers} END)`;
  return listOf(sql, { type: 'number', nullable: false });
}

export function checkList(list: Sql): Sql {
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
  arrayReverseSort: same((list) => `list_sort(${list}, 'DESC', 'NULLS LAST')`),
  arrayReverse: same((list) => `list_reverse(${list})`),
  arraySlice: { min: 2, max: 3, print: slice },
  arrayConcat: {
    min: 2,
    max: MANY,
    print: (args) => {
      const all = args.map(checkList).map(asShown);
      const items = all.map((list) => ({ ...itemOf(list), sql: '' }));
      const item = { ...itemOf(argument(all, 0)), type: commonType(items), nullable: anyNullable(items) };
      return listOf(
        all.map(({ sql }) => sql).reduce((one, next) => `list_concat(${one}, ${next})`),
        item,
      );
    },
  },
  arraySum: {
    min: 1,
    max: 1,
    print: (args) => {
      const list = listWithoutNull('arraySum', args);
      return { sql: `coalesce(list_sum(${list.sql}), 0)`, type: 'number', nullable: false, mayBeNan: true };
    },
  },
  arrayAvg: {
    min: 1,
    max: 1,
    print: (args) => {
      const list = listWithoutNull('arrayAvg', args);
      return {
        // Of an empty list it is nought, as ClickHouse says.
        sql: `coalesce(list_avg(${list.sql}), 0)`,
        type: 'number',
        nullable: false,
        mayBeNan: true,
      };
    },
  },
  arrayMax: extremeItem('list_max'),
  arrayMin: extremeItem('list_min'),
  arrayUniq: counting(one('number', (list) => `len(list_distinct(${checkList(list).sql}))`)),
  arrayStringConcat: {
    min: 1,
    max: 2,
    print: (args) => {
      const list = checkList(argument(args, 0));
      if (itemOf(list).type !== 'text')
        throw queryError(
          'arrayStringConcat takes a list of texts. Make them with arrayMap(x -> toString(x), …).',
        );
      const between = args[1]?.sql ?? "''";
      return {
        sql: `coalesce(array_to_string(${list.sql}, ${between}), '')`,
        type: 'text',
        nullable: list.nullable,
      };
    },
  },
  indexOf: counting(
    two(
      'number',
      (list, value) => `coalesce(list_position(${checkList(list).sql}, ${asShown(value).sql}), 0)`,
    ),
  ),
  hasAny: two('flag', (list, other) => `list_has_any(${checkList(list).sql}, ${checkList(other).sql})`),
  hasAll: two('flag', (list, other) => `list_has_all(${checkList(list).sql}, ${checkList(other).sql})`),
  range: { min: 1, max: 3, print: range },

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
