import { renderDay, type Day } from '../library/dates.ts';
import { landedOnTheSentence } from '../usage/questions/landed-on-the-sentence.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { renderNumber, renderShare } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { layOutWeeks, type WeeklySeries } from './weekly-series.ts';

type Row = RowOf<typeof landedOnTheSentence>;

/** Of the people whom a search led into a page, the share that found there what they came for, week by week. */
export const landingPanel = figureFor(landedOnTheSentence, {
  finding: ({ rows, today }) => {
    const known = lastKnownWeek(rows, today);
    if (known === undefined) return undefined;
    return `In the week from ${renderDay(known.week)}, ${renderNumber(known.landed)} of ${renderNumber(known.people)} people who came from a search landed (${renderShare(known.share)}): they copied or rated what it led to before anything else. The others scrolled on, searched again or said that it does not help; whoever only read it is in neither number.`;
  },
  headline: ({ rows, today }) => {
    const known = lastKnownWeek(rows, today);
    return known === undefined ? undefined : `${renderShare(known.share)} landed`;
  },
  render: ({ rows, context, today }) =>
    renderWeekPanels([buildShares(rows, today)], context, { line: 'share of the people' }),
});

/** The last week that was over and that may be shown. */
function lastKnownWeek(rows: readonly Row[], today: Day) {
  const { weeks, fullWeeks, valuesOf } = layOutWeeks(rows, today, today);
  const [people, landed, shares] = [
    valuesOf((row) => row.people),
    valuesOf((row) => row.landed),
    valuesOf((row) => row.share),
  ];
  const place = shares.slice(0, fullWeeks).findLastIndex((share) => share !== undefined);
  const known = { week: weeks[place], people: people[place], landed: landed[place], share: shares[place] };
  return isWhole(known) ? known : undefined;
}

function isWhole<Known extends object>(
  known: Known,
): known is { [Name in keyof Known]: NonNullable<Known[Name]> } {
  return Object.values(known).every((value) => value !== undefined);
}

/** Shares in percent. */
function buildShares(rows: readonly Row[], today: Day): WeeklySeries {
  const { weeks, fullWeeks, valuesOf } = layOutWeeks(rows, today, today);
  const values = valuesOf(({ share }) => (share === null ? null : Math.round(100 * share)));
  const line = { id: 'landed', name: 'Landed', reps: undefined, top: 100, unit: '%' as const, values };
  return { weeks, fullWeeks, lines: [line] };
}
