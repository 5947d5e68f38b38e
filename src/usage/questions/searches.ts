import type { EventName } from '../events.ts';
import { happened } from './activity.ts';
import type { Columns, CountedValues, ShownRow } from './columns.ts';
import { did } from './people-group.ts';
import type { PeopleGroup, Split } from './question.ts';
import type { Selected, SelectedRow } from './selected.ts';
import { SPAN_SPLIT, spanSplitHogql } from './team-and-span.ts';
import { spanDays } from './window.ts';

/** HogQL that counts the words of searches whose number of hits fulfils the condition. */
export function searchesHogql(results: '= 0' | '> 0'): string {
  return `
SELECT properties.query AS words, uniq(person_id) AS people, count() AS times
FROM events
WHERE ${happened(['search_performed'])}
  AND notEmpty(properties.query)
  AND toFloat(properties.results) ${results}
GROUP BY words
ORDER BY people DESC, times DESC, words ASC
LIMIT 5000`.trim();
}

export const searchesSelect = { words: 'text', people: 'people', times: 'count' } as const satisfies Selected;

export const searchColumns = {
  query: { role: 'key', type: 'text', label: 'Words' },
  people: { role: 'people', type: 'people', label: 'People', from: 'people' },
  times: { role: 'measure', type: 'count', label: 'Times', by: ['people'] },
} as const satisfies Columns;

/** Those who typed the words of a row, in the question of this name. */
export function typedBy(question: string): PeopleGroup<ShownRow<typeof searchColumns>, never> {
  return { small: 'row', did: ({ query }) => did.type(query, question) };
}

/** Words are text that a person typed: those of fewer than five people stay hidden, only their number is told. */
export const searchesWithheld = {
  one: 'search is counted without its words because fewer than five people made it.',
  many: 'searches are counted without their words because fewer than five people made each.',
};

/** What was typed: PostHog leaves JSON's escapes in a property's text, as in `say \"hi\"`. */
function readWords(text: string): string {
  try {
    const words: unknown = JSON.parse(`"${text}"`);
    return typeof words === 'string' ? words : text;
  } catch {
    return text;
  }
}

export function answerSearches(
  rows: readonly SelectedRow<typeof searchesSelect>[],
): CountedValues<typeof searchColumns>[] {
  return rows.map(({ words, people, times }) => ({ query: readWords(words), people, times }));
}

/** The words of events that carry them, by team and span. */
export function splitWords(
  event: EventName,
  condition = 'notEmpty(properties.query)',
): Split<typeof searchColumns> {
  return {
    hogql: spanSplitHogql('properties.query', [event], condition),
    values: spanDays,
    selects: SPAN_SPLIT,
    steps: 'span',
    given: 1,
    within: 'head-count',
    row: ([words = ''], at) => ({ query: readWords(words), people: at(0), times: null }),
  };
}

/** Searches by team and span, those whose number of hits fulfils the condition. */
export function splitSearches(results: '= 0' | '> 0'): Split<typeof searchColumns> {
  return splitWords(
    'search_performed',
    `notEmpty(properties.query) AND toFloat(properties.results) ${results}`,
  );
}
