import { happened, USE_EVENTS } from './activity.ts';
import type { Question } from './question.ts';
import { countAt, lastWeeks, textAt } from './window.ts';

const hogql = `
SELECT toMonday(timestamp) AS week, properties.product AS product, uniq(person_id) AS reps
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.product)
GROUP BY week, product
ORDER BY week ASC, product ASC
LIMIT 20000`.trim();

export const weeklyActiveRepsByProduct: Question = {
  id: 'weekly-active-reps-by-product',
  title: 'Weekly active reps by product',
  asks: 'How many reps used something about each product in each of the last 26 weeks?',
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
  values: lastWeeks(26),
  answer: (rows) =>
    rows.map((row) => {
      const reps = countAt(row, 2);
      return { cells: [textAt(row, 0).slice(0, 10), textAt(row, 1), reps], people: reps };
    }),
};
