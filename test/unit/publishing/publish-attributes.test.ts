import { expect, test } from 'vitest';
import { isInLfs } from '../../../src/publishing/publish/attributes.ts';

const top = (text: string) => [{ folder: '', text }];

test.each([
  ['*.pdf filter=lfs diff=lfs merge=lfs -text', 'content/files/a.pdf', true],
  ['*.pdf filter=lfs', 'content/files/a.pptx', false],
  ['*.PDF filter=lfs', 'content/files/a.pdf', false],
  ['content/files/** filter=lfs', 'content/files/deep/a.pdf', true],
  ['content/*.pdf filter=lfs', 'content/files/a.pdf', false],
  ['/content/files/*.pdf filter=lfs', 'content/files/a.pdf', true],
  ['**/files/*.pdf filter=lfs', 'content/files/a.pdf', true],
  ['files/ filter=lfs', 'content/files/a.pdf', false],
  ['*.p[dp]f filter=lfs', 'a.pdf', true],
  ['*.[!p]df filter=lfs', 'a.pdf', false],
  ['?.pdf filter=lfs', 'ab.pdf', false],
  ['"two words.pdf" filter=lfs', 'content/two words.pdf', true],
  ['提案*.pdf filter=lfs', 'content/files/提案書.pdf', true],
  ['# *.pdf filter=lfs', 'a.pdf', false],
  ['*.pdf filter=other', 'a.pdf', false],
  ['*.pdf filter=lfs\n*.pdf -filter', 'a.pdf', false],
  ['*.pdf filter=lfs\r\na.pdf !filter\r\n', 'a.pdf', false],
  ['*.pdf -filter\n* filter=lfs', 'a.pdf', true],
  ['a+b(1).pdf filter=lfs', 'a+b(1).pdf', true],
])('%j keeps %s in LFS: %s', (text, path, expected) => {
  expect(isInLfs(path, top(text))).toBe(expected);
});

test('the file that lies deepest decides, and only for what is below it', () => {
  const files = [
    { folder: 'content/files', text: '*.pdf -filter' },
    { folder: '', text: '*.pdf filter=lfs' },
    { folder: 'other', text: '*.csv filter=lfs' },
  ];
  expect(isInLfs('content/files/a.pdf', files)).toBe(false);
  expect(isInLfs('content/a.pdf', files)).toBe(true);
  expect(isInLfs('content/files/a.csv', files)).toBe(false);
});
