import { expect, test } from 'vitest';
import { eventCatalogue, eventPropertyTypes, SURFACES } from '../../../src/usage/events.ts';
import { searchWords } from '../../../src/usage/wire/search-words.ts';

const asset = {
  asset_id: 'battlecards/kestrowe',
  asset_rev: 'abc123',
  kind: 'battlecard',
  product: 'routes',
  surface: 'page',
  team: 'dach',
};

test('every event and every property is explained in a sentence', () => {
  const entries = Object.entries(eventCatalogue);
  const sentences = [
    ...entries.map(([name, { means }]) => [name, means]),
    ...entries.flatMap(([name, { properties }]) =>
      Object.entries(properties.shape).map(([property, schema]) => [
        `${name}.${property}`,
        schema.description ?? '',
      ]),
    ),
  ];
  expect(sentences.filter(([, sentence]) => sentence?.endsWith('.') !== true)).toEqual([]);
});

/** These are about words or about time, and about no asset. */
const withoutAsset = new Set(['search_performed', 'asset_requested', 'question_asked', 'time_to_answer']);

test.each(Object.entries(eventCatalogue).filter(([name]) => !withoutAsset.has(name)))(
  '%s says which asset, revision, kind, product, surface and team',
  (_, { properties }) => {
    const needed = ['asset_id', 'asset_rev', 'kind', 'product', 'surface', 'team'];
    expect(Object.keys(properties.shape)).toEqual(expect.arrayContaining(needed));
  },
);

test('a reader whose team is not known counts as unknown', () => {
  const { team: _, ...nameless } = asset;
  expect(eventCatalogue.asset_viewed.properties.parse(nameless).team).toBe('unknown');
});

test('numbers of the catalogue are numbers in the store, everything else is text', () => {
  const types = eventPropertyTypes();
  expect(
    Object.keys(types)
      .filter((name) => types[name] === 'number')
      .sort(),
  ).toEqual(['left', 'milliseconds', 'position', 'results', 'slide']);
  expect(types['asset_id']).toBe('text');
});

test('the surfaces are words, since they become values in charts', () => {
  expect(SURFACES.filter((surface) => !/^[a-z]+$/.test(surface))).toEqual([]);
});

test('search words leave the browser in one spelling, cut to 80 characters', () => {
  expect(searchWords('  Kestrowe \n PRICE ')).toBe('kestrowe price');
  expect(searchWords('Ü'.normalize('NFD'))).toBe('ü');
  expect(searchWords('x'.repeat(200))).toHaveLength(80);
  expect([...searchWords('🙂'.repeat(200))]).toHaveLength(80);
});
