import { describe, expect, test } from 'vitest';
import { mondayOf } from '../../../../src/library/dates.ts';
import { answerColumns } from '../../../../src/usage/questions/columns.ts';
import type { FrozenTable } from '../../../../src/usage/privacy/freeze.ts';
import { questionOf, questions } from '../../../../src/usage/questions/questions.ts';
import { UNDER_TEN } from '../../../../src/usage/snapshot/answer.ts';
import { mostUsedByTeam } from '../../../../src/usage/snapshot/most-used.ts';
import { peopleByAsset } from '../../../../src/usage/snapshot/people-by-asset.ts';
import { repsByObjection } from '../../../../src/usage/snapshot/reps-by-objection.ts';
import { emptySnapshot } from '../../../../src/usage/snapshot/snapshot.ts';
import { answerFrom, sampleAnswer, sampleSnapshot, TODAY } from '../../charts/sample-snapshot.ts';

test('every number of people in it is rounded, or under ten', () => {
  const { answers, slices = [] } = sampleSnapshot();
  const tables = [...answers, ...slices.map((slice) => ({ ...slice, id: slice.question }))];
  let numbers = 0;
  for (const { id, rows } of tables) {
    const question = questions.find((each) => each.id === id);
    const people = Object.values(question?.row ?? {}).map(({ role }) => role === 'people');
    for (const cell of rows.flatMap((row) => row.filter((_, place) => people[place]))) {
      numbers += 1;
      expect(cell === UNDER_TEN || (Number(cell) >= 10 && Number(cell) % 5 === 0)).toBe(true);
    }
  }
  expect(numbers).toBeGreaterThan(300);
});

const isHidden = (tables: FrozenTable[]) => tables.flatMap(({ rows }) => rows.flat()).includes(5);

const hide = (tables: FrozenTable[]) =>
  tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) =>
      row.map((cell, place) => {
        const [, type] = Object.entries(questionOf(table.question)?.selects ?? {})[place] ?? [];
        return type === 'people' && Number(cell) < 10 ? 0 : cell;
      }),
    ),
  }));

test('it is the same whatever stands behind a number under ten: no order, row, share or list tells of it', () => {
  expect(sampleSnapshot({}, (tables) => (expect(isHidden(tables)).toBe(true), hide(tables)))).toEqual(
    sampleSnapshot(),
  );
});

test('rows of a question are as wide as its columns, also those by team and span', () => {
  const { answers, slices = [] } = sampleSnapshot();
  for (const { id, rows } of [...answers, ...slices.map((slice) => ({ ...slice, id: slice.question }))]) {
    const question = questions.find((each) => each.id === id);
    for (const row of rows) expect(row).toHaveLength(answerColumns(question?.row ?? {}).length);
  }
});

test('teams under ten seats are one with the next smallest, in rows and in slices', () => {
  const { answers, slices, groups } = sampleSnapshot();
  expect(groups.map(({ id }) => id)).toContain('nordics+partners');
  const teams = answers.find(({ id }) => id === 'weekly-active-reps-by-team')?.rows.map(([, team]) => team);
  expect(new Set(teams)).toEqual(
    new Set(['all', 'customer-success', 'dach', 'nordics+partners', 'uk-enterprise', 'uk-mid']),
  );
  expect(slices?.some(({ team }) => team === 'partners')).toBe(false);
});

test('an answer says which weeks it is about', () => {
  const { asks, counted } = sampleAnswer('top-searches');
  expect(asks).toBe(
    'What did reps search for, and find something, in the 13 weeks from 29 Jun 2026 to 27 Sep 2026?',
  );
  expect(counted).toEqual({ from: '2026-06-29', until: '2026-09-27' });
});

test('the eligible are unknown where no team says how many it is, and so is the share', () => {
  expect(sampleAnswer('coverage-of-eligible-reps').rows).toContainEqual(['ledger', UNDER_TEN, 80, null]);
});

test('what fewer than ten people typed or heard is nowhere in it', () => {
  const text = JSON.stringify(sampleSnapshot());
  expect(text).not.toContain('my own name');
  expect(text).not.toContain('something of my own');
  expect(text).not.toContain('something rare');
});

test('pages find how many used an asset and heard an objection, and nothing where they are under ten', () => {
  const snapshot = sampleSnapshot();
  expect(peopleByAsset(snapshot).get('battlecards/kestrowe')).toBe(45);
  expect(peopleByAsset(snapshot).has('plays/price-push-back')).toBe(false);
  const heardBy = repsByObjection(snapshot);
  expect(heardBy('battlecards/vantello', 'Vantello is twelve pounds.')).toBe(20);
  expect(heardBy('battlecards/kestrowe', 'Something rare')).toBeUndefined();
  expect(repsByObjection(emptySnapshot(TODAY))('battlecards/vantello', 'x')).toBeUndefined();
  const used = mostUsedByTeam(snapshot);
  expect(used.get('all')?.[0]?.reps).toBe(45);
  expect([...used.keys()]).not.toContain('partners');
});

describe('what is not known is never zero', () => {
  test('a question that failed says why and keeps what was counted before', () => {
    const failed = answerFrom('top-searches', 'It took too long.');
    expect(failed).toMatchObject({ state: 'failed', problem: 'It took too long.', rows: [] });
    expect(
      sampleSnapshot({ 'use-per-asset': 'No.' }).answers.filter(({ state }) => state === 'failed'),
    ).toHaveLength(5);
  });

  test('the empty snapshot knows nothing and has every question', () => {
    const empty = emptySnapshot(TODAY);
    expect(empty).toMatchObject({ source: 'none', events: 0, today: TODAY });
    expect(empty.answers.map(({ id, state }) => [id, state])).toEqual(
      questions.map(({ id }) => [id, 'no-data']),
    );
  });
});

describe('every question', () => {
  test.each(questions.map((question) => [question.id, question] as const))(
    '%s is portable HogQL',
    (_, { hogql, values, span }) => {
      expect(hogql).toMatch(/\nORDER BY .+,? .+\nLIMIT \d+$/s);
      expect(hogql).not.toMatch(/\bnow\(|\btoday\(|\bOFFSET\b/i);
      const placeholders = [...hogql.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      // Weeks of a series have each their own moment by which people must be known.
      const given = Object.keys(values(TODAY)).filter(
        (name) => name !== 'known_before' || !('weekly' in span),
      );
      expect(new Set(placeholders)).toEqual(new Set(given));
    },
  );
});

test.each([
  ['2026-11-22', '2026-11-16'],
  ['2026-11-16', '2026-11-16'],
  ['2026-11-17', '2026-11-16'],
  ['2027-01-01', '2026-12-28'],
])('the week of %s begins on %s', (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});
