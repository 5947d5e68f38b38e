import { rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { changesPerson } from '../../usage/wire/ingest.ts';
import { STORE } from '../../hogql/tables.ts';
import { readMoved } from './flusher.ts';
import { TABLES_FILE, unmarkTables } from './own-tables.ts';
import { renderLine } from './tables.ts';
import { parseExactJson } from '../../usage/wire/exact-json.ts';

/**
 * Where the tables wait while new ones are made from the journal. They go only once the new ones hold every event of
 * theirs: what the journal lacks is written into it again. The other way, counting both and refusing to go on with
 * fewer, leaves a person with a sentence in place of the events.
 */
export const EARLIER_FILE = 'store.before.duckdb';
/** The file and its log. */
const ENDS = ['', '.wal'];
/** Events that are written into the journal at a time. */
const BATCH = 2000;

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined;
}

export function hasTables(folder: string): Promise<boolean> {
  return exists(join(folder, TABLES_FILE));
}

export function hasEarlierTables(folder: string): Promise<boolean> {
  return exists(join(folder, EARLIER_FILE));
}

/** Puts the tables aside. Some that wait already hold more than half-made new ones, and stay. */
export async function putTablesAside(folder: string): Promise<void> {
  const keep = !(await hasEarlierTables(folder));
  for (const end of ENDS) {
    const from = join(folder, `${TABLES_FILE}${end}`);
    if (!(await exists(from))) continue;
    if (keep) await rename(from, join(folder, `${EARLIER_FILE}${end}`));
    else await rm(from);
  }
  await unmarkTables(folder);
}

export async function removeTables(folder: string): Promise<void> {
  for (const end of ENDS.toReversed()) await rm(join(folder, `${TABLES_FILE}${end}`), { force: true });
  await unmarkTables(folder);
}

/** Puts earlier tables, if some wait, in the place of what was to replace them. */
export async function takeTablesBack(folder: string): Promise<void> {
  if (!(await hasEarlierTables(folder))) return;
  await removeTables(folder);
  for (const end of ENDS) {
    const from = join(folder, `${EARLIER_FILE}${end}`);
    if (await exists(from)) await rename(from, join(folder, `${TABLES_FILE}${end}`));
  }
}

export async function removeEarlierTables(folder: string): Promise<void> {
  for (const end of ENDS.toReversed()) await rm(join(folder, `${EARLIER_FILE}${end}`), { force: true });
}

/** Lets a connection read earlier tables under the name `earlier`. False when they cannot be read. */
export async function attachEarlierTables(connection: DuckDBConnection, folder: string): Promise<boolean> {
  const path = join(folder, EARLIER_FILE).replaceAll("'", "''");
  return connection.run(`ATTACH '${path}' AS earlier (READ_ONLY)`).then(
    () => true,
    () => false,
  );
}

const isoTime = (column: string) => `strftime(${column}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** Writes into the journal what only the earlier tables hold. Gives how many events that were, and of which segments. */
export async function bringOver(
  connection: DuckDBConnection,
  append: (lines: string) => Promise<void>,
): Promise<{ brought: number; moved: ReadonlyMap<number, number> }> {
  let brought = 0;
  const moved = await readMoved(connection, 'earlier.');
  const result = await connection.stream(
    `SELECT b.uuid::VARCHAR, b.event, ${isoTime('b.timestamp')}, b.distinct_id, ${isoTime('b.created_at')}, b.properties
     FROM earlier.${STORE.events} b WHERE NOT EXISTS (SELECT 1 FROM ${STORE.events} e WHERE e.uuid = b.uuid AND e.event = b.event AND e.distinct_id = b.distinct_id)
     ORDER BY b.created_at`,
  );
  let lines: string[] = [];
  const write = async () => {
    if (lines.length > 0) await append(lines.join(''));
    brought += lines.length;
    lines = [];
  };
  for (
    let chunk = await result.fetchChunk();
    chunk && chunk.rowCount > 0;
    chunk = await result.fetchChunk()
  ) {
    for (const [uuid, event, timestamp, id, createdAt, json] of chunk.getRows()) {
      const properties = parseExactJson(String(json)) as Record<string, unknown>;
      lines.push(
        `${renderLine({
          uuid: String(uuid),
          event: String(event),
          timestamp: String(timestamp),
          distinct_id: String(id),
          created_at: String(createdAt),
          ...(changesPerson(String(event), properties) ? { changes_person: true as const } : {}),
          properties,
        })}\n`,
      );
      if (lines.length >= BATCH) await write();
    }
  }
  await write();
  return { brought, moved };
}
