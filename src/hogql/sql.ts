import { queryError } from './hogql-error.ts';

/**
 * What the printer knows about the value of a piece of SQL. A `flag` is what a comparison or a test gives: a truth
 * here, the number 0 or 1 wherever it is shown, as in ClickHouse; `boolean` is a written `true` or `false`.
 * `unknown` matches everything.
 */
export type ValueType =
  | 'text'
  | 'number'
  | 'flag'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'interval'
  | 'uuid'
  | 'array'
  | 'tuple'
  | 'null'
  | 'unknown';

/** What is known of a value beside its SQL. */
export interface Traits {
  type: ValueType;
  /** Whether it can be NULL. Where it cannot, comparisons need no guard. */
  nullable: boolean;
  /** A number that may be NaN, which DuckDB takes for the largest of all and ClickHouse for none. */
  mayBeNan?: boolean | undefined;
  /** A point in time that holds whole seconds (ClickHouse's DateTime), where others hold millionths. */
  wholeSeconds?: boolean | undefined;
  /** A number of things: whole and never below zero, ClickHouse's UInt64. */
  counted?: boolean | undefined;
  /** What an array holds. */
  item?: Traits | undefined;
  /** What a tuple holds. */
  items?: readonly Traits[] | undefined;
  /** The time zone whose clocks a point in time is shown by; none is UTC. */
  zone?: string | undefined;
  /** Text of a property that the catalogue does not declare: where a truth is wanted, 'true' and 'false' are that. */
  loose?: boolean | undefined;
}

/** A piece of SQL of the embedded store (DuckDB) that can stand as an operand wherever one is expected. */
export interface Sql extends Traits {
  sql: string;
  /** A literal or a bound value, so text in it may be read as a date. */
  constant?: true;
  /** An interval of whole days, so that a date stays a date. */
  wholeDays?: true;
  /** What an interval counts, where that is written out. */
  span?: { count: number; unit: string };
  /** A text that is JSON for certain. */
  json?: true;
}

/** What stays known of a value once it is a column with a name. */
export function traitsOf(value: Traits): Traits {
  const { type, nullable, mayBeNan, wholeSeconds, counted, item, items, zone, loose } = value;
  return { type, nullable, mayBeNan, wholeSeconds, counted, item, items, zone, loose };
}

/** A text literal. DuckDB knows no escape but the doubled quote. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name of a column or table as an identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The value as it is shown: flags become the numbers 0 and 1, on their own and in lists. */
export function asShown(value: Sql): Sql {
  if (value.type === 'flag') return { ...value, sql: `CAST(${value.sql} AS UTINYINT)`, type: 'number' };
  if (value.item?.type !== 'flag') return value;
  const item = { ...value.item, type: 'number' as const };
  return { ...value, sql: `CAST(${value.sql} AS UTINYINT[])`, item };
}

/** The value as it is counted with: truths too are 0 and 1. */
export function asCounted(value: Sql): Sql {
  return asShown(value.type === 'boolean' ? { ...value, type: 'flag' } : value);
}

/** SQL of the truth that the text of a property stands for, as PostHog reads a boolean property. */
export function asBoolean(text: Sql): Sql {
  const sql = `(CASE ${text.sql} WHEN 'true' THEN true WHEN 'false' THEN false END)`;
  return { sql, type: 'boolean', nullable: true };
}

/** What AND and OR make of conditions: a truth where one of them is one that cannot be NULL, as ClickHouse has it. */
export function joinedConditions(values: readonly Sql[], word: 'AND' | 'OR'): Sql {
  const nullable = values.some((value) => value.nullable);
  const isTruth = values.some((value) => value.type === 'boolean' && !value.nullable);
  const sql = values.map(asCondition).join(` ${word} `);
  return { sql: `(${sql})`, type: isTruth ? 'boolean' : 'flag', nullable };
}

/** The opposite of a condition: a truth where that is one, as the property is that stands as one. */
export function opposite(value: Sql): Sql {
  const isTruth = value.type === 'boolean' || value.loose === true;
  const nullable = value.nullable || value.type === 'null';
  return { sql: `(NOT ${asCondition(value)})`, type: isTruth ? 'boolean' : 'flag', nullable };
}

/** SQL of a truth: a number is true where it is not 0, the text of a property where it is 'true'. */
export function asCondition(value: Sql): string {
  if (value.type === 'number') return `(${value.sql} <> 0)`;
  if (value.loose === true) return asBoolean(value).sql;
  if (['flag', 'boolean', 'unknown', 'null'].includes(value.type)) return value.sql;
  throw queryError(`A ${value.type} is no condition. Compare it with something, as in x = 'yes'.`);
}

/** A number in which NaN is NULL. */
export function withoutNan(value: Sql): string {
  return value.mayBeNan === true ? `nullif(${value.sql}, 'nan'::DOUBLE)` : value.sql;
}

/** ClickHouse writes a whole floating number without `.0`, and an exponent only past 21 places. */
function numberText({ sql, mayBeNan }: Sql): string {
  const text = `replace(regexp_replace(CAST(to_json(${sql}) AS VARCHAR), '[.]0$', ''), 'Infinity', 'inf')`;
  return mayBeNan === true ? `lower(${text})` : text;
}

/** SQL for text as HogQL's toString writes it. */
export function asText(value: Sql): string {
  if (value.type === 'text') return value.sql;
  if (value.type === 'number') return numberText(value);
  if (value.type === 'flag') return `CAST(${asShown(value).sql} AS VARCHAR)`;
  if (value.type === 'datetime' && value.wholeSeconds !== true)
    return `strftime(${asLocal(value)}, '%Y-%m-%d %H:%M:%S.%f')`;
  if (value.type === 'datetime') return `CAST(${asLocal(value)} AS VARCHAR)`;
  return `CAST(${value.sql} AS VARCHAR)`;
}

/** ISO 8601 as far as ClickHouse's best effort and DuckDB's cast agree on it. */
const MOMENT =
  '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}(:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?)?( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?';
const DAY = '[0-9]{4}-(0?[1-9]|1[0-2])-(0?[1-9]|[12][0-9]|3[01])( [0-9]{2}:[0-9]{2}:[0-9]{2})?';

function whereLike(text: string, shape: string): string {
  return `CASE WHEN regexp_full_match(${text}, '${shape}') THEN ${text} END`;
}

/**
 * A point in time, in UTC, from a day, or from text with or without an offset; NULL where the text is none. What names no
 * offset is what the clocks of the zone show.
 */
export function asDatetime(value: Sql, zone?: string): string {
  if (value.type === 'datetime') return value.sql;
  if (value.type === 'date') return fromLocal(`CAST(${value.sql} AS TIMESTAMP)`, zone);
  if (value.type === 'number') return `to_timestamp(${value.sql}) AT TIME ZONE 'UTC'`;
  const text = whereLike(value.sql, MOMENT);
  const moment = `(TRY_CAST(${text} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`;
  if (zone === undefined) return moment;
  const local = fromLocal(`TRY_CAST(${text} AS TIMESTAMP)`, zone);
  return `(CASE WHEN regexp_matches(${value.sql}, '(Z|:[^-]*-[^-]*|[+].*)$') THEN ${moment} ELSE ${local} END)`;
}

/** A point in time as the clocks of its zone show it, which is UTC where it has none. */
export function asLocal(value: Sql): string {
  const sql = asDatetime(value);
  return value.zone === undefined ? sql : `timezone(${quoteText(value.zone)}, timezone('UTC', ${sql}))`;
}

/** The point in time, in UTC, at which the clocks of a zone show what the SQL gives. */
export function fromLocal(sql: string, zone: string | undefined): string {
  return zone === undefined ? sql : `timezone('UTC', timezone(${quoteText(zone)}, ${sql}))`;
}

/** A calendar day; NULL where the text is none. As in ClickHouse the 30th of February is a day in March. */
export function asDate(value: Sql): string {
  if (value.type === 'date') return value.sql;
  if (value.type === 'datetime') return `CAST(${asLocal(value)} AS DATE)`;
  const text = whereLike(value.sql, DAY);
  const part = (number: number) =>
    `CAST(split_part(split_part(${text}, ' ', 1), '-', ${String(number)}) AS INTEGER)`;
  return `(make_date(${part(1)}, ${part(2)}, 1) + ${part(3)} - 1)`;
}

/**
 * Text by which uuids are ordered: ClickHouse compares their second half first
 * (https://clickhouse.com/docs/sql-reference/data-types/uuid).
 */
export function uuidOrder(sql: string): string {
  return `concat(substring(CAST(${sql} AS VARCHAR), 20), substring(CAST(${sql} AS VARCHAR), 1, 18))`;
}

const EMPTY_VALUES: Partial<Record<ValueType, string>> = {
  text: "''",
  number: '0',
  flag: 'false',
  boolean: 'false',
  date: "DATE '1970-01-01'",
  datetime: "TIMESTAMP '1970-01-01'",
  uuid: "UUID '00000000-0000-0000-0000-000000000000'",
  array: '[]',
};

/** ClickHouse's value for "nothing there" of a type that knows no NULL; undefined where there is none. */
export function emptyValue(type: ValueType): string | undefined {
  return EMPTY_VALUES[type];
}
