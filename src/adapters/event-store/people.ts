import type { DuckDBConnection } from '@duckdb/node-api';
import { STORE } from '../../hogql/tables.ts';
import {
  createPersonBook,
  idsOf,
  type KnownId,
  type PeopleChanges,
  type PersonEvent,
} from '../../usage/persons.ts';
import { parseExactJson } from '../../usage/wire/exact-json.ts';

/** Rows that are not committed yet have numbers past what a JavaScript number can tell apart. */
const PLACE = '(rowid - (SELECT min(rowid) FROM fresh))';

const isoTime = (sql: string) => `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%gZ')`;

/** Something that happened to people in `fresh`, at its place in the order of arrival. */
type Happening = { place: number } & ({ event: PersonEvent } | { seen: string; at: string });

/** Ids that make a profile for the first time. */
async function readFirstSeen(connection: DuckDBConnection): Promise<Happening[]> {
  const reader = await connection.runAndReadAll(
    `SELECT min(${PLACE}), distinct_id, ${isoTime('arg_min(timestamp, rowid)')} FROM fresh
     WHERE NOT personless AND person_id NOT IN (SELECT id FROM ${STORE.persons})
       AND distinct_id NOT IN (SELECT distinct_id FROM ${STORE.overrides})
     GROUP BY distinct_id`,
  );
  return reader
    .getRows()
    .map(([place, seen, at]) => ({ place: Number(place), seen: String(seen), at: String(at) }));
}

/** Events that identify, join or describe people. */
async function readPersonEvents(connection: DuckDBConnection): Promise<Happening[]> {
  const reader = await connection.runAndReadAll(
    `SELECT ${PLACE}, event, distinct_id, ${isoTime('timestamp')}, properties FROM fresh
     WHERE changes_person AND NOT personless`,
  );
  return reader.getRows().map(([place, event, id, at, properties]) => ({
    place: Number(place),
    event: {
      event: String(event),
      distinct_id: String(id),
      timestamp: String(at),
      properties: parseExactJson(String(properties)) as Record<string, unknown>,
    },
  }));
}

/** What the tables know of these ids. */
async function readKnown(connection: DuckDBConnection, ids: readonly string[]): Promise<KnownId[]> {
  const reader = await connection.runAndReadAll(
    `SELECT a.id, p.distinct_id, ${isoTime('p.created_at')}, p.properties, p.identified
     FROM (SELECT unnest(from_json($1, '["VARCHAR"]')) AS id) a
     LEFT JOIN ${STORE.overrides} o ON o.distinct_id = a.id
     JOIN ${STORE.persons} p ON p.id = coalesce(o.person_id, md5(a.id)::UUID)`,
    [JSON.stringify(ids)],
  );
  return reader.getRows().map(([id, root, at, properties, identified]) => ({
    distinctId: String(id),
    person: {
      distinctId: String(root),
      createdAt: String(at),
      properties: parseExactJson(String(properties)) as Record<string, unknown>,
      identified: identified === true,
    },
  }));
}

/** Replaces what was known of those who changed, and of those only. */
async function writeChanges(connection: DuckDBConnection, { persons, merged }: PeopleChanges): Promise<void> {
  if (merged.length > 0) {
    const pairs = `(SELECT item.id AS id, md5(item.root)::UUID AS root
      FROM (SELECT unnest(from_json($1, '[{"id":"VARCHAR","root":"VARCHAR"}]')) AS item))`;
    const values = [JSON.stringify(merged.map(([id, root]) => ({ id, root })))];
    // Whoever was joined into one of them before goes with it.
    await connection.run(
      `UPDATE ${STORE.overrides} SET person_id = m.root FROM ${pairs} m WHERE person_id = md5(m.id)::UUID`,
      values,
    );
    await connection.run(
      `DELETE FROM ${STORE.persons} WHERE id IN (SELECT md5(id)::UUID FROM ${pairs})`,
      values,
    );
    await connection.run(
      `DELETE FROM ${STORE.overrides} WHERE distinct_id IN (SELECT id FROM ${pairs})`,
      values,
    );
    await connection.run(`INSERT INTO ${STORE.overrides} SELECT id, root FROM ${pairs}`, values);
  }
  if (persons.length > 0) {
    const rows = `(SELECT md5(item.id)::UUID AS id, item.at AS at, CAST(item.properties AS VARCHAR) AS properties,
        item.id AS distinct_id, item.identified AS identified
      FROM (SELECT unnest(from_json($1,
        '[{"id":"VARCHAR","at":"TIMESTAMP","properties":"JSON","identified":"BOOLEAN"}]')) AS item))`;
    const values = [
      JSON.stringify(
        persons.map(({ distinctId, createdAt, properties, identified }) => ({
          id: distinctId,
          at: createdAt,
          properties,
          identified,
        })),
      ),
    ];
    await connection.run(`DELETE FROM ${STORE.persons} WHERE id IN (SELECT id FROM ${rows})`, values);
    await connection.run(
      `INSERT INTO ${STORE.persons} (id, created_at, properties, distinct_id, identified) SELECT * FROM ${rows}`,
      values,
    );
  }
}

/** Brings who is who up to date with the events in `fresh`. Costs as much as there is news, not as there are people. */
export async function updatePeople(connection: DuckDBConnection): Promise<void> {
  const happenings = [...(await readFirstSeen(connection)), ...(await readPersonEvents(connection))].sort(
    (a, b) => a.place - b.place,
  );
  if (happenings.length === 0) return;
  const ids = new Set(happenings.flatMap((each) => ('event' in each ? idsOf(each.event) : [each.seen])));
  const book = createPersonBook(await readKnown(connection, [...ids]));
  for (const each of happenings) {
    if ('event' in each) book.apply(each.event);
    else book.see(each.seen, each.at);
  }
  await writeChanges(connection, book.changes());
}
