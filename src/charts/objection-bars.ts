import { sentenceSlug } from '../library/sentence.ts';
import { objectionsHeard } from '../usage/questions/objections-heard.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { renderCount } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** Ranked bars of what customers object to, in their words, each leading to the card that answers it. */
export const objectionBars = figureFor(objectionsHeard, {
  finding: ({ rows, context }) => {
    const [first, second] = barsOf(rows, context);
    if (first === undefined) return undefined;
    const card = first.aside === undefined ? '' : `, on the card ${first.aside}`;
    const isMost = second !== undefined && second.value < first.value;
    return `${renderCount(first.value, 'rep', 'reps')} heard ${first.name}${card}${isMost ? ': more than any other' : ''}.`;
  },
  headline: ({ rows, context }) => {
    const [first] = barsOf(rows, context);
    return first === undefined ? undefined : `${first.name}: ${renderCount(first.value, 'rep', 'reps')}`;
  },
  render: ({ answer, rows, context }) =>
    renderRankedBars(
      answer.title,
      objectionsHeard.row.reps.label,
      barsOf(rows, context),
      'chart-tone-2 chart-bars-words',
    ),
});

function barsOf(rows: readonly RowOf<typeof objectionsHeard>[], context: ChartContext): Bar[] {
  return rows
    .flatMap(({ objection, asset, reps }): Bar[] => {
      if (reps === null) return [];
      const card = context.assets.get(asset);
      return [
        {
          name: `“${objection}”`,
          url: card === undefined ? undefined : `${card.url}#${sentenceSlug('objections', objection)}`,
          aside: card?.title,
          value: reps,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
