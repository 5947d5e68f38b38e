import { expect, it } from 'vitest';
import { nearest } from '../../../src/library/nearest.ts';

const known = ['title', 'summary', 'published', 'review_by'];

it('names the word that was meant, whatever its case', () => {
  expect(nearest('titel', known)).toBe('title');
  expect(nearest('Sumary', known)).toBe('summary');
  expect(nearest('reviewby', known)).toBe('review_by');
});

it('names nothing when nothing is near', () => {
  expect(nearest('colour', known)).toBeUndefined();
  expect(nearest('x', [])).toBeUndefined();
  expect(nearest('x', ['p', 'uk'])).toBeUndefined();
  expect(nearest('', known)).toBeUndefined();
});
