import { describe, expect, test } from 'vitest';
import { renderAnswer } from '../../../src/charts/answer.ts';
import { parseContextFile, renderContextFile } from '../../../src/charts/context-file.ts';
import type { Filter } from '../../../src/charts/filter-reach.ts';
import { filterAnswer } from '../../../src/charts/filter.ts';
import { questions } from '../../../src/usage/questions/questions.ts';
import type { Snapshot } from '../../../src/usage/snapshot/snapshot.ts';
import type { QuestionId } from '../../../src/usage/questions/questions.ts';
import { context as sample, sampleSnapshot } from './sample-snapshot.ts';

const context = {
  ...sample,
  assets: new Map(
    [...sample.assets].map(([id, asset]) => [
      id,
      { ...asset, products: id.startsWith('battlecards/') ? ['cold'] : ['routes'] },
    ]),
  ),
};
const snapshot: Snapshot = {
  ...sampleSnapshot(),
  missed: { 30: { share: 0.07, from: '2026-10-24', to: '2026-11-22' } },
  slices: [
    { question: 'top-searches', team: 'dach', days: 90, rows: [['price', 9, null]], withheld: 2 },
    { question: 'top-searches', team: 'dach', days: 365, rows: [['price', 14, null]], withheld: 0 },
    { question: 'top-searches', team: 'all', days: 30, rows: [['price', 20, null]], withheld: 0 },
    {
      question: 'use-per-asset',
      team: 'dach',
      days: 30,
      rows: [
        ['battlecards/kestrowe', 'Kestrowe', 'battlecard', 8, null, null, null],
        ['plays/stalled-pilot', 'The pilot has stalled', 'play', 6, null, null, null],
      ],
      withheld: 0,
    },
    {
      question: 'weekly-active-reps-by-product',
      team: 'dach',
      rows: [['2026-11-09', 'cold', 7]],
      withheld: 0,
    },
  ],
};
const all: Filter = { product: undefined, team: undefined, days: undefined };

function filtered(id: QuestionId, filter: Partial<Filter>) {
  const answer = snapshot.answers.find((each) => each.id === id);
  if (answer === undefined) throw new Error(`no ${id}`);
  return filterAnswer(snapshot, answer, { ...all, ...filter }, context);
}

test('a team and a span show the rows that were counted for them, without the columns that were not', () => {
  const { answer, about } = filtered('top-searches', { team: 'dach' });
  expect(answer.rows).toEqual([['price', 9]]);
  expect(answer.columns.map(({ name }) => name)).toEqual(['query', 'people']);
  expect(answer.withheldNote).toContain('2 rows are left out');
  expect(about).toBe('DACH');
  const recent = filtered('top-searches', { days: 30 });
  expect(recent.answer.rows).toEqual([['price', 20]]);
  expect(recent.answer.asks).toContain('last 30 days');
  expect(recent.answer.missed?.share).toBe(0.07);
});

test('a product picks among the rows of its assets, also of those of a team', () => {
  const { answer, about } = filtered('use-per-asset', { product: 'cold', team: 'dach', days: 30 });
  expect(answer.rows.map(([id]) => id)).toEqual(['battlecards/kestrowe']);
  expect(about).toBe('Larkmoor Cold, DACH, last 30 days');
});

test('weeks of a product stand for the weeks of each team', () => {
  expect(filtered('weekly-active-reps-by-team', { product: 'cold' }).answer.rows).toEqual([
    ['2026-11-09', 'all', 12],
    ['2026-11-09', 'dach', 7],
  ]);
});

test('a span shows its weeks only', () => {
  const weeks = filtered('weekly-active-reps-by-team', { days: 30 }).answer.rows.map(([week]) => week);
  expect(weeks.toSorted()[0]).toBe('2026-10-19');
});

test('a year is asked for in its own words, and says from when on anything is known', () => {
  const { answer, about, unknown } = filtered('top-searches', { team: 'dach', days: 365 });
  expect(answer.rows).toEqual([['price', 14]]);
  expect(answer.asks).toContain('in the last 365 days');
  expect(about).toBe('DACH, last 365 days');
  expect(unknown).toBe('Nothing is known of the time before 1 Jun 2026, so it is not a whole year.');
  const weekly = filtered('weekly-active-reps-by-team', { days: 365 }).answer;
  expect(weekly.asks).toContain('last 52 weeks');
  // All that was asked is shown, so what was withheld is withheld of it.
  expect(weekly).toMatchObject({
    rows: snapshot.answers.find(({ id }) => id === 'weekly-active-reps-by-team')?.rows,
    withheldNote: expect.not.stringContaining('Before the filter') as string,
  });
});

test('a span that lies within what is known says nothing of it', () => {
  expect(filtered('top-searches', { days: 30 }).unknown).toBe('');
  expect(filtered('top-searches', { team: 'dach' }).unknown).toBe('');
  const page = (days: 90 | 365) => {
    const each = filtered('use-per-asset', { days });
    return renderAnswer(each.answer, each.context, snapshot.today, each).text;
  };
  expect(page(365)).toContain('Nothing is known of the time before');
  expect(page(90)).not.toContain('Nothing is known');
});

test('what a question cannot follow is said, and the rest is done', () => {
  const { answer, about, notes } = filtered('top-searches', { product: 'cold', days: 30 });
  expect(notes).toEqual(['A search is about no product, so all are shown.']);
  expect(about).toBe('Last 30 days');
  expect(answer.rows).toEqual([['price', 20]]);
});

test('a team of fewer than five people shows nothing and says why', () => {
  const { answer } = filtered('top-searches', { team: 'partners' });
  expect(answer).toMatchObject({ rows: [], withheldNote: 'The team has 4 people: too few to show.' });
});

test('a split that was never counted is not shown as zero', () => {
  const { answer } = filtered('empty-searches', { team: 'dach' });
  expect(answer).toMatchObject({ state: 'failed', rows: [] });
});

describe('every question', () => {
  const choices: Partial<Filter>[] = [
    {},
    { product: 'cold' },
    { team: 'dach' },
    { days: 30 },
    { product: 'routes', team: 'uk-mid', days: 180 },
    { team: 'dach', days: 365 },
  ];
  test.each(questions.map(({ id }) => id))(
    '%s is drawn with any filter, each part of it followed or explained',
    (id) => {
      for (const choice of choices) {
        const each = filtered(id, choice);
        const parts = Object.values(choice).length;
        expect(each.about.split(', ').filter((part) => part !== '').length + each.notes.length).toBe(parts);
        expect(renderAnswer(each.answer, each.context, snapshot.today, each).text).toContain('<h2');
      }
    },
  );
});

test('the words that charts need survive their file', () => {
  expect(parseContextFile(renderContextFile(context))).toEqual(context);
});

test('what was withheld before a product was chosen is not counted as withheld of that product', () => {
  const { answer } = filtered('time-to-first-use', { product: 'cold' });
  expect(answer.withheld).toBe(0);
  expect(answer.withheldNote).toMatch(/^Before the filter: \d/);
});
