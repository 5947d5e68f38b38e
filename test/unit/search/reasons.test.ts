import { describe, expect, test } from 'vitest';
import type { Match } from '../../../src/search/query/rank.ts';
import { renderRemarks } from '../../../src/search/query/explained.ts';
import { markMatches } from '../../../src/search/query/marks.ts';
import { renderReasons } from '../../../src/search/query/reasons.ts';
import { openSmallIndex } from './small-library.ts';

const match = (word: string, more: Partial<Match> = {}): Match => ({
  typed: word,
  word,
  how: 'exact',
  inTitle: false,
  ...more,
});

function marked(text: string, ...words: string[]): string {
  const parts = markMatches(
    text,
    words.map((word) => match(word)),
  );
  expect(parts.map((part) => part.text).join('')).toBe(text);
  return parts.map((part) => (part.isMarked ? `[${part.text}]` : part.text)).join('');
}

describe('marks', () => {
  test.each([
    ['Prices, pricing and the price list', ['price'], '[Prices], [pricing] and the [price] list'],
    ['Print a private price', ['price'], 'Print a private [price]'],
    ['Planning, and a plan', ['planned'], '[Planning], and a [plan]'],
    ['Deliveries; a delivery', ['deliveries'], '[Deliveries]; a [delivery]'],
    ['They push back on cost', ['push back'], 'They [push] [back] on cost'],
    ['Müller’s Straße', ['muller', 'strasse'], '[Müller]’s [Straße]'],
    ['SOC 2 and p99', ['soc', 'p99'], '[SOC] 2 and [p99]'],
    ['東京の料金表', ['料金'], '[東京の料金表]'],
    ['Nothing here', [], 'Nothing here'],
    ['', ['price'], ''],
  ])('in “%s” stand on the forms of %j', (text, words, expected) => {
    expect(marked(text, ...words)).toBe(expected);
  });
});

describe('the reasons of a hit', () => {
  const row = { title: 'They push back on price', section: { slug: '', heading: '' }, note: 'Five moves.' };
  const reasons = (why: Match[], corrected: { typed: string; word: string }[] = []) =>
    renderReasons({ ...row, why }, { hits: [], corrected, isBrief: false, isVague: false });

  test('are silent where the marks say it all', () => {
    expect(reasons([match('price'), match('moves', { typed: 'mov', how: 'completed' })])).toBe('');
  });

  test('name the word that stood for another', () => {
    expect(reasons([match('push back', { typed: 'objection', how: 'synonym' })])).toBe(
      'push back for “objection”',
    );
    expect(reasons([match('price', { typed: 'prise', how: 'corrected' })])).toBe('price for “prise”');
  });

  test('do not repeat the correction that stands above all rows', () => {
    const corrected = match('price', { typed: 'prise', how: 'corrected' });
    expect(reasons([corrected], [{ typed: 'prise', word: 'price' }])).toBe('');
  });

  test('name words that the row does not show', () => {
    expect(reasons([match('price'), match('van', { typed: 'truck', how: 'synonym' }), match('depot')])).toBe(
      'In the text: van for “truck”, depot',
    );
  });

  test('name typed words that this hit lacks and another has', async () => {
    const index = await openSmallIndex([{ title: 'Price objection' }, { title: 'Price list' }]);
    const answer = await index.search('price objection ');
    expect(answer.hits.map((hit) => renderReasons(hit, answer))).toEqual(['', 'Without “objection”']);
  });
});

test('words are named as people write them, not by their stems', async () => {
  const index = await openSmallIndex([
    { title: 'Security', text: 'A penetration test, once a year. Beaten: Kestrowe.' },
  ]);
  const reasons = async (typed: string) => {
    const answer = await index.search(typed);
    return answer.hits.map((hit) => renderReasons(hit, answer));
  };
  expect(await reasons('pentest ')).toEqual(['In the text: penetration test for “pentest”']);
  expect(await reasons('kestrow ')).toEqual(['In the text: kestrowe']);
});

test('remarks tell what was done to the words', () => {
  const answer = {
    total: 4,
    corrected: [{ typed: 'competetor', word: 'competitor' }],
    missing: ['kraken', '"cold call"'],
    isVague: false,
  };
  expect(renderRemarks(answer)).toBe(
    'Showing “competitor” for “competetor”. No asset has “kraken” or "cold call".',
  );
  expect(renderRemarks({ ...answer, total: 0, corrected: [] })).toBe('');
  expect(renderRemarks({ total: 4, corrected: [], missing: [], isVague: true })).toBe(
    'Small words tell little: add one that matters.',
  );
});
