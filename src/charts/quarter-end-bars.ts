import { TAKEN_UP_WEEKS, uptakeByQuarterEnd } from '../usage/questions/uptake-by-quarter-end.ts';
import { measureHold, publishedAssets, type PublishedAsset } from '../usage/verdict/measure-hold.ts';
import { shareInterval } from '../usage/verdict/share-interval.ts';
import { renderCount, renderNumber, renderShare } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup } from './markup.ts';
import { renderBars, type Bar } from './ranked-bars.ts';

/** First and last day before a quarter end of the spans that assets are sorted into. */
const SPANS: readonly (readonly [number, number, string])[] = [
  [0, 6, 'last 7 days'],
  [7, 13, '8 to 14 days before'],
  [14, 27, '15 to 28 days before'],
  [28, Infinity, 'earlier'],
];

/** How many of the assets that came out so long before a quarter end were taken up, and what hold_days follows from it. */
export const quarterEndBars = figureFor(uptakeByQuarterEnd, {
  finding: ({ rows, context }) => propose(publishedAssets(rows), context),
  headline: ({ rows }) => {
    const { days } = measureHold(publishedAssets(rows));
    return days === null ? 'too few to say' : `${renderCount(days, 'day', 'days')} proposed`;
  },
  render: ({ answer, rows }) => {
    const published = publishedAssets(rows);
    const bars = SPANS.flatMap(([first, last, name]): Bar[] => {
      const own = published.filter(({ daysLeft }) => daysLeft >= first && daysLeft <= last);
      return own.length === 0 ? [] : [{ name, value: countTaken(own), more: sayShare(own) }];
    });
    return markup`
      ${renderBars(bars, 'Assets taken up', answer.title, 'chart-tone-1 chart-bars-words', published.length)}
      <p class="chart-rest">Taken up means that ten reps used it within ${renderNumber(TAKEN_UP_WEEKS)} weeks. In brackets is what the true share may be.</p>`;
  },
});

/** `of 12 (28% to 72%)`. */
function sayShare(assets: readonly PublishedAsset[]): string {
  const taken = countTaken(assets);
  const { low, high } = shareInterval(taken, assets.length);
  return `of ${renderNumber(assets.length)} (${renderShare(low)} to ${renderShare(high)})`;
}

function countTaken(assets: readonly PublishedAsset[]): number {
  return assets.filter(({ isTakenUp }) => isTakenUp).length;
}

/** What the numbers say about hold_days, or that they do not say anything. */
function propose(published: readonly PublishedAsset[], { holdDays }: ChartContext): string {
  const { days, pieces } = measureHold(published);
  const now = `hub.yaml holds launches for ${renderCount(holdDays, 'day', 'days')}`;
  if (days === null)
    return `Too few to say how long launches should wait, or no clear difference: ${renderCount(pieces, 'asset', 'assets')} could be compared, and ${now}.`;
  const late = published.filter(({ daysLeft }) => daysLeft < days);
  const early = published.filter(({ daysLeft }) => daysLeft >= days);
  return `The numbers propose hold_days: ${renderNumber(days)}; ${now}. Of the last ${renderCount(days, 'day', 'days')}, ${renderNumber(countTaken(late))} ${sayShare(late)} were taken up, of those before ${renderNumber(countTaken(early))} ${sayShare(early)}.`;
}
