import { describe, expect, test } from 'vitest';
import { buildIndexFiles } from '../../../src/search/build/build-index.ts';
import type { SearchDocument, SearchSection } from '../../../src/search/document.ts';
import { openIndex } from '../../../src/search/query/open-index.ts';

function card(name: string, sections: SearchSection[]): SearchDocument {
  return {
    id: `battlecards/${name}`,
    path: `battlecards/${name}.md`,
    url: `/battlecards/${name}/`,
    kind: 'battlecard',
    kindLabel: 'Battlecard',
    title: name,
    aliases: [],
    benefit: '',
    summary: '',
    facets: {
      kind: ['battlecard'],
      product: [],
      stage: [],
      persona: [],
      industry: [],
      competitor: [],
      region: [],
      format: [],
      folder: [],
      language: [],
    },
    freshness: {},
    revision: 'abc',
    internal: false,
    sections,
  };
}

const win = { slug: 'why-we-win', heading: 'Why we win' };
const files = new Map(
  buildIndexFiles(
    [
      card('acme', [
        {
          slug: '',
          heading: '',
          text: 'A wide suite for wholesale with many words. Their forklift is rented.',
        },
        {
          ...win,
          text: 'No submarine on any plan. The forklift breaks. Forklift! Forklift!',
          until: '2027-03-16',
        },
        { ...win, text: 'No zeppelin either.', until: '2027-01-10' },
      ]),
      card('forge', [{ ...win, text: 'A zeppelin for everyone. Forge wins.', until: '2027-03-16' }]),
      card('plain', [{ slug: '', heading: '', text: 'Nothing that ends.' }]),
    ],
    { synonyms: [['airship', 'zeppelin']] },
  ).map(({ name, bytes }) => [name, bytes]),
);
const index = await openIndex(async (name) => files.get(name) ?? new Uint8Array());
const found = async (typed: string, today: string): Promise<string[]> =>
  (await index.search(typed, { today })).hits.map(({ title }) => title).sort();

describe('a claim in the search', () => {
  test('finds its card up to its last day and not on the day after', async () => {
    expect(await found('zeppelin', '2027-01-10')).toEqual(['acme', 'forge']);
    expect(await found('zeppelin', '2027-01-11')).toEqual(['forge']);
    expect(await found('zeppelin', '2027-03-17')).toEqual([]);
  });

  test.each(['zepp', 'zeppelim', 'airship', '"zeppelin either"'])(
    'is no reason either for “%s” after its day',
    async (typed) => {
      expect(await found(typed, '2027-01-10')).toContain('acme');
      expect(await found(typed, '2027-01-11')).not.toContain('acme');
    },
  );

  test('that has passed takes nothing away from what else says so', async () => {
    expect(await found('forklift', '2030-01-01')).toEqual(['acme']);
    expect(await found('forge', '2030-01-01')).toEqual(['forge']);
  });

  test('is named with its section while it holds', async () => {
    const { hits } = await index.search('submarine', { today: '2027-01-11' });
    expect(hits[0]?.section).toMatchObject({ slug: 'why-we-win', heading: 'Why we win' });
  });

  test('costs no file while all claims hold', async () => {
    const fresh: string[] = [];
    const opened = await openIndex(async (name) => {
      fresh.push(name);
      return files.get(name) ?? new Uint8Array();
    });
    await opened.search('zeppelin', { today: '2027-01-10' });
    expect(fresh.filter((name) => name.endsWith('until.json'))).toEqual([]);
    await opened.search('zeppelin', { today: '2027-01-11' });
    expect(fresh.filter((name) => name.endsWith('until.json'))).toHaveLength(1);
  });
});
