import { scaleLinear, scaleLog } from 'd3-scale';
import { addDays, daysBetween, isDay, renderDay, type Day } from '../library/dates.ts';
import { beforeAndAfterRevision, CHANGED } from '../usage/questions/before-and-after-revision.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { renderCount, renderNumber } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup, type Markup } from './markup.ts';

/** So many changes are drawn; the table holds the rest. */
const SHOWN = 20;
/** The axis ends here on both sides; an interval that goes on is drawn to the end. */
const LEAST = 1 / 8;
const MOST = 8;
const TICKS = [1 / 4, 1, 4];
/** Where the line of days lies in the drawing of when the changes came, in px. */
const BASE = 46;

/** One change of an asset. `ratio` is days of use after it, divided by days of use before it. */
interface Change {
  name: string;
  url: string | undefined;
  changed: Day;
  ratio: number;
  low: number;
  /** Undefined where nothing was used before, so that there is no upper end. */
  high: number | undefined;
  verdict: string;
}

/** When assets were changed, and how their use went after it, each with its 95% interval around "no change". */
export const changeBars = figureFor(beforeAndAfterRevision, {
  finding: ({ rows }) => {
    const { up, down, unclear } = CHANGED;
    return `Of ${renderCount(rows.length, 'asset', 'assets')} with a new revision, ${renderNumber(countOf(rows, up))} went up, ${renderNumber(countOf(rows, down))} went down, and for ${renderNumber(countOf(rows, unclear))} there is too little to say.`;
  },
  headline: ({ rows }) =>
    `${renderNumber(countOf(rows, CHANGED.up))} up, ${renderNumber(countOf(rows, CHANGED.down))} down`,
  render: ({ answer, rows, context, today }) => {
    const changes = changesOf(rows, context);
    const rest = changes.length - SHOWN;
    return markup`
      ${renderWhen(changes, context.quarterEnds, today)}
      <p class="chart-unit" aria-hidden="true">Days of use, after ÷ before; the line is the 95% interval</p>
      <ol class="chart-bars chart-bars-change" aria-label="${answer.title}, most gained first">
        ${changes.slice(0, SHOWN).map(renderChange)}
      </ol>
      <svg class="chart-change-axis" width="100%" height="16" aria-hidden="true" focusable="false">
        ${TICKS.map((tick) => markup`<text class="chart-tick chart-tick-middle" x="${percentOf(tick)}" y="11">${tick === 1 ? 'no change' : `×${tick < 1 ? '¼' : String(tick)}`}</text>`)}
      </svg>
      ${rest > 0 ? markup`<p class="chart-rest">${renderNumber(rest)} more in the table below.</p>` : undefined}`;
  },
});

type Row = RowOf<typeof beforeAndAfterRevision>;

function countOf(rows: readonly Row[], verdict: string): number {
  return rows.filter((row) => row.verdict === verdict).length;
}

function changesOf(rows: readonly Row[], context: ChartContext): Change[] {
  return rows
    .flatMap(({ asset, changed, ratio, low, high, verdict }): Change[] => {
      const known = context.assets.get(asset);
      if (ratio === null || low === null) return [];
      return [
        {
          name: known?.title ?? asset,
          url: known?.url,
          changed: changed ?? '',
          ratio,
          low,
          high: high ?? undefined,
          verdict: verdict ?? '',
        },
      ];
    })
    .sort((a, b) => b.ratio - a.ratio);
}

function toneOf({ verdict }: Change): string {
  return verdict === CHANGED.up
    ? 'chart-tone-1'
    : verdict === CHANGED.down
      ? 'chart-tone-2'
      : 'chart-tone-none';
}

const along = scaleLog().domain([LEAST, MOST]).range([0, 100]).clamp(true);

function percentOf(ratio: number): string {
  return `${along(Math.max(ratio, LEAST)).toFixed(2)}%`;
}

function renderChange(change: Change): Markup {
  const { name, url, ratio, low, high, verdict, changed } = change;
  const range = `${renderNumber(low)} to ${high === undefined ? 'any' : renderNumber(high)}`;
  return markup`
    <li class="${toneOf(change)}">
      <span class="chart-bar-name">${url === undefined ? name : markup`<a href="${url}">${name}</a>`} <small>${renderDay(changed)}</small></span>
      <svg class="chart-bar" width="100%" height="14" aria-hidden="true" focusable="false">
        <line class="chart-change-none" x1="${percentOf(1)}" x2="${percentOf(1)}" y1="-4" y2="18"/>
        <line class="chart-change-range" x1="${percentOf(low)}" x2="${percentOf(high ?? MOST)}" y1="7" y2="7"/>
        <circle class="chart-change-dot" cx="${percentOf(ratio)}" cy="7" r="4.5"/>
      </svg>
      <span class="chart-bar-value"><b>×${renderNumber(ratio)}</b> <small>${range}, ${verdict}</small></span>
    </li>`;
}

/** A dot for each change on the line of days that the question looks at; dots of one week stand on each other. */
function renderWhen(all: readonly Change[], quarterEnds: readonly Day[], today: Day): Markup | undefined {
  const changes = all.filter(({ changed }) => isDay(changed));
  if (changes.length === 0) return undefined;
  const first = changes.map(({ changed }) => changed).reduce((a, b) => (a < b ? a : b), today);
  const from = addDays(first < addDays(today, -90) ? first : addDays(today, -90), -4);
  const x = scaleLinear()
    .domain([0, daysBetween(from, today)])
    .range([2, 98]);
  const at = (day: Day) => `${x(daysBetween(from, day)).toFixed(1)}%`;
  const ends = quarterEnds.filter((day) => day > from && day < today);
  // The words of each would run into those of the next.
  const isAlone = ends.length === 1;
  const stacked = new Map<number, number>();
  const dots = [...changes]
    .sort((a, b) => (a.changed < b.changed ? -1 : 1))
    .map((change) => {
      const week = Math.floor(daysBetween(from, change.changed) / 7);
      const height = stacked.get(week) ?? 0;
      stacked.set(week, height + 1);
      return markup`<circle class="chart-change-dot ${toneOf(change)}" cx="${at(change.changed)}" cy="${BASE - 7 - 9 * Math.min(height, 3)}" r="4.5"/>`;
    });
  const said = `When they were changed: ${changes.length === 1 ? 'one change' : `${renderNumber(changes.length)} changes`}, ${renderDay(first)} to ${renderDay(changes.map(({ changed }) => changed).reduce((a, b) => (a > b ? a : b), first))}`;
  return markup`
    <svg class="chart-when" width="100%" height="66" role="img" aria-label="${said}">
      <line class="chart-grid" x1="0" x2="100%" y1="${BASE}" y2="${BASE}"/>
      ${ends.map((day) => markup`<line class="chart-quarter" x1="${at(day)}" x2="${at(day)}" y1="12" y2="${BASE}"/><text class="chart-tick chart-tick-middle" x="${at(day)}" y="9">${isAlone ? 'quarter ends ' : ''}${renderDay(day).split(' ').slice(0, 2).join(' ')}</text>`)}
      ${isAlone || ends.length === 0 ? undefined : markup`<text class="chart-tick chart-tick-middle" x="50%" y="${BASE + 16}">dotted: a quarter ends</text>`}
      ${dots}
      <text class="chart-tick" x="0" y="${BASE + 16}">${renderDay(from)}</text>
      <text class="chart-tick chart-tick-end" x="100%" y="${BASE + 16}">${renderDay(today)}</text>
    </svg>`;
}
