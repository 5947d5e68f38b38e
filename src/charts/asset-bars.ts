import { kinds } from '../library/kinds/kinds.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { usePerAsset } from '../usage/questions/use-per-asset.ts';
import { renderNumber, renderShare } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

type Row = RowOf<typeof usePerAsset>;

const { reps: REPS, views: VIEWS } = usePerAsset.row;

/** So many assets are weighed against all others. */
const LEADERS = 5;

/** Ranked bars of assets, each leading to its page. */
export const assetBars = figureFor(usePerAsset, {
  finding: ({ rows, context }) => {
    const [first, second] = barsOf(rows, context);
    if (first === undefined) return undefined;
    const lead =
      second === undefined || second.value === first.value
        ? `“${first.name}” is used by ${renderNumber(first.value)} reps`
        : `“${first.name}” is used by the most reps, ${renderNumber(first.value)}, ahead of “${second.name}” with ${renderNumber(second.value)}`;
    const share = shareOfLeaders(rows);
    return share === undefined
      ? `${lead}.`
      : `${lead}. The five assets with the most ${VIEWS.label.toLowerCase()} make up ${renderShare(share)} of those shown here.`;
  },
  headline: ({ rows, context }) => {
    const [first] = barsOf(rows, context);
    return first === undefined ? undefined : `${first.name}: ${renderNumber(first.value)} reps`;
  },
  render: ({ answer, rows, context }) =>
    renderRankedBars(answer.title, REPS.label, barsOf(rows, context), 'chart-tone-1'),
});

/** The share of all views that falls to the assets with most of them. Reps cannot be added up so. */
function shareOfLeaders(rows: readonly Row[]): number | undefined {
  const views = rows.flatMap((row) => row.views ?? []).sort((a, b) => b - a);
  const all = sum(views);
  return views.length < 2 * LEADERS || all === 0 ? undefined : sum(views.slice(0, LEADERS)) / all;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function barsOf(rows: readonly Row[], context: ChartContext): Bar[] {
  return rows
    .flatMap(({ asset, reps, views }): Bar[] => {
      if (reps === null) return [];
      const known = context.assets.get(asset);
      return [
        {
          name: known?.title ?? asset,
          url: known?.url,
          aside: known === undefined ? 'no longer in the hub' : kinds[known.kind].label,
          value: reps,
          more: views === null ? undefined : `${renderNumber(views)} ${VIEWS.label.toLowerCase()}`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
