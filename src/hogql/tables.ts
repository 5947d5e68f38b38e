import { queryError } from './hogql-error.ts';
import { readPropertyText } from './properties.ts';
import { quoteName, quoteText, type Sql, type ValueType } from './sql.ts';

/** Declared event properties, which the store keeps as columns of their own; every other one is read from the JSON text. */
export type PropertyTypes = Readonly<Record<string, 'text' | 'number'>>;

/** Names in the embedded store. The adapter creates these tables, the printer reads them; nothing else knows them. */
export const STORE = {
  events: 'stored_event',
  /** distinct_id → person_id, only where people were merged. */
  overrides: 'person_override',
  persons: 'person',
} as const;

/** The store's column for a declared event property. */
export function propertyColumn(name: string): string {
  return `p_${name}`;
}

/** How much of a person the query touches: each step more costs a join. */
export type PersonUse = 'none' | 'id' | 'profile';

const eventColumns: Readonly<Record<string, ValueType>> = {
  uuid: 'uuid',
  event: 'text',
  timestamp: 'datetime',
  distinct_id: 'text',
  created_at: 'datetime',
  person_id: 'uuid',
  properties: 'text',
};
const personColumns: Readonly<Record<string, ValueType>> = {
  id: 'uuid',
  created_at: 'datetime',
  properties: 'text',
};

/** What `SELECT *` of a table gives, in order. */
export const starColumns = {
  events: ['uuid', 'event', 'properties', 'timestamp', 'distinct_id', 'person_id', 'created_at'],
  persons: ['id', 'created_at', 'properties'],
} as const;

/** The fields of a table, for a sentence. */
export const TABLE_FIELDS = {
  events:
    'uuid, event, timestamp, distinct_id, person_id, created_at, properties.…, person.id, person.created_at, person.properties.…, $session_id, $window_id',
  persons: 'id, created_at, properties.…',
} as const;

export type TableName = keyof typeof starColumns;

/** Whether a query may read from that table. */
export function isTable(name: string): name is TableName {
  return name === 'events' || name === 'persons';
}

/** The text at a path inside a JSON text. */
function jsonProperty(json: string, path: readonly (string | number)[]): Sql {
  const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
  const value = `json_extract(${json}, ${quoteText(pointer)})`;
  return { sql: readPropertyText(value), type: 'text', nullable: true, loose: true };
}

function column(alias: string, name: string, type: ValueType): Sql {
  return { sql: `${quoteName(alias)}.${quoteName(name)}`, type, nullable: false };
}

/**
 * A field of `events` or `persons`, such as `['properties', 'asset_id']` or `['person', 'properties', 'team']`;
 * undefined when the table has none of that name. `usePerson` is told what a field needs to be joined.
 */
export function readTableField(
  table: TableName,
  alias: string,
  chain: readonly (string | number)[],
  declared: PropertyTypes,
  usePerson: (use: PersonUse) => void,
): Sql | undefined {
  const [first, ...rest] = chain;
  if (typeof first !== 'string') return undefined;
  const columns = table === 'events' ? eventColumns : personColumns;
  if (rest.length === 0) {
    if (table === 'events' && (first === '$session_id' || first === '$window_id')) {
      // PostHog keeps these as columns that know no NULL.
      const property = jsonProperty(`${quoteName(alias)}."properties"`, [first]);
      return { sql: `coalesce(${property.sql}, '')`, type: 'text', nullable: false };
    }
    if (!Object.hasOwn(columns, first)) return undefined;
    if (first === 'person_id') usePerson('id');
    const found = column(alias, first, columns[first] ?? 'unknown');
    return first === 'properties' ? { ...found, json: true } : found;
  }
  if (first === 'properties') {
    const [key] = rest;
    const declaredType =
      table === 'events' && rest.length === 1 && typeof key === 'string' && Object.hasOwn(declared, key)
        ? declared[key]
        : undefined;
    if (typeof key === 'string' && declaredType !== undefined)
      return { ...column(alias, propertyColumn(key), declaredType), nullable: true };
    return jsonProperty(`${quoteName(alias)}."properties"`, rest);
  }
  if (table === 'events' && first === 'person') {
    usePerson('profile');
    if (rest[0] === 'id' && rest.length === 1) return column(alias, 'person_id', 'uuid');
    if (rest[0] === 'created_at' && rest.length === 1) return column(alias, 'person_created_at', 'datetime');
    if (rest[0] === 'properties' && rest.length > 1)
      return jsonProperty(`${quoteName(alias)}."person_properties"`, rest.slice(1));
  }
  return undefined;
}

/** SQL for a table in FROM. People are looked up at query time, so a later merge also counts for earlier events. */
export function printTable(table: TableName, alias: string, use: PersonUse): string {
  const name = quoteName(alias);
  if (table === 'persons') return `${STORE.persons} AS ${name}`;
  if (use === 'none') return `${STORE.events} AS ${name}`;
  const merged = `LEFT JOIN ${STORE.overrides} o ON o.distinct_id = e.distinct_id`;
  const events = `SELECT e.* REPLACE (coalesce(o.person_id, e.person_id) AS person_id) FROM ${STORE.events} e ${merged}`;
  if (use === 'id') return `(${events}) AS ${name}`;
  // As ClickHouse joins: whoever has no profile has an empty one, of the first day there is.
  const since = `coalesce(p.created_at, TIMESTAMP '1970-01-01')`;
  const profile = `SELECT m.*, ${since} AS person_created_at, p.properties AS person_properties`;
  return `(${profile} FROM (${events}) m LEFT JOIN ${STORE.persons} p ON p.id = m.person_id) AS ${name}`;
}

/** The refusal of a table that the dialect does not have. */
export function unknownTable(name: string): Error {
  return queryError(`Unknown table \`${name}\`. This hub answers questions about events and persons.`);
}
