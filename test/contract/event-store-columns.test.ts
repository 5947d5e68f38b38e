import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { createTables } from '../../src/adapters/event-store/tables.ts';
import { propertyColumn, STORE } from '../../src/hogql/tables.ts';

test('a store from before a property of the catalogue opens, and has its column filled from what was kept', async () => {
  const instance = await DuckDBInstance.create();
  const connection = await instance.connect();
  await createTables(connection);
  const column = propertyColumn('milliseconds');
  await connection.run(`ALTER TABLE ${STORE.events} DROP COLUMN ${column}`);
  await connection.run(
    `INSERT INTO ${STORE.events} (uuid, event, properties) VALUES
      (uuid(), 'time_to_answer', '{"milliseconds":4230,"surface":"call"}'), (uuid(), 'asset_viewed', '{"surface":"page"}')`,
  );
  await createTables(connection);
  const read = await connection.runAndReadAll(`SELECT event, ${column} FROM ${STORE.events} ORDER BY event`);
  expect(read.getRows()).toEqual([
    ['asset_viewed', null],
    ['time_to_answer', 4230],
  ]);
  connection.closeSync();
  instance.closeSync();
});
