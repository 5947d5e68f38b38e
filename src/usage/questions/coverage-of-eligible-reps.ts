import { USE_EVENTS } from './activity.ts';
import { countPeople } from './count-people.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';

export const coverageOfEligibleReps = defineQuestion({
  id: 'coverage-of-eligible-reps',
  title: 'Coverage of eligible reps',
  asks: (span) => `Of all reps who could sell a product, how many used anything about it in the ${span}?`,
  span: { weeks: 13 },
  hogql: countPeople({
    keys: { product: 'properties.product' },
    people: { reps: true },
    events: USE_EVENTS,
    condition: 'notEmpty(properties.product)',
  }),
  selects: { product: 'text', team: 'team', reps: 'people' },
  row: {
    product: { role: 'key', type: 'product', label: 'Product' },
    reps: { role: 'people', type: 'people', label: 'Reps who used it', from: 'reps', small: 'number' },
    eligible: { role: 'fact', type: 'number', label: 'Eligible reps' },
    share: { role: 'share', type: 'share', label: 'Coverage', part: 'reps', whole: 'eligible' },
  },
  people: { reps: ({ product }) => did.useProduct(product) },
  chart: 'drawn',
  dashboard: { display: 'ActionsBar', x: 'product', y: ['reps'] },
  needs: [...USE_EVENTS],
  answer(rows, { products, heads }) {
    const used = new Map(rows.map(({ product, reps }) => [product, reps]));
    const ids = new Set([...used.keys(), ...products.map(({ id }) => id)]);
    return [...ids]
      .map((product) => ({ product, reps: used.get(product) ?? 0, eligible: heads === 0 ? null : heads }))
      .sort((a, b) => b.reps - a.reps || (a.product < b.product ? -1 : 1));
  },
});
