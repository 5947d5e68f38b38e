import { kinds } from '../library/kinds/kinds.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import { columnOfPeople, columnOfType, numberAt, renderNumber, renderShare, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure } from './figure.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

/** So many assets are weighed against all others. */
const LEADERS = 5;

/** Ranked bars of assets, each leading to its page. */
export const assetBars: Figure = {
  finding: ({ answer, context }) => {
    const [first, second] = barsOf(answer, context);
    if (first === undefined) return undefined;
    const lead =
      second === undefined || second.value === first.value
        ? `“${first.name}” is used by ${renderNumber(first.value)} reps`
        : `“${first.name}” is used by the most reps, ${renderNumber(first.value)}, ahead of “${second.name}” with ${renderNumber(second.value)}`;
    const share = shareOfLeaders(answer);
    return share === undefined
      ? `${lead}.`
      : `${lead}. The five assets with the most ${share.of} make up ${renderShare(share.value)} of those shown here.`;
  },
  headline: ({ answer, context }) => {
    const [first] = barsOf(answer, context);
    return first === undefined ? undefined : `${first.name}: ${renderNumber(first.value)} reps`;
  },
  render: ({ answer, context }) => renderRankedBars(answer, barsOf(answer, context), 'chart-tone-1'),
};

/** The share of a second number, such as uses, that falls to the assets with most of it. Reps cannot be added up so. */
function shareOfLeaders(answer: Answer): { value: number; of: string } | undefined {
  const place = columnOfUses(answer);
  const uses = answer.rows.flatMap((row) => numberAt(row, place) ?? []).sort((a, b) => b - a);
  const all = sum(uses);
  if (uses.length < 2 * LEADERS || all === 0) return undefined;
  return { value: sum(uses.slice(0, LEADERS)) / all, of: answer.columns[place]?.label.toLowerCase() ?? '' };
}

/** The first number beside the reps, or -1. */
function columnOfUses(answer: Answer): number {
  const people = columnOfPeople(answer);
  return answer.columns.findIndex((column, place) => column.type === 'number' && place !== people);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function barsOf(answer: Answer, context: ChartContext): Bar[] {
  const asset = columnOfType(answer, 'asset');
  const people = columnOfPeople(answer);
  const uses = columnOfUses(answer);
  return answer.rows
    .flatMap((row): Bar[] => {
      const value = numberAt(row, people);
      if (value === undefined) return [];
      const known = context.assets.get(textAt(row, asset));
      const more = numberAt(row, uses);
      return [
        {
          name: known?.title ?? textAt(row, asset),
          url: known?.url,
          aside: known === undefined ? 'no longer in the hub' : kinds[known.kind].label,
          value,
          more:
            more === undefined
              ? undefined
              : `${renderNumber(more)} ${answer.columns[uses]?.label.toLowerCase() ?? ''}`,
        },
      ];
    })
    .sort((a, b) => b.value - a.value);
}
