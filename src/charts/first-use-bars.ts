import type { RowOf } from '../usage/questions/question.ts';
import { timeToFirstUse } from '../usage/questions/time-to-first-use.ts';
import { renderCount, renderNumber } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

/** Upper ends, in weeks, of the spans that assets are sorted into; uses are counted for four weeks at a time. */
const SPANS: readonly (readonly [number, string])[] = [
  [4, 'within 4 weeks'],
  [8, '5 to 8 weeks'],
  [12, '9 to 12 weeks'],
  [24, '13 to 24 weeks'],
  [Number.POSITIVE_INFINITY, 'more than 24 weeks'],
];

/** How many assets took how long until ten reps had used them; those that are not there yet stand last. */
export const firstUseBars = figureFor(timeToFirstUse, {
  finding: ({ rows }) => {
    const weeks = weeksOf(rows);
    const median = weeks[Math.ceil(weeks.length / 2) - 1];
    const left = rows.length - weeks.length;
    if (median === undefined)
      return `None of ${renderCount(left, 'new asset', 'new assets')} has reached ten reps yet.`;
    const reached = `Of the ${renderCount(weeks.length, 'asset', 'assets')} that reached ten reps, half did within ${renderCount(median, 'week', 'weeks')}`;
    return left === 0 ? `${reached}.` : `${reached}; ${renderNumber(left)} more are not there yet.`;
  },
  headline: ({ rows }) => {
    const weeks = weeksOf(rows);
    const median = weeks[Math.ceil(weeks.length / 2) - 1];
    return median === undefined ? undefined : `half within ${renderCount(median, 'week', 'weeks')}`;
  },
  render: ({ answer, rows }) => {
    const weeks = weeksOf(rows);
    const bars = SPANS.map(([to, name], place): Bar => {
      const from = SPANS[place - 1]?.[0] ?? -1;
      return { name, value: weeks.filter((each) => each > from && each <= to).length };
    });
    const left = rows.length - weeks.length;
    if (left > 0) bars.push({ name: 'not yet', aside: 'under 10 reps in four weeks', value: left });
    const last = bars.findLastIndex((bar) => bar.value > 0);
    return renderBars(bars.slice(0, last + 1), 'Assets', answer.title, 'chart-tone-1 chart-bars-words');
  },
});

/** Weeks of all assets that have a number, shortest first. */
function weeksOf(rows: readonly RowOf<typeof timeToFirstUse>[]): number[] {
  return rows.flatMap(({ weeks }) => weeks ?? []).sort((a, b) => a - b);
}
