import { expect, it } from 'vitest';
import {
  parseLineNumbers,
  parseTranscript,
  renderWinLossDraft,
} from '../../../../src/library/import/transcript.ts';

it.each([
  [
    'WebVTT',
    'WEBVTT\n\nNOTE made by a tool\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Ana Ruiz>We liked it,\nand we left.</v>\n\n00:05.000 --> 00:07.000\nRob: Why?\n',
  ],
  [
    'SubRip with Windows line ends',
    '\uFEFF1\r\n00:00:01,000 --> 00:00:04,000\r\nAna Ruiz: We liked it,\r\nand we left.\r\n\r\n2\r\n00:00:05,000 --> 00:00:07,000\r\nWhy?\r\n',
  ],
  ['text', '[00:01] Ana Ruiz (Acme): We liked it, and we left.\n\nSpeaker 2: Why?\n'],
])('reads the spoken lines of %s, without times and names', (_, text) => {
  expect(parseTranscript(text)).toEqual(['We liked it, and we left.', 'Why?']);
});

it('leaves colons inside a sentence alone', () => {
  expect(parseTranscript('It came to this: nobody rang.')).toEqual(['It came to this: nobody rang.']);
});

it('takes lines by number and range, and nothing that is not there', () => {
  expect(parseLineNumbers('2, 4-5,4', 5)).toEqual([2, 4, 5]);
  for (const wrong of ['', '0', '6', '5-4', '1-', 'two', '1,,2'])
    expect(parseLineNumbers(wrong, 5)).toBeUndefined();
});

it('quotes word for word, whatever the words mean to YAML', () => {
  expect(renderWinLossDraft(['He said: "no" # twice'])).toContain('  - said: "He said: \\"no\\" # twice"\n');
});
