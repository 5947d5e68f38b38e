import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/usage/demo/demo-random.ts';
import { designEffect, rateRatio, type PersonSums } from '../../../../src/usage/questions/rate-ratio.ts';

function sumsOf(people: readonly (readonly [before: number, after: number])[]): PersonSums {
  const sum = (of: (before: number, after: number) => number) =>
    people.reduce((total, [before, after]) => total + of(before, after), 0);
  return {
    people: people.length,
    before: sum((before) => before),
    after: sum((_, after) => after),
    beforeSquared: sum((before) => before ** 2),
    afterSquared: sum((_, after) => after ** 2),
    beforeTimesAfter: sum((before, after) => before * after),
  };
}

/** Changes without any effect, among reps of whom some use an asset in one month much and in the next hardly. */
function shareSaid(seed: number, isWide: boolean): number {
  const random = createRandom(seed);
  const rounds = 600;
  let said = 0;
  for (let round = 0; round < rounds; round += 1) {
    const days = () => {
      const chance = random.next() ** 4;
      return Array.from({ length: 22 }, () => random.happens(chance)).filter(Boolean).length;
    };
    const people = Array.from({ length: 40 }, () => [days(), days()] as const).filter(
      ([before, after]) => before + after > 0,
    );
    const sums = sumsOf(people);
    const { low = 0, high = 2 } =
      rateRatio(sums.before, sums.after, isWide ? { designEffect: designEffect(sums) } : {}) ?? {};
    if (low > 1 || high < 1) said += 1;
  }
  return said / rounds;
}

test('twice as many in twice the time is no change', () => {
  expect(rateRatio(40, 80, { exposure: 2 })?.ratio).toBe(1);
  expect(rateRatio(40, 80)).toMatchObject({ ratio: 2 });
});

test('nothing on one side has an end of the interval, and nothing on both has none', () => {
  expect(rateRatio(0, 9)).toMatchObject({ ratio: Infinity, high: Infinity });
  expect(rateRatio(9, 0)?.high).toBeLessThan(1);
  expect(rateRatio(0, 0)).toBeUndefined();
});

const width = (sums: PersonSums) =>
  rateRatio(sums.before, sums.after, { designEffect: designEffect(sums) })?.low ?? 0;

describe('the acts of one person go together', () => {
  test('so one person who did everything says nothing, and many who did a little say much', () => {
    const one = sumsOf([[1, 40], ...Array.from({ length: 9 }, () => [2, 2] as const)]);
    const many = sumsOf(Array.from({ length: 30 }, (_, index) => [index % 2, 1 + (index % 3)] as const));
    expect(width(one)).toBeLessThan(1);
    expect(width(many)).toBeGreaterThan(1);
  });

  test('so that changes without effect read "up" or "down" as seldom as one in twenty', () => {
    expect(shareSaid(3, true)).toBeLessThan(0.08);
    expect(shareSaid(3, false)).toBeGreaterThan(0.3);
  });

  test('and no interval becomes narrower by it', () => {
    expect(
      designEffect(
        sumsOf([
          [9, 9],
          [9, 9],
          [9, 9],
        ]),
      ),
    ).toBe(1);
    expect(designEffect(sumsOf([]))).toBe(1);
  });
});
