import type { CountedCell } from '../privacy/minimum-group.ts';
import { teamOfWeekSql } from './team-and-span.ts';
import { happened } from './activity.ts';
import type { Question } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { countAt, lastWeeks, shareOf, textAt } from './window.ts';

const hogql = `
SELECT week, count() AS searched, countIf(found > 0) AS found_some, countIf(found > 0 AND opened > 0) AS opened_some
FROM (
  SELECT
    toMonday(timestamp) AS week,
    person_id AS rep,
    countIf(event = 'search_performed') AS searches,
    countIf(event = 'search_performed' AND toFloat(properties.results) > 0) AS found,
    countIf(event = 'search_result_opened') AS opened
  FROM events
  WHERE ${happened(['search_performed', 'search_result_opened'])}
  GROUP BY week, rep
)
WHERE searches > 0
GROUP BY week
ORDER BY week ASC
LIMIT 5000`.trim();

const STEPS = `,
    countIf(event = 'search_performed') AS searches,
    countIf(event = 'search_performed' AND toFloat(properties.results) > 0) AS found,
    countIf(event = 'search_result_opened') AS opened`;

const splitHogql = `
SELECT week, team, multiIf(found > 0 AND opened > 0, 0, found > 0, 1, 2) AS step, count() AS people
FROM (${teamOfWeekSql(STEPS, ['search_performed', 'search_result_opened'], ' GROUP BY week, rep')})
WHERE searches > 0
GROUP BY week, team, step
ORDER BY week ASC, team ASC, step ASC
LIMIT 50000`.trim();

/** A number within others: whoever is in the larger one only must not be a small group either. */
function within(value: number, people: number, larger: readonly number[]): CountedCell {
  const others = larger.map((count) => count - people).filter((rest) => rest > 0);
  return { value, people: people === 0 ? 0 : Math.min(people, ...others) };
}

export const searchToOpen: Question = {
  id: 'search-to-open',
  title: 'From search to asset',
  asks: 'Of the people who searched in a week, how many found something, and how many opened it?',
  hogql,
  chart: 'lines',
  needs: ['search_performed'],
  columns: [
    { name: 'week', label: 'Week from', type: 'week' },
    { name: 'people', label: 'People who searched', type: 'number' },
    { name: 'found', label: 'Found something', type: 'number' },
    { name: 'opened', label: 'Opened a hit', type: 'number' },
    { name: 'share', label: 'Opened of searched', type: 'share' },
  ],
  withheldNote: {
    one: 'number is left out because fewer than five people are behind it, or behind what is missing from it.',
    many: 'rows or numbers are left out because fewer than five people are behind each, or behind what is missing from it.',
  },
  values: lastWeeks(LONGEST_WEEKS),
  split: {
    hogql: splitHogql,
    values: lastWeeks(LONGEST_WEEKS),
    keys: 1,
    steps: 'some',
    given: 2,
    within: 'active-in-week',
    row: ([week = ''], at) => [week.slice(0, 10), at(2), at(1), at(0), shareOf(at(0), at(2))],
  },
  answer: (rows) =>
    rows.map((row) => {
      const [searched, found, opened] = [countAt(row, 1), countAt(row, 2), countAt(row, 3)];
      return {
        people: searched,
        cells: [
          textAt(row, 0).slice(0, 10),
          searched,
          within(found, found, [searched]),
          within(opened, opened, [found, searched]),
          within(opened / searched, opened, [found, searched]),
        ],
      };
    }),
};
