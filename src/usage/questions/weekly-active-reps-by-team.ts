import { ACTIVE_EVENTS, happened } from './activity.ts';
import type { Question } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { countAt, lastWeeks, textAt } from './window.ts';

/** The row of a week that counts everybody once, whatever the team. */
export const ALL_TEAMS = 'all';

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

export const weeklyActiveRepsByTeam: Question = {
  id: 'weekly-active-reps-by-team',
  title: 'Weekly active reps by team',
  asks: `How many reps of each team used the hub in each of the last ${String(LONGEST_WEEKS)} weeks?`,
  hogql,
  chart: 'lines',
  needs: ['asset_viewed', 'search_performed'],
  columns: [
    { name: 'week', label: 'Week from', type: 'week' },
    { name: 'team', label: 'Team', type: 'team' },
    { name: 'reps', label: 'Active reps', type: 'number' },
  ],
  withheldNote: {
    one: 'week of a team is left out: fewer than five people, or such a group could be worked out from the rest.',
    many: 'weeks of teams are left out: fewer than five people, or such a group could be worked out from the rest.',
  },
  values: lastWeeks(LONGEST_WEEKS),
  answer: (rows) =>
    rows.map((row) => {
      const [week, team, reps] = [textAt(row, 0).slice(0, 10), textAt(row, 1), countAt(row, 2)];
      return {
        cells: [week, team, reps],
        people: reps,
        partition: week,
        ...(team === ALL_TEAMS ? { isTotal: true as const } : {}),
      };
    }),
};
