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

  test('are not meant by a number that counts something else there', () => {
    const prices = [
      { heard: 'You run 38 sites.', says: 'We do.' },
      { heard: 'It is £38 a van.', says: 'It is.' },
      { heard: 'Twelve pounds is enough.', says: 'For stops.' },
    ];
    const rankPrices = openShortList(prices, []);
    const first = (typed: string) => prices[rankPrices(typed).order[0] ?? -1]?.heard;
    expect(first('38 quid')).toBe('It is £38 a van.');
    expect(first('38 sites')).toBe('You run 38 sites.');
    expect(first('12 quid')).toBe('Twelve pounds is enough.');
    // In its other spelling it has to count the same.
    expect(rankPrices('12 percent').shares).toEqual([0, 0, 0]);
  });

  test('keep their order where nothing or only small words are typed', () => {
    for (const typed of ['', '   ', 'it is the', '?!'])
      expect(rank(typed)).toMatchObject({ order: [0, 1, 2, 3], found: 4 });
  });

  test('say that none of them has these words', () => {
    expect(rank('xylophone')).toMatchObject({ order: [0, 1, 2, 3], found: 0 });
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
