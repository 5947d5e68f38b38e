import { addDays } from '../../library/dates.ts';
import { ACTIVE_EVENTS, happened, joinKnown, TEAM } from './activity.ts';
import { WEEK } from './count-people.ts';
import { did } from './people-group.ts';
import { SERIES_WEEKS } from './periods.ts';
import { defineQuestion } from './question.ts';

/** How many weeks before somebody is looked for. */
const WEEKS_BEFORE = 8;

/** The people of a week; `team` is that of each in it. */
const peopleOfWeeks = (team: string) =>
  `SELECT ${WEEK} AS week, person_id AS rep${team} FROM events WHERE ${happened(ACTIVE_EVENTS)} GROUP BY week, rep`;

/** Pairs of each week with itself and with those before it; the team is that of the earlier one. */
const hogql = `
SELECT a.week AS since, dateDiff('week', a.week, b.week) AS weeks_later, a.team AS team, count() AS reps
FROM (${peopleOfWeeks(`, ${TEAM} AS team`)}) AS a
INNER JOIN (${peopleOfWeeks('')}) AS b ON a.rep = b.rep
${joinKnown('b')}
  AND b.week >= toMonday(toDateTime({from})) + ${String(7 * WEEKS_BEFORE)}
  AND b.week >= a.week AND b.week <= a.week + ${String(7 * WEEKS_BEFORE)}
GROUP BY since, weeks_later, team
ORDER BY since ASC, weeks_later ASC, team ASC
LIMIT 50000`.trim();

export const retention = defineQuestion({
  id: 'retention',
  title: 'Who comes back',
  asks: () =>
    `Of the reps who used the hub in a week, how many used it again up to ${String(WEEKS_BEFORE)} weeks later?`,
  span: { weekly: SERIES_WEEKS },
  hogql,
  lookBack: WEEKS_BEFORE,
  countedIn: ({ since, weeks_later }) => addDays(since, 7 * weeks_later),
  selects: { since: 'day', weeks_later: 'number', team: 'team', reps: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    reps: { role: 'people', type: 'people', label: 'Reps in that week', from: 'reps', small: 'row' },
    later: { role: 'key', type: 'number', label: 'Weeks later' },
    back: { role: 'people', type: 'people', label: 'Reps who were back', from: 'reps', small: 'number' },
    share: { role: 'share', type: 'share', label: 'Share', part: 'back', whole: 'reps' },
  },
  people: { reps: ({ weeks_later }) => did.comeBack(weeks_later) },
  chart: 'drawn',
  withoutProduct: { why: 'Counted over all products.' },
  needs: ['asset_viewed', 'search_performed'],
  answer(rows) {
    const counts = new Map(
      rows.map(({ since, weeks_later, reps }) => [`${since} ${String(weeks_later)}`, reps]),
    );
    // A week that was not counted has not had its say.
    const counted = new Set(rows.map(({ from }) => from));
    const weeksLater = Array.from({ length: WEEKS_BEFORE }, (_, index) => index + 1);
    const inOrder = rows
      .filter(({ weeks_later }) => weeks_later === 0)
      .sort((a, b) => (a.since < b.since ? -1 : 1));
    return inOrder.flatMap(({ since: week, reps }) =>
      weeksLater
        .filter((later) => counted.has(addDays(week, 7 * later)))
        .map((later) => ({ week, reps, later, back: counts.get(`${week} ${String(later)}`) ?? 0 })),
    );
  },
});
