import { agentsMissed } from '../usage/questions/agents-missed.ts';
import { emptySearches } from '../usage/questions/empty-searches.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { requested } from '../usage/questions/requested.ts';
import { searchColumns } from '../usage/questions/searches.ts';
import { topSearches } from '../usage/questions/top-searches.ts';
import { renderCount, renderNumber } from './cell.ts';
import { figureFor, type RowFigure } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** Whom the bars count. */
const PEOPLE: { one: string; many: string; label: string } = {
  one: 'person',
  many: 'people',
  label: searchColumns.people.label,
};
const AGENTS: typeof PEOPLE = { one: 'agent', many: 'agents', label: agentsMissed.row.people.label };

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

/** Ranked bars of what agents asked for and did not find. */
export const agentsMissedBars = figureFor(
  agentsMissed,
  searchBars(
    'chart-tone-2',
    (words, value) =>
      `${renderCount(value, 'agent', 'agents')} asked for ${words} and found nothing: the first gap to fill.`,
    AGENTS,
  ),
);

type SearchRow = RowOf<typeof topSearches>;

function searchBars(
  tone: string,
  say: (words: string, value: number) => string,
  { one, many, label }: typeof PEOPLE = PEOPLE,
): RowFigure<SearchRow> {
  return {
    finding: ({ rows }) => {
      const [first] = barsOf(rows);
      return first === undefined ? undefined : say(`“${first.name}”`, first.value);
    },
    headline: ({ rows }) => {
      const [first] = barsOf(rows);
      return first === undefined ? undefined : `“${first.name}”: ${renderCount(first.value, one, many)}`;
    },
    render: ({ answer, rows }) =>
      renderRankedBars(answer.title, label, barsOf(rows), `${tone} chart-bars-words`),
  };
}

function barsOf(rows: readonly SearchRow[]): Bar[] {
  return rows
    .flatMap(({ query, people }): Bar[] => (people === null ? [] : [{ name: query, value: people }]))
    .sort((a, b) => b.value - a.value);
}
