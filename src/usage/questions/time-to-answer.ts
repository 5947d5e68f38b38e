import { happened, joinKnown, TEAM } from './activity.ts';
import type { SURFACES } from '../events.ts';
import { WEEK } from './count-people.ts';
import { did } from './people-group.ts';
import { SERIES_WEEKS } from './periods.ts';
import { defineQuestion } from './question.ts';

/** An answer is wanted within so many seconds. */
export const ANSWER_GOAL_SECONDS = 10;
/** By this share of the people, each by their typical time. */
export const ANSWER_GOAL_SHARE = 0.75;

/** Where answers are found after typing, in the order in which they are shown, and what that is called. */
export const answerPlaces = {
  palette: 'Search box',
  library: 'Library',
  call: 'Call mode',
  brief: 'Brief',
  crm: 'Beside the CRM',
  agent: 'Through an agent',
  page: 'Page, after a search',
} as const satisfies Partial<Record<(typeof SURFACES)[number], string>>;

/**
 * In the search box and the library what is opened or copied there ends the time; on a page what is copied after a search
 * led to it, counted from the first letter of that search; in call mode and on a brief what is copied there. A median of
 * seconds would be the time of one person, so people are counted: those with whom half of the answers came in time.
 */
export const timeToAnswer = defineQuestion({
  id: 'time-to-answer',
  title: 'From typing to the answer',
  asks: (span) =>
    `Of the people who found an answer by typing in each of the ${span}, with how many did it mostly take less than ${String(ANSWER_GOAL_SECONDS)} seconds, and where?`,
  span: { weekly: SERIES_WEEKS },
  hogql: `
SELECT week, place, team, count() AS people, countIf(half <= ${String(1000 * ANSWER_GOAL_SECONDS)}) AS soon
FROM (
  SELECT
    ${WEEK} AS week,
    properties.surface AS place,
    person_id AS rep,
    ${TEAM} AS team,
    quantile(0.5)(toFloat(properties.milliseconds)) AS half
  FROM events
  WHERE ${happened(['time_to_answer'])}
    AND notEmpty(properties.surface)
  GROUP BY week, place, rep
) AS used
${joinKnown('used')}
GROUP BY week, place, team
ORDER BY week ASC, place ASC, team ASC
LIMIT 50000`.trim(),
  selects: { week: 'day', place: 'text', team: 'team', people: 'people', soon: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    place: { role: 'key', type: 'text', label: 'Where' },
    people: { role: 'people', type: 'people', label: 'People', from: 'people', small: 'row' },
    soon: {
      role: 'people',
      type: 'people',
      label: 'Mostly within 10 seconds',
      from: 'soon',
      small: 'number',
    },
    share: { role: 'share', type: 'share', label: 'Share', part: 'soon', whole: 'people' },
  },
  people: { people: ({ place }) => did.answerAt(place), soon: ({ place }) => did.answerSoonAt(place) },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['soon'], by: 'place' },
  needs: ['time_to_answer'],
  answer: (rows) =>
    rows.map(({ week, place, people, soon }) => ({
      week,
      place: (answerPlaces as Readonly<Record<string, string>>)[place] ?? place,
      people,
      soon,
    })),
});
