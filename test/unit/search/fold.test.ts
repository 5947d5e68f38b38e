import { expect, test } from 'vitest';
import { foldText } from '../../../src/search/text/fold.ts';

test.each([
  ['Café déjà vu', 'cafe deja vu'],
  ['Müller Straße', 'muller strasse'],
  ['Łódź Ærø', 'lodz aero'],
  ['ΆΛΦΑ τέλος', 'αλφα τελοσ'],
  ['Ёлка', 'елка'],
  ['ＳＯＣ２ ﬁnance', 'soc2 finance'],
  ['Cafe\u0301', 'cafe'],
])('folds %s to %s', (text, folded) => {
  expect(foldText(text)).toBe(folded);
});

test('keeps the marks that make another letter of it in Japanese and in Thai', () => {
  expect(foldText('がガ')).toBe('がガ');
  expect(foldText('ราคา')).toBe('ราคา');
});

test('takes vowel signs off Arabic and Hebrew words', () => {
  expect(foldText('مُحَمَّد')).toBe('محمد');
  expect(foldText('שָׁלוֹם')).toBe('שלום');
});

test('does not glue a trade mark sign to the word before it', () => {
  expect(foldText('Acme™ pricing')).toBe('acme  pricing');
});

test('survives half a surrogate pair', () => {
  expect(foldText('a\ud800b').length).toBe(3);
});
