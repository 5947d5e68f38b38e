import { describe, expect, test } from 'vitest';
import { openSmallIndex } from './small-library.ts';

const index = await openSmallIndex([
  { title: 'Kestrowe', text: 'Cheap parcels. They sign for three years and pay late.' },
  { title: 'They push back on price', text: 'Hold the price.' },
  { title: 'Who pays for a broken probe?', text: 'We do, on the next day.' },
  { title: 'How do we leave?', text: 'With your data.' },
  { title: 'Probe one-pager', text: 'A probe, its price and its battery. Sign at the bottom.' },
  { title: 'Who reads the log?', aliases: ['works council'], text: 'Your own people.' },
  { title: 'Parking', text: 'Two cars charge there. The app is for iOS.' },
  { title: 'Pilot plan', text: 'Six weeks, five vans, one depot, and a report on the last day.' },
]);
const totalOf = async (typed: string): Promise<number> => (await index.search(typed)).total;

describe('a search of which words are missing', () => {
  test.each([
    'quantum blockchain',
    'single sign-on with okta',
    'do you ship to australia',
    'can we pay in bitcoin',
    // A short word with a slip in it begins nearly any other.
    'who is your ceo',
    'is there an api',
    // A slip beside a word that nobody wrote, and a number that counts something else.
    'helm chart',
    'iso 9001',
    'soc 2',
    // What asks tells nothing.
    'what happens when we are offline',
    // Another thing of the name.
    'hydrogen probe',
    // More is missing than there is, whatever is called by the rest.
    'parental leave policy',
  ])('is not answered by a stray match: %s', async (typed) => {
    expect(await totalOf(typed)).toBe(0);
  });

  test.each([
    // The card is asked for by its name.
    ['kestrowe zebra', 'kestrowe'],
    // What matters stands at the end.
    ['can you knock something off the price', 'they-push-back-on-price'],
    // Another name of it.
    ['works council worried about tracking', 'who-reads-the-log?'],
    // All that it is called, or half of it.
    ['zebra parking', 'parking'],
    // Many words in one place.
    ['six weeks with five vans and a zebra', 'pilot-plan'],
  ])('is answered by what it is called, or by many words: %s', async (typed, first) => {
    expect((await index.search(typed)).hits[0]?.id).toBe(first);
  });
});

test('a search of which nothing is missing is answered as ever', async () => {
  expect(await totalOf('sign')).toBeGreaterThan(0);
  expect(await totalOf('what do we')).toBeGreaterThan(0);
});
