import { expect, test } from 'vitest';
import { groupOf, groupTeams } from '../../../../src/usage/privacy/team-groups.ts';

const groupsOf = (...reps: number[]) =>
  groupTeams(reps.map((each, at) => ({ id: String.fromCharCode(97 + at), reps: each }))).map(
    ({ id, seats }) => [id, seats] as const,
  );

test('a team under ten seats goes with the next smallest, until none is left', () => {
  expect(groupsOf(62, 4, 22)).toEqual([
    ['a', 62],
    ['b+c', 26],
    ['unknown', 88],
  ]);
  expect(groupsOf(3, 3, 3, 3, 40)).toEqual([
    ['a+b+c+d', 12],
    ['e', 40],
    ['unknown', 52],
  ]);
  expect(groupsOf(4)).toEqual([
    ['a', 4],
    ['unknown', 4],
  ]);
});

test('a hub without teams counts everybody together, and nobody knows how many they are', () => {
  expect(groupsOf()).toEqual([['unknown', null]]);
});

test('who names a team that is not in the hub is counted with those without one', () => {
  const groups = groupTeams([{ id: 'uk', reps: 20 }]);
  expect(['uk', 'left', 'unknown'].map((team) => groupOf(groups, team))).toEqual([
    'uk',
    'unknown',
    'unknown',
  ]);
});
