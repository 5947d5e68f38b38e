import { expect, test } from 'vitest';
import { mostHeardFirst } from '../../../src/reader/most-heard-first.ts';

const objections = ['cheap', 'known', 'rare'].map((heard) => ({ heard }));
const orderBy = (heardBy: Record<string, number>): string[] =>
  mostHeardFirst(objections, (heard) => heardBy[heard]).map(({ heard }) => heard);

test('what most reps heard comes first, and what nobody counted comes last', () => {
  expect(orderBy({ known: 7, rare: 12 })).toEqual(['rare', 'known', 'cheap']);
});

test('without numbers, and where they are equal, the order is that of the file', () => {
  expect(orderBy({})).toEqual(['cheap', 'known', 'rare']);
  expect(orderBy({ cheap: 5, known: 5, rare: 5 })).toEqual(['cheap', 'known', 'rare']);
});
