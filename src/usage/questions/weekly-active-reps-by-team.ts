import { LEAST_SHOWN } from '../snapshot/answer.ts';
import { NO_TEAM } from '../privacy/team-groups.ts';
import { ACTIVE_EVENTS } from './activity.ts';
import { countPeople, WEEK } from './count-people.ts';
import { did } from './people-group.ts';
import { SERIES_WEEKS } from './periods.ts';
import { defineQuestion } from './question.ts';

export const weeklyActiveRepsByTeam = defineQuestion({
  id: 'weekly-active-reps-by-team',
  title: 'Weekly active reps by team',
  asks: (span) => `How many reps of each team used the hub in each of the ${span}?`,
  span: { weekly: SERIES_WEEKS },
  hogql: countPeople({ keys: { week: WEEK }, people: { reps: true }, events: ACTIVE_EVENTS }),
  selects: { week: 'day', team: 'team', reps: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    team: { role: 'key', type: 'team', label: 'Team' },
    reps: { role: 'people', type: 'people', label: 'Active reps', from: 'reps', small: 'number' },
  },
  people: { reps: () => did.useHub },
  chart: 'drawn',
  withoutProduct: 'weeks-of-product',
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['reps'] },
  needs: ['asset_viewed', 'search_performed'],
  // In a hub where everybody says their team a line of people without one would say nothing.
  answer: (rows) =>
    rows.flatMap(({ week, team, reps }) =>
      team === NO_TEAM && reps < LEAST_SHOWN ? [] : [{ week, team, reps }],
    ),
});
