import { describe, expect, test } from 'vitest';
import {
  createCollection,
  freeName,
  isFavourite,
  LIMITS,
  mergeMine,
  moveInCollection,
  nothingMine,
  parseMine,
  removeCollection,
  renameCollection,
  toggleFavourite,
  toggleInCollection,
  withTitles,
  type Mine,
  type Outcome,
  type SavedAsset,
} from '../../../../src/reader/collections/collection.ts';
import {
  parseCollectionLink,
  renderCollectionLink,
} from '../../../../src/reader/collections/collection-link.ts';
import {
  buildTitleLists,
  countTitleLists,
  titleListOf,
} from '../../../../src/reader/collections/title-list.ts';

const asset = (id: string): SavedAsset => ({ id, title: id.toUpperCase() });
const pieces = (count: number): SavedAsset[] =>
  Array.from({ length: count }, (_, at) => asset(`answers/a${String(at)}`));
const done = ({ mine, problem }: Outcome): Mine => {
  if (mine === undefined) throw new Error(problem);
  return mine;
};
const ids = (mine: Mine) => mine.collections[0]?.pieces.map(({ id }) => id);
const withOne = done(
  createCollection(nothingMine(), ' Renewal  kit ', [asset('answers/a'), asset('plays/b')]),
);

describe('favourites', () => {
  test('go in first and out again', () => {
    const two = done(toggleFavourite(done(toggleFavourite(nothingMine(), asset('a/1'))), asset('a/2')));
    expect(two.favourites.map(({ id }) => id)).toEqual(['a/2', 'a/1']);
    const one = done(toggleFavourite(two, asset('a/2')));
    expect([isFavourite(one, 'a/2'), isFavourite(one, 'a/1')]).toEqual([false, true]);
  });

  test('are bounded, and whoever reaches the bound is told', () => {
    const full = { ...nothingMine(), favourites: pieces(LIMITS.favourites) };
    expect(toggleFavourite(full, asset('a/more'))).toMatchInlineSnapshot(`
      {
        "problem": "There are 100 favourites already. Take one out first.",
      }
    `);
  });
});

describe('collections', () => {
  test('have a name of their own', () => {
    expect(withOne.collections[0]?.name).toBe('Renewal kit');
    expect(createCollection(withOne, 'renewal KIT').problem).toBe(
      'There is a collection “renewal KIT” already.',
    );
    expect(createCollection(withOne, '  ').problem).toBe('Give the collection a name.');
    expect(freeName(withOne, 'Renewal kit')).toBe('Renewal kit 2');
    expect(freeName(withOne, '')).toBe('Collection');
  });

  test('are renamed, also to another case of the same name, and removed', () => {
    expect(done(renameCollection(withOne, 'Renewal kit', 'Renewal Kit')).collections[0]?.name).toBe(
      'Renewal Kit',
    );
    expect(removeCollection(withOne, 'Renewal kit').collections).toEqual([]);
  });

  test('take pieces in and out, and keep their order', () => {
    const three = done(toggleInCollection(withOne, 'Renewal kit', asset('roles/c')));
    expect(ids(three)).toEqual(['answers/a', 'plays/b', 'roles/c']);
    expect(ids(moveInCollection(three, 'Renewal kit', 'roles/c', -1))).toEqual([
      'answers/a',
      'roles/c',
      'plays/b',
    ]);
    expect(ids(moveInCollection(three, 'Renewal kit', 'roles/c', 1))).toEqual(ids(three));
    expect(ids(done(toggleInCollection(three, 'Renewal kit', asset('plays/b'))))).toEqual([
      'answers/a',
      'roles/c',
    ]);
    expect(toggleInCollection(withOne, 'Gone', asset('a/b')).problem).toMatch(/no collection “Gone”/);
  });
});

test('pieces are shown under the titles that they have now', () => {
  const renewed = withTitles(withOne, new Map([['answers/a', { title: 'New' }]]));
  expect(renewed.collections[0]?.pieces.map(({ title }) => title)).toEqual(['New', 'PLAYS/B']);
});

describe('what was stored', () => {
  test('comes back as it was', () => {
    const mine = done(toggleFavourite(withOne, asset('answers/a')));
    expect(parseMine(JSON.parse(JSON.stringify(mine)))).toEqual({ mine, problems: [] });
  });

  test('is read as far as it makes sense, and the rest is said', () => {
    const stored = {
      favourites: [{ id: 'answers/how-long' }, { id: 'javascript:alert(1)' }, { id: 'answers/how-long' }, 7],
      collections: [{ name: '' }, { name: 'A', pieces: 'no' }, { name: 'a' }],
    };
    expect(parseMine(stored)).toEqual({
      mine: {
        favourites: [{ id: 'answers/how-long', title: 'How long' }],
        collections: [{ name: 'A', pieces: [] }],
      },
      problems: [
        'In favourites, something is no page of the hub.',
        'In favourites, something is no page of the hub.',
        'A collection without a name was left out.',
        'Of two collections “a” the first is kept.',
      ],
    });
    for (const junk of [null, [], 'x', 7])
      expect(parseMine(junk).problems).toEqual(['This is no list of favourites.']);
  });

  test('is bounded', () => {
    const stored = { favourites: pieces(500), collections: [{ name: 'A', pieces: pieces(500) }] };
    const { mine, problems } = parseMine(stored);
    expect(mine.favourites).toHaveLength(LIMITS.favourites);
    expect(mine.collections[0]?.pieces).toHaveLength(LIMITS.assets);
    expect(problems).toHaveLength(2);
  });

  test('is joined by what comes from elsewhere, and nothing is lost or twice', () => {
    const here = done(toggleFavourite(withOne, asset('a/1')));
    const there = {
      favourites: [asset('a/2'), asset('a/1')],
      collections: [
        { name: 'renewal kit', pieces: [asset('plays/b'), asset('roles/c')] },
        { name: 'Other', pieces: [] },
      ],
    };
    expect(mergeMine(here, there)).toMatchObject({
      favourites: [{ id: 'a/1' }, { id: 'a/2' }],
      collections: [
        { name: 'Renewal kit', pieces: [{ id: 'answers/a' }, { id: 'plays/b' }, { id: 'roles/c' }] },
        { name: 'Other' },
      ],
    });
  });
});

describe('a link to a collection', () => {
  test('is short, and holds name, pieces and their order', () => {
    const held = ['answers/a', 'answers/b', 'plays/c', 'answers/日本語'];
    const link = renderCollectionLink({ name: 'Q&A = 50 %', pieces: held.map(asset) });
    expect(link).toBe(
      'name=Q%26A%20%3D%2050%20%25&pieces=answers/a,b,plays/c,answers/%E6%97%A5%E6%9C%AC%E8%AA%9E',
    );
    expect(parseCollectionLink(`#${link}`)).toEqual({ name: 'Q&A = 50 %', ids: held, problems: [] });
  });

  test('says what of it cannot be read, and speaks of nothing else', () => {
    expect(parseCollectionLink('#why-we-win')).toBeUndefined();
    expect(parseCollectionLink('')).toBeUndefined();
    expect(parseCollectionLink('#name=%&pieces=b,answers/a,a,%E0%A4%A,<b>,')).toEqual({
      name: '',
      ids: ['answers/a'],
      problems: ['3 pages of the link cannot be read and are left out.'],
    });
  });

  test('is bounded', () => {
    const many = parseCollectionLink(`#name=N&pieces=answers/a,${pieces(200).map(({ id }) => id)}`);
    expect(many?.ids).toHaveLength(LIMITS.assets);
    expect(many?.problems).toEqual(['The link holds 201 pages; the first 60 are shown.']);
    expect(parseCollectionLink(`#pieces=answers/a${',answers/x'.repeat(2000)}`)?.problems[0]).toMatch(
      /too long/,
    );
    const longest = { id: `answers/${'x'.repeat(80)}`, title: '' };
    const full = renderCollectionLink({
      name: 'N',
      pieces: Array.from({ length: LIMITS.assets }, (_, at) => ({ ...longest, id: longest.id + String(at) })),
    });
    expect(parseCollectionLink(full)?.ids).toHaveLength(LIMITS.assets);
  });
});

describe('lists of titles', () => {
  test('hold every piece once, where its id leads', () => {
    const assets = pieces(500).map(({ id, title }) => ({ id, revision: `r-${id}`, data: { title } }));
    const lists = buildTitleLists(assets);
    expect(lists).toHaveLength(countTitleLists(500));
    expect(Object.keys(Object.assign({}, ...lists))).toHaveLength(500);
    for (const { id, revision, data } of assets) {
      expect(lists[titleListOf(id, lists.length)]?.[id]).toEqual([data.title, revision]);
    }
    expect(Math.max(...lists.map((list) => Object.keys(list).length))).toBeLessThan(120);
  });
});
