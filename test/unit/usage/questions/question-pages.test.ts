import { expect, test } from 'vitest';
import { buildNextPageQuery } from '../../../../src/usage/questions/question-pages.ts';
import { questions } from '../../../../src/usage/questions/questions.ts';

const text = {
  hogql: 'SELECT words, people FROM events\nORDER BY people DESC, words ASC\nLIMIT 2',
  values: { from: '2026-11-01' },
};

test('a full answer is followed by a question for what comes behind its last row, in its order', () => {
  expect(
    buildNextPageQuery(
      text,
      ['words', 'people'],
      [
        ['price', 9],
        ['rate', 7],
      ],
    ),
  ).toEqual({
    hogql: [
      'SELECT words, people',
      'FROM (',
      'SELECT words, people FROM events',
      ')',
      'WHERE people < {after_0} OR (people = {after_0} AND (words > {after_1}))',
      'ORDER BY people DESC, words ASC',
      'LIMIT 2',
    ].join('\n'),
    values: { from: '2026-11-01', after_0: 7, after_1: 'rate' },
  });
});

test('an answer that is not full has nothing behind it', () => {
  expect(buildNextPageQuery(text, ['words', 'people'], [['price', 9]])).toBeUndefined();
  expect(buildNextPageQuery(text, ['words', 'people'], [])).toBeUndefined();
});

test('a last row without a value to go on from ends the pages', () => {
  const rows = [
    ['price', 9],
    [null, 7],
  ];
  expect(buildNextPageQuery(text, ['words', 'people'], rows)).toBeUndefined();
});

test.each(questions.map(({ id, hogql }) => [id, hogql] as const))(
  '%s ends with an order and a limit that pages are made from, and has no OFFSET',
  (_, hogql) => {
    expect(hogql).toMatch(/\nORDER BY \w+ (ASC|DESC)(, \w+ (ASC|DESC))*\nLIMIT \d{1,5}$/);
    expect(hogql).not.toMatch(/offset/i);
  },
);
