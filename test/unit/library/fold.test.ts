import { expect, test } from 'vitest';
import { foldCase, foldWords } from '../../../src/library/fold.ts';

test('letters of another width or size and more blanks are the same text', () => {
  expect(foldCase('  Ｐricing\n ﬁne  PRINT ')).toBe('pricing fine print');
});

test('accents are not: they tell words apart', () => {
  expect(foldCase('Résumé')).not.toBe(foldCase('Resume'));
});

test('words lose every other sign and keep their marks', () => {
  expect(foldWords('“What’s it cost?” — 40 % हिन्दी')).toBe('what s it cost 40 हिन्दी');
});
