import { scaleLinear } from 'd3-scale';
import { kinds } from '../library/kinds.ts';
import type { Answer } from './answer-shape.ts';
import { columnOfPeople, columnOfType, numberAt, renderCell, renderNumber, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure, FigureInput } from './figure.ts';
import { html, type Markup } from './markup.ts';

/** So many bars are drawn; the table holds the rest. */
const BARS = 15;

/** One bar: what it stands for, its length, and what is said beside it. */
export interface Bar {
  name: string;
  url?: string | undefined;
  /** A quiet word beside the name, such as the kind of asset. */
  aside?: string | undefined;
  value: number;
  /** The rest of the row in words. */
  more?: string | undefined;
}

/**
 * Bars from longest to shortest, each with its name and number in words a reader can mark and copy. A bar is an SVG
 * as wide as its place, so it is sharp at any width and on paper and needs no style attribute.
 */
export function renderBars(bars: readonly Bar[], unit: string, label: string, tone: string): Markup {
  const width = scaleLinear()
    .domain([0, Math.max(1, ...bars.map((bar) => bar.value))])
    .range([0, 100]);
  return html`<p class="chart-unit" aria-hidden="true">${unit}</p>
<ol class="chart-bars ${tone}" aria-label="${label}">${bars.map(
    (bar) => html`<li>
<span class="chart-bar-name">${bar.url === undefined ? bar.name : html`<a href="${bar.url}">${bar.name}</a>`}${bar.aside === undefined ? undefined : html` <small>${bar.aside}</small>`}</span>
<svg class="chart-bar" width="100%" height="14" aria-hidden="true" focusable="false"><rect class="chart-bar-fill" width="${width(bar.value).toFixed(2)}%" height="100%" rx="3"/></svg>
<span class="chart-bar-value"><b>${renderNumber(bar.value)}</b><span class="sr-only"> ${unit}</span>${bar.more === undefined ? undefined : html` <small>${bar.more}</small>`}</span>
</li>
`,
  )}</ol>`;
}

/** Ranked bars of assets, each leading to its page. */
export const assetBars: Figure = {
  finding: ({ answer, context }) => {
    const bars = barsOf(answer, context);
    const [first, second] = bars;
    if (first === undefined) return undefined;
    const asset = columnOfType(answer, 'asset');
    const used = new Set(answer.rows.map((row) => textAt(row, asset))).size;
    const lead =
      second === undefined || second.value === first.value
        ? `“${first.name}” is used by ${renderNumber(first.value)} people`
        : `“${first.name}” is used by the most people, ${renderNumber(first.value)}, ahead of “${second.name}” with ${renderNumber(second.value)}`;
    return `${lead}. ${renderNumber(used)} of the hub's ${renderNumber(context.assets.size)} assets are in the chart's table.`;
  },
  headline: ({ answer, context }) => {
    const first = barsOf(answer, context)[0];
    return first === undefined ? undefined : `${first.name}: ${renderNumber(first.value)} people`;
  },
  render: ({ answer, context }: FigureInput) => {
    const bars = barsOf(answer, context);
    const unit = answer.columns[columnOfPeople(answer)]?.label ?? 'People';
    const rest = bars.length - BARS;
    return html`${renderBars(bars.slice(0, BARS), unit, `${answer.title}: ranked by ${unit.toLowerCase()}`, 'chart-tone-1')}
${rest > 0 ? html`<p class="chart-rest">${renderNumber(rest)} more in the table below.</p>` : undefined}`;
  },
};

function barsOf(answer: Answer, context: ChartContext): Bar[] {
  const asset = columnOfType(answer, 'asset');
  const people = columnOfPeople(answer);
  const others = answer.columns.flatMap((column, place) =>
    column.type === 'number' && place !== people ? [{ column, place }] : [],
  );
  return answer.rows
    .flatMap((row): Bar[] => {
      const value = numberAt(row, people);
      if (value === undefined) return [];
      const known = context.assets.get(textAt(row, asset));
      const [other] = others;
      const more = other === undefined ? undefined : numberAt(row, other.place);
      return [
        {
          name: renderCell(row[asset] ?? null, 'asset', context),
          url: known?.url,
          aside: known === undefined ? 'no longer in the hub' : kinds[known.kind].label,
          value,
          more:
            more === undefined || other === undefined
              ? undefined
              : `${renderNumber(more)} ${other.column.label.toLowerCase()}`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
