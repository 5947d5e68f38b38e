import { expect, test } from 'vitest';
import { countEdits } from '../../../src/search/text/edits.ts';

test.each([
  ['price', 'price', 0],
  ['pirce', 'price', 1],
  ['prce', 'price', 1],
  ['priice', 'price', 1],
  ['prize', 'price', 1],
  ['competetor', 'competitor', 1],
  ['cmpetetor', 'competitor', 2],
  ['dog', 'price', 3],
])('counts from %s to %s %d edits, and stops above two', (typed, word, edits) => {
  expect(countEdits(typed, word, 2, false)).toBe(edits);
});

test('compares a beginning with the nearest beginning of the word', () => {
  expect(countEdits('competet', 'competitor', 2, true)).toBe(1);
  expect(countEdits('comp', 'competitor', 2, true)).toBe(0);
  expect(countEdits('xomp', 'competitor', 1, true)).toBe(1);
});
