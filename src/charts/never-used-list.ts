import { daysBetween, type Day } from '../library/dates.ts';
import { kindNames, kinds, type Kind } from '../library/kinds/kinds.ts';
import { neverUsed } from '../usage/questions/never-used.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { renderCount, renderNumber } from './cell.ts';
import type { ChartAsset, ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup, type Markup } from './markup.ts';

/** So many assets of a kind stand in the open; the rest unfolds. */
const OPEN = 6;
/** So many more unfold; a list that is longer is read in the CSV. */
const FOLDED = 60;

/** Assets that fewer than ten used, by kind, longest published first, each with whom to ask. */
export const neverUsedList = figureFor(neverUsed, {
  finding: ({ rows, context }) => {
    const listed = listedAssets(rows, context);
    const [oldest] = listed;
    const count = `${renderNumber(listed.length)} of the hub's ${renderNumber(context.assets.size)} assets ${listed.length === 1 ? 'was' : 'were'} opened by fewer than ten reps, or nobody`;
    if (oldest?.published === undefined) return `${count}.`;
    return `${count}; “${oldest.title}” has waited longest.`;
  },
  headline: ({ rows, context }) => renderCount(listedAssets(rows, context).length, 'asset', 'assets'),
  render: ({ rows, context, today }) => {
    const listed = listedAssets(rows, context);
    const lists = kindNames.flatMap((kind) => {
      const unused = listed.filter((asset) => asset.kind === kind);
      if (unused.length === 0) return [];
      const all = [...context.assets.values()].filter((asset) => asset.kind === kind).length;
      return [renderKind(kind, unused, all, today)];
    });
    return markup`<div class="chart-lists">${lists}</div>`;
  },
});

function listedAssets(rows: readonly RowOf<typeof neverUsed>[], context: ChartContext): ChartAsset[] {
  return rows
    .flatMap(({ asset }) => context.assets.get(asset) ?? [])
    .sort((a, b) => ((a.published ?? '9999') < (b.published ?? '9999') ? -1 : 1));
}

function renderKind(kind: Kind, unused: readonly ChartAsset[], all: number, today: Day): Markup {
  const items = unused.map((asset) => renderAsset(asset, today));
  const folded = items.slice(OPEN, OPEN + FOLDED);
  const left = items.length - OPEN - folded.length;
  return markup`
    <div class="chart-list">
      <h3>${kinds[kind].plural} <span>${unused.length} of ${all}</span></h3>
      <svg class="chart-bar chart-tone-2" width="100%" height="4" aria-hidden="true" focusable="false">
        <rect class="chart-bar-track" width="100%" height="4" rx="2"/>
        <rect class="chart-bar-fill" width="${((unused.length / all) * 100).toFixed(1)}%" height="4" rx="2"/>
      </svg>
      <ul>${items.slice(0, OPEN)}</ul>
      ${folded.length === 0 ? undefined : markup`<details><summary>${renderNumber(items.length - OPEN)} more</summary><ul>${folded}</ul></details>`}
      ${left > 0 ? markup`<p class="chart-rest">${renderNumber(left)} of them only in the CSV.</p>` : undefined}
    </div>`;
}

function renderAsset(asset: ChartAsset, today: Day): Markup {
  const age = asset.published === undefined ? undefined : daysBetween(asset.published, today);
  const facts = [
    age === undefined
      ? 'no publishing date'
      : age <= 0
        ? 'published today'
        : `published ${renderCount(age, 'day', 'days')} ago`,
    asset.owner ?? 'no owner',
  ];
  return markup`<li><a href="${asset.url}">${asset.title}</a> <small>${facts.join(' · ')}</small></li>`;
}
