import { expect, test } from 'vitest';
import { estimateMissed } from '../../../../src/usage/snapshot/missed-views.ts';

const loads = {
  since: '2026-11-01T00:00:00.000Z',
  days: { '2026-11-02': 60, '2026-11-03': 40, '2026-11-20': 500 },
};
const window = { from: '2026-11-01', to: '2026-11-11' };

test('the share that is missing is what page loads have more than views, over the days that were counted', () => {
  const views = { '2026-10-31': 70, '2026-11-02': 58, '2026-11-03': 38, '2026-11-20': 1 };
  expect(estimateMissed(loads, views, window)).toEqual({ share: 0.04, from: '2026-11-01', to: '2026-11-10' });
});

test('the day on which counting began is left out, unless it began with the day', () => {
  const begun = { ...loads, since: '2026-11-01T10:00:00.000Z' };
  expect(estimateMissed(begun, { '2026-11-02': 100 }, window)?.from).toBe('2026-11-02');
});

test('a day begins where the company is', () => {
  const begun = { since: '2026-11-01T23:00:00.000Z', days: { '2026-11-05': 100 } };
  const from = (zone: string) => estimateMissed(begun, {}, { ...window, zone })?.from;
  expect([from('Europe/Berlin'), from('Asia/Kolkata')]).toEqual(['2026-11-02', '2026-11-03']);
});

test('more views than loads means that nothing seems to be missing', () => {
  expect(estimateMissed(loads, { '2026-11-02': 140 }, window)?.share).toBe(0);
});

test('nothing is said where no whole day of the time was counted, or too few loads', () => {
  expect(estimateMissed({ ...loads, since: '2026-11-10T10:00:00.000Z' }, {}, window)).toBeUndefined();
  expect(estimateMissed({ ...loads, days: { '2026-11-02': 49 } }, {}, window)).toBeUndefined();
});
