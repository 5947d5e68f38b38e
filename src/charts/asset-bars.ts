import { kinds } from '../library/kinds/kinds.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { usePerAsset } from '../usage/questions/use-per-asset.ts';
import { renderNumber } from './cell.ts';
import { nameOfAsset, type ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

type Row = RowOf<typeof usePerAsset>;

const { reps: REPS } = usePerAsset.row;

/** Ranked bars of assets, each leading to its page. */
export const assetBars = figureFor(usePerAsset, {
  finding: ({ rows, context }) => {
    const [first, second] = barsOf(rows, context);
    if (first === undefined) return undefined;
    const lead =
      second === undefined || second.value === first.value
        ? `“${first.name}” is used by ${renderNumber(first.value)} reps`
        : `“${first.name}” is used by the most reps, ${renderNumber(first.value)}, ahead of “${second.name}” with ${renderNumber(second.value)}`;
    return `${lead}.`;
  },
  headline: ({ rows, context }) => {
    const [first] = barsOf(rows, context);
    return first === undefined ? undefined : `${first.name}: ${renderNumber(first.value)} reps`;
  },
  render: ({ answer, rows, context }) =>
    renderRankedBars(answer.title, REPS.label, barsOf(rows, context), 'chart-tone-1'),
});

function barsOf(rows: readonly Row[], context: ChartContext): Bar[] {
  return rows
    .flatMap(({ asset, reps, copied }): Bar[] => {
      if (reps === null) return [];
      const known = context.assets.get(asset);
      return [
        {
          name: nameOfAsset(asset, context),
          url: known?.url,
          aside: known === undefined ? 'no longer in the hub' : kinds[known.kind].label,
          value: reps,
          more: copied === null ? undefined : `${renderNumber(copied)} copied`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
