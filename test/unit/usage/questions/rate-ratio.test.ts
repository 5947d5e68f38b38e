import { expect, test } from 'vitest';
import { rateRatio } from '../../../../src/usage/questions/rate-ratio.ts';

test('twice as many is twice as much, within an interval that fewer people widen', () => {
  expect(rateRatio(40, 80)).toMatchObject({ ratio: 2 });
  expect(rateRatio(40, 80)?.low).toBeGreaterThan(1);
  expect(rateRatio(10, 20)?.low).toBeLessThan(1);
});

test('nothing on one side has an end of the interval, and nothing on both has none', () => {
  expect(rateRatio(0, 9)).toMatchObject({ ratio: Infinity, high: Infinity });
  expect(rateRatio(9, 0)?.high).toBeLessThan(1);
  expect(rateRatio(0, 0)).toBeUndefined();
});
