import { describe, expect, test } from 'vitest';
import { addDays, type Day } from '../../../../src/library/dates.ts';
import { indexLibrary } from '../../../../src/usage/questions/library-facts.ts';
import { landedOnTheSentence } from '../../../../src/usage/questions/landed-on-the-sentence.ts';
import { neverUsed } from '../../../../src/usage/questions/never-used.ts';
import type { Question } from '../../../../src/usage/questions/question.ts';
import { retention } from '../../../../src/usage/questions/retention.ts';
import { searchToOpen } from '../../../../src/usage/questions/search-to-open.ts';
import { readSelected } from '../../../../src/usage/questions/selected.ts';
import { timeToAnswer } from '../../../../src/usage/questions/time-to-answer.ts';
import { timeToFirstUse } from '../../../../src/usage/questions/time-to-first-use.ts';
import { topSearches } from '../../../../src/usage/questions/top-searches.ts';
import { useOverTime } from '../../../../src/usage/questions/use-over-time.ts';
import { answerRows } from '../../../../src/usage/snapshot/snapshot.ts';
import type { Cell } from '../../../../src/usage/snapshot/answer.ts';

const today = '2026-11-22';
const library = indexLibrary({
  teams: [],
  products: [],
  assets: [
    {
      id: 'answers/price',
      title: 'What does it cost?',
      kind: 'answer',
      products: [],
      publishedOn: '2026-09-10',
    },
    { id: 'answers/old', title: 'Old', kind: 'answer', products: [], publishedOn: '2025-09-10' },
  ],
});

/** Rounded rows of all teams, each in the period that begins on its day, a week or so many. */
function shown(question: Question, rows: [from: Day, ...Cell[]][], weeks = 1): Cell[][] {
  const typed = readSelected(
    question.selects,
    rows.map(([, ...row]) => row),
  ).map((row, place) => {
    const [from] = rows[place] ?? [''];
    return { ...row, from, to: addDays(from, 7 * weeks) };
  });
  return answerRows(question, typed, library, today);
}

describe('who comes back', () => {
  const rows: [Day, ...Cell[]][] = [
    ['2026-11-02', '2026-11-02', 0, 'all', 40],
    ['2026-11-09', '2026-11-02', 1, 'all', 30],
    ['2026-11-09', '2026-11-09', 0, 'all', 35],
  ];
  test('is said for weeks that were counted, as a share of those who were there', () => {
    expect(shown(retention, rows)).toEqual([['2026-11-02', 40, 1, 30, 0.75]]);
  });

  test('and where under ten came back, that is said', () => {
    expect(shown(retention, [...rows, ['2026-11-16', '2026-11-16', 0, 'all', 20]])).toContainEqual([
      '2026-11-02',
      40,
      2,
      'under 10',
      null,
    ]);
  });
});

test('each step from a search to an asset says its number, or under ten', () => {
  expect(
    shown(searchToOpen, [
      ['2026-11-02', '2026-11-02', 'all', 40, 30, 20],
      ['2026-11-09', '2026-11-09', 'all', 20, 10, 5],
    ]),
  ).toEqual([
    ['2026-11-02', 40, 30, 20, 0.5],
    ['2026-11-09', 20, 10, 'under 10', null],
  ]);
});

test('landed on the sentence is told of people, and as a share of them', () => {
  expect(shown(landedOnTheSentence, [['2026-11-09', '2026-11-09', 'all', 40, 30]])).toEqual([
    ['2026-11-09', 40, 30, 0.75],
  ]);
});

test('the time to an answer is told by the place where it was found, where ten people found one', () => {
  expect(
    shown(timeToAnswer, [
      ['2026-11-09', '2026-11-09', 'call', 'all', 20, 15],
      ['2026-11-09', '2026-11-09', 'page', 'all', 5, 5],
    ]),
  ).toEqual([['2026-11-09', 'Call mode', 20, 15, 0.75]]);
});

test('words come as they were typed, most people first and then by the words', () => {
  expect(
    shown(
      topSearches,
      [
        ['2026-08-31', 'say \\"hi\\"', 'all', 10],
        ['2026-08-31', 'a "quote" as it is', 'all', 15],
        ['2026-08-31', 'b', 'all', 15],
        ['2026-08-31', 'few', 'all', 5],
      ],
      13,
    ),
  ).toEqual([
    ['a "quote" as it is', 15],
    ['b', 15],
    ['say "hi"', 10],
  ]);
});

const block = (from: Day, asset: string, reps: number): [Day, ...Cell[]] => [from, asset, 'all', reps, 0, 0];

describe('what is told from the use of each asset', () => {
  test('hardly used are assets that fewer than ten used, and those that nobody did', () => {
    expect(shown(neverUsed, [block('2026-08-31', 'answers/old', 5)], 13).map(([id]) => id)).toEqual([
      'answers/price',
      'answers/old',
    ]);
    expect(shown(neverUsed, [block('2026-08-31', 'answers/old', 10)], 13).map(([id]) => id)).toEqual([
      'answers/price',
    ]);
  });

  test('the time to use runs from the day of publishing to the end of the four weeks in which ten used it', () => {
    const rows = [
      block('2026-08-10', 'answers/old', 20),
      block('2026-09-07', 'answers/price', 5),
      block('2026-10-05', 'answers/price', 15),
    ];
    // How long one took that was published before anything was counted is unknown.
    expect(shown(timeToFirstUse, rows, 4)).toEqual([
      ['answers/price', 'What does it cost?', '2026-09-10', 8],
    ]);
    expect(shown(timeToFirstUse, rows.slice(0, 2), 4)).toEqual([
      ['answers/price', 'What does it cost?', '2026-09-10', null],
    ]);
  });

  test('use over time stands newest first, most used first', () => {
    expect(
      shown(
        useOverTime,
        [
          block('2026-09-07', 'answers/price', 40),
          block('2026-10-05', 'answers/old', 10),
          block('2026-10-05', 'answers/price', 15),
          block('2026-09-07', 'answers/old', 5),
        ],
        4,
      ),
    ).toEqual([
      ['answers/price', 'What does it cost?', '2026-10-05', 15],
      ['answers/old', 'Old', '2026-10-05', 10],
      ['answers/price', 'What does it cost?', '2026-09-07', 40],
    ]);
  });
});
