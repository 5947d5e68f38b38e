import type { Question } from './question.ts';
import { answerSearches, searchColumns, searchesHogql, searchesWithheld, splitSearches } from './searches.ts';
import { lastDays } from './window.ts';

export const topSearches: Question = {
  id: 'top-searches',
  title: 'Top searches',
  asks: 'What did reps search for, and find something, in the last 90 days?',
  hogql: searchesHogql('> 0'),
  chart: 'bars',
  needs: ['search_performed'],
  columns: searchColumns,
  withheldNote: searchesWithheld,
  values: lastDays(90),
  split: splitSearches('> 0'),
  answer: answerSearches,
};
