import type { EventName } from '../events.ts';
import type { Columns, CountedValues } from './columns.ts';
import { countPeople } from './count-people.ts';
import type { PeriodRow } from './question.ts';
import type { Selected } from './selected.ts';

/** HogQL that counts who typed which words in events of a name. */
export function wordsHogql(event: EventName, condition?: string): string {
  return countPeople({
    keys: { words: 'properties.query' },
    people: { people: true },
    events: [event],
    condition: ['notEmpty(properties.query)', ...(condition === undefined ? [] : [condition])].join(' AND '),
  });
}

/** The same of searches whose number of hits fulfils the condition. */
export function searchesHogql(results: '= 0' | '> 0'): string {
  return wordsHogql('search_performed', `toFloat(properties.results) ${results}`);
}

export const searchesSelect = { words: 'text', team: 'team', people: 'people' } as const satisfies Selected;

/** Words are text that a person typed: those of fewer than ten people stay hidden, and how many there are too. */
export const searchColumns = {
  query: { role: 'key', type: 'text', label: 'Words' },
  people: { role: 'people', type: 'people', label: 'People' as string, from: 'people', small: 'row' },
} as const satisfies Columns;

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
  rows: readonly PeriodRow<typeof searchesSelect>[],
): CountedValues<typeof searchColumns>[] {
  return rows
    .map(({ words, people }) => ({ query: readWords(words), people }))
    .sort((a, b) => b.people - a.people || (a.query < b.query ? -1 : 1));
}
