import type { Question } from './question.ts';
import { answerSearches, searchColumns, searchesHogql, searchesWithheld, splitSearches } from './searches.ts';
import { lastDays } from './window.ts';

export const emptySearches: Question = {
  id: 'empty-searches',
  title: 'Searches that found nothing',
  asks: 'What did reps search for in the last 90 days and not find?',
  hogql: searchesHogql('= 0'),
  chart: 'bars',
  needs: ['search_performed'],
  columns: searchColumns,
  withheldNote: searchesWithheld,
  values: lastDays(90),
  split: splitSearches('= 0'),
  answer: answerSearches,
};
