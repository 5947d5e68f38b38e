import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { answerSearches, searchColumns, searchesHogql, searchesSelect } from './searches.ts';

export const emptySearches = defineQuestion({
  id: 'empty-searches',
  title: 'Searches that found nothing',
  asks: (span) => `What did reps search for in the ${span} and not find?`,
  span: { weeks: 13 },
  hogql: searchesHogql('= 0'),
  selects: searchesSelect,
  row: searchColumns,
  people: { people: ({ words }) => did.missWords(words) },
  chart: 'drawn',
  withoutProduct: { why: 'A search is about no product, so all are shown.' },
  needs: ['search_performed'],
  nothing: ['No words to show.', 'What ten people or more searched for and did not find appears here.'],
  answer: answerSearches,
});
