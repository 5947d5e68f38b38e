import { addDays, type Day } from '../library/dates.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';
import { renderWeekPanel } from './week-panel.ts';
import type { WeeklySeries } from './weekly-series.ts';

/** What the lines are called under the panels. */
export interface PanelWords {
  line: string;
  /** Undefined where the other lines are not drawn behind. */
  others?: string;
}

/** One small chart a line, with the ends of sales quarters and what the marks mean; lines of one series share their weeks. */
export function renderWeekPanels(
  all: readonly WeeklySeries[],
  context: ChartContext,
  words: PanelWords,
): Markup {
  const panels = all.map((series) => renderLines(series, context, words));
  const hasQuarters = all.some((series) => quarterEndsWithin(series, context.quarterEnds).length > 0);
  return markup`
    <div class="chart-panels">${panels}</div>
    ${renderKey(all, words, hasQuarters)}`;
}

function renderLines(series: WeeklySeries, context: ChartContext, words: PanelWords): Markup[] {
  const quarterEnds = quarterEndsWithin(series, context.quarterEnds);
  const behind = words.others === undefined ? [] : series.lines;
  return series.lines.map((line) => renderWeekPanel(line, { ...series, lines: behind }, quarterEnds));
}

function quarterEndsWithin({ weeks }: WeeklySeries, quarterEnds: readonly Day[]): Day[] {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return [];
  return quarterEnds.filter((day) => day >= first && day < addDays(last, 7));
}

/** Explains only what is drawn. */
function renderKey(all: readonly WeeklySeries[], words: PanelWords, hasQuarters: boolean): Markup {
  const isOpen = all.some(({ weeks, fullWeeks }) => fullWeeks < weeks.length);
  const drawn = all
    .flatMap(({ lines }) => lines)
    .filter((team) => team.values.some((value) => value !== undefined));
  const hasGaps = drawn.some((team) => team.values.includes(undefined));
  const line = markup`<line class="chart-line" x1="1" y1="5" x2="15" y2="5"/>`;
  const open = markup`<circle class="chart-dot-open" cx="19" cy="5" r="2.5"/>`;
  const other = markup`<line class="chart-line-other" x1="1" y1="5" x2="23" y2="5"/>`;
  const gap = markup`<rect class="chart-gap" width="24" height="10"/>`;
  const quarter = markup`<line class="chart-quarter" x1="12" y1="0" x2="12" y2="10"/>`;
  return markup`
    <ul class="chart-key">
      ${isOpen ? renderMark([line, open], `${words.line}; open dot: the week is not over`) : renderMark([line], words.line)}
      ${drawn.length > 1 && words.others !== undefined ? renderMark([other], words.others) : undefined}
      ${hasGaps ? renderMark([gap], 'not shown: too few people, or no use') : undefined}
      ${hasQuarters ? renderMark([quarter], 'end of a sales quarter') : undefined}
    </ul>`;
}

function renderMark(drawing: readonly Markup[], meaning: string): Markup {
  return markup`
    <li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true">${drawing}</svg>${meaning}</li>`;
}
