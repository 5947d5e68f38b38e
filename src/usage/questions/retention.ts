import { addDays } from '../../library/dates.ts';
import { ACTIVE_EVENTS, happened } from './activity.ts';
import type { Question } from './question.ts';
import { countAt, lastWeeks, textAt } from './window.ts';

/** How many weeks later somebody is looked for. */
const WEEKS_LATER = 8;

const weeks = `SELECT DISTINCT person_id AS rep, toMonday(timestamp) AS week FROM events WHERE ${happened(ACTIVE_EVENTS)}`;

const hogql = `
SELECT a.week AS since, dateDiff('week', a.week, b.week) AS weeks_later, uniq(a.rep) AS reps
FROM (${weeks}) AS a
INNER JOIN (${weeks}) AS b ON a.rep = b.rep
WHERE b.week >= a.week AND b.week <= a.week + ${String(7 * WEEKS_LATER)}
GROUP BY since, weeks_later
ORDER BY since ASC, weeks_later ASC
LIMIT 5000`.trim();

export const retention: Question = {
  id: 'retention',
  title: 'Who comes back',
  asks: `Of the reps who used the hub in a week, how many used it again up to ${String(WEEKS_LATER)} weeks later?`,
  hogql,
  chart: 'lines',
  needs: ['asset_viewed', 'search_performed'],
  columns: [
    { name: 'week', label: 'Week from', type: 'week' },
    { name: 'reps', label: 'Reps in that week', type: 'number' },
    { name: 'later', label: 'Weeks later', type: 'number' },
    { name: 'back', label: 'Reps who were back', type: 'number' },
    { name: 'share', label: 'Share', type: 'share' },
  ],
  withheldNote: {
    one: 'pair of weeks is left out because fewer than five reps came back, or fewer than five did not.',
    many: 'pairs of weeks are left out because fewer than five reps came back in each, or fewer than five did not.',
  },
  values: lastWeeks(26),
  answer(rows, _facts, today) {
    const counts = new Map(
      rows.map((row) => [`${textAt(row, 0).slice(0, 10)} ${String(countAt(row, 1))}`, countAt(row, 2)]),
    );
    const starts = [...new Set(rows.map((row) => textAt(row, 0).slice(0, 10)))];
    return starts.flatMap((week) =>
      Array.from({ length: WEEKS_LATER }, (_, index) => index + 1)
        // A week that is not over has not had its say.
        .filter((later) => addDays(week, 7 * later + 6) < today)
        .map((later) => {
          const reps = counts.get(`${week} 0`) ?? 0;
          const back = counts.get(`${week} ${String(later)}`) ?? 0;
          return { cells: [week, reps, later, back, back / reps], people: back, outOf: reps };
        }),
    );
  },
};
