import { ACTIVE_EVENTS, happened } from './activity.ts';
import { ALL_TEAMS } from './all-teams.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';

const active = `WHERE ${happened(ACTIVE_EVENTS)}`;

const hogql = `
SELECT week, team, reps
FROM (
  SELECT toMonday(timestamp) AS week, coalesce(nullIf(properties.team, ''), 'unknown') AS team, uniq(person_id) AS reps
  FROM events
  ${active}
  GROUP BY week, team
  UNION ALL
  SELECT toMonday(timestamp) AS week, '${ALL_TEAMS}' AS team, uniq(person_id) AS reps
  FROM events
  ${active}
  GROUP BY week
)
ORDER BY week ASC, team ASC
LIMIT 20000`.trim();

export const weeklyActiveRepsByTeam = defineQuestion({
  id: 'weekly-active-reps-by-team',
  title: 'Weekly active reps by team',
  asks: (span) => `How many reps of each team used the hub in each of the ${span}?`,
  span: { weeks: LONGEST_WEEKS },
  hogql,
  selects: { week: 'day', team: 'text', reps: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    team: { role: 'key', type: 'team', label: 'Team' },
    reps: { role: 'people', type: 'people', label: 'Active reps', from: 'reps' },
  },
  people: { reps: { small: 'row', did: () => did.useHub } },
  chart: 'drawn',
  withoutProduct: 'weeks-of-product',
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['reps'], by: 'team' },
  needs: ['asset_viewed', 'search_performed'],
  withheldNote: {
    one: 'week of a team is left out: fewer than five people, or such a group could be worked out from the rest.',
    many: 'weeks of teams are left out: fewer than five people, or such a group could be worked out from the rest.',
  },
  answer: (rows) => rows,
});
