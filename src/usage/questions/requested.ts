import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { answerSearches, searchColumns, searchesSelect, wordsHogql } from './searches.ts';

export const requested = defineQuestion({
  id: 'requested',
  title: 'What reps asked for',
  asks: (span) => `What did reps not find in the ${span}, and ask for?`,
  span: { weeks: 13 },
  hogql: wordsHogql('asset_requested'),
  selects: searchesSelect,
  row: searchColumns,
  people: { people: ({ words }) => did.askFor(words) },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  // Whoever searches is offered to ask, so searches without a request mean that nobody asked.
  needs: ['asset_requested', 'search_performed'],
  nothing: [
    'No request to show.',
    'What ten people or more ask for appears here. A search that finds nothing offers to ask in one tap.',
  ],
  answer: answerSearches,
});
