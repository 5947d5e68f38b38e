import { scaleLinear } from 'd3-scale';
import { renderNumber } from './cell.ts';
import { markup, type Markup } from './markup.ts';

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

/** The first bars of a chart with this title, what they count above them and the number of bars left out below. */
export function renderRankedBars(title: string, unit: string, bars: readonly Bar[], tone: string): Markup {
  const rest = bars.length - BARS;
  return markup`
    ${renderBars(bars.slice(0, BARS), unit, `${title}, ranked by ${unit.toLowerCase()}`, tone)}
    ${rest > 0 ? markup`<p class="chart-rest">${renderNumber(rest)} more in the table below.</p>` : undefined}`;
}

/**
 * Bars in the order given, each with its name and number in words a reader can mark and copy. A bar is an SVG as wide
 * as its place, so it is sharp at any width and on paper and needs no style attribute. The whole width
 * stands for the largest value, or for `longest` where that is more.
 */
export function renderBars(
  bars: readonly Bar[],
  unit: string,
  label: string,
  tone: string,
  longest = 1,
): Markup {
  const width = scaleLinear()
    .domain([0, Math.max(longest, ...bars.map((bar) => bar.value))])
    .range([0, 100]);
  return markup`
    <p class="chart-unit" aria-hidden="true">${unit}</p>
    <ol class="chart-bars ${tone}" aria-label="${label}">
      ${bars.map((bar) => renderBar(bar, `${width(bar.value).toFixed(2)}%`, unit))}
    </ol>`;
}

function renderBar(bar: Bar, width: string, unit: string): Markup {
  const name = bar.url === undefined ? bar.name : markup`<a href="${bar.url}">${bar.name}</a>`;
  return markup`
    <li>
      <span class="chart-bar-name">${name}${renderSmall(bar.aside)}</span>
      <svg class="chart-bar" width="100%" height="14" aria-hidden="true" focusable="false">
        <rect class="chart-bar-fill" width="${width}" height="100%" rx="3"/>
      </svg>
      <span class="chart-bar-value">
        <b>${renderNumber(bar.value)}</b><span class="sr-only"> ${unit}</span>${renderSmall(bar.more)}
      </span>
    </li>`;
}

function renderSmall(words: string | undefined): Markup | undefined {
  return words === undefined ? undefined : markup` <small>${words}</small>`;
}
