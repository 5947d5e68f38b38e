import { expect, test } from 'vitest';
import { foldText } from '../../../src/search/text/fold.ts';
import { cutWords } from '../../../src/search/text/words.ts';

function words(text: string): string[] {
  const found: string[] = [];
  cutWords(foldText(text), (word) => found.push(word));
  return found;
}

test.each([
  ['pricing/discounts, e-mail_list', ['pricing', 'discounts', 'e', 'mail', 'list']],
  ['C++ and C# on .NET', ['c++', 'and', 'c#', 'on', '.net', 'net']],
  ['SOC2 p99 ISO-27001', ['soc2', 'p99', 'iso', '27001']],
  ['R&D in the U.S. by A/B test', ['rd', 'in', 'the', 'us', 'by', 'ab', 'test']],
  ['99.9% of 1,000,000 by 2,50', ['99.9', 'of', '1000000', 'by', '2', '50']],
  ["don't say it’s the customer's", ['dont', 'say', 'it', 'the', 'customer']],
  ['issue#3 node.js #1', ['issue', '3', 'node', 'js', '1']],
  ['価格交渉 by 税', ['価格', '格交', '交渉', 'by', '税']],
  ['السعر مرتفع', ['السعر', 'مرتفع']],
  ['Цена высокая', ['цена', 'высокая']],
  ['', []],
  ['— … !!', []],
])('cuts %j into %j', (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test('gives both readings of a dotted word the same place, and counts places without gaps', () => {
  const places: [string, number][] = [];
  const count = cutWords('use .net today', (word, place) => places.push([word, place]));
  expect(places).toEqual([
    ['use', 0],
    ['.net', 1],
    ['net', 1],
    ['today', 2],
  ]);
  expect(count).toBe(3);
});

test('cuts a run without end at forty letters', () => {
  expect(words('x'.repeat(5000))).toEqual(['x'.repeat(40)]);
});
