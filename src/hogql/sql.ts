/** What the printer knows about the value of a piece of SQL. `unknown` matches everything. */
export type ValueType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'interval'
  | 'uuid'
  | 'array'
  | 'tuple'
  | 'null'
  | 'unknown';

/** A piece of SQL of the embedded store (DuckDB) that can stand as an operand wherever one is expected. */
export interface Sql {
  sql: string;
  type: ValueType;
  /** Whether it can be NULL. Where it cannot, comparisons need no guard. */
  nullable: boolean;
  /** A literal or a bound value, so text in it may be read as a date. */
  constant?: true;
  /** An interval of whole days, so that a date stays a date. */
  wholeDays?: true;
}

/** A text literal. DuckDB knows no escape but the doubled quote. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A name of a column or table as an identifier. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** SQL for text: a uuid is text to HogQL. */
export function asText(value: Sql): string {
  return value.type === 'text' ? value.sql : `CAST(${value.sql} AS VARCHAR)`;
}

/** A point in time, in UTC, from text with or without an offset; NULL where the text is none. */
export function asDatetime(value: Sql): string {
  if (value.type === 'datetime') return value.sql;
  if (value.type === 'date') return `CAST(${value.sql} AS TIMESTAMP)`;
  if (value.type === 'number') return `to_timestamp(${value.sql}) AT TIME ZONE 'UTC'`;
  return `(TRY_CAST(${value.sql} AS TIMESTAMPTZ) AT TIME ZONE 'UTC')`;
}

/** A calendar day; NULL where the text is none. */
export function asDate(value: Sql): string {
  if (value.type === 'date') return value.sql;
  return value.type === 'datetime' ? `CAST(${value.sql} AS DATE)` : `TRY_CAST(${value.sql} AS DATE)`;
}
