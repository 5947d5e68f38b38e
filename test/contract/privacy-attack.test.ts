import { beforeAll, expect, test } from 'vitest';
import type { Round } from '../../src/usage/privacy/rounding.ts';
import { groupTeams } from '../../src/usage/privacy/team-groups.ts';
import { attack, type ChangedTeams } from '../support/store/privacy-attack.ts';
import {
  countPublished,
  type OwnIds,
  type PublishedNumbers,
  type Teams,
} from '../support/store/published-numbers.ts';

/** A year of published weeks, and what comes before the first of them. */
const DAYS = 400;

let numbers: PublishedNumbers;
beforeAll(async () => {
  numbers = await countPublished(DAYS);
}, 300_000);

/** So many ids in each group of teams, which name the first of them. */
const inEachGroup =
  (count: number): OwnIds =>
  (team) =>
    groupTeams(numbers.library.teams).some(({ teams: [first] }) => first === team) ? count : 0;

/** As many as a place in the list says in each team, over and over. */
const inTurn =
  (counts: readonly number[], teams: readonly string[]): OwnIds =>
  (team) =>
    counts[teams.indexOf(team) % counts.length] ?? 0;

const MIXES = [
  [0, 5, 10, 15, 5, 0, 10, 3],
  [10, 5, 9, 4, 5, 10, 5, 5],
];

test.each(MIXES)(
  'nor does whoever has other numbers of them in each team (%i, %i, %i, %i, …)',
  (...counts) => {
    const { library, publish, truth } = numbers;
    const own = inTurn(
      counts,
      groupTeams(library.teams).map(({ teams: [team = ''] }) => team),
    );
    for (const secret of [7, 1])
      expect(attack(publish(own, { secret }), truth(), own, library).disclosed).toEqual([]);
  },
);

test.each([
  [10, 5],
  [9, 5],
  [15, 10, 5],
  [14, 9, 4],
  [10, 10, 5, 0],
  [5, 1],
])('nor does whoever has ids of which fewer do the narrower things (%i, %i, …)', (...counts) => {
  const { library, publish, truth } = numbers;
  const inFirst = inEachGroup(1);
  const own: OwnIds = (each, depth) => inFirst(each, 0) * (counts[Math.min(depth, counts.length - 1)] ?? 0);
  for (const secret of [7, 1])
    expect(attack(publish(own, { secret }), truth(), own, library).disclosed).toEqual([]);
});

const team = (id: string, reps: number) => ({ id, name: id, reps });

/** In the middle of blocks of weeks a team gets another name, somebody makes up a team alone, and a team becomes a small one. */
const REORGANISED: readonly Teams[] = ['2026-05-11', '2026-08-17'].map((from, at) => ({
  from,
  teams: [
    team('uk-mid', 62),
    team('uk-enterprise', at === 0 ? 31 : 8),
    team('central', 44),
    team('nordics', 22),
    team('partners', at === 0 ? 4 : 14),
    team('customer-success', 37),
    team('solo', 1),
  ],
  nameOf: (was, person) =>
    was === 'dach' ? 'central' : person === 'demo-customer-success-03' ? 'solo' : was,
}));
const CHANGED: ChangedTeams = {
  on: '2026-05-11',
  renamed: new Map([['dach', 'central']]),
  teams: new Set(['dach', 'central', 'customer-success', 'solo', 'unknown']),
};

test('nor where teams get other names, are counted together, or are of one, in the middle of the year', async () => {
  const { library, publish, truth } = await countPublished(DAYS, REORGANISED);
  const teams = [
    'dach',
    'central',
    'uk-mid',
    'uk-enterprise',
    'nordics',
    'partners',
    'customer-success',
    'unknown',
  ];
  for (const counts of [[0], [5], [4], ...MIXES]) {
    const own = inTurn(counts, teams);
    const ofTeams: OwnIds = (each) => (teams.includes(each) ? own(each, 0) : 0);
    const { disclosed, small } = attack(publish(ofTeams), truth(), ofTeams, library, CHANGED);
    expect(small).toBeGreaterThan(10_000);
    expect(disclosed).toEqual([]);
  }
}, 300_000);

test.each([0, 1, 4, 5, 9, 10])(
  'whoever reads a year of everything that was published, and has %i known ids in each team, finds no group of one to four',
  (count) => {
    const { library, publish, truth } = numbers;
    const own = inEachGroup(count);
    const { disclosed, small, wrong } = attack(publish(own), truth(), own, library);
    expect(wrong.length).toBeLessThan(10);
    expect(small).toBeGreaterThan(10_000);
    expect(disclosed).toEqual([]);
  },
);

const alone =
  (real: Round): Round =>
  (activity, year, people) =>
    real([[...activity, ...people].join(' ')], year, people);

test('the same attack finds groups where each number is rounded for itself, and not like those of the same people', () => {
  const { library, publish, truth } = numbers;
  const own = inEachGroup(5);
  const found = attack(publish(own, { round: alone }), truth(), own, library);
  expect(found.disclosed.length).toBeGreaterThan(10);
});

const forItself =
  (real: Round): Round =>
  ([activity], year, people) =>
    real([activity], year, people);

test('and finds some where a part is rounded without regard to what holds it', () => {
  const { library, publish, truth } = numbers;
  const inFirst = inEachGroup(1);
  const own: OwnIds = (each, depth) => inFirst(each, 0) * (depth === 0 ? 15 : depth === 1 ? 10 : 5);
  const found = attack(publish(own, { round: forItself }), truth(), own, library);
  expect(found.disclosed.length).toBeGreaterThan(10);
});
