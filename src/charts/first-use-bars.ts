import type { RowOf } from '../usage/questions/question.ts';
import { timeToFirstUse } from '../usage/questions/time-to-first-use.ts';
import { renderCount, renderNumber } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

/** Upper ends, in days, of the spans that assets are sorted into; short ones first, where differences matter. */
const SPANS: readonly (readonly [number, string])[] = [
  [1, 'within a day'],
  [7, '2 to 7 days'],
  [14, '8 to 14 days'],
  [30, '15 to 30 days'],
  [60, '31 to 60 days'],
  [90, '61 to 90 days'],
  [Number.POSITIVE_INFINITY, 'more than 90 days'],
];

/** How many assets took how long until a minimum group had used them; those that are not there yet stand last. */
export const firstUseBars = figureFor(timeToFirstUse, {
  finding: ({ answer, rows }) => {
    const days = daysOf(rows);
    const median = days[Math.ceil(days.length / 2) - 1];
    if (median === undefined) return undefined;
    const reached = `Of the ${renderCount(days.length, 'asset', 'assets')} that reached five reps, half did within ${renderCount(median, 'day', 'days')}`;
    return answer.withheld === 0
      ? `${reached}.`
      : `${reached}; ${renderNumber(answer.withheld)} more are not there yet.`;
  },
  headline: ({ rows }) => {
    const days = daysOf(rows);
    const median = days[Math.ceil(days.length / 2) - 1];
    return median === undefined ? undefined : `half within ${renderCount(median, 'day', 'days')}`;
  },
  render: ({ answer, rows }) => {
    const days = daysOf(rows);
    const bars = SPANS.map(([to, name], place): Bar => {
      const from = SPANS[place - 1]?.[0] ?? -1;
      return { name, value: days.filter((each) => each > from && each <= to).length };
    });
    if (answer.withheld > 0)
      bars.push({ name: 'not yet', aside: 'fewer than five reps', value: answer.withheld });
    const last = bars.findLastIndex((bar) => bar.value > 0);
    return renderBars(bars.slice(0, last + 1), 'Assets', answer.title, 'chart-tone-1 chart-bars-words');
  },
});

/** Days of all assets that have a number, shortest first. */
function daysOf(rows: readonly RowOf<typeof timeToFirstUse>[]): number[] {
  return rows.flatMap(({ days }) => days ?? []).sort((a, b) => a - b);
}
