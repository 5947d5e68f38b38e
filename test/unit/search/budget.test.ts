import { describe, expect, test } from 'vitest';
import { firstResultBudget, probesOf, renderWeights, usualSearch } from '../../../src/search/build/budget.ts';

describe('the budget of a first search', () => {
  test.each([
    [0, 40_000],
    [1000, 40_000],
    [3162, 42_500],
    [10_000, 45_000],
    [40_000, 45_000],
  ])('with %d assets is %d bytes', (assets, bytes) => {
    expect(firstResultBudget(assets)).toBe(bytes);
  });
});

test('what is weighed with are the first words of titles from all over the library', () => {
  const titles = Array.from({ length: 100 }, (_, number) => ` Title  number ${number} of many `);
  expect(probesOf(titles)).toEqual([10, 30, 50, 70, 90].map((number) => `title number ${number}`));
  expect(probesOf(['Alone'])).toEqual(['alone']);
  expect(probesOf([])).toEqual([]);
});

const search = (typed: string, bytes: number) => ({ typed, files: [{ name: 'x', bytes }] });

test('one heavy search among others does not count', () => {
  expect(usualSearch([search('heavy', 900), search('light', 1), search('usual', 5)]).typed).toBe('usual');
  expect(usualSearch([]).files).toEqual([]);
});

test('weights are told heaviest first', () => {
  const code = [
    { name: 'palette.js', bytes: 4120 },
    { name: 'search-worker.js', bytes: 11_518 },
  ];
  const usual = { typed: 'price objection', files: [{ name: 'index.json', bytes: 1900 }] };
  expect(renderWeights(code, usual)).toMatchInlineSnapshot(`
    "Code, 15.6 kB:
       11.5 kB  search-worker.js
        4.1 kB  palette.js
    Index up to ten results for “price objection”, 1.9 kB:
        1.9 kB  index.json"
  `);
});
