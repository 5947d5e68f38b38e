import { describe, expect, test } from 'vitest';
import { shorten, shortenAtWord } from '../../../src/library/shorten.ts';

describe.each([
  ['between signs', shorten],
  ['between words', shortenAtWord],
])('a text cut %s', (_, cut) => {
  test('that fits stays as it is', () => {
    expect(cut('one two three', 13)).toBe('one two three');
  });

  test('is never longer than asked, the dots included', () => {
    for (const text of ['x'.repeat(200), 'one two '.repeat(30), '👩‍👩‍👧 '.repeat(30)])
      for (let most = 1; most < 60; most += 1) expect(cut(text, most).length).toBeLessThanOrEqual(most);
  });

  test('holds no half of a sign, also of one that is put together', () => {
    expect(cut('ab👩‍👩‍👧cd', 9)).toBe('ab…');
    expect(cut('ne\u0301e\u0301e\u0301', 5)).toBe('ne\u0301…');
  });
});

test('between words goes what stood before the next one, where that is not most of the text', () => {
  expect(shortenAtWord('one two, three four', 13)).toBe('one two…');
  expect(shortenAtWord(`one ${'x'.repeat(30)}`, 20)).toBe(`one ${'x'.repeat(15)}…`);
});
