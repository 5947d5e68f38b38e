import { afterAll, beforeAll, expect, test } from 'vitest';
import { takeSnapshot } from '../../src/collector/take-snapshot.ts';
import type { RunQuery } from '../../src/collector/query.ts';
import { questionOf } from '../../src/usage/questions/questions.ts';
import { eventCountsHogql } from '../../src/usage/snapshot/snapshot.ts';
import { startCollector, TOKEN, type CollectorServer } from '../support/store/collector-server.ts';
import { createFrozenBook } from '../support/store/frozen-book.ts';

const ASSETS = 1000;
const teams = ['uk', 'dach', 'nordics', 'france', 'iberia', 'partners'].map((id) => ({
  id,
  name: id,
  reps: 40,
}));
const assets = Array.from({ length: ASSETS }, (_, number) => ({
  id: `collateral/asset-${String(number)}`,
  kind: 'collateral' as const,
  title: `Asset ${String(number)}`,
  products: ['routes'],
}));

let hub: CollectorServer;
beforeAll(async () => {
  hub = await startCollector();
});
afterAll(() => hub.remove());

/** A source in which every team used every asset in every block of weeks; `answered` is told of each question. */
function bigSource(answered: () => void): RunQuery {
  const selects = Object.keys(questionOf('use-per-asset')?.selects ?? {});
  const rows = assets.flatMap(({ id }) =>
    teams.map((team, at) =>
      selects.map((name) => (name === 'asset' ? id : name === 'team' ? team.id : 20 + at)),
    ),
  );
  return (hogql) => {
    answered();
    if (hogql === eventCountsHogql)
      return Promise.resolve({ columns: [], rows: [['asset_viewed', 1, '2025-01-06']] });
    return Promise.resolve({
      columns: selects,
      rows: hogql === questionOf('use-per-asset')?.hogql ? rows : [],
    });
  };
}

async function acknowledge(number: number): Promise<void> {
  const response = await fetch(`${hub.url}/e/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      api_key: TOKEN,
      event: 'asset_viewed',
      properties: { distinct_id: `rep-${String(number)}` },
    }),
  });
  expect(response.status).toBe(200);
}

test('events are acknowledged while what a long record was asked is rounded and told', async () => {
  let asked = 0;
  const state = { isOver: false };
  const counting = takeSnapshot({
    runQuery: bigSource(() => (asked += 1)),
    source: 'embedded',
    facts: { teams, assets, products: [{ id: 'routes', name: 'Routes' }] },
    madeAt: '2026-11-22T12:00:00.000Z',
    atOnce: 1,
    book: createFrozenBook(),
    pageLoads: undefined,
  }).finally(() => (state.isOver = true));
  // Every answer was there at once, so all that is left is the reckoning.
  await acknowledge(0);
  expect([asked > 14, state.isOver]).toEqual([true, false]);
  let acknowledged = 0;
  while (!state.isOver) await acknowledge((acknowledged += 1));
  expect(acknowledged).toBeGreaterThan(3);
  const { answers } = await counting;
  expect(answers.find(({ id }) => id === 'use-per-asset')?.rows).toHaveLength(ASSETS);
}, 60_000);
