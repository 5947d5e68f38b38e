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

export const emptySearches = defineQuestion({
  id: 'empty-searches',
  title: 'Searches that found nothing',
  asks: (span) => `What did reps search for in the ${span} and not find?`,
  span: { days: 90 },
  hogql: searchesHogql('= 0'),
  selects: searchesSelect,
  row: searchColumns,
  people: { people: typedBy('empty-searches') },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  needs: ['search_performed'],
  withheldNote: searchesWithheld,
  nothing: ['No search came back empty.', 'Everybody found at least one asset for what they typed.'],
  split: splitSearches('= 0'),
  answer: answerSearches,
});
