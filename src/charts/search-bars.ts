import type { Answer } from './answer-shape.ts';
import { columnOfPeople, columnOfType, numberAt, renderNumber, textAt } from './cell.ts';
import type { Figure } from './figure.ts';
import { html } from './markup.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

const BARS = 15;

/** Ranked bars of what people typed into search. */
export const topSearches: Figure = searchBars('chart-tone-1', (first, count) =>
  count === 1
    ? `${quote(first.name)} is the one search shared by enough people to be shown: ${people(first.value)}.`
    : `${quote(first.name)} was searched for by the most people, ${renderNumber(first.value)}.`,
);

/** Ranked bars of searches that found nothing: what is missing, in the words of those who miss it. */
export const emptySearches: Figure = searchBars('chart-tone-2', (first) =>
  first.value === 1
    ? undefined
    : `${people(first.value)} searched for ${quote(first.name)} and found nothing: the first gap to fill.`,
);

function searchBars(tone: string, finding: (first: Bar, count: number) => string | undefined): Figure {
  return {
    finding: ({ answer }) => {
      const bars = barsOf(answer);
      const [first] = bars;
      return first === undefined ? undefined : finding(first, bars.length);
    },
    headline: ({ answer }) => {
      const [first] = barsOf(answer);
      return first === undefined ? undefined : `${quote(first.name)}: ${people(first.value)}`;
    },
    render: ({ answer }) => {
      const bars = barsOf(answer);
      const unit = answer.columns[columnOfPeople(answer)]?.label ?? 'People';
      const rest = bars.length - BARS;
      return html`${renderBars(bars.slice(0, BARS), unit, `${answer.title}: ranked by ${unit.toLowerCase()}`, `${tone} chart-bars-words`)}
${rest > 0 ? html`<p class="chart-rest">${renderNumber(rest)} more in the table below.</p>` : undefined}`;
    },
  };
}

function barsOf(answer: Answer): Bar[] {
  const words = columnOfType(answer, 'text');
  const place = columnOfPeople(answer);
  const times = answer.columns.findIndex((column, index) => column.type === 'number' && index !== place);
  return answer.rows
    .flatMap((row): Bar[] => {
      const value = numberAt(row, place);
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

function quote(words: string): string {
  return `“${words}”`;
}

function people(count: number): string {
  return `${renderNumber(count)} ${count === 1 ? 'person' : 'people'}`;
}
