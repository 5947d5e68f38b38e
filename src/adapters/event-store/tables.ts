import { blobValue, type DuckDBConnection } from '@duckdb/node-api';
import { readNumber, readPropertyText } from '../../hogql/properties.ts';
import { propertyColumn, STORE } from '../../hogql/tables.ts';
import { eventPropertyTypes } from '../../usage/events.ts';
import type { StoredEvent } from '../../usage/event-store.ts';
import { joinLines, type JournalLine } from './journal-lines.ts';

const declared = Object.entries(eventPropertyTypes());
const SQL_TYPES = { text: 'VARCHAR', number: 'DOUBLE' } as const;

/** Raised when the tables change in a way that no `ALTER` follows: older ones are then made anew from the journal. */
const LAYOUT = 2;

const tables = `
CREATE TABLE IF NOT EXISTS ${STORE.events} (
  uuid UUID, event VARCHAR, timestamp TIMESTAMP, distinct_id VARCHAR, person_id UUID, created_at TIMESTAMP,
  properties VARCHAR USING COMPRESSION zstd
);
CREATE TABLE IF NOT EXISTS ${STORE.overrides} (distinct_id VARCHAR, person_id UUID);
CREATE TABLE IF NOT EXISTS ${STORE.persons} (
  id UUID, created_at TIMESTAMP, properties VARCHAR, distinct_id VARCHAR, identified BOOLEAN
);
CREATE TABLE IF NOT EXISTS flushed_segment (segment BIGINT, bytes BIGINT);
CREATE TABLE IF NOT EXISTS store_layout AS SELECT ${String(LAYOUT)} AS layout;
`;

/** A declared property from its text. */
function readDeclared(type: 'text' | 'number', text: string): string {
  return type === 'text' ? text : readNumber(text);
}

async function rowsOf(connection: DuckDBConnection, sql: string): Promise<unknown[][]> {
  return (await connection.runAndReadAll(sql)).getRows();
}

/** Whether an earlier version laid the tables out in another way: they are made anew. */
export async function areOtherTables(connection: DuckDBConnection): Promise<boolean> {
  const names = (await rowsOf(connection, 'SELECT table_name FROM duckdb_tables()')).map(([name]) =>
    String(name),
  );
  if (names.length === 0) return false;
  const [row] = names.includes('store_layout')
    ? await rowsOf(connection, 'SELECT layout FROM store_layout')
    : [];
  return Number(row?.[0]) !== LAYOUT;
}

/**
 * Creates what is missing. A property that is new in the catalogue becomes a column, filled from the JSON text.
 * There is no index and no key: they are where DuckDB's log has had faults, and copies are found without one.
 */
export async function createTables(connection: DuckDBConnection): Promise<void> {
  const columns = await rowsOf(
    connection,
    `SELECT column_name FROM duckdb_columns() WHERE table_name = '${STORE.events}'`,
  );
  const present = new Set(columns.map(([name]) => String(name)));
  const missing = declared.filter(([name]) => !present.has(propertyColumn(name)));
  if (missing.length === 0) return;
  await connection.run(tables);
  for (const [name, type] of missing) {
    const column = propertyColumn(name);
    await connection.run(`ALTER TABLE ${STORE.events} ADD COLUMN ${column} ${SQL_TYPES[type]}`);
    const json = `json_extract(properties, '/${name}')`;
    await connection.run(
      `UPDATE ${STORE.events} SET ${column} = ${readDeclared(type, readPropertyText(json))} WHERE ${json} IS NOT NULL`,
    );
  }
  // A change of tables that is still in the log can break its replay after a crash.
  await connection.run('CHECKPOINT');
}

const SHAPE = `'{"uuid":"UUID","event":"VARCHAR","timestamp":"TIMESTAMP","distinct_id":"VARCHAR","created_at":"TIMESTAMP","changes_person":"BOOLEAN","properties":"JSON"}'`;
const pointers = [...declared.map(([name]) => name), '$process_person_profile'].map((name) => `'/${name}'`);
const declaredColumns = declared.map(([name]) => propertyColumn(name));
const declaredValues = declared.map(
  ([, type], index) =>
    `${readDeclared(type, `texts[${String(index + 1)}]`)} AS ${declaredColumns[index] ?? ''}`,
);
const columns = `uuid, event, timestamp, distinct_id, person_id, created_at, properties, ${declaredColumns.join(', ')}`;

/**
 * `$1` is lines of the journal. Reading them line by line costs a quarter of what one JSON list of all of them does;
 * `rowid` is their order. One lambda for all properties: planning an expression for each takes longer than reading a
 * hundred events.
 */
const readFresh = `
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT item.uuid AS uuid, item.event AS event, item.timestamp AS timestamp, item.distinct_id AS distinct_id,
  md5(item.distinct_id)::UUID AS person_id, item.created_at AS created_at, CAST(item.properties AS VARCHAR) AS properties,
  coalesce(item.changes_person, false) AS changes_person,
  coalesce(texts[${String(pointers.length)}] = 'false', false) AS personless,
  ${declaredValues.join(',\n  ')}
FROM (
  SELECT item, list_transform(
    json_extract(item.properties, [${pointers.join(', ')}]), lambda json: ${readPropertyText('json')}
  ) AS texts
  FROM (SELECT from_json(line, ${SHAPE}) AS item FROM (SELECT unnest(string_split(decode($1), chr(10))) AS line))
)`;
const insertFresh = `INSERT INTO ${STORE.events} (${columns}) SELECT ${columns} FROM fresh`;

/**
 * Adds lines whose uuids are all new, and leaves them in the temporary table `fresh` until the next time. The lines
 * come as bytes and are taken apart by the database: nothing is done per event on the thread that answers clients.
 */
export async function insertLines(
  connection: DuckDBConnection,
  lines: readonly JournalLine[],
): Promise<void> {
  await connection.run(readFresh, [blobValue(joinLines(lines))]);
  await connection.run(insertFresh);
}

/** Deletes what arrived before a moment (ISO 8601 in UTC), and people of whom nothing is left. */
export async function deleteBefore(connection: DuckDBConnection, moment: string): Promise<void> {
  const { events, persons, overrides } = STORE;
  const [row] = (
    await connection.runAndReadAll(`SELECT count(*) FROM ${events} WHERE created_at < $1::TIMESTAMP`, [
      moment,
    ])
  ).getRows();
  if (Number(row?.[0]) === 0) return;
  await connection.run(`DELETE FROM ${events} WHERE created_at < $1::TIMESTAMP`, [moment]);
  await connection.run(
    `DELETE FROM ${persons} WHERE id NOT IN (SELECT coalesce(o.person_id, e.person_id)
       FROM ${events} e LEFT JOIN ${overrides} o ON o.distinct_id = e.distinct_id)`,
  );
  await connection.run(`DELETE FROM ${overrides} WHERE person_id NOT IN (SELECT id FROM ${persons})`);
}

/** A line of the journal, without its newline. The uuid comes first: it is read without parsing the rest. */
export function renderLine(event: StoredEvent): string {
  const { uuid, ...rest } = event;
  return JSON.stringify({ uuid, ...rest });
}
