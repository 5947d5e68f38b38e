import { expect, test } from 'vitest';
import { freezeTables, keepTables, type Counted } from '../../../../src/usage/privacy/freeze.ts';
import type { Round } from '../../../../src/usage/privacy/rounding.ts';
import { groupTeams } from '../../../../src/usage/privacy/team-groups.ts';
import { indexLibrary } from '../../../../src/usage/questions/library-facts.ts';
import { objectionsHeard } from '../../../../src/usage/questions/objections-heard.ts';
import { searchToOpen } from '../../../../src/usage/questions/search-to-open.ts';
import { topSearches } from '../../../../src/usage/questions/top-searches.ts';
import { usePerAsset } from '../../../../src/usage/questions/use-per-asset.ts';
import type { Cell } from '../../../../src/usage/snapshot/answer.ts';
import { finish } from '../../../support/finish.ts';

const teams = [
  { id: 'uk', reps: 30 },
  { id: 'dach', reps: 20 },
  { id: 'partners', reps: 4 },
];
const period = { weeks: 4, from: '2026-10-05', to: '2026-11-02' };
const down: Round = (_activity, _year, people) => people.map((each) => 5 * Math.floor(each / 5));

function freeze(counted: [Counted['question'], Cell[][]][], round: Round = down) {
  return finish(
    freezeTables(
      counted.map(([question, rows]) => ({ question, period, rows })),
      {
        source: 'embedded',
        groups: groupTeams(teams),
        library: indexLibrary({ assets: [], teams: [], products: [] }),
        round,
      },
    ),
  );
}

test('people of teams that are counted together are added, and all is the sum of what is shown', () => {
  const rows = [
    ['price', 'uk', 13],
    ['price', 'dach', 6],
    ['price', 'partners', 4],
    ['price', 'nowhere', 2],
  ];
  const [table] = freeze([[topSearches, rows]]);
  expect(table?.groups.map(({ id }) => id)).toEqual(['dach+partners', 'uk', 'unknown']);
  expect(table?.rows).toEqual([
    ['price', 'all', 20],
    ['price', 'dach+partners', 10],
    ['price', 'uk', 10],
    ['price', 'unknown', 0],
  ]);
});

test('words that all teams together typed too seldom are not kept: that they are there would tell of somebody', () => {
  expect(freeze([[topSearches, [['my own name', 'uk', 9]]]])[0]?.rows).toEqual([]);
});

test('a week has its row also where nobody came', () => {
  const [table] = freeze([[searchToOpen, []]]);
  expect(table?.rows[0]).toEqual(['2026-10-05', 'all', 0, 0, 0]);
});

/** Rounds what narrower groups did up, and the wider ones down. */
const across: Round = (activity, _year, people) =>
  people.map((each) => 5 * Math[activity[0].startsWith('use ') ? 'floor' : 'ceil'](each / 5));

test('a part is never shown as more than what holds it, be it in its row or in another question', () => {
  const [used, heard] = freeze(
    [
      [usePerAsset, [['battlecards/a', 'uk', 14, 13, 0, 0]]],
      [objectionsHeard, [['dear', 'battlecards/a', 'uk', 12]]],
    ],
    across,
  );
  expect(used?.rows.find(([, team]) => team === 'uk')).toEqual(['battlecards/a', 'uk', 10, 10, 0, 0]);
  expect(heard?.rows.find(([, , team]) => team === 'uk')).toEqual(['dear', 'battlecards/a', 'uk', 10]);
});

test('what was counted first stays, whatever comes later', () => {
  const [first] = freeze([[searchToOpen, [['2026-10-05', 'uk', 20, 10, 10]]]]);
  const [later] = freeze([[searchToOpen, [['2026-10-05', 'uk', 25, 20, 20]]]]);
  if (first === undefined || later === undefined) throw new Error('Nothing was counted.');
  expect(keepTables([first], [later])).toEqual([first]);
  const other = { ...later, from: '2026-11-02' };
  expect(keepTables([first], [other])).toEqual([first, other]);
});
