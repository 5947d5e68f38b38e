import { happened, USE_EVENTS } from './activity.ts';
import { SPAN_SPLIT, spanSplitHogql } from './team-and-span.ts';
import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { spanDays } from './window.ts';

const hogql = `
SELECT properties.product AS product, uniq(person_id) AS reps
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.product)
GROUP BY product
ORDER BY reps DESC, product ASC
LIMIT 1000`.trim();

export const coverageOfEligibleReps = defineQuestion({
  id: 'coverage-of-eligible-reps',
  title: 'Coverage of eligible reps',
  asks: (span) => `Of all reps who could sell a product, how many used anything about it in the ${span}?`,
  span: { days: 90 },
  hogql,
  selects: { product: 'text', reps: 'people' },
  row: {
    product: { role: 'key', type: 'product', label: 'Product' },
    reps: { role: 'people', type: 'people', label: 'Reps who used it', from: 'reps' },
    eligible: { role: 'fact', type: 'number', label: 'Eligible reps' },
    share: { role: 'share', type: 'share', label: 'Coverage', part: 'reps', whole: 'eligible' },
  },
  people: { reps: { small: 'row', within: ['eligible'], did: ({ product }) => did.useProduct(product) } },
  chart: 'drawn',
  dashboard: { display: 'ActionsBar', x: 'product', y: ['reps'] },
  needs: [...USE_EVENTS],
  withheldNote: {
    one: 'product is left out because fewer than five people used it, or fewer than five did not.',
    many: 'products are left out because fewer than five people used each, or fewer than five did not.',
  },
  split: {
    hogql: spanSplitHogql('properties.product', USE_EVENTS, 'notEmpty(properties.product)'),
    values: spanDays,
    selects: SPAN_SPLIT,
    steps: 'span',
    given: 1,
    within: 'head-count',
    row: ([product = ''], at, _library, heads) => ({
      product,
      reps: at(0),
      eligible: heads === 0 ? null : heads,
    }),
  },
  answer(rows, { products, heads }) {
    const used = new Map(rows.map(({ product, reps }) => [product, reps]));
    const ids = new Set([...used.keys(), ...products.map(({ id }) => id)]);
    return [...ids]
      .map((product) => ({ product, reps: used.get(product) ?? 0, eligible: heads === 0 ? null : heads }))
      .sort((a, b) => b.reps - a.reps || (a.product < b.product ? -1 : 1));
  },
});
