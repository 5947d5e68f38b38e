import { expect, test } from 'vitest';
import { indexLibrary } from '../../../../src/usage/questions/library-facts.ts';
import { did } from '../../../../src/usage/questions/people-group.ts';
import { defineQuestion, type Question } from '../../../../src/usage/questions/question.ts';
import type { DrawnQuestionId } from '../../../../src/usage/questions/questions.ts';
import { answerRows } from '../../../../src/usage/snapshot/snapshot.ts';

const key = { role: 'key', type: 'asset', label: 'Asset' } as const;
const raters = { role: 'people', type: 'people', label: 'Reps who rated', from: 'raters' } as const;
const stars = { role: 'measure', type: 'count', label: 'Ratings', by: ['raters'] } as const;
const words = {
  id: 'ratings',
  title: 'Ratings',
  asks: (span: string) => `How many reps rated an asset in the ${span}?`,
  span: { days: 90 },
  hogql: '',
  chart: 'table',
  needs: ['asset_rated'],
  withheldNote: { one: 'row.', many: 'rows.' },
} as const;
const selects = { asset: 'text', raters: 'people', stars: 'count' } as const;
const group = { small: 'row', did: () => did.useHub } as const;

const whole = defineQuestion({
  ...words,
  selects,
  row: { asset: key, raters, stars },
  people: { raters: group },
  answer: (rows) => rows,
});

test('a question says in which words it asks, over which time, and holds back what few people are behind', () => {
  const rows = [
    ['answers/a', 12, 30],
    ['answers/b', 4, 9],
  ];
  expect(whole.asks).toBe('How many reps rated an asset in the last 90 days?');
  expect(whole.values('2026-11-22')).toEqual({ from: '2026-08-25', to: '2026-11-23' });
  const library = indexLibrary({ assets: [], teams: [], products: [] });
  expect(answerRows(whole, rows, library, '2026-11-22')).toEqual({
    rows: [['answers/a', 12, 30]],
    withheld: 1,
  });
});

/** Each of these lacks one thing. That it does not compile is the test: an unused `@ts-expect-error` is an error of its own. */
export const incomplete: Question[] = [
  defineQuestion({
    ...words,
    selects,
    // @ts-expect-error people that the HogQL counts are in no column of people
    row: { asset: key },
    people: {},
    answer: (rows) => rows.map(({ asset }) => ({ asset })),
  }),
  defineQuestion({
    ...words,
    selects,
    row: { asset: key, raters, stars },
    // @ts-expect-error nothing is said of the people of a column
    people: {},
    answer: (rows) => rows,
  }),
  defineQuestion({
    ...words,
    selects,
    row: { asset: key, raters, stars },
    // @ts-expect-error it is not said what these people did
    people: { raters: { small: 'row' } },
    answer: (rows) => rows,
  }),
  defineQuestion({
    ...words,
    // @ts-expect-error a column of people is made from a count of events
    selects: { asset: 'text', raters: 'count', stars: 'count' },
    row: { asset: key, raters, stars },
    people: { raters: group },
    answer: (rows) => rows,
  }),
  defineQuestion({
    ...words,
    selects,
    // @ts-expect-error nobody is behind a count
    row: { asset: key, raters, stars: { ...stars, by: [] } },
    people: { raters: group },
    answer: (rows) => rows,
  }),
  defineQuestion({
    ...words,
    selects,
    // @ts-expect-error the people behind a count are no column of people
    row: { asset: key, raters, stars: { ...stars, by: ['asset'] } },
    people: { raters: group },
    answer: (rows) => rows,
  }),
  defineQuestion({
    ...words,
    selects,
    row: { asset: key, raters, stars },
    people: { raters: group },
    // @ts-expect-error a number of people goes into a column of events
    answer: (rows) => rows.map((row) => ({ asset: row.asset, raters: row.raters, stars: row.raters })),
  }),
  defineQuestion({
    ...words,
    selects,
    row: { asset: key, raters, stars: { role: 'fact', type: 'number', label: 'Ratings' } },
    people: { raters: group },
    // @ts-expect-error a count of events goes into a column that is about nobody
    answer: (rows) => rows,
  }),
  // @ts-expect-error it has neither an asset nor a product, and does not say why a product picks nothing
  defineQuestion({
    ...words,
    selects,
    row: { asset: { role: 'key', type: 'text', label: 'Words' }, raters, stars },
    people: { raters: group },
    answer: (rows) => rows,
  }),
];

/** A question that is drawn has its figure: see the type of the list in `charts/figures.ts`. */
export const drawn: Record<DrawnQuestionId, true>[] = [
  // @ts-expect-error not all questions that are drawn are in it
  { 'use-per-asset': true },
];
