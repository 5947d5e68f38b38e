import { teamOfWeekSql } from './team-and-span.ts';
import { happened } from './activity.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { lastWeeks } from './window.ts';

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

export const searchToOpen = defineQuestion({
  id: 'search-to-open',
  title: 'From search to asset',
  asks: () => 'Of the people who searched in a week, how many found something, and how many opened it?',
  span: { weeks: LONGEST_WEEKS },
  hogql,
  selects: { week: 'day', searched: 'people', found_some: 'people', opened_some: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    people: { role: 'people', type: 'people', label: 'People who searched', from: 'searched' },
    found: { role: 'people', type: 'people', label: 'Found something', from: 'found_some' },
    opened: { role: 'people', type: 'people', label: 'Opened a hit', from: 'opened_some' },
    share: { role: 'share', type: 'share', label: 'Opened of searched', part: 'opened', whole: 'people' },
  },
  people: {
    people: { small: 'row', did: () => did.search },
    found: { small: 'number', within: ['people'], did: () => did.find },
    opened: { small: 'number', within: ['found', 'people'], did: () => did.openHit },
  },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['searched', 'found_some', 'opened_some'] },
  needs: ['search_performed'],
  withheldNote: {
    one: 'number is left out because fewer than five people are behind it, or behind what is missing from it.',
    many: 'rows or numbers are left out because fewer than five people are behind each, or behind what is missing from it.',
  },
  split: {
    hogql: splitHogql,
    values: lastWeeks(LONGEST_WEEKS),
    selects: ['week', 'team', 'step', 'people'],
    steps: 'some',
    given: 2,
    within: 'active-in-week',
    row: ([week = ''], at) => ({ week: week.slice(0, 10), people: at(2), found: at(1), opened: at(0) }),
  },
  answer: (rows) =>
    rows.map(({ week, searched, found_some, opened_some }) => ({
      week,
      people: searched,
      found: found_some,
      opened: opened_some,
    })),
});
