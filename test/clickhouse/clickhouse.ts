import type { StoreValue } from '../../src/usage/event-store.ts';
import { openChdb } from './install-chdb.ts';
import type { Sample } from './sample-events.ts';

/** A table as it came back. `types` are ClickHouse's names. */
interface Answered {
  columns: string[];
  types: string[];
  rows: StoreValue[][];
}

/** ClickHouse with the sample in PostHog's tables. */
export interface Clickhouse {
  version: string;
  /** Runs a SELECT. Throws with ClickHouse's message. */
  ask: (sql: string) => Answered;
  close: () => void;
}

/**
 * PostHog's settings of every query (posthog/hogql/constants.py), and the formats in which it hands out rows. One
 * rewriting of ClickHouse is off, which turns max(day + 7) into max(day) + 7 and so gives another value for no rows.
 */
const SETTINGS =
  "SETTINGS transform_null_in = 1, optimize_arithmetic_operations_in_aggregate_functions = 0, optimize_min_equality_disjunction_chain_length = 4294967295, session_timezone = 'UTC', output_format_json_quote_64bit_integers = 0, date_time_output_format = 'iso'";

/** Tables of the same columns and types as PostHog's, as far as HogQL reads them. */
const TABLES = [
  `CREATE TABLE events (uuid UUID, event String, properties String, timestamp DateTime64(6, 'UTC'), distinct_id String, person_id UUID, created_at DateTime64(6, 'UTC')) ENGINE = Memory`,
  'CREATE TABLE person_overrides (distinct_id String, person_id UUID) ENGINE = Memory',
  `CREATE TABLE person (id UUID, created_at DateTime64(3, 'UTC'), properties String) ENGINE = Memory`,
];
const BATCH = 2000;

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

function dateTime(iso: string): string {
  return literal(iso.replace('T', ' ').replace('Z', ''));
}

/** One shape for a point in time: `2026-11-22T10:00:00Z`, six digits behind the point where there are any. */
function normalTime(text: string): string {
  const [, seconds = '', fraction = ''] = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(text) ?? [];
  if (seconds === '') return text;
  return /[1-9]/.test(fraction) ? `${seconds}.${fraction.padEnd(6, '0')}Z` : `${seconds}Z`;
}

function normalise(value: StoreValue, type: string): StoreValue {
  if (typeof value === 'string') return type.includes('DateTime') ? normalTime(value) : value;
  return Array.isArray(value) ? value.map((item) => normalise(item, type)) : value;
}

/** Opens ClickHouse and fills it. `idOf` gives the person id of a distinct id before any merge. */
export async function openClickhouse(
  sample: Sample,
  idOf: (distinctId: string) => string,
  say: (line: string) => void,
): Promise<Clickhouse> {
  const session = await openChdb(say);
  const run = (sql: string) => session.query(sql, 'JSONCompact');
  for (const table of TABLES) run(table);
  for (let from = 0; from < sample.events.length; from += BATCH) {
    const rows = sample.events
      .slice(from, from + BATCH)
      .map(
        ({ uuid, event, properties, timestamp, distinct_id: id, created_at: created }) =>
          `(${[literal(uuid), literal(event), literal(JSON.stringify(properties)), dateTime(timestamp), literal(id), literal(idOf(id)), dateTime(created)].join(', ')})`,
      );
    run(`INSERT INTO events VALUES ${rows.join(', ')}`);
  }
  for (const [id, person] of sample.overrides)
    run(`INSERT INTO person_overrides VALUES (${literal(id)}, ${literal(person)})`);
  for (const { id, createdAt, properties } of sample.persons)
    run(
      `INSERT INTO person VALUES (${literal(id)}, ${dateTime(createdAt)}, ${literal(JSON.stringify(properties))})`,
    );
  const ask = (sql: string): Answered => {
    const { meta, data } = JSON.parse(run(`${sql} ${SETTINGS}`)) as {
      meta: { name: string; type: string }[];
      data: StoreValue[][];
    };
    const types = meta.map(({ type }) => type);
    return {
      columns: meta.map(({ name }) => name),
      types,
      rows: data.map((row) => row.map((value, index) => normalise(value, types[index] ?? ''))),
    };
  };
  const [[version = ''] = []] = ask('SELECT version() AS v').rows;
  return { version: String(version), ask, close: () => session.close() };
}
