import { describe, expect, test } from 'vitest';
import type { Answer, Snapshot } from '../../../../src/usage/snapshot/snapshot.ts';
import { steadySnapshot } from '../../../../src/usage/privacy/steady-snapshot.ts';

const use = (...rows: [asset: string, reps: number, views: number][]): Answer => ({
  id: 'use-per-asset',
  title: '',
  asks: '',
  hogql: 'SELECT 1',
  state: 'ready',
  columns: [
    { name: 'asset', label: '', type: 'asset' },
    { name: 'reps', label: '', type: 'number' },
    { name: 'views', label: '', type: 'number' },
  ],
  rows,
  withheld: 0,
  withheldNote: '',
});
const never = (...assets: string[]): Answer => ({
  ...use(),
  id: 'never-used',
  columns: [{ name: 'asset', label: '', type: 'asset' }],
  rows: assets.map((asset) => [asset]),
});
const at = (time: string, ...answers: Answer[]): Snapshot => ({
  madeAt: `2026-11-22T${time}:00.000Z`,
  today: '2026-11-22',
  source: 'embedded',
  events: 90,
  answers,
});
const morning = at('08:00', use(['a', 12, 20], ['b', 30, 44]), never('x', 'y'));

describe('of two snapshots of a day nobody can take one from the other and find a few people', () => {
  test.each<[string, Answer[]]>([
    ['one more person', [use(['a', 13, 21], ['b', 30, 44]), never('x', 'y')]],
    ['one of the same people again', [use(['a', 12, 21], ['b', 30, 44]), never('x', 'y')]],
    ['many here and one there', [use(['a', 19, 30], ['b', 31, 45]), never('x', 'y')]],
    ['somebody with what nobody used before', [use(['a', 12, 20], ['b', 30, 44]), never('y')]],
    ['nobody', [use(['a', 12, 20], ['b', 30, 44]), never('x', 'y')]],
  ])('%s: the earlier one stays, with its time', (_, answers) => {
    expect(steadySnapshot(morning, { ...at('09:00', ...answers), events: 91 })).toBe(morning);
  });

  test('five more people, and an asset that was not shown yet, are shown', () => {
    const noon = at('12:00', use(['a', 17, 25], ['b', 30, 44], ['c', 6, 6]), never('x', 'y'));
    expect(steadySnapshot(morning, noon)).toEqual(noon);
  });

  test('what left the list of the unused is told tomorrow', () => {
    const noon = at('12:00', use(['a', 17, 25], ['b', 30, 44]), never('y'));
    expect(steadySnapshot(morning, noon).answers).toEqual([noon.answers[0], morning.answers[1]]);
  });
});

test.each<[string, Snapshot | undefined]>([
  ['the first', undefined],
  ['of the next day', { ...morning, today: '2026-11-21' }],
  ['of another source', { ...morning, source: 'posthog' }],
  ['of a question in other words', at('08:00', { ...use(['a', 12, 20]), hogql: 'SELECT 2' })],
  ['after a question that had no answer', at('08:00', { ...use(), state: 'failed' }, never('x', 'y'))],
])('a snapshot %s is taken as it is', (_, before) => {
  const noon = at('12:00', use(['a', 13, 21], ['b', 30, 44]), never('x', 'y'));
  expect(steadySnapshot(before, noon)).toEqual(noon);
});
