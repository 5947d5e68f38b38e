import { renderDay } from '../library/dates.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { useOverTime } from '../usage/questions/use-over-time.ts';
import { LEAST_SHOWN, UNDER_TEN } from '../usage/snapshot/answer.ts';
import { renderNumber } from './cell.ts';
import { nameOfAsset, type ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup } from './markup.ts';
import { renderRankedBars, type Bar } from './ranked-bars.ts';

type Row = RowOf<typeof useOverTime>;

/** An asset in the last four weeks that were counted, and in the four before; null is under ten. */
interface Moved {
  name: string;
  url: string | undefined;
  before: number | null;
  now: number | null;
  by: number;
}

const bars = (list: readonly Moved[]) =>
  list.map(({ name, url, by, ...each }): Bar => ({
    name,
    url,
    value: Math.abs(by),
    more: inWords(each),
  }));

/** What moved most between the last four weeks and the four before: first what is used more, then what is used less. */
export const changeBars = figureFor(useOverTime, {
  finding: ({ rows, context }) => {
    const moved = movedIn(rows, context);
    const [most, least] = [moved[0], moved.at(-1)];
    if (most === undefined || least === undefined)
      return 'Nothing can be compared yet: four weeks more have to pass.';
    const parts = [
      ...(most.by > 0 ? [`“${most.name}” gained most, ${inWords(most)}`] : []),
      ...(least.by < 0 ? [`“${least.name}” lost most, ${inWords(least)}`] : []),
    ];
    return parts.length === 0
      ? 'No asset is used by more or by fewer reps than before.'
      : `${parts.join('; ')}.`;
  },
  headline: ({ rows, context }) => {
    const moved = movedIn(rows, context);
    const count = (isMore: boolean) => moved.filter(({ by }) => (isMore ? by > 0 : by < 0)).length;
    return moved.length === 0
      ? undefined
      : `${renderNumber(count(true))} more, ${renderNumber(count(false))} less used`;
  },
  render: ({ answer, rows, context }) => {
    const moved = movedIn(rows, context);
    const [last] = blocksOf(rows);
    const [more, less] = [moved.filter(({ by }) => by > 0), moved.filter(({ by }) => by < 0).reverse()];
    return markup`
      ${more.length === 0 ? undefined : markup`<h3 class="chart-part">Used by more reps</h3>${renderRankedBars(`${answer.title}, more`, 'Reps more', bars(more), 'chart-tone-1')}`}
      ${less.length === 0 ? undefined : markup`<h3 class="chart-part">Used by fewer reps</h3>${renderRankedBars(`${answer.title}, less`, 'Reps fewer', bars(less), 'chart-tone-2')}`}
      <p class="chart-rest">The four weeks from ${renderDay(last ?? '')}, beside the four before; all others are in the table.</p>`;
  },
});

const repsInWords = (reps: number | null): string => (reps === null ? UNDER_TEN : renderNumber(reps));

function inWords({ before, now }: Pick<Moved, 'before' | 'now'>): string {
  return `from ${repsInWords(before)} to ${repsInWords(now)}`;
}

/** First days of the blocks, newest first. */
function blocksOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.map(({ from }) => from))].sort().reverse();
}

/** Assets by how far they moved; what is under ten counts as ten, the least that it can have moved. */
function movedIn(rows: readonly Row[], context: ChartContext): Moved[] {
  const [last, before] = blocksOf(rows);
  if (last === undefined || before === undefined) return [];
  const repsIn = (block: string) =>
    new Map(
      rows.flatMap(({ asset, from, reps }) => (from === block && reps !== null ? [[asset, reps]] : [])),
    );
  const [now, then] = [repsIn(last), repsIn(before)];
  return [...new Set([...now.keys(), ...then.keys()])]
    .map((asset): Moved => {
      const [one, other] = [then.get(asset) ?? null, now.get(asset) ?? null];
      const { url } = context.assets.get(asset) ?? {};
      return {
        name: nameOfAsset(asset, context),
        url,
        before: one,
        now: other,
        by: (other ?? LEAST_SHOWN) - (one ?? LEAST_SHOWN),
      };
    })
    .sort((a, b) => b.by - a.by || (a.name < b.name ? -1 : 1));
}
