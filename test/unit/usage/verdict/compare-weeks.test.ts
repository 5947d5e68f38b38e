import { describe, expect, test } from 'vitest';
import { createRound } from '../../../../src/usage/privacy/rounding.ts';
import { groupTeams } from '../../../../src/usage/privacy/team-groups.ts';
import { compareWeeks } from '../../../../src/usage/verdict/compare-weeks.ts';

describe('the weeks of two times are compared', () => {
  test('by the mean of each, with the ends of the interval in whole people', () => {
    expect(compareWeeks([40, 45, 40, 45], [60, 65, 60, 65], 1)).toEqual({
      weeks: { before: 4, after: 4 },
      says: 'up',
      before: 42.5,
      after: 62.5,
      change: { by: 20, low: 15, high: 25 },
    });
    expect(compareWeeks([60, 65, 60, 65], [40, 45, 40, 45], 1).says).toBe('down');
  });

  test('equal weeks do not hide what rounding may: a step of five in one team is no change', () => {
    expect(compareWeeks([40, 40, 40, 40], [45, 45, 45, 45], 2)).toMatchObject({
      says: 'no-change',
      change: { by: 5, low: -1, high: 11 },
    });
  });

  test('a week under ten, or too few weeks, is too few to say', () => {
    for (const [before, after] of [
      [
        [40, null, 40],
        [45, 45, 45],
      ],
      [
        [40, 40, 40],
        [45, undefined, 45],
      ],
      [
        [40, 5, 40],
        [45, 45, 45],
      ],
      [
        [40, 40],
        [45, 45, 45],
      ],
      [[], []],
    ] as const) {
      const { says, change } = compareWeeks(before, after, 1);
      expect({ says, change }).toEqual({ says: 'too-few', change: undefined });
    }
    expect(compareWeeks([null, null, null], [45, 45, 45], 1)).not.toHaveProperty('before');
  });
});

test('nothing that changed is called a change in fewer than one of twenty, through the rounding of the hub', () => {
  const teams = [62, 31, 44, 22, 37].map((reps, place) => ({ id: `team-${String(place)}`, reps }));
  const groups = groupTeams(teams);
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  let called = 0;
  const tries = 600;
  for (let at = 0; at < tries; at++) {
    const round = createRound(new Uint8Array(32).fill(at % 251), groups);
    const week = () => {
      const people = groups.map(({ seats, id }) =>
        id === 'unknown'
          ? 0
          : Array.from({ length: seats ?? 0 }, () => random() < 0.6).filter(Boolean).length,
      );
      return round([`use thing ${String(at)}`], '2026', people).reduce((sum, each) => sum + each, 0);
    };
    const weeks = () => Array.from({ length: 4 }, week);
    const { says } = compareWeeks(weeks(), weeks(), groups.length);
    if (says === 'up' || says === 'down') called += 1;
  }
  expect(called / tries).toBeLessThan(0.05);
});
