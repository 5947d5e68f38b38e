import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHogqlCompiler } from '../../src/hogql/compile.ts';
import { openTemporaryStore, storedEvent, type TemporaryStore } from '../support/store/event-store.ts';

const compile = openHogqlCompiler();
let hub: TemporaryStore;

/** Around midnight in Berlin: in winter, on both days on which clocks are changed, and in summer. */
const moments = [
  '2026-01-31T22:59:59.000Z',
  '2026-01-31T23:00:00.000Z',
  '2026-03-28T23:00:00.000Z',
  '2026-03-29T21:59:59.000Z',
  '2026-03-29T22:00:00.000Z',
  '2026-10-24T21:59:59.000Z',
  '2026-10-24T22:00:00.000Z',
  '2026-10-25T22:59:59.000Z',
  '2026-10-25T23:00:00.000Z',
];

beforeAll(async () => {
  hub = await openTemporaryStore();
  await hub.store.append(moments.map((timestamp, number) => storedEvent(number, { timestamp })));
});
afterAll(() => hub.remove());

async function ask(text: string, values: Record<string, string> = {}, zone = 'Europe/Berlin') {
  const now = '2026-10-25T22:30:00.000Z';
  const { sql, values: bound } = await compile(text, { values, now, declared: {}, zone });
  return (await hub.store.query(sql, bound)).rows;
}

test('a day is what the clocks of the project say, also where they are changed', async () => {
  const text = 'SELECT toDate(timestamp) AS day, count() FROM events GROUP BY day ORDER BY day';
  expect(await ask(text)).toEqual([
    ['2026-01-31', 1],
    ['2026-02-01', 1],
    ['2026-03-29', 2],
    ['2026-03-30', 1],
    ['2026-10-24', 1],
    ['2026-10-25', 2],
    ['2026-10-26', 1],
  ]);
});

test('a week begins with its Monday', async () => {
  const text = 'SELECT toMonday(timestamp) AS week, count() FROM events GROUP BY week ORDER BY week';
  expect(await ask(text)).toEqual([
    ['2026-01-26', 2],
    ['2026-03-23', 2],
    ['2026-03-30', 1],
    ['2026-10-19', 3],
    ['2026-10-26', 1],
  ]);
});

test.each([
  [`timestamp >= toDate('2026-10-25') AND timestamp < toDate('2026-10-26')`],
  [`timestamp >= '2026-10-25' AND timestamp < '2026-10-26'`],
  [`timestamp >= toDateTime('2026-10-25 00:00:00') AND timestamp < toDateTime('2026-10-26')`],
  [`timestamp >= toDateTime('2026-10-24T22:00:00Z') AND timestamp < toDateTime('2026-10-25T23:00:00Z')`],
  [`timestamp >= {from} AND timestamp < {to}`],
  [`timestamp >= toDateTime({from}) AND timestamp < toDateTime({to})`],
  [`toDate(timestamp) = today()`],
  [`timestamp >= toStartOfDay(now()) AND timestamp < toStartOfDay(now()) + INTERVAL 1 DAY`],
])('a day of 25 hours: %s', async (condition) => {
  const values = { from: '2026-10-25', to: '2026-10-26' };
  expect(await ask(`SELECT count() FROM events WHERE ${condition}`, values)).toEqual([[2]]);
});

test('the store knows every time zone that hub.yaml may name', async () => {
  const { rows } = await hub.store.query('SELECT name FROM pg_timezone_names()', []);
  const known = new Set(rows.map(([name]) => name));
  const named = [...Intl.supportedValuesOf('timeZone'), 'UTC', 'Asia/Kolkata', 'Europe/Kyiv'];
  expect(named.filter((zone) => !known.has(zone))).toEqual([]);
});

test('UTC is as it was', async () => {
  const text = `SELECT count() FROM events WHERE toDate(timestamp) = today()`;
  expect(await ask(text, {}, 'UTC')).toEqual([[2]]);
});
