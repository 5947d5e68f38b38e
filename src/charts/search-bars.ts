import type { Answer } from '../usage/snapshot/snapshot.ts';
import { columnOfPeople, columnOfType, numberAt, renderCount, renderNumber, textAt } from './cell.ts';
import type { Figure } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** Ranked bars of what people typed into search. */
export const topSearches: Figure = searchBars(
  'chart-tone-1',
  (words, value) => `${words} was searched for by the most people, ${renderNumber(value)}.`,
);

/** Ranked bars of searches that found nothing: what is missing, in the words of those who miss it. */
export const emptySearches: Figure = searchBars(
  'chart-tone-2',
  (words, value) =>
    `${renderCount(value, 'person', 'people')} searched for ${words} and found nothing: the first gap to fill.`,
);

/** Ranked bars of what people asked for when a search found nothing. */
export const requested: Figure = searchBars(
  'chart-tone-2',
  (words, value) => `${renderCount(value, 'person', 'people')} asked for ${words}.`,
);

function searchBars(tone: string, say: (words: string, value: number) => string): Figure {
  return {
    finding: ({ answer }) => {
      const [first] = barsOf(answer);
      return first === undefined ? undefined : say(`“${first.name}”`, first.value);
    },
    headline: ({ answer }) => {
      const [first] = barsOf(answer);
      return first === undefined
        ? undefined
        : `“${first.name}”: ${renderCount(first.value, 'person', 'people')}`;
    },
    render: ({ answer }) => renderRankedBars(answer, barsOf(answer), `${tone} chart-bars-words`),
  };
}

function barsOf(answer: Answer): Bar[] {
  const words = columnOfType(answer, 'text');
  const people = columnOfPeople(answer);
  const times = answer.columns.findIndex((column, place) => column.type === 'number' && place !== people);
  return answer.rows
    .flatMap((row): Bar[] => {
      const value = numberAt(row, people);
      if (value === undefined) return [];
      const more = numberAt(row, times);
      const label = answer.columns[times]?.label.toLowerCase() ?? '';
      return [
        {
          name: textAt(row, words),
          value,
          more: more === undefined ? undefined : `${renderNumber(more)} ${label}`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
