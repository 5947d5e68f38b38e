import { addDays, type Day } from '../library/dates.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';
import { noteWeeks, renderNotedWeeks, type NotedWeek } from './noted-weeks.ts';
import { renderWeekPanel } from './week-panel.ts';
import type { WeekLine, WeeklySeries } from './weekly-series.ts';

/** What the lines are called under the panels. */
export interface PanelWords {
  line: string;
  /** Undefined where the other lines are not drawn behind. */
  others?: string;
  /** Set where weeks in which something happened are marked: of each line's product alone, or of all. */
  notes?: 'of-product' | 'all';
}

/** One small chart a line, with the ends of sales quarters and what the marks mean; lines of one series share their weeks. */
export function renderWeekPanels(
  all: readonly WeeklySeries[],
  context: ChartContext,
  words: PanelWords,
): Markup {
  const hasQuarters = all.some((series) => quarterEndsWithin(series, context.quarterEnds).length > 0);
  const [first] = all;
  // Where weeks are marked, all lines are of one series.
  const noted = first === undefined ? { marks: [], others: 0 } : notedWeeks(first, context, words);
  const panels = all.map((series) => renderLines(series, context, words, noted.marks));
  return markup`
    <div class="chart-panels">${panels}</div>
    ${renderNotedWeeks(noted, context)}
    ${renderKey(all, words, hasQuarters)}`;
}

function renderLines(
  series: WeeklySeries,
  context: ChartContext,
  words: PanelWords,
  marks: readonly NotedWeek[],
): Markup[] {
  const quarterEnds = quarterEndsWithin(series, context.quarterEnds);
  const behind = words.others === undefined ? [] : series.lines;
  const isOf =
    ({ id }: WeekLine) =>
    (mark: NotedWeek) =>
      words.notes === 'all' || mark.notes.some(({ product }) => product === id);
  return series.lines.map((line) =>
    renderWeekPanel(line, { ...series, lines: behind }, quarterEnds, marks.filter(isOf(line))),
  );
}

/** The weeks of a series that are marked, of the products that have a line where each has its own. */
function notedWeeks({ weeks, lines }: WeeklySeries, { notes = [] }: ChartContext, words: PanelWords) {
  if (words.notes === undefined) return { marks: [], others: 0 };
  const ids = new Set(lines.map(({ id }) => id));
  const own = words.notes === 'all' ? notes : notes.filter(({ product }) => ids.has(product));
  return noteWeeks(weeks, own);
}

function quarterEndsWithin({ weeks }: WeeklySeries, quarterEnds: readonly Day[]): Day[] {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return [];
  return quarterEnds.filter((day) => day >= first && day < addDays(last, 7));
}

/** Explains only what is drawn. */
function renderKey(all: readonly WeeklySeries[], words: PanelWords, hasQuarters: boolean): Markup {
  const drawn = all
    .flatMap(({ lines }) => lines)
    .filter((team) => team.values.some((value) => value !== undefined));
  const hasGaps = drawn.some((team) => team.values.includes(undefined));
  const line = markup`<line class="chart-line" x1="1" y1="5" x2="15" y2="5"/>`;
  const other = markup`<line class="chart-line-other" x1="1" y1="5" x2="23" y2="5"/>`;
  const gap = markup`<rect class="chart-gap" width="24" height="10"/>`;
  const quarter = markup`<line class="chart-quarter" x1="12" y1="0" x2="12" y2="10"/>`;
  return markup`
    <ul class="chart-key">
      ${renderMark([line], words.line)}
      ${drawn.length > 1 && words.others !== undefined ? renderMark([other], words.others) : undefined}
      ${hasGaps ? renderMark([gap], 'under 10, which can be nobody') : undefined}
      ${hasQuarters ? renderMark([quarter], 'end of a sales quarter') : undefined}
    </ul>`;
}

function renderMark(drawing: readonly Markup[], meaning: string): Markup {
  return markup`
    <li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true">${drawing}</svg>${meaning}</li>`;
}
