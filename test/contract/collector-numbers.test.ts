import { afterAll, beforeAll, expect, test } from 'vitest';
import { postQuery, startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';

let hub: CollectorServer;

beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

/** Past 2^53, past 64 bits, and past what a floating number has. */
const numbers = [
  '9007199254740993',
  '-9007199254740993',
  '18446744073709551615',
  '123456789012345678901234567890',
];

async function send(id: string, properties: string, more = ''): Promise<void> {
  const body = `{"api_key":"${TOKEN}","batch":[{"event":"deal_closed","distinct_id":"${id}","properties":${properties}${more}}]}`;
  expect((await fetch(`${hub.url}/e/`, { method: 'POST', body })).status).toBe(200);
}

test.each(numbers)('%s in a property comes out digit by digit', async (number) => {
  await send(`p${number}`, `{"deal_id":${number},"deep":{"deal_id":${number}}}`);
  const text = `SELECT properties.deal_id, properties.deep.deal_id FROM events WHERE distinct_id = {id}`;
  expect(await hub.query(text, { id: `p${number}` })).toEqual([[number, number]]);
});

test.each(numbers)('%s of a person too, also after a second event', async (number) => {
  await send(`q${number}`, `{"$set":{"crm_id":${number}}}`);
  await send(`q${number}`, `{"$set":{"other":1}}`);
  const text = `SELECT DISTINCT person.properties.crm_id FROM events WHERE distinct_id = {id}`;
  expect(await hub.query(text, { id: `q${number}` })).toEqual([[number]]);
});

test('and as the id of a person', async () => {
  const body = `{"api_key":"${TOKEN}","batch":[{"event":"x","distinct_id":9007199254740993},{"event":"x","distinct_id":9007199254740992}]}`;
  await fetch(`${hub.url}/e/`, { method: 'POST', body });
  const text = `SELECT distinct_id FROM events WHERE event = 'x' ORDER BY distinct_id`;
  expect(await hub.query(text)).toEqual([['9007199254740992'], ['9007199254740993']]);
});

test('a number beyond all numbers is text', async () => {
  await send('beyond', '{"size":1e999,"asset":"kept"}');
  const text = `SELECT properties.size, properties.asset FROM events WHERE distinct_id = 'beyond'`;
  expect(await hub.query(text)).toEqual([['1e999', 'kept']]);
});

const count = (condition: string, values = {}) =>
  hub.query(`SELECT count() FROM events WHERE distinct_id = 'found' AND ${condition}`, values);

test('it is found by itself, and not by its neighbour', async () => {
  await send('found', '{"order_id":9007199254740993}');
  expect(await count(`properties.order_id = '9007199254740993'`)).toEqual([[1]]);
  expect(await count('toInt(properties.order_id) = 9007199254740993')).toEqual([[1]]);
  expect(await count('toInt(properties.order_id) = 9007199254740992')).toEqual([[0]]);
  expect(await count('properties.order_id = {id}', { id: '9007199254740993' })).toEqual([[1]]);
});

test('as the value of a placeholder it is refused, and not rounded', async () => {
  const body = `{"query":{"kind":"HogQLQuery","query":"SELECT {id}","values":{"id":9007199254740993}}}`;
  const response = await postQuery(hub.url, body);
  expect([response.status, await response.text()]).toEqual([
    400,
    expect.stringContaining('a number beyond 9007199254740991 is passed as text') as string,
  ]);
});
