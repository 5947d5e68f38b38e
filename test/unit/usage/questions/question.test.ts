import { expect, test } from 'vitest';
import { indexLibrary } from '../../../../src/usage/questions/library-facts.ts';
import { did } from '../../../../src/usage/questions/people-group.ts';
import { defineQuestion, type Question } from '../../../../src/usage/questions/question.ts';
import type { DrawnQuestionId } from '../../../../src/usage/questions/questions.ts';
import { readSelected } from '../../../../src/usage/questions/selected.ts';
import { answerRows } from '../../../../src/usage/snapshot/snapshot.ts';

const key = { role: 'key', type: 'asset', label: 'Asset' } as const;
const raters = { role: 'people', type: 'people', label: 'Reps', from: 'raters', small: 'row' } as const;
const happy = { role: 'people', type: 'people', label: 'Happy', from: 'happy', small: 'number' } as const;
const share = { role: 'share', type: 'share', label: 'Share', part: 'happy', whole: 'raters' } as const;
const words = {
  id: 'ratings',
  title: 'Ratings',
  asks: (span: string) => `How many reps rated an asset in the ${span}?`,
  span: { weeks: 13 },
  hogql: '',
  chart: 'table',
  needs: ['asset_rated'],
} as const;
const selects = { asset: 'text', team: 'team', raters: 'people', happy: 'people' } as const;
const people = { raters: () => did.useHub, happy: () => did.search } as const;

const whole = defineQuestion({
  ...words,
  selects,
  row: { asset: key, raters, happy, share },
  people,
  answer: (rows) => rows.map(({ asset, ...row }) => ({ asset, raters: row.raters, happy: row.happy })),
});

test('a question says in which words it asks, over which time, and under ten is said where there is no number', () => {
  const rows = readSelected(selects, [
    ['answers/a', 'all', 40, 25],
    ['answers/b', 'all', 15, 5],
    ['answers/c', 'all', 5, 5],
    ['answers/d', 'all', 10, 15],
  ]).map((row) => ({ ...row, from: '2026-08-31', to: '2026-11-30' }));
  expect(whole.asks).toBe('How many reps rated an asset in the last 13 finished weeks?');
  const library = indexLibrary({ assets: [], teams: [], products: [] });
  expect(answerRows(whole, rows, library, '2026-11-22')).toEqual([
    ['answers/a', 40, 25, 0.65],
    ['answers/b', 15, 'under 10', null],
    ['answers/d', 10, 15, 1],
  ]);
});

/** Each of these lacks one thing. That it does not compile is the test: an unused `@ts-expect-error` is an error of its own. */
export const incomplete: Question[] = [
  defineQuestion({
    ...words,
    selects,
    // @ts-expect-error people that the HogQL counts are in no column of people
    row: { asset: key },
    people,
    answer: (rows) => rows.map(({ asset }) => ({ asset })),
  }),
  defineQuestion({
    ...words,
    selects,
    row: { asset: key, raters, happy },
    // @ts-expect-error it is not said what the people of a column did
    people: { raters: () => did.useHub },
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: row.raters, happy: row.happy })),
  }),
  defineQuestion({
    ...words,
    // @ts-expect-error a column of people is made from no number of people
    selects: { asset: 'text', team: 'team', raters: 'number', happy: 'people' },
    row: { asset: key, raters, happy },
    people,
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: 0, happy: row.happy })),
  }),
  defineQuestion({
    ...words,
    // @ts-expect-error people are not counted by team
    selects: { asset: 'text', raters: 'people', happy: 'people' },
    row: { asset: key, raters, happy },
    people,
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: row.raters, happy: row.happy })),
  }),
  defineQuestion({
    ...words,
    selects,
    // @ts-expect-error a share is one of a column that is not there
    row: { asset: key, raters, happy, share: { ...share, whole: 'everybody' } },
    people,
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: row.raters, happy: row.happy })),
  }),
  defineQuestion({
    ...words,
    selects,
    row: { asset: key, raters, happy, most: { role: 'measure', type: 'number', label: 'Most' } },
    people,
    // @ts-expect-error a number of people goes into a column that does not say "under 10"
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: 0, happy: 0, most: row.raters })),
  }),
  // @ts-expect-error it has neither an asset nor a product, and does not say why a product picks nothing
  defineQuestion({
    ...words,
    selects,
    row: { asset: { role: 'key', type: 'text', label: 'Words' }, raters, happy },
    people,
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: row.raters, happy: row.happy })),
  }),
];

/** A question that is drawn has its figure: see the type of the list in `charts/figures.ts`. */
export const drawn: Record<DrawnQuestionId, true>[] = [
  // @ts-expect-error not all questions that are drawn are in it
  { 'use-per-asset': true },
];
