import type { Answer } from '../usage/snapshot.ts';
import { numberAt, renderNumber, renderShare } from './cell.ts';
import type { Figure } from './figure.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

/** Of all reps of all weeks shown, how many were back so many weeks later. */
interface Return {
  later: number;
  reps: number;
  back: number;
}

/** One bar for each number of weeks later, over all weeks that may be shown. */
export const returnBars: Figure = {
  finding: ({ answer }) => {
    const [first] = returnsOf(answer);
    return first === undefined
      ? undefined
      : `Of reps who used the hub in a week, ${renderShare(first.back / first.reps)} used it again ${inWeeks(first.later)}.`;
  },
  headline: ({ answer }) => {
    const [first] = returnsOf(answer);
    return first === undefined
      ? undefined
      : `${renderShare(first.back / first.reps)} back ${inWeeks(first.later)}`;
  },
  render: ({ answer }) => {
    const bars = returnsOf(answer).map(({ later, reps, back }): Bar => ({
      name: inWeeks(later),
      value: Math.round((1000 * back) / reps) / 10,
      more: `${renderNumber(back)} of ${renderNumber(reps)} visits`,
    }));
    return renderBars(bars, 'Percent who were back', answer.title, 'chart-tone-1 chart-bars-words');
  },
};

function inWeeks(later: number): string {
  return later === 1 ? 'the week after' : `${renderNumber(later)} weeks later`;
}

/** Sums over the rows, the nearest week first. */
function returnsOf(answer: Answer): Return[] {
  const place = (name: string) => answer.columns.findIndex((column) => column.name === name);
  const [repsAt, laterAt, backAt] = [place('reps'), place('later'), place('back')];
  const sums = new Map<number, Return>();
  for (const row of answer.rows) {
    const [later, reps, back] = [numberAt(row, laterAt), numberAt(row, repsAt), numberAt(row, backAt)];
    if (later === undefined || reps === undefined || back === undefined) continue;
    const sum = sums.get(later) ?? { later, reps: 0, back: 0 };
    sums.set(later, { later, reps: sum.reps + reps, back: sum.back + back });
  }
  return [...sums.values()].sort((a, b) => a.later - b.later);
}
