import { happened, joinKnown, TEAM } from './activity.ts';
import { WEEK } from './count-people.ts';
import { did } from './people-group.ts';
import { SERIES_WEEKS } from './periods.ts';
import { defineQuestion } from './question.ts';

export const searchToOpen = defineQuestion({
  id: 'search-to-open',
  title: 'From search to asset',
  asks: () => 'Of the people who searched in a week, how many found something, and how many opened it?',
  span: { weekly: SERIES_WEEKS },
  hogql: `
SELECT week, team, count() AS searched, countIf(found > 0) AS found_some, countIf(found > 0 AND opened > 0) AS opened_some
FROM (
  SELECT
    ${WEEK} AS week,
    person_id AS rep,
    ${TEAM} AS team,
    countIf(event = 'search_performed') AS searches,
    countIf(event = 'search_performed' AND toFloat(properties.results) > 0) AS found,
    countIf(event = 'search_result_opened') AS opened
  FROM events
  WHERE ${happened(['search_performed', 'search_result_opened'])}
  GROUP BY week, rep
) AS used
${joinKnown('used')}
  AND searches > 0
GROUP BY week, team
ORDER BY week ASC, team ASC
LIMIT 50000`.trim(),
  selects: { week: 'day', team: 'team', searched: 'people', found_some: 'people', opened_some: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    people: {
      role: 'people',
      type: 'people',
      label: 'People who searched',
      from: 'searched',
      small: 'number',
    },
    found: { role: 'people', type: 'people', label: 'Found something', from: 'found_some', small: 'number' },
    opened: { role: 'people', type: 'people', label: 'Opened a hit', from: 'opened_some', small: 'number' },
    share: { role: 'share', type: 'share', label: 'Opened of searched', part: 'opened', whole: 'people' },
  },
  people: { searched: () => did.search, found_some: () => did.find, opened_some: () => did.openHit },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['searched', 'found_some', 'opened_some'] },
  needs: ['search_performed'],
  answer: (rows) =>
    rows.map(({ week, searched, found_some, opened_some }) => ({
      week,
      people: searched,
      found: found_some,
      opened: opened_some,
    })),
});
