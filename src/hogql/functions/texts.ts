import { asText, type Sql } from '../sql.ts';
import { MANY, maybe, one, same, two, type HogqlFunction } from './hogql-function.ts';

/** HogQL's toInt gives a whole number or NULL; it never rounds and never fails. */
function toInt(value: Sql): string {
  const text = asText(value);
  const shape = value.type === 'text' ? '[+-]?[0-9]+' : '[+-]?[0-9]+([.]0)?';
  return `TRY_CAST(CASE WHEN regexp_full_match(${text}, '${shape}') THEN ${text} END AS BIGINT)`;
}

/** ClickHouse writes a whole floating number without `.0`. */
function toText(value: Sql): string {
  return value.type === 'number' ? `regexp_replace(${asText(value)}, '[.]0$', '')` : asText(value);
}

export const texts: Record<string, HogqlFunction> = {
  toString: one('text', toText),
  toFloat: maybe(one('number', (value) => `TRY_CAST(${value.sql} AS DOUBLE)`)),
  toInt: maybe(one('number', toInt)),

  empty: one('boolean', (value) => `(len(${value.type === 'array' ? value.sql : asText(value)}) = 0)`),
  notEmpty: one('boolean', (value) => `(len(${value.type === 'array' ? value.sql : asText(value)}) > 0)`),
  lower: same('lower', 'text', 1),
  upper: same('upper', 'text', 1),
  trim: same('trim', 'text', 1),
  trimLeft: same('ltrim', 'text', 1),
  trimRight: same('rtrim', 'text', 1),
  reverse: same('reverse', 'text', 1),
  // ClickHouse counts bytes, and letters only in lengthUTF8.
  length: one('number', (value) =>
    value.type === 'array' ? `len(${value.sql})` : `strlen(${asText(value)})`,
  ),
  lengthUTF8: same('length', 'number', 1),
  // PostHog takes NULL for '' here, as DuckDB does.
  concat: {
    min: 1,
    max: MANY,
    print: (args) => ({ sql: `concat(${args.map(toText).join(', ')})`, type: 'text', nullable: false }),
  },
  substring: same('substring', 'text', 2, 3),
  replaceAll: same('replace', 'text', 3),
  startsWith: same('starts_with', 'boolean', 2),
  endsWith: same('suffix', 'boolean', 2),
  position: same('strpos', 'number', 2),
  match: same('regexp_matches', 'boolean', 2),
  splitByChar: two('array', (separator, text) => `string_split(${text.sql}, ${separator.sql})`),
};
