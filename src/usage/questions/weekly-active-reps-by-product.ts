import { happened, USE_EVENTS } from './activity.ts';
import { teamOfWeekSql } from './team-and-span.ts';
import type { Question } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { countAt, lastWeeks, textAt } from './window.ts';

const hogql = `
SELECT toMonday(timestamp) AS week, properties.product AS product, uniq(person_id) AS reps
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.product)
GROUP BY week, product
ORDER BY week ASC, product ASC
LIMIT 20000`.trim();

const splitHogql = `
SELECT week, product, team, 0 AS step, count() AS people
FROM (${teamOfWeekSql(', properties.product AS product', USE_EVENTS, ' AND notEmpty(properties.product) GROUP BY week, product, rep')})
GROUP BY week, product, team
ORDER BY week ASC, product ASC, team ASC
LIMIT 50000`.trim();

export const weeklyActiveRepsByProduct: Question = {
  id: 'weekly-active-reps-by-product',
  title: 'Weekly active reps by product',
  asks: `How many reps used something about each product in each of the last ${String(LONGEST_WEEKS)} weeks?`,
  hogql,
  chart: 'lines',
  needs: [...USE_EVENTS],
  columns: [
    { name: 'week', label: 'Week from', type: 'week' },
    { name: 'product', label: 'Product', type: 'product' },
    { name: 'reps', label: 'Active reps', type: 'number' },
  ],
  withheldNote: {
    one: 'week of a product is left out because fewer than five reps used anything about it.',
    many: 'weeks of products are left out because fewer than five reps used anything about each.',
  },
  values: lastWeeks(LONGEST_WEEKS),
  split: {
    hogql: splitHogql,
    values: lastWeeks(LONGEST_WEEKS),
    keys: 2,
    steps: 'all',
    given: 0,
    within: 'active-in-week',
    row: ([week = '', product = ''], at) => [week.slice(0, 10), product, at(0)],
  },
  answer: (rows) =>
    rows.map((row) => {
      const reps = countAt(row, 2);
      return { cells: [textAt(row, 0).slice(0, 10), textAt(row, 1), reps], people: reps };
    }),
};
