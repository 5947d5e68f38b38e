import { addDays, type Day } from '../../library/dates.ts';
import { teamOfWeekSql } from './team-and-span.ts';
import { ACTIVE_EVENTS, happened } from './activity.ts';
import { did, weekFrom } from './people-group.ts';
import { defineQuestion, type StepRow } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { lastWeeks } from './window.ts';

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

function keyOf(week: Day, later: number, team = ''): string {
  return `${week} ${String(later)} ${team}`;
}

/** People by week, team and weeks later → for each later week those who came back, and those who did not. */
function backOrNot(rows: readonly StepRow[], today: Day): StepRow[] {
  const counted = rows.map(({ key: [since = '', later = ''], team, people }) => ({
    week: since.slice(0, 10),
    later: Number(later),
    team,
    people,
  }));
  const known = new Map(counted.map(({ week, later, team, people }) => [keyOf(week, later, team), people]));
  return counted
    .filter(({ later }) => later === 0)
    .flatMap(({ week, team, people }) =>
      laterWeeks(week, today).flatMap((later): StepRow[] => {
        const back = known.get(keyOf(week, later, team)) ?? 0;
        const key = [week, String(later)];
        return [
          { key, team, step: 0, people: back },
          { key, team, step: 1, people: people - back },
        ];
      }),
    );
}

/** How many weeks later somebody can have come back by now: a week that is not over has not had its say. */
function laterWeeks(week: Day, today: Day): number[] {
  return Array.from({ length: WEEKS_LATER }, (_, index) => index + 1).filter(
    (later) => addDays(week, 7 * later + 6) < today,
  );
}

export const retention = defineQuestion({
  id: 'retention',
  title: 'Who comes back',
  asks: () =>
    `Of the reps who used the hub in a week, how many used it again up to ${String(WEEKS_LATER)} weeks later?`,
  span: { weeks: LONGEST_WEEKS },
  hogql,
  selects: { since: 'day', weeks_later: 'number', reps: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    reps: { role: 'people', type: 'people', label: 'Reps in that week', from: 'reps' },
    later: { role: 'key', type: 'number', label: 'Weeks later' },
    back: { role: 'people', type: 'people', label: 'Reps who were back', from: 'reps' },
    share: { role: 'share', type: 'share', label: 'Share', part: 'back', whole: 'reps' },
  },
  people: {
    reps: { small: 'row', did: (_, { team }) => did.useHubInTeam(team) },
    back: {
      small: 'row',
      within: ['reps'],
      did: ({ later }, { team }) => did.comeBack(later, team),
      also: ({ week, later }) => ({ did: did.useHub, when: weekFrom(addDays(week, 7 * later)) }),
    },
  },
  chart: 'drawn',
  withoutProduct: { why: 'Counted over all products.' },
  needs: ['asset_viewed', 'search_performed'],
  withheldNote: {
    one: 'pair of weeks is left out because fewer than five reps came back, or fewer than five did not.',
    many: 'pairs of weeks are left out because fewer than five reps came back in each, or fewer than five did not.',
  },
  split: {
    hogql: splitHogql,
    values: lastWeeks(LONGEST_WEEKS),
    selects: ['since', 'weeks_later', 'team', 'people'],
    steps: 'all',
    given: 1,
    within: 'itself',
    toSteps: backOrNot,
    row: ([week = '', later = ''], at) => ({ week, reps: at(1), later: Number(later), back: at(0) }),
  },
  answer(rows, _library, today) {
    const counts = new Map(rows.map(({ since, weeks_later, reps }) => [keyOf(since, weeks_later), reps]));
    const starts = [...new Set(rows.map(({ since }) => since))];
    return starts.flatMap((week) =>
      laterWeeks(week, today).map((later) => ({
        week,
        reps: counts.get(keyOf(week, 0)) ?? 0,
        later,
        back: counts.get(keyOf(week, later)) ?? 0,
      })),
    );
  },
});
