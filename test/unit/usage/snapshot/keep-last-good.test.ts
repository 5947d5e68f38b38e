import { expect, test } from 'vitest';
import { keepLastGood } from '../../../../src/usage/snapshot/keep-last-good.ts';
import type { Answer, Snapshot } from '../../../../src/usage/snapshot/snapshot.ts';

const good: Answer = {
  id: 'top-searches',
  title: 'Top searches',
  asks: 'What?',
  hogql: 'SELECT 1',
  state: 'ready',
  columns: [{ name: 'query', label: 'Words', type: 'text' }],
  rows: [['price']],
  withheld: 2,
  withheldNote: '2 left out.',
};
const bad: Answer = {
  ...good,
  state: 'failed',
  problem: 'Too slow.',
  rows: [],
  withheld: 0,
  withheldNote: '',
};

function snapshot(day: string, answer: Answer, source: Snapshot['source'] = 'posthog'): Snapshot {
  return { madeAt: `${day}T06:00:00.000Z`, today: day, source, events: 9, answers: [answer] };
}

const kept = { ...bad, rows: good.rows, withheld: 2, withheldNote: '2 left out.' };
const before = snapshot('2026-11-12', good);

test('a failed question keeps its last good rows and the moment they are from', () => {
  expect(keepLastGood(snapshot('2026-11-13', bad), before).answers).toEqual([
    { ...kept, answeredAt: '2026-11-12T06:00:00.000Z' },
  ]);
});

test('failing again keeps the date of the last good answer', () => {
  const second = keepLastGood(snapshot('2026-11-13', bad), before);
  expect(keepLastGood(snapshot('2026-11-14', bad), second).answers[0]?.answeredAt).toBe(
    '2026-11-12T06:00:00.000Z',
  );
});

test('a fresh answer replaces what was kept', () => {
  const fresh = snapshot('2026-11-14', { ...good, rows: [['rate']] });
  expect(keepLastGood(fresh, keepLastGood(snapshot('2026-11-13', bad), before))).toEqual(fresh);
});

test.each<[string, Snapshot | undefined]>([
  ['where there was no snapshot', undefined],
  ['of another source', snapshot('2026-11-12', good, 'embedded')],
  ['of a question in other words', snapshot('2026-11-12', { ...good, hogql: 'SELECT 2' })],
  ['of a question that never had an answer', snapshot('2026-11-12', bad)],
  ['of a question that had no data', snapshot('2026-11-12', { ...good, state: 'no-data', rows: [] })],
])('nothing is kept %s', (_, earlier) => {
  const fresh = snapshot('2026-11-13', bad);
  expect(keepLastGood(fresh, earlier)).toEqual(fresh);
});
