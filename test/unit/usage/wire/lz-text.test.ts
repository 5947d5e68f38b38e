import { expect, test } from 'vitest';
import { unpackLzText } from '../../../../src/usage/wire/lz-text.ts';

/** Made by lz-string 1.5.0. */
test('words that come again, letters of 16 bits and a text that ends', () => {
  expect(unpackLzText('BYUwNmD2A0AECWsCGBbZtDUzkA==', 100)).toEqual({ text: 'hello, i am a 猫' });
});

test('a text that is too long is refused when that is seen', () => {
  expect(unpackLzText('BYUwNmD2A0AECWsCGBbZtDUzkA==', 14)).toEqual({ problem: 'body-too-large' });
});

test.each(['', 'A', 'BYUwNmD2A0AECWsCGBbZt', '////////', 'no base64!', '\u{1F600}'])(
  '%s is no text',
  (packed) => {
    expect(unpackLzText(packed, 100)).toEqual({ problem: 'undecodable-body' });
  },
);
