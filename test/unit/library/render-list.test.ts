import { expect, test } from 'vitest';
import { renderList } from '../../../src/library/render-list.ts';

test.each([
  [[], ''],
  [['Deal desk'], 'Deal desk'],
  [['CFO', 'CIO'], 'CFO and CIO'],
  [['CFO', 'CIO', '2 more'], 'CFO, CIO and 2 more'],
])('%j reads %j', (words, sentence) => {
  expect(renderList(words)).toBe(sentence);
});
