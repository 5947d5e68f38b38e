import { happened, USE_EVENTS } from './activity.ts';
import { spanSplitHogql } from './team-and-span.ts';
import type { Question } from './question.ts';
import { countAt, lastDays, shareOf, spanDays, textAt } from './window.ts';

const hogql = `
SELECT properties.product AS product, uniq(person_id) AS reps
FROM events
WHERE ${happened(USE_EVENTS)}
  AND notEmpty(properties.product)
GROUP BY product
ORDER BY reps DESC, product ASC
LIMIT 1000`.trim();

export const coverageOfEligibleReps: Question = {
  id: 'coverage-of-eligible-reps',
  title: 'Coverage of eligible reps',
  asks: 'Of all reps who could sell a product, how many used anything about it in the last 90 days?',
  hogql,
  chart: 'shares',
  needs: [...USE_EVENTS],
  columns: [
    { name: 'product', label: 'Product', type: 'product' },
    { name: 'reps', label: 'Reps who used it', type: 'number' },
    { name: 'eligible', label: 'Eligible reps', type: 'number' },
    { name: 'share', label: 'Coverage', type: 'share' },
  ],
  withheldNote: {
    one: 'product is left out because fewer than five people used it, or fewer than five did not.',
    many: 'products are left out because fewer than five people used each, or fewer than five did not.',
  },
  values: lastDays(90),
  split: {
    hogql: spanSplitHogql('properties.product', USE_EVENTS, 'notEmpty(properties.product)'),
    values: spanDays,
    keys: 1,
    steps: 'span',
    given: 1,
    within: 'head-count',
    row: ([id = ''], at, _facts, heads) => {
      if (heads === 0) return [id, at(0), null, null];
      const share = shareOf(at(0), heads);
      return [id, at(0), heads, share === null ? null : Math.min(1, share)];
    },
  },
  answer(rows, { products, teams }) {
    const eligible = teams.reduce((sum, team) => sum + team.reps, 0);
    const used = new Map(rows.map((row) => [textAt(row, 0), countAt(row, 1)]));
    const ids = new Set([...used.keys(), ...products.map(({ id }) => id)]);
    return [...ids]
      .map((id) => ({ id, reps: used.get(id) ?? 0 }))
      .sort((a, b) => b.reps - a.reps || (a.id < b.id ? -1 : 1))
      .map(({ id, reps }) => ({
        people: reps,
        outOf: eligible,
        cells: [
          id,
          reps,
          eligible === 0 ? null : eligible,
          eligible === 0 ? null : Math.min(1, reps / eligible),
        ],
      }));
  },
};
