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
const snapshot = sampleSnapshot();
const all: Filter = { product: undefined, team: undefined, weeks: undefined };

function filtered(id: QuestionId, filter: Partial<Filter>, of: Snapshot = snapshot) {
  const answer = of.answers.find((each) => each.id === id);
  if (answer === undefined) throw new Error(`no ${id}`);
  return filterAnswer(of, answer, { ...all, ...filter }, context);
}

const rowsIn = (question: QuestionId, team: string, weeks?: number) =>
  snapshot.slices?.find((each) => each.question === question && each.team === team && each.weeks === weeks)
    ?.rows;

test('a team and a span show the rows that were counted for them', () => {
  const { answer, about } = filtered('top-searches', { team: 'uk-mid' });
  expect(answer.rows).toEqual(rowsIn('top-searches', 'uk-mid', 13));
  expect(answer.rows).not.toEqual([]);
  expect(about).toBe('UK mid-market');
  const recent = filtered('top-searches', { weeks: 4 });
  expect(recent.answer.rows).toEqual(rowsIn('top-searches', 'all', 4));
  expect(recent.answer.asks).toContain('in the 4 weeks from 5 Oct 2026 to 1 Nov 2026');
  expect(recent.answer.counted).toEqual({ from: '2026-10-05', until: '2026-11-01' });
});

test('a team that is counted with another one shows both, and says so', () => {
  const { answer, about } = filtered('search-to-open', { team: 'partners' });
  expect(about).toBe('Nordics and Partners');
  expect(answer.rows).toEqual(rowsIn('search-to-open', 'nordics+partners'));
  const weeks = filtered('weekly-active-reps-by-team', { team: 'partners' }).answer.rows;
  expect(new Set(weeks.map(([, team]) => team))).toEqual(new Set(['nordics+partners']));
});

test('a product picks among the rows of its assets, also of those of a team', () => {
  const { answer, about } = filtered('use-per-asset', { product: 'cold', team: 'uk-mid', weeks: 4 });
  expect(answer.rows.length).toBeGreaterThan(0);
  for (const [id] of answer.rows) expect(String(id)).toMatch(/^battlecards\//);
  expect(about).toBe('Larkmoor Cold, UK mid-market, 4 weeks');
});

test('weeks of a product stand for the weeks of each team', () => {
  const { rows } = filtered('weekly-active-reps-by-team', { product: 'cold' }).answer;
  expect(rows).toContainEqual(['2026-11-09', 'all', 20]);
  expect(rows.length).toBeGreaterThan(1);
});

test('a span shows the last weeks that were counted of a series', () => {
  const { answer } = filtered('weekly-active-reps-by-team', { weeks: 4 });
  expect(answer.rows.map(([week]) => week).toSorted()[0]).toBe('2026-10-19');
  expect(answer.asks).toContain('last 4 finished weeks');
});

const first = (from: string): Snapshot => ({
  ...snapshot,
  answers: snapshot.answers.map((answer) =>
    answer.id === 'weekly-active-reps-by-team'
      ? { ...answer, counted: { from, until: '2026-11-15' } }
      : answer,
  ),
});

test('a span that begins before anything is known says from when on it is', () => {
  expect(filtered('top-searches', { weeks: 13 }, first('2026-08-03')).unknown).toBe(
    'Nothing is known of the time before 3 Aug 2026, so not all of these weeks were counted.',
  );
  expect(filtered('top-searches', { weeks: 13 }).unknown).toBe('');
});

test('what a question cannot follow is said, and the rest is done', () => {
  const { answer, about, notes } = filtered('top-searches', { product: 'cold', weeks: 4 });
  expect(notes).toEqual(['A search is about no product, so all are shown.']);
  expect(about).toBe('4 weeks');
  expect(answer.rows).toEqual(rowsIn('top-searches', 'all', 4));
});

test('weeks that were never counted are not shown as zero', () => {
  const { answer } = filtered('empty-searches', { team: 'dach' }, { ...snapshot, slices: [] });
  expect(answer).toMatchObject({ state: 'failed', rows: [], problem: 'These weeks are not counted yet.' });
});

describe('every question', () => {
  const choices: Partial<Filter>[] = [
    {},
    { product: 'cold' },
    { team: 'dach' },
    { weeks: 4 },
    { product: 'routes', team: 'uk-mid', weeks: 13 },
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

describe('weeks of one’s own choice', () => {
  const between = { from: '2026-09-07', to: '2026-10-05' };

  test('pick the weeks of what is counted week by week, and stand beside as many before them', () => {
    const { answer, about, comparison, notes } = filtered('weekly-active-reps-by-team', { between });
    expect(new Set(answer.rows.map(([week]) => week))).toEqual(
      new Set(['2026-09-07', '2026-09-14', '2026-09-21', '2026-09-28']),
    );
    expect(about).toBe('7 Sep 2026 to 4 Oct 2026');
    expect(notes).toEqual([]);
    expect(comparison?.before).toEqual({ from: '2026-08-10', to: '2026-09-07' });
    const everybody = comparison?.lines.find(({ id }) => id === 'all')?.compared;
    expect(everybody?.weeks).toEqual({ before: 4, after: 4 });
    expect(everybody?.change?.low).toBeLessThan(everybody?.change?.high ?? 0);
    const text = renderAnswer(
      answer,
      context,
      snapshot.today,
      filtered('weekly-active-reps-by-team', { between }),
    ).text;
    expect(text).toContain('7 Sep 2026 to 4 Oct 2026 beside the 4 weeks before');
  });

  test('cannot be had of what is counted over blocks of weeks, which says so', () => {
    const { answer, notes, about } = filtered('use-per-asset', { between });
    expect(answer.rows).toEqual(snapshot.answers.find(({ id }) => id === 'use-per-asset')?.rows);
    expect(about).toBe('');
    expect(notes.join(' ')).toContain('the same for everybody');
  });

  test('before anything was counted are too few to say, and the chart says since when it knows', () => {
    const early = { from: '2026-05-18', to: '2026-06-15' };
    const { comparison, unknown } = filtered('weekly-active-reps-by-team', { between: early });
    expect(comparison?.lines.map(({ compared }) => compared.says)).toContain('too-few');
    expect(new Set(comparison?.lines.map(({ compared }) => compared.change))).toEqual(new Set([undefined]));
    expect(unknown).toContain('Nothing is known of the time before');
  });
});
