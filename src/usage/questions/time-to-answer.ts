import { happened } from './activity.ts';
import type { Question } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { countAt, lastWeeks, textAt } from './window.ts';

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
const secondsAt = (row: Parameters<typeof countAt>[0], index: number): number =>
  Math.round(countAt(row, index) / 100) / 10;

export const timeToAnswer: Question = {
  id: 'time-to-answer',
  title: 'From typing to the answer',
  asks: `How many seconds passed in each of the last ${String(LONGEST_WEEKS)} weeks from the first letter typed until something was copied or opened?`,
  hogql,
  chart: 'lines',
  needs: ['time_to_answer'],
  columns: [
    { name: 'week', label: 'Week from', type: 'week' },
    { name: 'median', label: 'Half within, in seconds', type: 'number' },
    { name: 'p75', label: 'Three of four within, in seconds', type: 'number' },
  ],
  withheldNote: {
    one: 'week is left out because fewer than five people found something by typing.',
    many: 'weeks are left out because fewer than five people found something by typing in each.',
  },
  values: lastWeeks(LONGEST_WEEKS),
  answer: (rows) =>
    rows.map((row) => ({
      cells: [textAt(row, 0).slice(0, 10), secondsAt(row, 2), secondsAt(row, 3)],
      people: countAt(row, 1),
    })),
};
