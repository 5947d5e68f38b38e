import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../../../src/library/dates.ts';
import {
  blockNear,
  countedFrom,
  lastPeriods,
  namePeriod,
  valuesOfPeriod,
  yearOf,
} from '../../../../src/usage/questions/periods.ts';

const last = (today: string) => lastPeriods(1, 1, today)[0]?.from;

test('a week is counted from the third day after it on', () => {
  expect(last('2026-11-23')).toBe('2026-11-09');
  expect(last('2026-11-24')).toBe('2026-11-09');
  expect(last('2026-11-25')).toBe('2026-11-16');
  expect(countedFrom({ weeks: 1, from: '2026-11-16', to: '2026-11-23' })).toBe('2026-11-25');
});

test.each([1, 4, 13])('blocks of %i weeks follow each other, and stay the same from day to day', (weeks) => {
  const blocks = lastPeriods(weeks, 6, '2026-11-25');
  blocks.forEach(({ from, to }, place) => {
    expect(daysBetween(from, to)).toBe(7 * weeks);
    expect(new Date(from).getUTCDay()).toBe(1);
    expect(from).toBe(blocks[place - 1]?.to ?? from);
  });
  for (let day = 18; day < 25; day += 1) {
    const earlier = lastPeriods(weeks, 6, `2026-11-${String(day)}`);
    expect(blocks).toEqual(expect.arrayContaining(earlier.slice(1)));
  }
});

test('a block of four weeks lies in one of fifty-two, as thirteen do', () => {
  for (const { from } of lastPeriods(4, 26, '2026-11-25'))
    expect(blockNear(from, 52, 0).from <= from && blockNear(from, 4, 0).to <= blockNear(from, 52, 0).to).toBe(
      true,
    );
});

test('who was first heard of in the last week of a time is not counted in it', () => {
  expect(valuesOfPeriod({ from: '2026-10-05', to: '2026-11-02' })).toEqual({
    from: '2026-10-05',
    to: '2026-11-02',
    known_before: '2026-10-26',
  });
  expect(valuesOfPeriod({ from: '2026-10-26', to: '2026-11-02' }, 8).from).toBe('2026-08-31');
});

test('a time is named by its first and last day', () => {
  expect(namePeriod({ weeks: 4, from: '2026-10-05', to: '2026-11-02' })).toBe(
    '4 weeks from 5 Oct 2026 to 1 Nov 2026',
  );
});

test('a year of numbers is a calendar year to a few days, and holds no block in part', () => {
  for (const weeks of [1, 4, 13])
    for (let at = 0; at < (52 / weeks) * 6; at += 1) {
      const { from, to } = blockNear('2024-01-01', weeks, at);
      expect(yearOf({ from })).toBe(yearOf({ from: addDays(to, -7) }));
      // Of these years the calendar says the same of a period by its end, which hubs went by before.
      expect(yearOf({ from })).toBe(to.slice(0, 4));
    }
});
