import type { Node } from '../../src/hogql/syntax.ts';

/**
 * Which of PostHog's two ways a property is read: from a column that PostHog made for it (`materialized`, where ''
 * and 'null' are NULL), or out of the JSON each time (`json`, where only what is absent or null is).
 */
export type PropertyShape = 'materialized' | 'json';

/** What PostHog's printer knows of a value where it chooses between functions by type. */
export type Kind = 'datetime' | 'date' | 'integer' | 'string' | 'other';

/** The property of the sample that holds truths alone. */
const BOOLEAN_PROPERTY = 'flag';

/** One thing in FROM: PostHog's table, or the columns of a query. */
export interface OracleSource {
  alias: string;
  table: 'events' | 'persons' | undefined;
  columns: ReadonlyMap<string, Kind>;
}

/** What a printed query is made with. */
export interface OracleOptions {
  values: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  now: string;
  /** Properties that PostHog's property definitions call Numeric. */
  numeric: ReadonlySet<string>;
  shape: PropertyShape;
}

/** A text as ClickHouse reads it between quotes. */
export function quote(text: string): string {
  const escaped = text.replace(/[\\'\n\r\t\0]/g, (sign) => {
    const letters: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\0': '\\0' };
    return letters[sign] ?? `\\${sign}`;
  });
  return `'${escaped}'`;
}

/** A name as ClickHouse reads it between backquotes. */
export function name(text: string): string {
  return `\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

const eventColumns: ReadonlyMap<string, Kind> = new Map([
  ['uuid', 'other'],
  ['event', 'string'],
  ['properties', 'string'],
  ['timestamp', 'datetime'],
  ['distinct_id', 'string'],
  ['person_id', 'other'],
  ['created_at', 'datetime'],
  ['$session_id', 'string'],
  ['$window_id', 'string'],
]);
const personColumns: ReadonlyMap<string, Kind> = new Map([
  ['id', 'other'],
  ['created_at', 'datetime'],
  ['properties', 'string'],
]);

/** The columns of a table that a query may name alone. */
export function tableColumns(table: 'events' | 'persons'): ReadonlyMap<string, Kind> {
  return table === 'events' ? eventColumns : personColumns;
}

const PERSON_ID = 'if(not(empty(o.distinct_id)), o.person_id, e.person_id)';

function session(key: string): string {
  return `replaceRegexpAll(JSONExtractRaw(e.properties, '${key}'), '^"|"$', '')`;
}

/** PostHog looks people up when it is asked: overrides by distinct id, profiles by the id that results. */
export function printTable(table: 'events' | 'persons', alias: string): string {
  if (table === 'persons') return `(SELECT id, created_at, properties FROM person) AS ${name(alias)}`;
  return `(SELECT e.uuid AS uuid, e.event AS event, e.properties AS properties, e.timestamp AS timestamp, e.distinct_id AS distinct_id, e.created_at AS created_at, ${PERSON_ID} AS person_id, ${session('$session_id')} AS \`$session_id\`, ${session('$window_id')} AS \`$window_id\`, p.created_at AS person_created_at, p.properties AS person_properties FROM events AS e LEFT OUTER JOIN person_overrides AS o ON equals(e.distinct_id, o.distinct_id) LEFT OUTER JOIN person AS p ON equals(${PERSON_ID}, p.id)) AS ${name(alias)}`;
}

function property(column: string, path: readonly (string | number)[], shape: PropertyShape): string {
  const raw = `JSONExtractRaw(${[column, ...path.map((key) => quote(String(key)))].join(', ')})`;
  return shape === 'materialized'
    ? `nullIf(nullIf(replaceRegexpAll(${raw}, '^"|"$', ''), ''), 'null')`
    : `replaceRegexpAll(nullIf(nullIf(${raw}, ''), 'null'), '^"|"$', '')`;
}

/** A field of a source, or undefined when it has none of that name. */
export function readSourceField(
  source: OracleSource,
  chain: readonly (string | number)[],
  { numeric, shape }: OracleOptions,
): { sql: string; kind: Kind } | undefined {
  const [first, ...rest] = chain;
  const at = (column: string) => `${name(source.alias)}.${name(column)}`;
  if (typeof first !== 'string') return undefined;
  if (rest.length === 0) {
    const kind = source.columns.get(first);
    return kind === undefined ? undefined : { sql: at(first), kind };
  }
  if (source.table === undefined) return undefined;
  if (first === 'properties') {
    const text = property(at('properties'), rest, shape);
    const isNumeric = source.table === 'events' && rest.length === 1 && numeric.has(String(rest[0]));
    if (isNumeric) return { sql: `accurateCastOrNull(${text}, 'Float64')`, kind: 'other' };
    // A property of which every value was a truth has the type Boolean in PostHog.
    if (rest.length === 1 && rest[0] === BOOLEAN_PROPERTY)
      return { sql: `toBool(transform(toString(${text}), ['true', 'false'], [1, 0], NULL))`, kind: 'other' };
    return { sql: text, kind: 'string' };
  }
  if (source.table !== 'events' || first !== 'person') return undefined;
  if (rest[0] === 'id') return { sql: at('person_id'), kind: 'other' };
  if (rest[0] === 'created_at') return { sql: at('person_created_at'), kind: 'datetime' };
  return { sql: property(at('person_properties'), rest.slice(1), shape), kind: 'string' };
}

/** The constant that a placeholder becomes: PostHog puts values into the tree before it prints. */
export function placeholderValue(expr: Node, values: OracleOptions['values']): unknown {
  const key = expr.node === 'Field' ? String(expr.chain[0]) : '';
  if (!Object.hasOwn(values, key)) throw new Error(`The placeholder {${key}} has no value.`);
  return values[key];
}
