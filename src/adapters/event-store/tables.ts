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

/** Takes away tables of another layout. Their rows are in the journal and its archive. */
async function dropOlderTables(connection: DuckDBConnection): Promise<void> {
  const names = (await rowsOf(connection, 'SELECT table_name FROM duckdb_tables()')).map(([name]) =>
    String(name),
  );
  if (names.length === 0) return;
  const [row] = names.includes('store_layout')
    ? await rowsOf(connection, 'SELECT layout FROM store_layout')
    : [];
  if (Number(row?.[0]) === LAYOUT) return;
  for (const name of names) await connection.run(`DROP TABLE "${name}"`);
}

/**
 * Creates what is missing. A property that is new in the catalogue becomes a column, filled from the JSON text.
 * There is no index and no key: they are where DuckDB's log has had faults, and copies are found without one.
 */
export async function createTables(connection: DuckDBConnection): Promise<void> {
  await dropOlderTables(connection);
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

/** More uuids than this are looked up by a join and not by a list in the text of the query. */
const LISTED_UUIDS = 500;
/** Uuids of version 7 that agree in so many digits were made in the same 17 minutes. */
const TIME_DIGITS = 7;

async function findListed(connection: DuckDBConnection, uuids: readonly string[]): Promise<unknown[][]> {
  if (uuids.length === 0) return [];
  const list = uuids.map((uuid) => `'${uuid}'::UUID`).join(', ');
  return rowsOf(connection, `SELECT uuid::VARCHAR FROM ${STORE.events} WHERE uuid IN (${list})`);
}

async function findWithin(connection: DuckDBConnection, uuids: readonly string[]): Promise<unknown[][]> {
  if (uuids.length === 0) return [];
  const sorted = uuids.toSorted();
  const reader = await connection.runAndReadAll(
    `SELECT uuid::VARCHAR FROM ${STORE.events}
     WHERE uuid BETWEEN $2::UUID AND $3::UUID AND uuid IN (SELECT unnest(string_split($1, ','))::UUID)`,
    [uuids.join(','), sorted[0] ?? '', sorted.at(-1) ?? ''],
  );
  return reader.getRows();
}

/**
 * Which of these uuids are in the table already. Its statistics leave most of it unread for uuids that lie close
 * together, as those of version 7 do that were made in one span, and for a short list of any. Others, such as the random
 * ones of older clients, cost a look at every uuid there is; a few of them among many others are looked up by
 * themselves, so that the many need not.
 */
export async function findCopies(
  connection: DuckDBConnection,
  uuids: readonly string[],
): Promise<ReadonlySet<string>> {
  const span = uuids.at(-1)?.slice(0, TIME_DIGITS) ?? '';
  const near = uuids.filter((uuid) => uuid.startsWith(span));
  const far = uuids.length <= LISTED_UUIDS ? uuids : uuids.filter((uuid) => !uuid.startsWith(span));
  let found: unknown[][];
  if (far.length > LISTED_UUIDS) found = await findWithin(connection, uuids);
  else {
    found = await findListed(connection, far);
    if (far.length < uuids.length) found.push(...(await findWithin(connection, near)));
  }
  return new Set(found.map(([uuid]) => String(uuid)));
}

/** A line of the journal, without its newline. The uuid comes first: it is read without parsing the rest. */
export function renderLine(event: StoredEvent): string {
  const { uuid, ...rest } = event;
  return JSON.stringify({ uuid, ...rest });
}
