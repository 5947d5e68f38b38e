import { expect, test } from 'vitest';
import { buildHitRow } from '../../../src/search/query/hit-row.ts';

const hit = {
  url: '/answers/price/',

  kindLabel: 'Answer',
  place: '',
  section: { slug: '', heading: '' },
  freshness: { reviewBy: '2027-01-31' },
  internal: false,
  reasons: '',
};

test('a row says what it is, how fresh, and for whom; reasons only where there are any', () => {
  const { facts } = buildHitRow(hit, '2027-01-01');
  expect(facts.map(({ says }) => says)).toEqual(['kind', 'freshness', 'audience']);
  expect(buildHitRow({ ...hit, reasons: 'similar: price' }, '2027-01-01').facts.at(-1)).toEqual({
    says: 'reasons',
    text: 'similar: price',
  });
});

test('a row says where it lies, when that is not the hub', () => {
  const { facts } = buildHitRow({ ...hit, place: 'Google Slides' }, '2027-01-01');
  expect(facts.slice(0, 2)).toEqual([
    { says: 'kind', text: 'Answer' },
    { says: 'place', text: 'Google Slides' },
  ]);
});

test('it goes by the day of the reader', () => {
  expect(buildHitRow(hit, '2027-02-01').freshness).toBe('overdue');
});

test('it leads to the section that was found, whatever letters its anchor has', () => {
  const section = { slug: 'für-wen', heading: 'Für wen' };
  expect(buildHitRow({ ...hit, section }, '2027-01-01').url).toBe('/answers/price/#f%C3%BCr-wen');
});
