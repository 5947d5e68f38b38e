import { describe, expect, test } from 'vitest';
import { forbidsSaying, judgeCells, sayableOf } from '../../../src/library/unsayable.ts';

describe('a heading', () => {
  test.each([
    'Do not say',
    "Don't say",
    'Don’t ever mention',
    'Never promise',
    'Never say this',
    'What not to say',
    'What we never say',
    'What I never say',
    'What we do not promise',
    'What we don’t say',
    'What you must not mention',
    'Things to never say',
    'Things we never say',
    'Things you should not quote',
    'Words to avoid',
    'Phrases to avoid',
    'Avoid saying',
    'Internal only',
    'For internal use only',
    'Confidential',
    'Not for customers',
    'Do not share',
    'Nicht sagen',
    'Was wir nicht sagen',
    'Nur intern',
    'Ne pas dire',
    'No decir',
    '言わないこと',
    'Margins (internal)',
    'Price floor: do not say',
    'Preise – nur intern',
  ])('“%s” forbids to say what follows', (heading) => {
    expect(forbidsSaying(heading)).toBe(true);
  });

  test.each([
    'Say this',
    'If they press',
    'What to say',
    'What changed',
    'Things customers say',
    'Never alone: the support team',
    'Internal combustion',
    'How we never lose a record',
    'Not for everyone',
    'Avoiding downtime',
    'Do not wait for the renewal',
    'Confidential data and where it is kept',
    'What stays internal',
    'Keep it confidential',
    'What we do not hold',
    'What we never store',
    'What we do not offer',
    'What is not included',
    'Things you do not need',
    'Lines that do not wait',
    'What you cannot lose',
    'Was wir nicht speichern',
    'Ce que nous ne gardons pas',
    'Lo que no guardamos',
    '保存しないもの',
  ])('“%s” forbids nothing', (heading) => {
    expect(forbidsSaying(heading)).toBe(false);
  });
});

const said = (...texts: string[]): string[] =>
  sayableOf(texts.map((text) => ({ text }))).map(({ text }) => text);

describe('a paragraph', () => {
  test.each([
    'Do not say: that the electrician comes twice.',
    'Internal: we pay 12.',
    'Never promise – a date.',
    'Never mention the second visit to anyone who asks for a date.',
  ])('that says so of itself is not for saying: %s', (text) => {
    expect(said(text, 'Other.')).toEqual(['Other.']);
  });

  test.each(['Two things: internal and external.', 'Do not wait. Ring them.', 'Internal doors: 12.'])(
    'is for saying else: %s',
    (text) => {
      expect(said(text)).toEqual([text]);
    },
  );

  test('that is nothing but a label speaks of all that follow', () => {
    expect(said('Before.', 'Do not say:', 'A thing.', 'Another.')).toEqual(['Before.']);
    expect(said('Before.', 'Never say', 'A thing.')).toEqual(['Before.']);
  });
});

const table = (...headings: string[]) => [
  headings.map((heading) => ({ text: heading, isHeading: true })),
  headings.map((heading) => ({ text: `Of ${heading.toLowerCase()}`, isHeading: false })),
];

describe('a table', () => {
  test('keeps a column of what is not there', () => {
    expect(judgeCells(table('What we hold', 'What we do not hold'))).toEqual([
      ['said', 'said'],
      ['said', 'said'],
    ]);
  });

  test('loses a column of what is not said', () => {
    expect(judgeCells(table('Say', 'Do not say'))).toEqual([
      ['said', 'gone'],
      ['said', 'gone'],
    ]);
  });
});
