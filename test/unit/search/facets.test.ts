import { expect, test } from 'vitest';
import { openSmallIndex } from './small-library.ts';

const open = () =>
  openSmallIndex([
    { title: 'Price list', id: 'all', text: 'prices and prices of prices' },
    { title: 'Dairy sheet', id: 'dairy', text: 'a price', facets: { industry: ['dairy'] } },
    { title: 'Seafood sheet', id: 'seafood', text: 'a price', facets: { industry: ['seafood'] } },
  ]);

test('what names no industry fits each, and stands after those that name the one asked for', async () => {
  const index = await open();
  const ids = async (typed: string) =>
    (await index.search(typed, { facets: { industry: ['dairy'] } })).hits.map(({ id }) => id);
  expect(await ids('price')).toEqual(['dairy', 'all']);
  expect(await ids('')).toEqual(['dairy', 'all']);
  // Of an industry that nobody names nothing is left: the whole hub is shown instead, and said to be.
  expect((await index.search('price', { facets: { industry: ['mining'] } })).total).toBe(0);
});

test('a value counts as many as choosing it leaves, and is not offered when no hit names it', async () => {
  const { counts } = await (await open()).search('dairy price', { countFacets: ['industry'] });
  expect(counts.industry).toEqual([
    { value: 'dairy', name: 'dairy', count: 2 },
    { value: 'seafood', name: 'seafood', count: 2 },
  ]);
  const one = await (await open()).search('seafood ', { countFacets: ['industry'] });
  expect(one.counts.industry?.map(({ value }) => value)).toEqual(['seafood']);
});

test('what is in the first of the reader’s languages that the hub has comes first', async () => {
  const text = 'demo of routes';
  const index = await openSmallIndex([
    { title: 'Demo', id: 'en', text, facets: { language: ['en'] } },
    { title: 'Demo', id: 'de', text, facets: { language: ['de'] } },
  ]);
  const first = async (...languages: string[]) =>
    (await index.search('routes', { languages })).hits.map(({ id }) => id);
  expect(await first('de-AT', 'en')).toEqual(['de', 'en']);
  expect(await first('sv', 'en-GB')).toEqual(['en', 'de']);
});

test('a format is found by the name that people read', async () => {
  const index = await openSmallIndex(
    [
      { title: 'Havbris', id: 'story', text: 'fish', facets: { format: ['cs'] } },
      { title: 'Oxley', id: 'other', text: 'fish' },
    ],
    { synonyms: [], facetTerms: { format: [{ id: 'cs', name: 'Case study' }] } },
  );
  expect((await index.search('case study')).hits.map(({ id }) => id)).toEqual(['story']);
});
