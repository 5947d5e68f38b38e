import { daysBetween, type Day } from '../library/dates.ts';
import { stepOf } from '../usage/questions/columns.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { retention } from '../usage/questions/retention.ts';
import { renderNumber, renderShare } from './cell.ts';
import { figureFor } from './figure.ts';
import { markup } from './markup.ts';
import { renderBars, type Bar } from './ranked-bars.ts';
import { renderWeekPanels } from './week-panels.ts';
import { layOutWeeks, type WeeklySeries } from './weekly-series.ts';

/** Of all reps of all weeks shown, how many were back so many weeks later. */
interface Return {
  later: number;
  reps: number;
  back: number;
  /** How many weeks the sum is over. */
  weeks: number;
}

/** How many weeks later the shares are drawn over time. */
const OVER_TIME = [1, 4, 8];

type Row = RowOf<typeof retention>;

/** One bar for each number of weeks later, over all weeks that may be shown; below, how that went over time. */
export const returnBars = figureFor(retention, {
  finding: ({ rows, today }) => {
    const first = returnsOf(rows, today).find(({ later }) => later === 1);
    return first === undefined
      ? undefined
      : `Of reps who used the hub in a week, ${renderShare(stepOf(first.back, first.reps))} used it again ${inWeeks(first.later)}.`;
  },
  headline: ({ rows, today }) => {
    const first = returnsOf(rows, today).find(({ later }) => later === 1);
    return first === undefined
      ? undefined
      : `${renderShare(stepOf(first.back, first.reps))} back ${inWeeks(first.later)}`;
  },
  render: ({ answer, rows, context, today }) => {
    const bars = returnsOf(rows, today).map(({ later, reps, back }): Bar => ({
      name: inWeeks(later),
      value: Math.round(100 * stepOf(back, reps)),
      more: `${renderNumber(back)} of ${renderNumber(reps)}`,
    }));
    const overTime = OVER_TIME.map((later) => buildShares(rows, later, today)).filter(
      ({ weeks }) => weeks.length > 1,
    );
    return markup`
      ${bars.length === 0 ? markup`<p class="chart-rest">Too few weeks can be shown to sum them up.</p>` : renderBars(bars, 'Percent who were back', answer.title, 'chart-tone-1 chart-bars-words', 100)}
      ${overTime.length === 0 ? undefined : markup`<h3 class="chart-part">Week by week: of those who used it then, how many were back</h3>${renderWeekPanels(overTime, context, { line: 'share of the reps of a week who were back' })}`}`;
  },
});

function inWeeks(later: number): string {
  return later === 1 ? 'the week after' : `${renderNumber(later)} weeks later`;
}

/**
 * Sums over the rows, the nearest week first. Left out where less than half of the weeks are shown: those in which fewer
 * than ten came back have no number, so that a sum over the rest would be too high.
 */
function returnsOf(rows: readonly Row[], today: Day): Return[] {
  const first = rows.map(({ week }) => week.slice(0, 10)).reduce((a, b) => (a < b ? a : b), today);
  const weeks = Math.floor(daysBetween(first, today) / 7);
  const sums = new Map<number, Return>();
  for (const { later, reps, back } of rows) {
    if (reps === null || back === null) continue;
    const sum = sums.get(later) ?? { later, reps: 0, back: 0, weeks: 0 };
    sums.set(later, { later, reps: sum.reps + reps, back: sum.back + back, weeks: sum.weeks + 1 });
  }
  return [...sums.values()]
    .filter((sum) => 2 * sum.weeks >= weeks - sum.later)
    .sort((a, b) => a.later - b.later);
}

/** The share of each week's reps who were back so many weeks later, in percent. */
function buildShares(all: readonly Row[], later: number, today: Day): WeeklySeries {
  const rows = all.filter((row) => row.later === later);
  const { weeks, fullWeeks, valuesOf } = layOutWeeks(rows, today);
  const values = valuesOf(({ share }) => (share === null ? null : Math.round(100 * share)));
  const name = `Back ${inWeeks(later)}`;
  const line = {
    id: String(later),
    name,
    reps: undefined,
    top: 100,
    unit: '%' as const,
    when: 'at last',
    values,
  };
  return { weeks, fullWeeks, lines: [line] };
}
