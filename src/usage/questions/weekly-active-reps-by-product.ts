import { happened, USE_EVENTS } from './activity.ts';
import { teamOfWeekSql } from './team-and-span.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { LONGEST_WEEKS } from './span-days.ts';
import { lastWeeks } from './window.ts';

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

export const weeklyActiveRepsByProduct = defineQuestion({
  id: 'weekly-active-reps-by-product',
  title: 'Weekly active reps by product',
  asks: (span) => `How many reps used something about each product in each of the ${span}?`,
  span: { weeks: LONGEST_WEEKS },
  hogql,
  selects: { week: 'day', product: 'text', reps: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    product: { role: 'key', type: 'product', label: 'Product' },
    reps: { role: 'people', type: 'people', label: 'Active reps', from: 'reps' },
  },
  people: { reps: { small: 'row', did: ({ product }) => did.useProduct(product) } },
  chart: 'drawn',
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['reps'], by: 'product' },
  needs: [...USE_EVENTS],
  withheldNote: {
    one: 'week of a product is left out because fewer than five reps used anything about it.',
    many: 'weeks of products are left out because fewer than five reps used anything about each.',
  },
  split: {
    hogql: splitHogql,
    values: lastWeeks(LONGEST_WEEKS),
    selects: ['week', 'product', 'team', 'step', 'people'],
    steps: 'all',
    given: 0,
    within: 'active-in-week',
    row: ([week = '', product = ''], at) => ({ week: week.slice(0, 10), product, reps: at(0) }),
  },
  answer: (rows) => rows,
});
