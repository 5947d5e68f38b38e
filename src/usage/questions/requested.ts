import type { Question } from './question.ts';
import { happened } from './activity.ts';
import { answerSearches, searchColumns, splitWords } from './searches.ts';
import { lastDays } from './window.ts';

const hogql = `
SELECT properties.query AS words, uniq(person_id) AS people, count() AS times
FROM events
WHERE ${happened(['asset_requested'])}
  AND notEmpty(properties.query)
GROUP BY words
ORDER BY people DESC, times DESC, words ASC
LIMIT 5000`.trim();

export const requested: Question = {
  id: 'requested',
  title: 'What reps asked for',
  asks: 'What did reps not find in the last 90 days, and ask for?',
  hogql,
  chart: 'bars',
  // Whoever searches is offered to ask, so searches without a request mean that nobody asked.
  needs: ['asset_requested', 'search_performed'],
  columns: searchColumns,
  withheldNote: {
    one: 'request is counted without its words because fewer than five people made it.',
    many: 'requests are counted without their words because fewer than five people made each.',
  },
  values: lastDays(90),
  split: splitWords('asset_requested'),
  answer: answerSearches,
};
