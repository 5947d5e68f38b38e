import { did } from './people-group.ts';
import { defineQuestion } from './question.ts';
import { answerSearches, searchColumns, searchesSelect, wordsHogql } from './searches.ts';

/** Keys stand in the place of people: words of fewer than ten of them stay hidden, as those of people do. */
export const agentsMissed = defineQuestion({
  id: 'agents-missed',
  title: 'What agents did not find',
  asks: (span) => `What did agents ask for in the ${span} and not find?`,
  span: { weeks: 13 },
  hogql: wordsHogql('question_asked', 'toFloat(properties.results) = 0'),
  selects: searchesSelect,
  row: { ...searchColumns, people: { ...searchColumns.people, label: 'Agents' } },
  people: { people: ({ words }) => did.missByAgent(words) },
  chart: 'drawn',
  withoutProduct: { why: 'A question is about no product, so all are shown.' },
  needs: ['question_asked'],
  nothing: [
    'No words to show.',
    'What the agents of ten keys or more asked for and did not find appears here.',
  ],
  answer: answerSearches,
});
