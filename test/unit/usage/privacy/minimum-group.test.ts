import { describe, expect, test } from 'vitest';
import { createRandom } from '../../../../src/usage/demo/demo-random.ts';
import {
  MINIMUM_GROUP,
  withholdSmallGroups,
  type CountedRow,
} from '../../../../src/usage/privacy/minimum-group.ts';

const row = (name: string, people: number, more: Partial<CountedRow> = {}): CountedRow => ({
  cells: [name, people],
  people,
  ...more,
});

test('the minimum group is five people', () => {
  expect(MINIMUM_GROUP).toBe(5);
  expect(withholdSmallGroups([row('a', 5), row('b', 4), row('c', 0)])).toEqual({
    rows: [['a', 5]],
    withheld: 2,
  });
});

test('a row that is about no people is shown', () => {
  expect(withholdSmallGroups([{ cells: ['asset', 'Title'] }])).toEqual({
    rows: [['asset', 'Title']],
    withheld: 0,
  });
});

test('a cell about fewer people than its row is blank, and a true zero is not', () => {
  const cells = ['a', 40, { value: 3, people: 2 }, { value: 9, people: 5 }, { value: 0, people: 0 }];
  expect(withholdSmallGroups([{ cells, people: 40 }])).toEqual({
    rows: [['a', 40, null, 9, 0]],
    withheld: 1,
  });
});

test('those who are left over from a whole are a group too', () => {
  const shares = [
    row('all but two', 78, { outOf: 80 }),
    row('all', 80, { outOf: 80 }),
    row('some', 60, { outOf: 80 }),
  ];
  expect(withholdSmallGroups(shares).rows.map(([name]) => name)).toEqual(['all', 'some']);
});

const week = (total: number, ...teams: number[]) => [
  row('all', total, { partition: 'w', isTotal: true }),
  ...teams.map((people, index) => row(`team ${String(index)}`, people, { partition: 'w' })),
];

describe('a hidden row cannot be found by subtraction', () => {
  test('one small team takes the next smallest with it', () => {
    expect(withholdSmallGroups(week(33, 20, 10, 3)).rows).toEqual([
      ['all', 33],
      ['team 0', 20],
    ]);
  });

  test('two small teams that make up five together need no third', () => {
    expect(withholdSmallGroups(week(27, 20, 4, 3)).rows).toEqual([
      ['all', 27],
      ['team 0', 20],
    ]);
  });

  test('two small teams that make up fewer than five take a third with them', () => {
    expect(withholdSmallGroups(week(33, 20, 9, 2, 2)).rows).toEqual([
      ['all', 33],
      ['team 0', 20],
    ]);
  });

  test('nothing is hidden where nothing is small', () => {
    expect(withholdSmallGroups(week(30, 20, 10)).withheld).toBe(0);
  });

  test('not in two thousand random weeks, people in two teams included', () => {
    const random = createRandom(7);
    const leaks: string[] = [];
    for (let round = 0; round < 2000; round += 1) {
      const teams = Array.from({ length: 1 + random.below(7) }, () => random.below(14)).filter(
        (people) => people > 0,
      );
      const inTwoTeams = random.happens(0.3) ? random.below(4) : 0;
      const total = Math.max(...teams, teams.reduce((sum, people) => sum + people, 0) - inTwoTeams, 0);
      const rows = withholdSmallGroups(week(total, ...teams)).rows;
      const shown = rows.filter(([name]) => name !== 'all');
      const rest = total - shown.reduce((sum, [, people]) => sum + Number(people), 0);
      const isTotalShown = rows.length > shown.length;
      const isAnyHidden = shown.length < teams.length;
      if (rows.some(([, people]) => Number(people) < 5)) leaks.push(`small cell in ${teams.join()}`);
      if (isTotalShown && isAnyHidden && shown.length > 0 && rest < 5)
        leaks.push(`${String(rest)} left of ${teams.join()}`);
    }
    expect(leaks).toEqual([]);
  });
});
