import { expect, it } from 'vitest';
import { parseCsv } from '../../../../src/library/import/parse-csv.ts';

it.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n"x, ""y""\nz",\r\n',
    [
      ['a', 'b'],
      ['x, "y"\nz', ''],
    ],
  ],
  [
    'a,\n,b',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['a\n\nb\n', [['a'], [''], ['b']]],
  ['a,b,"c', [['a', 'b', '"c']]],
  ['', []],
])('%j', (text, lines) => {
  expect(parseCsv(text)).toEqual(lines);
});
