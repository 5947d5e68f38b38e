import { expect, test } from 'vitest';
import { foldText } from '../../../src/search/text/fold.ts';
import { cutWords } from '../../../src/search/text/words.ts';

function words(text: string): string[] {
  const found: string[] = [];
  cutWords(foldText(text), (word, _place, _end, reading) => {
    if (reading === undefined) found.push(word);
  });
  return found;
}

/** Other spellings of single words, and words made of several. */
function readings(text: string): string[] {
  const found: string[] = [];
  cutWords(foldText(text), (word, _place, _end, reading) => {
    if (reading !== undefined) found.push(word);
  });
  return found;
}

test.each([
  ['pricing/discounts, e-mail_list', ['pricing', 'discounts', 'e', 'mail', 'list']],
  ['C++, C# and C # on .NET', ['c++', 'c#', 'and', 'c#', 'on', '.net']],
  ['SOC2 p99 ISO-27001', ['soc2', 'p99', 'iso', '27001']],
  ['R&D in the U.S. by A/B test', ['rd', 'in', 'the', 'us', 'by', 'ab', 'test']],
  ['99.9% of 1,000,000 by 2,50', ['99.9', 'percent', 'of', '1000000', 'by', '2.50']],
  ['£38, 38 €, US$ 12 and $name', ['gbp', '38', '38', 'eur', 'us', 'usd', '12', 'and', 'name']],
  ["12.500,50 or 12'500", ['12500.50', 'or', "12'500"]],
  ['3.1 is not 31, nor 38.00 only 38', ['3.1', 'is', 'not', '31', 'nor', '38', 'only', '38']],
  ['v3.1 or TLSv1.3 of 14.03.2026', ['v3.1', 'or', 'tlsv1.3', 'of', '14.03.2026']],
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

test.each([
  ['15k, 1.5m and 2bn', ['15000', '1500000', '2000000000']],
  ['v3.1, TLSv1.3 and v2', ['3.1', 'tls1.3', '2']],
  ['12.500 Wagen', ['12.500']],
  ["12'500 or 12 500", ['12500', '12500']],
  ['24x7, 24/7 and 24-7', ['247', '247', '247']],
  ['e-mail, on-boarding and ISO-27001', ['email', 'onboarding', 'iso27001']],
  ['node.js, and/or, m and a', ['nodejs', 'andor', 'ma']],
  ['020-7946-0018', ['0207946', '79460018', '02079460018']],
  ['one-two-three-four, pricing/discounts, well.known.domain', []],
])('reads %j also as %j', (text, expected) => {
  expect(readings(text)).toEqual(expected);
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
