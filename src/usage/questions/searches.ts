import type { Cell } from '../snapshot/answer.ts';
import type { EventName } from '../events.ts';
import type { CountedRow } from '../privacy/minimum-group.ts';
import { happened } from './activity.ts';
import { spanSplitHogql } from './team-and-span.ts';
import type { Split } from './question.ts';
import { countAt, spanDays, textAt } from './window.ts';

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

export const searchColumns = [
  { name: 'query', label: 'Words', type: 'text' },
  { name: 'people', label: 'People', type: 'number' },
  { name: 'times', label: 'Times', type: 'number' },
] as const;

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

export function answerSearches(rows: readonly (readonly Cell[])[]): CountedRow[] {
  return rows.map((row) => ({
    cells: [readWords(textAt(row, 0)), countAt(row, 1), countAt(row, 2)],
    people: countAt(row, 1),
  }));
}

/** The words of events that carry them, by team and span. */
export function splitWords(event: EventName, condition = 'notEmpty(properties.query)'): Split {
  return {
    hogql: spanSplitHogql('properties.query', [event], condition),
    values: spanDays,
    keys: 1,
    steps: 'span',
    given: 1,
    within: 'head-count',
    row: ([words = ''], at) => [readWords(words), at(0), null],
  };
}

/** Searches by team and span, those whose number of hits fulfils the condition. */
export function splitSearches(results: '= 0' | '> 0'): Split {
  return splitWords(
    'search_performed',
    `notEmpty(properties.query) AND toFloat(properties.results) ${results}`,
  );
}
