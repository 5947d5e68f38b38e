import { describe, expect, test } from 'vitest';
import { buildShortListRules } from '../../../src/search/query/short-list-rules.ts';
import { openShortList } from '../../../src/search/query/short-list.ts';

const entries = [
  { heard: 'Acme is twelve pounds. You are three times that.', says: 'It is a good list of stops.' },
  { heard: 'We signed up ourselves in ten minutes.', says: 'Ours takes fifteen working days.' },
  { heard: "The drivers won't learn another app.", says: 'They learn it on the first round.' },
  { heard: 'Our lorries are too old for this.', says: 'It needs a phone and nothing else.' },
];
const rank = openShortList(entries, buildShortListRules(entries, [['van', 'lorry']]));
const best = (typed: string): string => entries[rank(typed).order[0] ?? -1]?.heard ?? '';

describe('the objections of a card', () => {
  test.each([
    ['drivers', /drivers/],
    ['the driver is not going to', /drivers/],
    ['sign', /signed up/],
    ['SIGNED', /signed up/],
    ['minuts', /ten minutes/],
    ['dirvers', /drivers/],
    ['too expensive', /twelve pounds/],
    ['expensve', /twelve pounds/],
    ['vans', /lorries/],
    ['phone', /lorries/],
    ['fifteen days', /signed up/],
  ])('come to the top for “%s”', (typed, expected) => {
    expect(best(typed)).toMatch(expected);
  });

  test('keep their order where nothing or only small words are typed', () => {
    for (const typed of ['', '   ', 'it is the', '?!'])
      expect(rank(typed)).toEqual({ order: [0, 1, 2, 3], found: 4 });
  });

  test('say that none of them has these words', () => {
    expect(rank('xylophone')).toEqual({ order: [0, 1, 2, 3], found: 0 });
  });

  test('are not confused by a second slip', () => {
    expect(rank('drvirsz').found).toBe(0);
  });

  test('that are known under the words come before those that only say them', () => {
    const list = openShortList(
      [
        { heard: 'We are happy.', says: 'Ask about the price.' },
        { heard: 'The price is high.', says: 'It is.' },
      ],
      [],
    );
    expect(list('price').order).toEqual([1, 0]);
  });
});
