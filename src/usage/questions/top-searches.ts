import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { answerSearches, searchColumns, searchesHogql, searchesSelect } from './searches.ts';

export const topSearches = defineQuestion({
  id: 'top-searches',
  title: 'Top searches',
  asks: (span) => `What did reps search for, and find something, in the ${span}?`,
  span: { weeks: 13 },
  hogql: searchesHogql('> 0'),
  selects: searchesSelect,
  row: searchColumns,
  people: { people: ({ words }) => did.findWords(words) },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  needs: ['search_performed'],
  nothing: ['No words to show.', 'Searches appear here once ten people have made the same one.'],
  answer: answerSearches,
});
