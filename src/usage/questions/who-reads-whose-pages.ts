import { SALES } from '../../library/departments.ts';
import { NO_TEAM, teamsOf } from '../privacy/team-groups.ts';
import { ALL_TEAMS } from './all-teams.ts';
import { countPeople } from './count-people.ts';
import type { LibraryIndex } from './library-facts.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

/** The ids of the departments of a group of teams, joined by `+`; those who name no team are sales, as everywhere. */
function departmentsOf(group: string, { teams }: LibraryIndex): string {
  const own = teamsOf(group).map((id) => teams.find((team) => team.id === id)?.department ?? SALES);
  return [...new Set(own)].sort().join('+');
}

/** Told by department and never by team: what is shown of a department is the sum of what may be shown of its teams. */
export const whoReadsWhosePages = defineQuestion({
  id: 'who-reads-whose-pages',
  title: 'Which department reads whose pages',
  asks: (span) => `How many people of each department opened a page of each other one in the ${span}?`,
  span: { weeks: 13 },
  readers: 'everybody',
  hogql: countPeople({
    keys: { department: 'properties.department' },
    people: { people: true },
    events: ['asset_viewed'],
    condition: 'notEmpty(properties.department)',
  }),
  selects: { department: 'text', team: 'team', people: 'people' },
  row: {
    reader: { role: 'key', type: 'department', label: 'Who reads' },
    department: { role: 'key', type: 'department', label: 'Whose pages' },
    people: { role: 'people', type: 'people', label: 'People', from: 'people', small: 'number' },
  },
  people: { people: ({ department }) => did.readPagesOf(department) },
  chart: 'drawn',
  needs: ['asset_viewed'],
  withoutProduct: { why: 'Departments read each other, whatever their pages are about.' },
  nothing: [
    'No department has ten readers yet.',
    'What ten people or more of a department opened of another one appears here.',
  ],
  answer(rows, library) {
    const counted = new Map<string, { reader: string; department: string; people: number }>();
    for (const { team, department, people } of rows) {
      if (team === ALL_TEAMS) continue;
      const reader = departmentsOf(team, library);
      if (team === NO_TEAM && people === 0) continue;
      const key = `${reader} ${department}`;
      const cell = counted.get(key) ?? { reader, department, people: 0 };
      cell.people += people;
      counted.set(key, cell);
    }
    return [...counted.values()].sort(
      (a, b) => b.people - a.people || (a.reader + a.department < b.reader + b.department ? -1 : 1),
    );
  },
});
