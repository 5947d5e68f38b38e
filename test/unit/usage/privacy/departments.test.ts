import { expect, test } from 'vitest';
import { freezeTables } from '../../../../src/usage/privacy/freeze.ts';
import { createRound } from '../../../../src/usage/privacy/rounding.ts';
import { groupOf, groupTeams } from '../../../../src/usage/privacy/team-groups.ts';
import { coverageOfEligibleReps } from '../../../../src/usage/questions/coverage-of-eligible-reps.ts';
import { indexLibrary } from '../../../../src/usage/questions/library-facts.ts';
import { whoReadsWhosePages } from '../../../../src/usage/questions/who-reads-whose-pages.ts';
import { finish } from '../../../support/finish.ts';

const teams = [
  { id: 'uk', name: 'UK', reps: 40 },
  { id: 'workshop', name: 'Workshop', reps: 0, department: 'devices', people: 30 },
  { id: 'desk', name: 'Desk', reps: 0, department: 'deal-desk', people: 3 },
  { id: 'infosec', name: 'Security', reps: 0, department: 'security', people: 8 },
];
const library = indexLibrary({ teams, products: [{ id: 'cold', name: 'Cold' }], assets: [] });
const groups = groupTeams(teams);
const period = { weeks: 13, from: '2026-06-29', to: '2026-09-28' };

test('teams that do not sell come after all others, and small ones are joined among themselves', () => {
  expect(groups.map(({ id, seats }) => [id, seats])).toEqual([
    ['uk', 40],
    ['unknown', 40],
    ['desk+infosec', 11],
    ['workshop', 30],
  ]);
  expect(groupTeams(teams.slice(0, 1))).toEqual(groups.slice(0, 2));
});

test('a sign-in may name the department in the place of a team', () => {
  expect(groupOf(groups, 'devices')).toBe('workshop');
  expect(groupOf(groups, 'security')).toBe('desk+infosec');
  expect(groupOf(groups, 'sales')).toBe('unknown');
});

test('people outside sales are in no number of reps, and are counted by department where everybody is', () => {
  const round = createRound(new Uint8Array(32).fill(3), groups);
  const [coverage, map] = finish(
    freezeTables(
      [
        {
          question: coverageOfEligibleReps,
          period,
          rows: [
            ['cold', 'uk', 20],
            ['cold', 'workshop', 25],
          ],
        },
        {
          question: whoReadsWhosePages,
          period,
          rows: [
            ['sales', 'workshop', 25],
            ['devices', 'uk', 20],
            ['devices', 'desk', 3],
          ],
        },
      ],
      { source: 'embedded', groups, library, round },
    ),
  );
  expect(coverage?.rows.map(([, team]) => team)).toEqual(['all', 'uk', 'unknown']);
  expect(Number(coverage?.rows[0]?.[2])).toBeLessThan(25);
  const rows = (map?.rows ?? []).map(([department, team, people]) => ({
    department: String(department),
    team: String(team),
    people: Number(people) < 10 ? 0 : Number(people),
  }));
  const told = whoReadsWhosePages.answer(rows as never[], library, '2026-11-30');
  const of = (reader: string, department: string) =>
    told.find((row) => row.reader === reader && row.department === department)?.people;
  expect(Math.abs(Number(of('devices', 'sales')) - 25)).toBeLessThan(5);
  expect(Math.abs(Number(of('sales', 'devices')) - 20)).toBeLessThan(5);
  expect(of('deal-desk+security', 'devices')).toBe(0);
  expect(told.map(({ reader }) => reader)).not.toContain('unknown');
});
