import { addDays, daysBetween, renderDay, type Day } from '../library/dates.ts';
import { nameOf } from '../library/name-of.ts';
import { NOTE_KINDS, tellDays, type TimeNote } from '../usage/time-notes.ts';
import { renderCount } from './cell.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';

/** So many weeks of a chart are marked at most: more cannot be told apart on a phone. */
const MAX_MARKS = 10;

/** A week of a chart in which something happened, with the number by which the list below names it. */
export interface NotedWeek {
  number: number;
  /** Its place among the weeks of the chart. */
  week: number;
  notes: readonly TimeNote[];
}

/** How much a week weighs: by its weightiest note, then by how many pages there are. */
function weightOf(notes: readonly TimeNote[]): number {
  const kind = Math.min(...notes.map((note) => NOTE_KINDS.indexOf(note.kind)));
  const pages = notes.reduce((sum, note) => sum + note.pages, 0);
  return -1_000_000 * kind + pages;
}

/** The weeks of a chart in which most happened, in their order, and how many others there are. */
export function noteWeeks(
  weeks: readonly Day[],
  notes: readonly TimeNote[],
): { marks: NotedWeek[]; others: number } {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return { marks: [], others: 0 };
  const inside = notes.filter(({ on }) => on >= first && on < addDays(last, 7));
  const byWeek = [...Map.groupBy(inside, ({ on }) => Math.floor(daysBetween(first, on) / 7))];
  const marks = byWeek
    .sort(([, a], [, b]) => weightOf(b) - weightOf(a))
    .slice(0, MAX_MARKS)
    .sort(([a], [b]) => a - b)
    .map(([week, own], at) => ({ number: at + 1, week, notes: own }));
  return { marks, others: byWeek.length - marks.length };
}

/** What happened in the marked weeks as a list that a screen reader reads; the drawing holds its numbers alone. */
export function renderNotedWeeks(
  { marks, others }: ReturnType<typeof noteWeeks>,
  { products }: Pick<ChartContext, 'products'>,
): Markup | undefined {
  if (marks.length === 0) return undefined;
  const says = (notes: readonly TimeNote[]) =>
    [...Map.groupBy(notes, ({ product }) => product)].map(([product, own]) => {
      const days = tellDays(own).map(({ on, says: words }) => `${renderDay(on)}: ${words}`);
      const name = product === '' ? undefined : markup` <b>${nameOf(products, product)}</b>`;
      return markup`${name} ${days.join('; ')}.`;
    });
  return markup`
    <details class="chart-notes">
      <summary>What happened in the marked weeks, ${renderCount(marks.length, 'week', 'weeks')}</summary>
      <ol>${marks.map(({ number, notes }) => markup`<li><span class="chart-note-number">${number}</span>${says(notes)}</li>`)}</ol>
      <p class="chart-rest">${others === 0 ? '' : `In ${renderCount(others, 'other week', 'other weeks')} less happened. `}From git and from what pages say of themselves. It happened beside the numbers; whether it moved them is more than they know.</p>
    </details>`;
}
