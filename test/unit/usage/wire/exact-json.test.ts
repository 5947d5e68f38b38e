import { expect, test } from 'vitest';
import { exactDigits, parseExactJson } from '../../../../src/usage/wire/exact-json.ts';

test.each([
  '{"id":9007199254740993}',
  '{"id":-12345678901234567890123}',
  '[9007199254740993,{"deep":[18446744073709551615]}]',
  '{"id":9007199254740992,"small":12,"part":0.25}',
  '{"text":"9007199254740993"}',
])('%s comes out as it went in', (text) => {
  expect(JSON.stringify(parseExactJson(text))).toBe(text);
});

test('what a JavaScript number holds is one, however it is written', () => {
  expect(parseExactJson('[1, 1.0, 1e3, 9007199254740991, 1e20, 0.1000000000000000055]')).toEqual([
    1, 1, 1000, 9007199254740991, 1e20, 0.1,
  ]);
});

test('what is larger than any number is text, and not null', () => {
  expect(JSON.stringify(parseExactJson('{"a":1e999,"b":-1E+400}'))).toBe('{"a":"1e999","b":"-1E+400"}');
});

test('digits are told from objects', () => {
  expect(exactDigits(parseExactJson('9007199254740993'))).toBe('9007199254740993');
  expect([exactDigits({ rawJSON: '1' }), exactDigits(1), exactDigits('1'), exactDigits(null)]).toEqual(
    Array.from({ length: 4 }, () => undefined),
  );
});

test('what is no JSON throws, as ever', () => {
  expect(() => parseExactJson('{"id":9007199254740993')).toThrow(SyntaxError);
});
