import { expect, test } from 'vitest';
import { createRound } from '../../../../src/usage/privacy/rounding.ts';
import { groupTeams } from '../../../../src/usage/privacy/team-groups.ts';

const teams = Array.from({ length: 5 }, (_, at) => ({ id: `t${String(at)}`, reps: 40 }));
const groups = groupTeams(teams).filter(({ id }) => id !== 'unknown');
const roundWith = (seed: number) => createRound(new Uint8Array(32).fill(seed), groups);
const round = roundWith(1);
const all = (people: number) => groups.map(() => people);

test('a number is within four of the truth, and in five teams the steps up and down even out', () => {
  for (let people = 0; people <= 40; people += 1) {
    const shown = round(['use x'], '2026', all(people));
    for (const each of shown) {
      expect(each % 5).toBe(0);
      expect(Math.abs(each - people)).toBeLessThanOrEqual(4);
    }
    expect(shown.reduce((sum, each) => sum + each, 0)).toBe(5 * people);
  }
});

test('the same people are rounded in the same way each time, and more of them are never shown as fewer', () => {
  const steps = Array.from({ length: 41 }, (_, people) => round(['use y'], '2026', all(people)));
  expect(round(['use y'], '2026', all(17))).toEqual(steps[17]);
  for (const [people, shown] of steps.entries())
    shown.forEach((each, team) => expect(each).toBeGreaterThanOrEqual(steps[people - 1]?.[team] ?? 0));
});

test('another secret, activity or year has another order', () => {
  const orders = [
    round(['a'], '2026', all(12)),
    roundWith(2)(['a'], '2026', all(12)),
    round(['b'], '2026', all(12)),
    round(['a'], '2027', all(12)),
  ];
  expect(new Set(orders.map(String)).size).toBeGreaterThan(2);
});

test('however many ids somebody makes up, a team is never shown as larger than its seats and the step above', () => {
  expect(Math.max(...round(['use x'], '2026', all(5000)))).toBeLessThanOrEqual(44);
});

const before = groupTeams([...teams, { id: 'small', reps: 12 }]);
const shownOf = (id: string, after: ReturnType<typeof groupTeams>, people: number, activity: string) => {
  const now = createRound(new Uint8Array(32).fill(1), after, new Map([['2026', [before]]]));
  const place = after.findIndex((group) => group.id === id);
  return now(
    [activity],
    '2026',
    after.map(() => people),
  )[place];
};
const shownBefore = (id: string, people: number, activity: string) =>
  createRound(new Uint8Array(32).fill(1), before)(
    [activity],
    '2026',
    before.map(() => people),
  )[before.findIndex((group) => group.id === id)];
const activities = Array.from({ length: 30 }, (_, at) => `use ${String(at)}`);

test('a team that comes in the middle of a year leaves all others their offsets', () => {
  const after = groupTeams([{ id: 'a-first', reps: 20 }, ...teams, { id: 'small', reps: 12 }]);
  for (const activity of activities)
    for (const { id } of before)
      for (const people of [3, 7, 11])
        expect(shownOf(id, after, people, activity)).toBe(shownBefore(id, people, activity));
});

test('teams that are counted together from then on are never shown as fewer than each was', () => {
  const after = groupTeams([...teams, { id: 'small', reps: 4 }]);
  const together = after.find(({ teams: of }) => of.includes('small'));
  expect(together?.teams).toHaveLength(2);
  for (const activity of activities)
    for (const people of [6, 13, 19])
      for (const part of together?.teams ?? [])
        expect(shownOf(together?.id ?? '', after, people, activity)).toBeGreaterThanOrEqual(
          shownBefore(part, people, activity) ?? Infinity,
        );
});

test('a team under another name is never shown as fewer than it was', () => {
  const after = groupTeams([...teams, { id: 'renamed', reps: 12 }]);
  for (const activity of activities)
    for (const people of [6, 9])
      expect(shownOf('renamed', after, people, activity)).toBeGreaterThanOrEqual(
        shownBefore('small', people, activity) ?? Infinity,
      );
});

test('the next year begins anew, with the teams of then', () => {
  const after = groupTeams([{ id: 'a-first', reps: 20 }, ...teams]);
  const [anew, later] = [undefined, new Map([['2026', [before]]])].map((earlier) =>
    createRound(new Uint8Array(32).fill(1), after, earlier),
  );
  const people = after.map(() => 13);
  for (const activity of activities)
    expect(later?.([activity], '2027', people)).toEqual(anew?.([activity], '2027', people));
});

test('a part is never shown as more than the same people of what holds it, whichever they are', () => {
  for (const activity of activities)
    for (let people = 0; people < 20; people += 1) {
      const whole = round(['open', 'use'], '2026', all(people));
      round([activity, 'open', 'use'], '2026', all(people)).forEach((part, team) =>
        expect(part).toBeLessThanOrEqual(whole[team] ?? 0),
      );
    }
});
