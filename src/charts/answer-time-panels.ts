import { renderDay, type Day } from '../library/dates.ts';
import type { RowOf } from '../usage/questions/question.ts';
import {
  ANSWER_GOAL_SECONDS,
  ANSWER_GOAL_SHARE,
  answerPlaces,
  timeToAnswer,
} from '../usage/questions/time-to-answer.ts';
import { renderNumber, renderShare } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { layOutWeeks, type WeekLine, type WeeklySeries } from './weekly-series.ts';

type Row = RowOf<typeof timeToAnswer>;

/** How many found an answer in time, as a share, week by week, one panel a place. */
export const answerTimePanels = figureFor(timeToAnswer, {
  finding: ({ rows, today }) => {
    const known = lastKnownWeek(rows, today);
    if (known === undefined) return undefined;
    const { week, places } = known;
    const told = places.map(({ place, share }) => `${renderShare(share ?? 0)} ${whereOf(place)}`);
    const slow = places.flatMap(({ place, share }) =>
      (share ?? 0) >= ANSWER_GOAL_SHARE ? [] : [whereOf(place)],
    );
    const isReached = slow.length === 0 ? 'reached' : `not reached ${inARow(slow)}`;
    return `In the week from ${renderDay(week)}, so many of the people mostly had their answer within ${renderNumber(ANSWER_GOAL_SECONDS)} seconds: ${inARow(told)}. The goal of ${renderShare(ANSWER_GOAL_SHARE)} is ${isReached}.`;
  },
  headline: ({ rows, today }) => {
    const first = lastKnownWeek(rows, today)?.places[0];
    return first === undefined
      ? undefined
      : `${first.place.toLowerCase()}: ${renderShare(first.share ?? 0)} within ${renderNumber(ANSWER_GOAL_SECONDS)} s`;
  },
  render: ({ rows, context, today }) =>
    renderWeekPanels([buildShares(rows, today)], context, {
      line: `share of the people with an answer within ${renderNumber(ANSWER_GOAL_SECONDS)} seconds`,
    }),
});

const WHERE: Readonly<Record<keyof typeof answerPlaces, string>> = {
  palette: 'in the search box',
  library: 'in the library',
  call: 'in call mode',
  brief: 'on a brief',
  crm: 'beside the CRM',
  agent: 'through an agent',
  page: 'on the page that a search led to',
};
const wheres = new Map(
  Object.entries(WHERE).map(([id, where]) => [
    answerPlaces[id as keyof typeof answerPlaces] as string,
    where,
  ]),
);

function whereOf(place: string): string {
  return wheres.get(place) ?? `in ${place}`;
}

const inARow = (words: readonly string[]): string => new Intl.ListFormat('en-GB').format(words);

/** The places of which something is known, in their order; those that this hub does not name come last. */
function placesOf(rows: readonly Row[]): string[] {
  const known = new Set(rows.map(({ place }) => place));
  const named: string[] = Object.values(answerPlaces);
  return [...named.filter((place) => known.has(place)), ...known.difference(new Set(named))];
}

function buildShares(rows: readonly Row[], today: Day): WeeklySeries {
  const { weeks, fullWeeks, placeOf } = layOutWeeks(rows, today, today);
  const lines = placesOf(rows).map((place): WeekLine => {
    const values: WeekLine['values'] = weeks.map(() => undefined);
    for (const row of rows)
      if (row.place === place)
        values[placeOf(row)] = row.share === null ? undefined : Math.round(100 * row.share);
    return { id: place, name: place, reps: undefined, top: 100, unit: '%', values };
  });
  return { weeks, fullWeeks, lines };
}

/** The last week that was over and that may be shown, with its places in their order. */
function lastKnownWeek(rows: readonly Row[], today: Day) {
  const { weeks, fullWeeks } = layOutWeeks(rows, today, today);
  const over = new Set(weeks.slice(0, fullWeeks));
  const shown = rows.filter(({ week, share }) => share !== null && over.has(week.slice(0, 10)));
  const week = shown
    .map((row) => row.week.slice(0, 10))
    .sort()
    .at(-1);
  if (week === undefined) return undefined;
  const ofWeek = shown.filter((row) => row.week.startsWith(week));
  return { week, places: placesOf(ofWeek).flatMap((place) => ofWeek.filter((row) => row.place === place)) };
}
