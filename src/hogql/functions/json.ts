import { queryError } from '../hogql-error.ts';
import { readNumber } from '../properties.ts';
import { quoteText, type Sql } from '../sql.ts';
import { MANY, argument, counting, type HogqlFunction } from './hogql-function.ts';

/** A path into a JSON text: names, and places in lists from 1, or from the end with -1. */
type Path = readonly (string | number)[];

function readStep(step: Sql): string | number {
  if (/^-?\d+$/.test(step.sql) && step.sql !== '0') return Number(step.sql);
  const [, quoted] = /^'((?:[^']|'')*)'$/.exec(step.sql) ?? [];
  if (quoted !== undefined) return quoted.replaceAll("''", "'");
  throw queryError('A path into JSON is written out: names between quotes, and places in lists from 1.');
}

/** DuckDB's JSON pointer where all steps are names, which may hold any sign; its JSONPath where some are places. */
function printPath(path: Path): string {
  if (path.every((step) => typeof step === 'string'))
    return quoteText(path.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
  const steps = path.map((step) => {
    if (typeof step === 'number') return step > 0 ? `[${String(step - 1)}]` : `[#${String(step)}]`;
    if (/["\\]/.test(step)) throw queryError('A name with a quote cannot stand beside a place in a list.');
    return `."${step}"`;
  });
  return quoteText(`$${steps.join('')}`);
}

/** SQL of the JSON at a path of a text; NULL where there is none, or the text is no JSON. */
function printValue(text: Sql, path: Path): string {
  if (text.type !== 'text' && text.type !== 'unknown')
    throw queryError(`JSON is read out of text, not of a ${text.type}.`);
  const json = text.json === true ? text.sql : `CASE WHEN json_valid(${text.sql}) THEN ${text.sql} END`;
  return path.length === 0 ? `CAST((${json}) AS JSON)` : `json_extract(${json}, ${printPath(path)})`;
}

const IS_NUMBER = "('BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT', 'DOUBLE', 'VARCHAR')";
const MAX_WHOLE = '9.2e18';

function inside(value: string): string {
  return `(${value} ->> '$')`;
}

function printInt(value: string): string {
  const text = `CASE WHEN json_type(${value}) IN ${IS_NUMBER} THEN ${inside(value)} END`;
  const number = readNumber(`(${text})`);
  const cut = `CASE WHEN abs(${number}) < ${MAX_WHOLE} THEN CAST(trunc(${number}) AS BIGINT) END`;
  return `coalesce(TRY_CAST(CASE WHEN regexp_full_match(${text}, '-?[0-9]+') THEN ${text} END AS BIGINT), ${cut})`;
}

function printFloat(value: string): string {
  return readNumber(`(CASE WHEN json_type(${value}) IN ${IS_NUMBER} THEN ${inside(value)} END)`);
}

function printBool(value: string): string {
  const text = inside(value);
  return `(CASE json_type(${value}) WHEN 'BOOLEAN' THEN ${text} = 'true' WHEN 'BIGINT' THEN ${text} <> '0' WHEN 'UBIGINT' THEN ${text} <> '0' ELSE false END)`;
}

function printItems(value: string): string {
  return `(CASE WHEN json_type(${value}) = 'ARRAY' THEN CAST(json_extract(${value}, '$[*]') AS VARCHAR[]) ELSE [] END)`;
}

interface JsonType {
  type: Sql['type'];
  print: (value: string) => string;
  /** What stands where there is no such value. */
  empty: string;
  item?: Sql['item'];
}

const TEXT: JsonType = { type: 'text', print: inside, empty: "''" };
const INT: JsonType = { type: 'number', print: printInt, empty: '0' };
const FLOAT: JsonType = { type: 'number', print: printFloat, empty: '0e0' };
const BOOL: JsonType = { type: 'flag', print: printBool, empty: 'false' };
const RAW: JsonType = { type: 'text', print: (value) => `CAST(${value} AS VARCHAR)`, empty: "''" };

/** A list of values: one that is none of the type is NULL in it, or its empty value, and a list of none of it is empty. */
function listOf(of: JsonType, isNullable: boolean): JsonType {
  const each = 'CAST("each" AS JSON)';
  const found = of.print(each);
  const isOne = `${found} IS NOT NULL${isNullable ? ` OR json_type(${each}) = 'NULL'` : ''}`;
  const item = isNullable ? found : `coalesce(${found}, ${of.empty})`;
  return {
    type: 'array',
    print: (value) => {
      const items = printItems(value);
      const some = `len(list_filter(${items}, lambda "each": ${isOne})) > 0`;
      return `(CASE WHEN ${some} THEN list_transform(${items}, lambda "each": ${item}) ELSE [] END)`;
    },
    empty: '[]',
    item: { type: of.type, nullable: isNullable },
  };
}

const RAW_LIST: JsonType = {
  type: 'array',
  print: printItems,
  empty: '[]',
  item: { type: 'text', nullable: false },
};

/** The types that `JSONExtract` gives: unlike the functions that are named for them, these read a truth as 1 or 0. */
const NAMED: Readonly<Record<string, JsonType>> = {
  String: TEXT,
  Int64: orTruth(INT),
  Int: orTruth(INT),
  Float64: orTruth(FLOAT),
  Float: orTruth(FLOAT),
};

function orTruth(number: JsonType): JsonType {
  return {
    ...number,
    print: (value) =>
      `(CASE WHEN json_type(${value}) = 'BOOLEAN' THEN CAST(${inside(value)} = 'true' AS INTEGER) ELSE ${number.print(value)} END)`,
  };
}

function extracted(kind: JsonType, args: readonly Sql[], isNullable: boolean): Sql {
  const text = argument(args, 0);
  const value = printValue(text, args.slice(1).map(readStep));
  const found = kind.print(value);
  const { type, item } = kind;
  if (isNullable) return { sql: found, type, nullable: true, item };
  const sql = `coalesce(${found}, ${kind.empty})`;
  if (!text.nullable) return { sql, type, nullable: false, item };
  return { sql: `(CASE WHEN ${text.sql} IS NOT NULL THEN ${sql} END)`, type, nullable: true, item };
}

function extract(kind: JsonType): HogqlFunction {
  return { min: 1, max: MANY, print: (args) => extracted(kind, args, false) };
}

/** `JSONExtract(json, path…, 'Type')`. */
const JSONExtract: HogqlFunction = {
  min: 2,
  max: MANY,
  print: (args) => {
    const written = /^'(.+)'$/.exec(args.at(-1)?.sql ?? '')?.[1]?.replaceAll(' ', '') ?? '';
    const [, list, nullable, name = ''] = /^(Array\()?(Nullable\()?(\w+)\)*$/.exec(written) ?? [];
    const kind = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined;
    if (name === 'Bool')
      throw queryError(`JSONExtract does not give '${written}' here. Use JSONExtractBool(x, path).`);
    if (kind === undefined)
      throw queryError(
        `JSONExtract does not give '${written}' here. It gives ${Object.keys(NAMED).join(', ')}, Nullable(…) of them, and Array(…) of these.`,
      );
    const isNullable = nullable !== undefined;
    const path = args.slice(0, -1);
    return list === undefined
      ? extracted(kind, path, isNullable)
      : extracted(listOf(kind, isNullable), path, false);
  },
};

export const json: Record<string, HogqlFunction> = {
  JSONExtractString: extract(TEXT),
  JSONExtractInt: extract(INT),
  JSONExtractFloat: extract(FLOAT),
  JSONExtractBool: extract(BOOL),
  JSONExtractRaw: extract(RAW),
  JSONExtractArrayRaw: extract(RAW_LIST),
  JSONExtractKeys: extract({
    ...RAW_LIST,
    print: (value) => `(CASE WHEN json_type(${value}) = 'OBJECT' THEN json_keys(${value}) ELSE [] END)`,
  }),
  JSONExtract,
  JSONHas: extract({ ...BOOL, print: (value) => `(json_type(${value}) IS NOT NULL)` }),
  JSONLength: counting(
    extract({
      ...INT,
      print: (value) =>
        `(CASE json_type(${value}) WHEN 'ARRAY' THEN json_array_length(${value}) WHEN 'OBJECT' THEN len(json_keys(${value})) ELSE 0 END)`,
    }),
  ),
};
