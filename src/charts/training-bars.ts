import type { RowOf } from '../usage/questions/question.ts';
import { trainingByTeam } from '../usage/questions/training-by-team.ts';
import { nameOfTeam } from '../usage/report/team-name.ts';
import { renderCount, renderShare } from './cell.ts';
import { nameOfAsset, type ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup } from './markup.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

type Row = RowOf<typeof trainingByTeam>;

/** For each training the teams one below the other, by how many of their reps finished it. */
export const trainingBars = figureFor(trainingByTeam, {
  finding: ({ rows, context }) => {
    const first = rows.find(({ finished }) => finished !== null);
    if (first?.finished == null) return undefined;
    const share = first.share === null ? '' : `, ${renderShare(first.share)} of the team`;
    return `${renderCount(first.finished, 'rep', 'reps')} of ${nameOfTeam(first.team, context)} finished “${nameOfAsset(first.asset, context)}”${share}.`;
  },
  headline: ({ rows }) => {
    const shares = rows.flatMap(({ share }) => share ?? []);
    return shares.length === 0 ? undefined : `Up to ${renderShare(Math.max(...shares))} of a team`;
  },
  render: ({ rows, context }) => {
    const longest = Math.max(1, ...rows.map(({ finished }) => finished ?? 0));
    return markup`${[...Map.groupBy(rows, ({ asset }) => asset)].map(
      ([asset, own]) => markup`
        <h3 class="chart-part"><a href="${context.assets.get(asset)?.url ?? ''}">${nameOfAsset(asset, context)}</a></h3>
        ${renderBars(
          own.flatMap((row) => barOf(row, context)),
          trainingByTeam.row.finished.label,
          `Who finished “${nameOfAsset(asset, context)}”, by team`,
          'chart-tone-1',
          longest,
        )}`,
    )}`;
  },
});

function barOf({ team, began, finished, share }: Row, context: ChartContext): Bar[] {
  if (finished === null) return [];
  const more = [
    ...(share === null ? [] : [`${renderShare(share)} of the team`]),
    ...(began === null ? [] : [`${String(began)} began`]),
  ];
  return [{ name: nameOfTeam(team, context), value: finished, more: more.join(', ') }];
}
