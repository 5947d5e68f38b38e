import { queryError } from '../hogql-error.ts';
import { readNumber } from '../properties.ts';
import { asShown, asText, type Sql } from '../sql.ts';
import {
  MANY,
  argument,
  counting,
  anyNullable,
  maybe,
  one,
  two,
  type HogqlFunction,
} from './hogql-function.ts';

function refuseCast(name: string, value: Sql): never {
  const hint =
    value.type === 'date' || value.type === 'datetime' ? ' A time becomes one with toUnixTimestamp(…).' : '';
  throw queryError(`${name} takes text or a number, not a ${value.type}.${hint}`);
}

/** HogQL's toInt gives a whole number or NULL; it never rounds and never fails. */
function toInt(value: Sql): string {
  const shown = asShown(value);
  if (shown.type === 'number')
    return `(CASE WHEN ${shown.sql} = trunc(${shown.sql}) THEN TRY_CAST(${shown.sql} AS BIGINT) END)`;
  if (shown.type === 'boolean' || shown.type === 'null') return `CAST(${shown.sql} AS BIGINT)`;
  if (shown.type !== 'text' && shown.type !== 'unknown') return refuseCast('toInt', value);
  const text = asText(shown);
  return `TRY_CAST(CASE WHEN regexp_full_match(${text}, '[+-]?[0-9]+') THEN ${text} END AS BIGINT)`;
}

/** HogQL's toFloat gives a number or NULL; it never fails. */
function toFloat(value: Sql): string {
  const shown = asShown(value);
  if (['number', 'boolean', 'null'].includes(shown.type)) return `CAST(${shown.sql} AS DOUBLE)`;
  return shown.type === 'text' || shown.type === 'unknown'
    ? readNumber(asText(shown))
    : refuseCast('toFloat', value);
}

function toText(value: Sql): string {
  if (value.type !== 'array' && value.type !== 'tuple') return asText(value);
  throw queryError('A list cannot be written as text. Take one of its items with [1].');
}

function length(value: Sql): string {
  return value.type === 'array' ? `len(${value.sql})` : `strlen(${asText(value)})`;
}

/** Letters of the English alphabet only, as ClickHouse has it. */
function changeCase(from: string, to: string): HogqlFunction {
  return one('text', (value) => `translate(${asText(value)}, '${from}', '${to}')`);
}
const SMALL = 'abcdefghijklmnopqrstuvwxyz';
const CAPITAL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Blanks only, as ClickHouse has it, and no tabs or line breaks. */
function trim(name: string): HogqlFunction {
  return one('text', (value) => `${name}(${asText(value)}, ' ')`);
}

/** The place of a text within another in bytes, as ClickHouse counts; 0 for none. */
function position(text: Sql, part: Sql): string {
  const place = `strpos(${asText(text)}, ${asText(part)})`;
  return `(CASE WHEN ${place} = 0 THEN 0 ELSE strlen(substring(${asText(text)}, 1, ${place} - 1)) + 1 END)`;
}

/** A piece of a text in bytes, as ClickHouse cuts; '' where a letter is cut in two. */
function substring(args: readonly Sql[]): Sql {
  const [text, offset, count] = [asText(argument(args, 0)), argument(args, 1).sql, argument(args, 2).sql];
  const from = `CASE WHEN ${offset} < 0 THEN strlen(${text}) + ${offset} + 1 ELSE ${offset} END`;
  const bytes = `array_slice(encode(${text}), ${from}, ${from} + ${count} - 1)`;
  const piece = `coalesce(try(decode(${bytes})), '')`;
  return {
    sql: `(CASE WHEN ${text} IS NULL OR ${offset} IS NULL OR ${count} IS NULL THEN NULL WHEN ${offset} = 0 THEN '' ELSE ${piece} END)`,
    type: 'text',
    nullable: anyNullable(args),
  };
}

const split: HogqlFunction = {
  min: 2,
  max: 2,
  print: (args) => {
    const [by, text] = [argument(args, 0), argument(args, 1)];
    if (!by.sql.startsWith("'") || by.sql === "''")
      throw queryError("What a text is split by is written out, as in splitByChar(',', x).");
    return {
      sql: `string_split(${asText(text)}, ${by.sql})`,
      type: 'array',
      nullable: text.nullable,
      item: { type: 'text', nullable: false },
    };
  },
};

/** Both engines read RE2, and `\1` in what is put there. */
function replaceRegexp(flags: 'gs' | 's'): HogqlFunction {
  return {
    min: 3,
    max: 3,
    print: (args) => ({
      sql: `regexp_replace(${joined(args)}, '${flags}')`,
      type: 'text',
      nullable: anyNullable(args),
    }),
  };
}

/** A part of an address that begins with its scheme; '' of any other text. */
function urlPart(pattern: string): HogqlFunction {
  return one('text', (text) => `regexp_extract(${asText(text)}, '${pattern}', 1)`);
}

function joined(args: readonly Sql[]): string {
  return args.map(toText).join(', ');
}

export const texts: Record<string, HogqlFunction> = {
  toString: one('text', toText),
  toFloat: maybe(one('number', toFloat)),
  toInt: maybe(one('number', toInt)),

  empty: one('flag', (value) => `(${length(value)} = 0)`),
  notEmpty: one('flag', (value) => `(${length(value)} > 0)`),
  lower: changeCase(CAPITAL, SMALL),
  upper: changeCase(SMALL, CAPITAL),
  trim: trim('trim'),
  trimLeft: trim('ltrim'),
  trimRight: trim('rtrim'),
  // ClickHouse counts bytes, and letters only in lengthUTF8.
  length: counting(one('number', length)),
  lengthUTF8: counting(one('number', (value) => `length(${asText(value)})`)),
  // PostHog takes NULL for '' here, as DuckDB does.
  concat: {
    min: 2,
    max: MANY,
    print: (args) => ({ sql: `concat(${joined(args)})`, type: 'text', nullable: false }),
  },
  substring: { min: 3, max: 3, print: substring },
  replaceAll: {
    min: 3,
    max: 3,
    print: (args) => ({ sql: `replace(${joined(args)})`, type: 'text', nullable: anyNullable(args) }),
  },
  startsWith: two('flag', (text, part) => `starts_with(${asText(text)}, ${asText(part)})`),
  endsWith: two('flag', (text, part) => `suffix(${asText(text)}, ${asText(part)})`),
  position: counting(two('number', position)),
  // In ClickHouse a point stands for a line break too.
  match: two('flag', (text, pattern) => `regexp_matches(${asText(text)}, ${asText(pattern)}, 's')`),
  splitByChar: split,
  splitByString: split,
  replaceOne: {
    min: 3,
    max: 3,
    print: (args) => {
      const [text, part, by] = args.map(asText);
      const place = `strpos(${String(text)}, ${String(part)})`;
      const changed = `(substring(${String(text)}, 1, ${place} - 1) || ${String(by)} || substring(${String(text)}, ${place} + length(${String(part)})))`;
      const isThere = `${String(part)} <> '' AND ${place} > 0`;
      const none = `${String(part)} IS NULL OR ${String(by)} IS NULL`;
      const sql = `(CASE WHEN ${none} THEN NULL WHEN ${isThere} THEN ${changed} ELSE ${String(text)} END)`;
      return { sql, type: 'text', nullable: anyNullable(args) };
    },
  },
  replaceRegexpAll: replaceRegexp('gs'),
  replaceRegexpOne: replaceRegexp('s'),
  // The first group of the pattern, or all of it where it has none.
  extract: two('text', (text, pattern) => {
    if (!pattern.sql.startsWith("'")) throw queryError('The pattern of extract is written out.');
    const hasGroup = /(?:^|[^\\])(?:\\\\)*\((?!\?)/.test(pattern.sql);
    return `regexp_extract(${asText(text)}, ${pattern.sql}, ${hasGroup ? '1' : '0'}, 's')`;
  }),
  path: urlPart('^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*([^?#]*)'),
  domain: urlPart('^[A-Za-z][A-Za-z0-9+.-]*://(?:[^/?#@]*@)?([^/?#:]*)'),
};
