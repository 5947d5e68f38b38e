import { expect, it } from 'vitest';
import type { RequiredSearch } from '../../../src/library/records/required-searches.ts';
import { runRequiredSearches } from '../../../src/search/query/required-searches.ts';
import { openSmallIndex } from './small-library.ts';

const today = '2026-11-22';

function question(words: string, asset: string, within = 3): RequiredSearch {
  return { words, asset, within, from: 'test', path: 'search-tests.yaml', line: 1 };
}

const twentyFive = Array.from({ length: 25 }, (_, at) => ({
  title: `Winter k${String(at + 10)}`,
  id: `w${String(at + 10)}`,
}));

it('tells the place of an asset and who stands above it, no more of them than there are places to have', async () => {
  const index = await openSmallIndex(twentyFive);
  const asked = await runRequiredSearches(
    index,
    [question('winter', 'w10'), question('winter', 'w12'), question('winter', 'w15', 2)],
    today,
  );
  expect(asked.map(({ place, above }) => ({ place, above: above.map(({ title }) => title) }))).toEqual([
    { place: 1, above: [] },
    { place: 3, above: ['Winter k10', 'Winter k11'] },
    { place: 6, above: ['Winter k10', 'Winter k11'] },
  ]);
});

it('takes an asset behind the first twenty for not found, and one whose words nobody has', async () => {
  const index = await openSmallIndex(twentyFive);
  const asked = await runRequiredSearches(
    index,
    [question('winter', 'w34'), question('zeppelin', 'w10')],
    today,
  );
  expect(asked.map(({ place, above }) => ({ place, above: above.map(({ asset }) => asset) }))).toEqual([
    { place: null, above: ['w10', 'w11', 'w12'] },
    { place: null, above: [] },
  ]);
});

it('asks words that several questions share only once', async () => {
  const index = await openSmallIndex(twentyFive);
  const typed: string[] = [];
  const counting: typeof index = {
    ...index,
    search: (words, options) => {
      typed.push(words);
      return index.search(words, options);
    },
  };
  await runRequiredSearches(
    counting,
    [question('winter', 'w10'), question('winter k10', 'w10'), question('winter', 'w11')],
    today,
  );
  expect(typed).toEqual(['winter', 'winter k10']);
});
