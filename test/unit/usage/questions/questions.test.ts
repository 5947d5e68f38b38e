import { describe, expect, test } from 'vitest';
import { beforeAndAfterRevision } from '../../../../src/usage/questions/before-and-after-revision.ts';
import { indexLibrary } from '../../../../src/usage/questions/library-facts.ts';
import type { Question } from '../../../../src/usage/questions/question.ts';
import { rateRatio, wilsonInterval } from '../../../../src/usage/questions/rate-ratio.ts';
import { retention } from '../../../../src/usage/questions/retention.ts';
import { searchToOpen } from '../../../../src/usage/questions/search-to-open.ts';
import { topSearches } from '../../../../src/usage/questions/top-searches.ts';
import { weeklyActiveRepsByProduct } from '../../../../src/usage/questions/weekly-active-reps-by-product.ts';
import { answerRows } from '../../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../../src/usage/snapshot/answer.ts';

/** A Sunday, the last day of the week from the 16th. */
const today = '2026-11-22';
const library = indexLibrary({
  teams: [],
  products: [],
  assets: [{ id: 'answers/price', title: 'What does it cost?', kind: 'answer', products: [] }],
});

function shown(question: Question, rows: Cell[][], on = today) {
  return answerRows(question, rows, library, on);
}

describe('who comes back', () => {
  test('is said for weeks that are over, as a share of those who were there', () => {
    const rows = [
      ['2026-11-02', 0, 40],
      ['2026-11-02', 1, 30],
      ['2026-11-02', 2, 20],
      ['2026-11-16', 0, 44],
    ];
    expect(shown(retention, rows).rows).toEqual([['2026-11-02', 40, 1, 30, 0.75]]);
    expect(shown(retention, rows, '2026-11-23').rows).toEqual([
      ['2026-11-02', 40, 1, 30, 0.75],
      ['2026-11-02', 40, 2, 20, 0.5],
    ]);
  });

  test('is not said where fewer than five came back, or fewer than five did not', () => {
    const rows = [
      ['2026-10-05', 0, 20],
      ['2026-10-05', 1, 16],
      ['2026-10-05', 2, 4],
      ['2026-10-05', 3, 15],
      ['2026-10-05', 4, 20],
    ];
    expect(shown(retention, rows)).toEqual({
      rows: [
        ['2026-10-05', 20, 3, 15, 0.75],
        ['2026-10-05', 20, 4, 20, 1],
      ],
      withheld: 3,
    });
  });
});

describe('from search to asset', () => {
  test('each step is a part of the one before', () => {
    expect(shown(searchToOpen, [['2026-11-09', 40, 30, 20]]).rows).toEqual([['2026-11-09', 40, 30, 20, 0.5]]);
  });

  test('a step is not shown when few are missing from it, since they could be counted by subtraction', () => {
    expect(shown(searchToOpen, [['2026-11-09', 20, 17, 10]]).rows).toEqual([
      ['2026-11-09', 20, null, 10, 0.5],
    ]);
    expect(shown(searchToOpen, [['2026-11-09', 20, 12, 9]]).rows).toEqual([
      ['2026-11-09', 20, 12, null, null],
    ]);
  });

  test('nobody and everybody are shown', () => {
    expect(shown(searchToOpen, [['2026-11-09', 12, 12, 0]]).rows).toEqual([['2026-11-09', 12, 12, 0, 0]]);
  });

  test('a week with fewer than five people is left out', () => {
    expect(shown(searchToOpen, [['2026-11-09', 4, 4, 4]])).toEqual({ rows: [], withheld: 1 });
  });
});

function row(repsBefore: number, before: number, repsAfter: number, after: number): Cell[] {
  return ['answers/price', '2026-10-20T09:00:00Z', 30, repsBefore, before, repsAfter, after];
}

describe('before and after a change', () => {
  test.each([
    [40, 90, 'up'],
    [90, 40, 'down'],
    [40, 48, 'too few to say'],
  ])('%i days of use before and %i after are called: %s', (before, after, verdict) => {
    const [cells] = shown(beforeAndAfterRevision, [row(20, before, 25, after)]).rows;
    expect(cells?.at(-1)).toBe(verdict);
  });

  test('come with the title, the day of the change and an interval', () => {
    expect(shown(beforeAndAfterRevision, [row(20, 40, 25, 90)]).rows).toEqual([
      ['answers/price', 'What does it cost?', '2026-10-20', 30, 20, 25, 2.25, 1.55, 3.26, 'up'],
    ]);
  });

  test('are left out where fewer than five reps stand on one side', () => {
    expect(shown(beforeAndAfterRevision, [row(4, 9, 25, 90)])).toEqual({ rows: [], withheld: 1 });
  });
});

describe('the interval', () => {
  // Brown, Cai and DasGupta, Statistical Science 16 (2001), and any table of Wilson's interval.
  test.each([
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [10, 10, 0.7225, 1],
    [0, 0, 0, 1],
  ])('of %i in %i is Wilson’s', (successes, trials, low, high) => {
    const interval = wilsonInterval(successes, trials);
    expect(interval.low).toBeCloseTo(low, 4);
    expect(interval.high).toBeCloseTo(high, 4);
  });

  test('of a ratio holds 1 where nothing changed, and has no upper end where nothing was before', () => {
    const same = rateRatio(20, 20);
    expect(same?.ratio).toBe(1);
    expect((same?.low ?? 0) * (same?.high ?? 0)).toBeCloseTo(1, 10);
    expect(rateRatio(0, 20)?.high).toBe(Infinity);
    expect(rateRatio(0, 0)).toBeUndefined();
  });
});

test('search words are shown as they were typed, without the escapes of their JSON', () => {
  const rows = [
    ['say \\"hi\\" c:\\\\temp', 9, 9],
    ['a "quote" as it is', 8, 8],
  ];
  expect(shown(topSearches, rows).rows.map(([words]) => words)).toEqual([
    'say "hi" c:\\temp',
    'a "quote" as it is',
  ]);
});

test('a product that few reps looked at in a week is left out of that week', () => {
  const rows = [
    ['2026-11-09', 'cold', 4],
    ['2026-11-09', 'routes', 12],
  ];
  expect(shown(weeklyActiveRepsByProduct, rows)).toEqual({
    rows: [['2026-11-09', 'routes', 12]],
    withheld: 1,
  });
});
