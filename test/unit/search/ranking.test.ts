import { describe, expect, test } from 'vitest';
import type { Match } from '../../../src/search/query/rank.ts';
import { wordingOf } from '../../../src/search/query/title-wording.ts';
import { found, openSmallIndex } from './small-library.ts';
import type { SketchedDocument } from './small-library.ts';

const asked = (...words: string[]): Match[] =>
  words.map((word) => ({ typed: word, word, how: 'exact', inTitle: true }));

const filler: SketchedDocument[] = Array.from({ length: 26 }, (_, number) => ({
  title: `Note ${String.fromCharCode(97 + number).repeat(3)}`,
  text: `other words about other things, part ${number}`,
}));

describe('the wording of a title', () => {
  const search = asked('swap', 'ranges');
  test.each([
    ['Swap ranges', 1],
    ['How to swap the ranges', 1],
    ['Widgets', 0],
    ['', 0],
  ])('of %j is worth %d to a search for "swap ranges"', (title, worth) => {
    expect(wordingOf(title, search, 2)).toBe(worth);
  });

  test('is worth less without the order, without the forms, without a word, and beside other words', () => {
    const worth = ['Swap ranges', 'Ranges, swap', 'Swapping range', 'Swap', 'Swap ranges of numbers'].map(
      (title) => wordingOf(title, search, 2),
    );
    expect(worth[0]).toBe(Math.max(...worth));
    expect(worth.filter((each) => each === worth[0])).toHaveLength(1);
    expect(Math.min(...worth)).toBeGreaterThan(0);
  });

  test('counts what a mistyped word was meant to be, and all words of a synonym', () => {
    const corrected: Match = { typed: 'swpa', word: 'swap', how: 'corrected', inTitle: true };
    expect(wordingOf('Swap', [corrected], 1)).toBe(1);
    const synonym: Match = { typed: 'poc', word: 'proof concept', how: 'synonym', inTitle: true };
    expect(wordingOf('Proof of concept', [synonym], 1)).toBeGreaterThan(0);
  });

  test('decides between titles that have the same words', async () => {
    const index = await openSmallIndex([
      { id: 'a', title: 'Call recording and discovery' },
      { id: 'b', title: 'Discovery call recording' },
      ...filler,
    ]);
    expect((await found(index, 'discovery call '))[0]).toBe('b');
  });
});

describe('forms of a word', () => {
  test('count a little less than the one that was typed', async () => {
    const index = await openSmallIndex([
      { id: 'a', title: 'One', text: 'what we say about pricing' },
      { id: 'b', title: 'Two', text: 'what we say about price' },
      { id: 'c', title: 'Three', text: 'price' },
      ...filler,
    ]);
    const ids = await found(index, 'price ');
    expect(ids.indexOf('b')).toBeLessThan(ids.indexOf('a'));
  });

  test.each([
    ['expensive', 'Too expensive', 'Expenses'],
    ['customer', 'Customer story', 'Custom work'],
    ['important', 'What is important', 'Import of data'],
    ['news', 'News', 'New hires'],
    ['community', 'Community', 'Communication'],
    ['objective', 'Objectives', 'Objections'],
  ])('%s finds "%s" and not "%s"', async (typed, meant, other) => {
    const index = await openSmallIndex([
      { id: 'meant', title: meant },
      { id: 'other', title: other },
    ]);
    expect(await found(index, `${typed} `)).toEqual(['meant']);
  });
});

describe('a beginning', () => {
  test('that is a word itself does not hide the word it may become', async () => {
    const index = await openSmallIndex([
      { id: 'a', title: 'Notes', text: 'a stat about a quarter' },
      { id: 'b', title: 'Statement of work' },
      ...filler,
    ]);
    expect((await found(index, 'stat'))[0]).toBe('b');
    expect((await found(index, 'stat '))[0]).toBe('a');
  });
});

const twins = (first: object, second: object): SketchedDocument[] => [
  { id: 'a', title: 'Price list', text: 'all prices', freshness: first },
  { id: 'b', title: 'Price list', text: 'all prices', freshness: second },
];

describe('dates', () => {
  test('decide between equals: what is valid longer stands first', async () => {
    const index = await openSmallIndex(twins({ expires: '2026-01-31' }, { expires: '2027-01-31' }));
    expect(await found(index, 'prices list')).toEqual(['b', 'a']);
    const lasting = await openSmallIndex(twins({ expires: '2026-01-31' }, {}));
    expect(await found(lasting, 'prices list')).toEqual(['b', 'a']);
  });

  test('never put another asset before the one whose title was typed', async () => {
    const index = await openSmallIndex([
      { id: 'a', title: 'Price list', freshness: { expires: '2020-01-31' } },
      { id: 'b', title: 'Price list of partners', text: 'price list '.repeat(20) },
    ]);
    expect(await found(index, 'price list')).toEqual(['a', 'b']);
  });
});

describe('numbers and units', () => {
  const index = openSmallIndex([
    { id: 'cold', title: 'Cold chain', text: 'Kept at 5 °C. Alarm above 8°C, at −18 °C for frozen goods.' },
    { id: 'load', title: 'Payload', text: 'Carries 50 kg, with the large van 120kg.' },
    { id: 'uptime', title: 'Uptime', text: 'We promise 99.9 % a month; p99 is 40ms.' },
    { id: 'papers', title: 'Papers', text: 'SOC 2 Type II and ISO/IEC 27001:2022.' },
    { id: 'money', title: 'Money', text: 'Up to € 1,000 a month.' },
    ...filler,
  ]);
  test.each([
    ['5 °C', 'cold'],
    ['8 °C', 'cold'],
    ['8°c', 'cold'],
    ['50kg', 'load'],
    ['50 kg', 'load'],
    ['120 kg', 'load'],
    ['99.9%', 'uptime'],
    ['99.9 %', 'uptime'],
    ['40 ms', 'uptime'],
    ['soc2', 'papers'],
    ['SOC 2', 'papers'],
    ['iso 27001', 'papers'],
    ['iso27001', 'papers'],
    ['1000', 'money'],
    ['€1,000', 'money'],
  ])('%s', async (typed, id) => {
    expect((await found(await index, typed))[0]).toBe(id);
  });
});
