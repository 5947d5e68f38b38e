import { USE_EVENTS } from './activity.ts';
import { countPeople, WEEK } from './count-people.ts';
import { did } from './people-group.ts';
import { SERIES_WEEKS } from './periods.ts';
import { defineQuestion } from './question.ts';

export const weeklyActiveRepsByProduct = defineQuestion({
  id: 'weekly-active-reps-by-product',
  title: 'Weekly active reps by product',
  asks: (span) => `How many reps used something about each product in each of the ${span}?`,
  span: { weekly: SERIES_WEEKS },
  hogql: countPeople({
    keys: { week: WEEK, product: 'properties.product' },
    people: { reps: true },
    events: USE_EVENTS,
    condition: 'notEmpty(properties.product)',
  }),
  selects: { week: 'day', product: 'text', team: 'team', reps: 'people' },
  row: {
    week: { role: 'key', type: 'week', label: 'Week from' },
    product: { role: 'key', type: 'product', label: 'Product' },
    reps: { role: 'people', type: 'people', label: 'Active reps', from: 'reps', small: 'row' },
  },
  people: { reps: ({ product }) => did.useProduct(product) },
  chart: 'drawn',
  dashboard: { display: 'ActionsLineGraph', x: 'week', y: ['reps'], by: 'product' },
  needs: [...USE_EVENTS],
  answer: (rows) => rows.map(({ week, product, reps }) => ({ week, product, reps })),
});
