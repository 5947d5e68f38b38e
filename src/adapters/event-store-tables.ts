import type { DuckDBConnection } from '@duckdb/node-api';
import { propertyColumn, STORE } from '../hogql/tables.ts';
import { eventPropertyTypes } from '../usage/events.ts';
import type { StoredEvent } from '../usage/event-store.ts';
import { createPersonBook, type PersonBook } from '../usage/persons.ts';

const declared = Object.entries(eventPropertyTypes());
const SQL_TYPES = { text: 'VARCHAR', number: 'DOUBLE' } as const;

const tables = `
CREATE TABLE IF NOT EXISTS ${STORE.events} (
  uuid UUID, event VARCHAR, timestamp TIMESTAMP, distinct_id VARCHAR, person_id UUID, created_at TIMESTAMP,
  changes_person BOOLEAN, properties VARCHAR USING COMPRESSION zstd
);
CREATE TABLE IF NOT EXISTS ${STORE.overrides} (distinct_id VARCHAR, person_id UUID);
CREATE TABLE IF NOT EXISTS ${STORE.persons} (id UUID, created_at TIMESTAMP, properties VARCHAR);
CREATE TABLE IF NOT EXISTS flushed_segment (segment BIGINT, bytes BIGINT);
`;

/** A declared property from the text that JSON gave: '' and 'null' are NULL, as PostHog reads them. */
function readDeclared(type: 'text' | 'number', text: string): string {
  const given = `nullif(nullif(${text}, ''), 'null')`;
  return type === 'text' ? given : `TRY_CAST(${given} AS DOUBLE)`;
}

const pointers = `[${declared.map(([name]) => `'/${name}'`).join(', ')}]`;
const declaredColumns = declared.map(([name]) => propertyColumn(name));
const declaredValues = declared.map(([, type], index) =>
  readDeclared(type, `declared[${String(index + 1)}]`),
);

/**
 * Creates what is missing. A property that is new in the catalogue becomes a column, filled from the JSON text.
 * There is no index and no key: they are where DuckDB's log has had faults, and copies are found without one.
 */
export async function createTables(connection: DuckDBConnection): Promise<void> {
  await connection.run(tables);
  const reader = await connection.runAndReadAll(
    `SELECT column_name FROM duckdb_columns() WHERE table_name = '${STORE.events}'`,
  );
  const present = new Set(reader.getRows().map(([name]) => String(name)));
  for (const [name, type] of declared) {
    const column = propertyColumn(name);
    if (present.has(column)) continue;
    await connection.run(`ALTER TABLE ${STORE.events} ADD COLUMN ${column} ${SQL_TYPES[type]}`);
    const value = readDeclared(type, `json_extract_string(properties, '/${name}')`);
    await connection.run(`UPDATE ${STORE.events} SET ${column} = ${value}`);
  }
  // A change of tables that is still in the log can break its replay after a crash.
  await connection.run('CHECKPOINT');
}

const shape = `'[{"uuid":"UUID","event":"VARCHAR","timestamp":"TIMESTAMP","distinct_id":"VARCHAR","created_at":"TIMESTAMP","changes_person":"BOOLEAN","properties":"JSON"}]'`;

/**
 * `$1` is a JSON list of events, `$2` and `$3` the smallest and largest uuid among them: within these bounds the
 * store's statistics leave most of the table unread when copies are looked for.
 */
const insertEvents = `
INSERT INTO ${STORE.events}
  (uuid, event, timestamp, distinct_id, person_id, created_at, changes_person, properties, ${declaredColumns.join(', ')})
SELECT uuid, event, timestamp, distinct_id, md5(distinct_id)::UUID, created_at, changes_person, properties,
  ${declaredValues.join(', ')}
FROM (
  SELECT item.uuid AS uuid, item.event AS event, item.timestamp AS timestamp, item.distinct_id AS distinct_id,
    item.created_at AS created_at, coalesce(item.changes_person, false) AS changes_person,
    CAST(item.properties AS VARCHAR) AS properties, json_extract_string(item.properties, ${pointers}) AS declared,
    place, row_number() OVER (PARTITION BY item.uuid ORDER BY place) AS copy
  FROM (
    SELECT unnest(items) AS item, generate_subscripts(items, 1) AS place
    FROM (SELECT from_json($1, ${shape}) AS items)
  )
) AS fresh
ANTI JOIN (SELECT uuid FROM ${STORE.events} WHERE uuid BETWEEN $2::UUID AND $3::UUID) AS kept USING (uuid)
WHERE copy = 1 AND uuid IS NOT NULL
ORDER BY place`;

/** Every line of the journal begins with the uuid, so that it can be read without parsing. */
const UUID_AT = [9, 45] as const;

/** Adds lines of the journal to the events. Gives how many were new; the others are copies. */
export async function insertLines(connection: DuckDBConnection, lines: readonly string[]): Promise<number> {
  const uuids = lines.map((line) => line.slice(...UUID_AT)).sort();
  const result = await connection.run(insertEvents, [
    `[${lines.join(',')}]`,
    uuids[0] ?? '',
    uuids.at(-1) ?? '',
  ]);
  return result.rowsChanged;
}

/** A line of the journal, without its newline. */
export function renderLine(event: StoredEvent): string {
  const { uuid, ...rest } = event;
  return JSON.stringify({ uuid, ...rest });
}

/** Whether a line of the journal may change who is who. */
export function mayChangePerson(line: string): boolean {
  return line.includes('"changes_person":true');
}

/** The people that result from every event in the table. */
export async function readPersonBook(connection: DuckDBConnection): Promise<PersonBook> {
  const book = createPersonBook();
  const reader = await connection.runAndReadAll(
    `SELECT event, strftime(timestamp, '%Y-%m-%dT%H:%M:%S.%gZ'), distinct_id, properties
     FROM ${STORE.events} WHERE changes_person ORDER BY rowid`,
  );
  for (const [event, timestamp, id, properties] of reader.getRows())
    book.apply({
      uuid: '',
      event: String(event),
      timestamp: String(timestamp),
      created_at: '',
      distinct_id: String(id),
      properties: JSON.parse(String(properties)) as Record<string, unknown>,
    });
  return book;
}

/** Writes who is who, replacing what was there. */
export async function writePersons(connection: DuckDBConnection, book: PersonBook): Promise<void> {
  const merged = book.merged().map(([id, root]) => ({ id, root }));
  const persons = book
    .persons()
    .map(({ distinctId, createdAt, properties }) => ({ id: distinctId, at: createdAt, properties }));
  await connection.run(`DELETE FROM ${STORE.overrides}`);
  await connection.run(
    `INSERT INTO ${STORE.overrides} SELECT item.id, md5(item.root)::UUID
     FROM (SELECT unnest(from_json($1, '[{"id":"VARCHAR","root":"VARCHAR"}]')) AS item)`,
    [JSON.stringify(merged)],
  );
  await connection.run(`DELETE FROM ${STORE.persons}`);
  await connection.run(
    `INSERT INTO ${STORE.persons} SELECT md5(item.id)::UUID, item.at, CAST(item.properties AS VARCHAR)
     FROM (SELECT unnest(from_json($1, '[{"id":"VARCHAR","at":"TIMESTAMP","properties":"JSON"}]')) AS item)`,
    [JSON.stringify(persons)],
  );
}
