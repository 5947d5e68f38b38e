import { emptySearches } from '../usage/questions/empty-searches.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { requested } from '../usage/questions/requested.ts';
import { searchColumns } from '../usage/questions/searches.ts';
import { topSearches } from '../usage/questions/top-searches.ts';
import { renderCount, renderNumber } from './cell.ts';
import { figureFor, type RowFigure } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** Ranked bars of what people typed into search. */
export const topSearchBars = figureFor(
  topSearches,
  searchBars(
    'chart-tone-1',
    (words, value) => `${words} was searched for by the most people, ${renderNumber(value)}.`,
  ),
);

/** Ranked bars of searches that found nothing: what is missing, in the words of those who miss it. */
export const emptySearchBars = figureFor(
  emptySearches,
  searchBars(
    'chart-tone-2',
    (words, value) =>
      `${renderCount(value, 'person', 'people')} searched for ${words} and found nothing: the first gap to fill.`,
  ),
);

/** Ranked bars of what people asked for when a search found nothing. */
export const requestBars = figureFor(
  requested,
  searchBars(
    'chart-tone-2',
    (words, value) => `${renderCount(value, 'person', 'people')} asked for ${words}.`,
  ),
);

type SearchRow = RowOf<typeof topSearches>;

function searchBars(tone: string, say: (words: string, value: number) => string): RowFigure<SearchRow> {
  return {
    finding: ({ rows }) => {
      const [first] = barsOf(rows);
      return first === undefined ? undefined : say(`“${first.name}”`, first.value);
    },
    headline: ({ rows }) => {
      const [first] = barsOf(rows);
      return first === undefined
        ? undefined
        : `“${first.name}”: ${renderCount(first.value, 'person', 'people')}`;
    },
    render: ({ answer, rows }) =>
      renderRankedBars(answer.title, searchColumns.people.label, barsOf(rows), `${tone} chart-bars-words`),
  };
}

function barsOf(rows: readonly SearchRow[]): Bar[] {
  const label = searchColumns.times.label.toLowerCase();
  return rows
    .flatMap(({ query, people, times }): Bar[] =>
      people === null
        ? []
        : [
            {
              name: query,
              value: people,
              more: times === null ? undefined : `${renderNumber(times)} ${label}`,
            },
          ],
    )
    .sort((a, b) => b.value - a.value);
}
