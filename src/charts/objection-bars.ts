import type { Answer } from '../usage/snapshot/snapshot.ts';
import { columnOfPeople, columnOfType, numberAt, renderCount, renderNumber, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** Ranked bars of what customers object to, in their words, each leading to the card that answers it. */
export const objectionBars: Figure = {
  finding: ({ answer, context }) => {
    const [first, second] = barsOf(answer, context);
    if (first === undefined) return undefined;
    const card = first.aside === undefined ? '' : `, on the card ${first.aside}`;
    const isMost = second !== undefined && second.value < first.value;
    return `${renderCount(first.value, 'rep', 'reps')} heard ${first.name}${card}${isMost ? ': more than any other' : ''}.`;
  },
  headline: ({ answer, context }) => {
    const [first] = barsOf(answer, context);
    return first === undefined ? undefined : `${first.name}: ${renderCount(first.value, 'rep', 'reps')}`;
  },
  render: ({ answer, context }) =>
    renderRankedBars(answer, barsOf(answer, context), 'chart-tone-2 chart-bars-words'),
};

function barsOf(answer: Answer, context: ChartContext): Bar[] {
  const objection = columnOfType(answer, 'text');
  const asset = columnOfType(answer, 'asset');
  const reps = columnOfPeople(answer);
  const times = answer.columns.findIndex(({ name }) => name === 'times');
  return answer.rows
    .flatMap((row): Bar[] => {
      const value = numberAt(row, reps);
      if (value === undefined) return [];
      const card = context.assets.get(textAt(row, asset));
      const more = numberAt(row, times);
      return [
        {
          name: `“${textAt(row, objection)}”`,
          url: card === undefined ? undefined : `${card.url}#objections`,
          aside: card?.title,
          value,
          more: more === undefined ? undefined : `${renderNumber(more)} times`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
