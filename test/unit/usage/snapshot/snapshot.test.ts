import { describe, expect, test } from 'vitest';
import { daysBetween, mondayOf } from '../../../../src/library/dates.ts';
import { answerColumns } from '../../../../src/usage/questions/columns.ts';
import { indexLibrary, type LibraryFacts } from '../../../../src/usage/questions/library-facts.ts';
import { questions } from '../../../../src/usage/questions/questions.ts';
import { repsByObjection } from '../../../../src/usage/snapshot/reps-by-objection.ts';
import {
  answerRows,
  buildSnapshot,
  emptySnapshot,
  type QueryOutcome,
  type SnapshotInput,
} from '../../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../../src/usage/snapshot/answer.ts';
import type { QuestionId } from '../../../../src/usage/questions/questions.ts';

const today = '2026-11-22';
const facts: LibraryFacts = {
  teams: [
    { id: 'uk', name: 'UK', reps: 24 },
    { id: 'dach', name: 'DACH', reps: 16 },
  ],
  products: [
    { id: 'routes', name: 'Routes' },
    { id: 'cold', name: 'Cold' },
  ],
  assets: [
    {
      id: 'answers/price',
      title: 'What does it cost?',
      kind: 'answer',
      products: ['routes'],
      publishedOn: '2026-11-02',
    },
    {
      id: 'battlecards/kestrowe',
      title: 'Kestrowe',
      kind: 'battlecard',
      products: ['routes'],
      publishedOn: '2026-10-01',
      objections: ['“We love their maps!”', 'They’re cheaper.'],
    },
    { id: 'plays/old', title: 'Old play', kind: 'play', products: [], publishedOn: undefined },
  ],
};
const rowsOf: Record<QuestionId, Cell[][]> = {
  'use-per-asset': [
    ['battlecards/kestrowe', 30, 50, 30, 9, 6, 2, 1],
    ['gone/asset', 6, 7, 6, 0, 0, 0, 0],
    ['answers/price', 4, 9, 4, 0, 0, 0, 0],
  ],
  'weekly-active-reps-by-team': [
    ['2026-11-16', 'all', 25],
    ['2026-11-16', 'dach', 5],
    ['2026-11-16', 'uk', 17],
    ['2026-11-16', 'unknown', 3],
  ],
  'weekly-active-reps-by-product': [['2026-11-16', 'routes', 9]],
  retention: [],
  'before-and-after-revision': [],
  'search-to-open': [],
  'time-to-answer': [
    ['2026-11-09', 4, 900, 1200],
    ['2026-11-16', 5, 4230, 9876],
  ],
  'coverage-of-eligible-reps': [
    ['routes', 30],
    ['cold', 2],
  ],
  'time-to-first-use': [['battlecards/kestrowe', '2026-10-05T09:00:00Z']],
  'never-used': [['battlecards/kestrowe'], ['answers/price']],
  'top-searches': [
    ['kestrowe', 12, 20],
    ['my private words', 1, 9],
  ],
  'empty-searches': [['netsuite', 5, 6]],
  'objections-heard': [
    ['we-love-their-maps', 'battlecards/kestrowe', 12, 19],
    ['what-a-card-no-longer-holds', 'battlecards/kestrowe', 5, 5],
    ['theyre-cheaper', 'battlecards/kestrowe', 4, 9],
  ],
  requested: [
    ['netsuite', 5, 5],
    ['my private words', 2, 2],
  ],
};
const input: SnapshotInput = {
  madeAt: '2026-11-22T12:00:00.000Z',
  today,
  source: 'embedded',
  eventCounts: { asset_viewed: 100, search_performed: 40 },
  outcomes: questions.map(({ id }): QueryOutcome => ({ id, rows: rowsOf[id] })),
  facts,
};

function answer(id: QuestionId, changes: Partial<SnapshotInput> = {}) {
  const found = buildSnapshot({ ...input, ...changes }).answers.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no answer to ${id}`);
  return found;
}

test('use per asset names each asset and leaves out what fewer than five people did', () => {
  expect(answer('use-per-asset')).toMatchObject({
    state: 'ready',
    rows: [
      ['battlecards/kestrowe', 'Kestrowe', 'battlecard', 30, 50, 9, null],
      ['gone/asset', 'gone/asset', '', 6, 7, 0, 0],
    ],
    withheld: 2,
    withheldNote: '2 rows or numbers are left out because fewer than five people are behind each.',
  });
});

test('a small team cannot be worked out from the week and the other teams', () => {
  expect(answer('weekly-active-reps-by-team')).toMatchObject({
    rows: [
      ['2026-11-16', 'all', 25],
      ['2026-11-16', 'uk', 17],
    ],
    withheld: 2,
  });
});

test('coverage is of the head counts of all teams', () => {
  expect(answer('coverage-of-eligible-reps')).toMatchObject({
    rows: [['routes', 30, 40, 0.75]],
    withheld: 1,
  });
});

test('without head counts the share is unknown, not infinite', () => {
  const { rows } = answer('coverage-of-eligible-reps', { facts: { ...facts, teams: [] } });
  expect(rows).toEqual([['routes', 30, null, null]]);
});

test('the time to use runs from the day of publishing to the fifth rep', () => {
  expect(answer('time-to-first-use')).toMatchObject({
    rows: [['battlecards/kestrowe', 'Kestrowe', '2026-10-01', 4]],
    withheld: 1,
  });
});

const firstUsed = (since: string) =>
  input.outcomes.map((each): QueryOutcome =>
    each.id === 'time-to-first-use'
      ? { id: each.id, rows: [['battlecards/kestrowe', '2026-10-05T09:00:00Z', `${since}T08:00:00Z`]] }
      : each,
  );

test('how long an asset took that was published before anything was counted is unknown', () => {
  expect(answer('time-to-first-use', { outcomes: firstUsed('2026-10-01') }).rows).toHaveLength(1);
  expect(answer('time-to-first-use', { outcomes: firstUsed('2026-10-02') })).toMatchObject({ rows: [] });
});

test('never used are the assets of the library that no event names', () => {
  expect(answer('never-used').rows).toEqual([['plays/old', 'Old play', 'play', null, null]]);
});

test('objections are named by the words of the card, and one that fewer than five reps heard is not there', () => {
  expect(answer('objections-heard')).toMatchObject({
    rows: [
      ['“We love their maps!”', 'battlecards/kestrowe', 12, 19],
      ['what a card no longer holds', 'battlecards/kestrowe', 5, 5],
    ],
    withheld: 1,
    withheldNote: '1 objection is left out because fewer than five reps heard it.',
  });
});

test('a card finds how many reps heard each of its objections, and nothing where they are too few', () => {
  const heardBy = repsByObjection(buildSnapshot(input));
  const kestrowe = (heard: string) => heardBy('battlecards/kestrowe', heard);
  expect(kestrowe('We love their maps.')).toBe(12);
  expect(kestrowe('They’re cheaper.')).toBeUndefined();
  expect(heardBy('battlecards/vantello', 'We love their maps.')).toBeUndefined();
  expect(
    repsByObjection(emptySnapshot(today))('battlecards/kestrowe', 'We love their maps.'),
  ).toBeUndefined();
});

test('words that fewer than five people searched for are only counted', () => {
  const top = answer('top-searches');
  expect(top.rows).toEqual([['kestrowe', 12, 20]]);
  expect(top.withheldNote).toBe(
    '1 search is counted without its words because fewer than five people made it.',
  );
  expect(JSON.stringify(buildSnapshot(input))).not.toContain('private');
});

describe('what is not known is never zero', () => {
  test('with no event at all every question says that there is no data', () => {
    const { answers, events } = buildSnapshot({
      ...input,
      eventCounts: {},
      outcomes: questions.map(({ id }) => ({ id, rows: [] })),
    });
    expect(events).toBe(0);
    expect(answers.map(({ state, rows }) => [state, rows.length])).toEqual(
      questions.map(() => ['no-data', 0]),
    );
  });

  test('searches alone say nothing about assets', () => {
    expect(answer('never-used', { eventCounts: { search_performed: 9 } }).state).toBe('no-data');
  });

  test('a question that failed says why, and the others are answered', () => {
    const outcomes = input.outcomes.map((each): QueryOutcome =>
      each.id === 'never-used' ? { id: each.id, problem: 'It took too long.' } : each,
    );
    expect(answer('never-used', { outcomes })).toMatchObject({
      state: 'failed',
      problem: 'It took too long.',
      rows: [],
    });
    expect(answer('top-searches', { outcomes }).state).toBe('ready');
  });

  test('the empty snapshot knows nothing and has every question', () => {
    const empty = emptySnapshot(today);
    expect(empty).toMatchObject({ source: 'none', events: 0, today });
    expect(empty.answers.map(({ id }) => id)).toEqual(questions.map(({ id }) => id));
  });
});

describe('every question', () => {
  test.each(questions.map((question) => [question.id, question] as const))(
    '%s has rows as wide as its columns',
    (id, question) => {
      const { rows } = answerRows(question, rowsOf[id], indexLibrary(facts), today);
      expect(
        new Set(rows.map(({ length }) => length)).isSubsetOf(new Set([answerColumns(question.row).length])),
      ).toBe(true);
    },
  );

  test.each(questions.map((question) => [question.id, question] as const))(
    '%s is portable HogQL',
    (_, { hogql, values }) => {
      expect(hogql).toMatch(/\nORDER BY .+,? .+\nLIMIT \d+$/s);
      expect(hogql).not.toMatch(/\bnow\(|\btoday\(|\bOFFSET\b/i);
      const placeholders = [...hogql.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(new Set(placeholders)).toEqual(new Set(Object.keys(values(today))));
    },
  );

  test('asks about whole days, the present one included', () => {
    expect(questions.find(({ id }) => id === 'use-per-asset')?.values(today)).toEqual({
      from: '2026-10-24',
      to: '2026-11-23',
    });
    expect(questions.find(({ id }) => id === 'weekly-active-reps-by-team')?.values(today)).toEqual({
      from: '2025-11-24',
      to: '2026-11-23',
    });
  });

  test('a year is 52 weeks, and 365 days in which the shorter spans lie', () => {
    const weeks = questions.find(({ id }) => id === 'weekly-active-reps-by-team')?.values(today);
    expect(daysBetween(String(weeks?.['from']), '2026-11-16') / 7 + 1).toBe(52);
    expect(questions.find(({ id }) => id === 'use-per-asset')?.split?.values(today)).toEqual({
      from: '2025-11-23',
      from_180: '2026-05-27',
      from_90: '2026-08-25',
      from_30: '2026-10-24',
      to: '2026-11-23',
    });
  });
});

test.each([
  ['2026-11-22', '2026-11-16'],
  ['2026-11-16', '2026-11-16'],
  ['2026-11-17', '2026-11-16'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});
