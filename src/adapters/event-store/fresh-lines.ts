import type { DuckDBConnection } from '@duckdb/node-api';
import { STORE } from '../../hogql/tables.ts';
import { renderKey, type EventKey } from '../../usage/event-store.ts';
import type { JournalLine } from './journal-lines.ts';

/** More uuids than this are looked up by a join and not by a list in the text of the query. */
const LISTED_UUIDS = 500;
/** Uuids of version 7 that agree in so many digits were made in the same 17 minutes. */
const TIME_DIGITS = 7;

async function findListed(connection: DuckDBConnection, uuids: readonly string[]): Promise<unknown[][]> {
  if (uuids.length === 0) return [];
  const list = uuids.map((uuid) => `'${uuid}'::UUID`).join(', ');
  return (
    await connection.runAndReadAll(`SELECT uuid::VARCHAR FROM ${STORE.events} WHERE uuid IN (${list})`)
  ).getRows();
}

async function findWithin(
  connection: DuckDBConnection,
  uuids: readonly string[],
  columns = 'uuid::VARCHAR',
): Promise<unknown[][]> {
  if (uuids.length === 0) return [];
  const sorted = uuids.toSorted();
  const reader = await connection.runAndReadAll(
    `SELECT ${columns} FROM ${STORE.events}
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
async function findKnown(connection: DuckDBConnection, uuids: readonly string[]): Promise<string[]> {
  const span = uuids.at(-1)?.slice(0, TIME_DIGITS) ?? '';
  const near = uuids.filter((uuid) => uuid.startsWith(span));
  const far = uuids.length <= LISTED_UUIDS ? uuids : uuids.filter((uuid) => !uuid.startsWith(span));
  let found: unknown[][];
  if (far.length > LISTED_UUIDS) found = await findWithin(connection, uuids);
  else {
    found = await findListed(connection, far);
    if (far.length < uuids.length) found.push(...(await findWithin(connection, near)));
  }
  return found.map(([uuid]) => String(uuid));
}

/** The events of the table that have one of these uuids. */
async function findSameUuid(connection: DuckDBConnection, uuids: readonly string[]): Promise<EventKey[]> {
  const known = [...new Set(await findKnown(connection, uuids))];
  const rows = await findWithin(connection, known, 'uuid::VARCHAR, event, distinct_id');
  return rows.map(([uuid, event, id]) => ({
    uuid: String(uuid),
    event: String(event),
    distinct_id: String(id),
  }));
}

/** What tells the event of a line from others; a line that cannot be read is like no other. */
function keyOf({ bytes }: JournalLine): string {
  const text = bytes.toString();
  try {
    return renderKey(JSON.parse(text) as EventKey);
  } catch {
    return text;
  }
}

/** The lines of which neither the table nor a line before has a copy. */
export async function findFresh(
  connection: DuckDBConnection,
  lines: readonly JournalLine[],
): Promise<JournalLine[]> {
  const uuids = lines.map(({ uuid }) => uuid);
  const stored = await findSameUuid(connection, uuids);
  const shared = new Set(stored.map(({ uuid }) => uuid));
  const seen = new Set<string>();
  for (const uuid of uuids) {
    if (seen.has(uuid)) shared.add(uuid);
    seen.add(uuid);
  }
  const met = new Set(stored.map(renderKey));
  return lines.filter((line) => {
    if (!shared.has(line.uuid)) return true;
    const key = keyOf(line);
    return !met.has(key) && met.add(key);
  });
}
