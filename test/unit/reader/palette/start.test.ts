import { describe, expect, test } from 'vitest';
import { routes } from '../../../../src/library/routes.ts';
import { commandsOf } from '../../../../src/reader/palette/commands.ts';
import {
  buildStart,
  findStart,
  type KnownOfReader,
  type StartEntry,
} from '../../../../src/reader/palette/start.ts';

const cost = { id: 'answers/cost', title: 'What does it cost?' };
const card = { id: 'battlecards/harl', title: 'Harl & Sons' };
const everything = commandsOf({ battlecards: true, repository: true, keyboard: true });
const known: KnownOfReader = {
  lastSearch: 'harl cheaper',
  recent: [cost, card],
  favourites: [card, { id: 'plays/price', title: 'They push back on price' }],
  commands: everything,
  here: '',
};

const pages = [
  { label: 'Adoption', icon: 'adoption', address: '/adoption/' },
  { label: 'Saved', icon: 'star', address: routes.mine.address },
  { label: 'Call mode', icon: 'call', address: '/call/' },
];

const nameOf = (entry: StartEntry): string => {
  if (entry.is === 'search') return `search ${entry.query}`;
  if (entry.is === 'page') return `page ${entry.page.label}`;
  return entry.is === 'asset' ? entry.asset.title : entry.command.label;
};
const namesOf = (entries: readonly StartEntry[]): string[] => entries.map(nameOf);
const found = (typed: string): { named: string[]; others: string[] } => {
  const { named, others } = findStart(buildStart(known), pages, typed);
  return { named: namesOf(named), others: namesOf(others) };
};

// A browser is not sent the list of addresses for the sake of four names.
test.each(['call', 'brief', 'newPiece'] as const)(
  'the action that leads to %s is called as the page is',
  (name) => {
    const { address, title, navigation } = routes[name];
    const { icon } = navigation;
    const needs = 'needs' in navigation ? { needs: navigation.needs } : {};
    expect(everything).toContainEqual(expect.objectContaining({ address, label: title, icon, ...needs }));
  },
);

describe('before a word is typed', () => {
  test('the last search, what was opened last, favourites and actions are offered, each once', () => {
    expect(buildStart(known).map(({ label, entries }) => [label, ...namesOf(entries)])).toEqual([
      ['Last search', 'search harl cheaper'],
      ['Opened last', 'What does it cost?', 'Harl & Sons'],
      ['Favourites', 'They push back on price'],
      ['Actions', 'Call mode', 'Call brief', 'New page', 'Light or dark', 'Keys', 'Keep the hub offline'],
    ]);
  });

  test('the asset that stands open is not offered, and a favourite says that it is one', () => {
    const opened = buildStart({ ...known, here: 'answers/cost' }).find(
      ({ label }) => label === 'Opened last',
    );
    expect(opened?.entries).toEqual([{ is: 'asset', asset: card, isFavourite: true }]);
  });

  test('a stranger is offered the actions alone', () => {
    const nothing = { ...known, lastSearch: '', recent: [], favourites: [] };
    expect(buildStart(nothing).map(({ label }) => label)).toEqual(['Actions']);
  });

  test('actions that the hub does not have are not offered', () => {
    const labels = commandsOf({ battlecards: false, repository: false, keyboard: false }).map(
      ({ label }) => label,
    );
    expect(labels).toEqual(['Call brief', 'Light or dark', 'Keep the hub offline']);
  });
});

describe('typed words', () => {
  test.each(['Call mode', 'call', 'BRIEF', 'new page', 'dark', 'shortcuts', 'keep  offline'])(
    'that are a whole name, such as “%s”, put that action first',
    (typed) => expect(found(typed).named).toHaveLength(1),
  );

  test('find actions, assets and the last search by the beginnings of their words', () => {
    expect(found('prep').others).toEqual(['Call brief']);
    expect(found('cos').others).toEqual(['What does it cost?']);
    expect(found('harl').others).toEqual(['search harl cheaper', 'Harl & Sons']);
    expect(found('light o')).toEqual({ named: [], others: ['Light or dark'] });
  });

  test('find pages of the hub by their names, each once', () => {
    expect(found('adop')).toEqual({ named: [], others: ['page Adoption'] });
    expect(found('call').others).toEqual(['Call brief']);
  });

  test.each(['favourit', 'bookm'])('find a page of the hub by what others call it, such as “%s”', (typed) =>
    expect(found(typed)).toEqual({ named: [], others: ['page Saved'] }),
  );

  test.each(['favourites', 'Favorites', 'bookmarks'])(
    'that are a whole other name of a page, such as “%s”, put that page first',
    (typed) => expect(found(typed)).toEqual({ named: ['page Saved'], others: [] }),
  );

  test('all have to begin one, and a letter or two find nothing', () => {
    expect(found('harl price')).toEqual({ named: [], others: [] });
    expect(found('ha')).toEqual({ named: [], others: [] });
  });

  test('are not offered as the last search once more', () => {
    expect(found('harl cheaper').others).toEqual([]);
  });
});
