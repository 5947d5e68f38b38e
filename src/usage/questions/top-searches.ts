import { defineQuestion } from './question.ts';
import {
  answerSearches,
  searchColumns,
  searchesHogql,
  searchesSelect,
  searchesWithheld,
  splitSearches,
  typedBy,
} from './searches.ts';

export const topSearches = defineQuestion({
  id: 'top-searches',
  title: 'Top searches',
  asks: (span) => `What did reps search for, and find something, in the ${span}?`,
  span: { days: 90 },
  hogql: searchesHogql('> 0'),
  selects: searchesSelect,
  row: searchColumns,
  people: { people: typedBy('top-searches') },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  needs: ['search_performed'],
  withheldNote: searchesWithheld,
  nothing: ['Nobody has searched yet.', 'Searches appear here once five people have made the same one.'],
  split: splitSearches('> 0'),
  answer: answerSearches,
});
