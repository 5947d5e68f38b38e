import { expect, test } from 'vitest';
import { readSentences } from '../../../src/library/read-sentences.ts';

const counted = (text: string) => readSentences(text).map(({ words }) => words);

test('sentences are told apart in any language, and their words counted', () => {
  expect(counted('We pack it. Then it goes, in a box, to Hamburg!')).toEqual([3, 8]);
  expect(counted('One number: 4.5 of 100. It changes.')).toEqual([2, 3, 2]);
  expect(counted('Wir öffnen um fünf. Niemand wartet.')).toEqual([4, 2]);
  expect(counted('朝五時に開きます。誰も待ちません。')).toHaveLength(2);
  expect(counted(' — ')).toEqual([]);
});
