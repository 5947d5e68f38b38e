import { happened } from './activity.ts';
import { defineQuestion } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';

/** Three of four answers are wanted within so many seconds. */
export const ANSWER_GOAL_SECONDS = 10;

const hogql = `
SELECT toMonday(timestamp) AS week, uniq(person_id) AS people,
  quantile(0.5)(toFloat(properties.milliseconds)) AS half,
  quantile(0.75)(toFloat(properties.milliseconds)) AS three_of_four
FROM events
WHERE ${happened(['time_to_answer'])}
GROUP BY week
ORDER BY week ASC
LIMIT 5000`.trim();

/** Milliseconds as seconds with one decimal: more would tell of one person where few were quick. */
function secondsOf(milliseconds: number): number {
  return Math.round(milliseconds / 100) / 10;
}

export const timeToAnswer = defineQuestion({
  id: 'time-to-answer',
  title: 'From typing to the answer',
  asks: (span) =>
    `How many seconds passed in each of the ${span} from the first letter typed until something was copied or opened?`,
  span: { weeks: LONGEST_WEEKS },
  hogql,
  selects: { week: 'day', people: 'people', half: 'count', three_of_four: 'count' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    median: { role: 'measure', type: 'number', label: 'Half within, in seconds', by: ['people'] },
    p75: { role: 'measure', type: 'number', label: 'Three of four within, in seconds', by: ['people'] },
    people: { role: 'people', type: 'people', label: 'People', from: 'people', isHidden: true },
  },
  people: { people: { small: 'row' } },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['half', 'three_of_four'] },
  needs: ['time_to_answer'],
  withheldNote: {
    one: 'week is left out because fewer than five people found something by typing.',
    many: 'weeks are left out because fewer than five people found something by typing in each.',
  },
  answer: (rows) =>
    rows.map(({ week, people, half, three_of_four }) => ({
      week,
      median: secondsOf(half),
      p75: secondsOf(three_of_four),
      people,
    })),
});
