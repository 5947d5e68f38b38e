import { defineQuestion } from './question.ts';
import { happened } from './activity.ts';
import { answerSearches, searchColumns, searchesSelect, splitWords, typedBy } from './searches.ts';

const hogql = `
SELECT properties.query AS words, uniq(person_id) AS people, count() AS times
FROM events
WHERE ${happened(['asset_requested'])}
  AND notEmpty(properties.query)
GROUP BY words
ORDER BY people DESC, times DESC, words ASC
LIMIT 5000`.trim();

export const requested = defineQuestion({
  id: 'requested',
  title: 'What reps asked for',
  asks: (span) => `What did reps not find in the ${span}, and ask for?`,
  span: { days: 90 },
  hogql,
  selects: searchesSelect,
  row: searchColumns,
  people: { people: typedBy('requested') },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  // Whoever searches is offered to ask, so searches without a request mean that nobody asked.
  needs: ['asset_requested', 'search_performed'],
  withheldNote: {
    one: 'request is counted without its words because fewer than five people made it.',
    many: 'requests are counted without their words because fewer than five people made each.',
  },
  nothing: ['Nobody asked for anything.', 'A search that finds nothing offers to ask for it in one tap.'],
  split: splitWords('asset_requested'),
  answer: answerSearches,
});
