import { addDays } from '../../library/dates.ts';
import { teamOfWeekSql } from './team-and-span.ts';
import { ACTIVE_EVENTS, happened } from './activity.ts';
import type { Cell } from '../snapshot/answer.ts';
import type { Question } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { countAt, lastWeeks, shareOf, textAt } from './window.ts';

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

const splitHogql = `
SELECT a.week AS since, dateDiff('week', a.week, b.week) AS weeks_later, a.team AS team, uniq(a.rep) AS people
FROM (${teamOfWeekSql('', ACTIVE_EVENTS, ' GROUP BY week, rep')}) AS a
INNER JOIN (${weeks}) AS b ON a.rep = b.rep
WHERE b.week >= a.week AND b.week <= a.week + ${String(7 * WEEKS_LATER)}
GROUP BY since, weeks_later, team
ORDER BY since ASC, weeks_later ASC, team ASC
LIMIT 50000`.trim();

function keyOf(row: readonly Cell[], later: number): string {
  return `${textAt(row, 0).slice(0, 10)} ${String(later)} ${textAt(row, 2)}`;
}

/** Rows of week, weeks later, team and people → for each later week those who came back, and those who did not. */
function backOrNot(rows: readonly (readonly Cell[])[], today: string): Cell[][] {
  const people = new Map(rows.map((row) => [keyOf(row, countAt(row, 1)), countAt(row, 3)]));
  return rows
    .filter((row) => countAt(row, 1) === 0)
    .flatMap((row) =>
      laterWeeks(textAt(row, 0).slice(0, 10), today).flatMap((later): Cell[][] => {
        const back = people.get(keyOf(row, later)) ?? 0;
        const key = [textAt(row, 0).slice(0, 10), later, textAt(row, 2)];
        return [
          [...key, 0, back],
          [...key, 1, countAt(row, 3) - back],
        ];
      }),
    );
}

/** How many weeks later somebody can have come back by now: a week that is not over has not had its say. */
function laterWeeks(week: string, today: string): number[] {
  return Array.from({ length: WEEKS_LATER }, (_, index) => index + 1).filter(
    (later) => addDays(week, 7 * later + 6) < today,
  );
}

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
  values: lastWeeks(LONGEST_WEEKS),
  split: {
    hogql: splitHogql,
    values: lastWeeks(LONGEST_WEEKS),
    keys: 2,
    steps: 'all',
    given: 1,
    within: 'itself',
    toSteps: backOrNot,
    row: ([week = '', later = ''], at) => [week, at(1), Number(later), at(0), shareOf(at(0), at(1))],
  },
  answer(rows, _facts, today) {
    const counts = new Map(
      rows.map((row) => [`${textAt(row, 0).slice(0, 10)} ${String(countAt(row, 1))}`, countAt(row, 2)]),
    );
    const starts = [...new Set(rows.map((row) => textAt(row, 0).slice(0, 10)))];
    return starts.flatMap((week) =>
      laterWeeks(week, today).map((later) => {
        const reps = counts.get(`${week} 0`) ?? 0;
        const back = counts.get(`${week} ${String(later)}`) ?? 0;
        return { cells: [week, reps, later, back, back / reps], people: back, outOf: reps };
      }),
    );
  },
};
