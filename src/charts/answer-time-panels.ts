import { renderDay, type Day } from '../library/dates.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { ANSWER_GOAL_SECONDS, timeToAnswer } from '../usage/questions/time-to-answer.ts';
import { renderNumber } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { layOutWeeks, type WeekLine, type WeeklySeries } from './weekly-series.ts';

/** Seconds from the first letter to the answer, week by week: half of them, and three of four. */
export const answerTimePanels = figureFor(timeToAnswer, {
  finding: ({ rows, today }) => {
    const known = lastKnownWeek(buildTimes(rows, today));
    if (known === undefined) return undefined;
    const isReached = known.p75 < ANSWER_GOAL_SECONDS ? 'reached' : 'not reached';
    return `In the week from ${renderDay(known.week)} half of all answers were there within ${renderNumber(known.median)} seconds, three of four within ${renderNumber(known.p75)}; the goal of ${renderNumber(ANSWER_GOAL_SECONDS)} is ${isReached}.`;
  },
  headline: ({ rows, today }) => {
    const known = lastKnownWeek(buildTimes(rows, today));
    return known === undefined ? undefined : `three of four within ${renderNumber(known.p75)} s`;
  },
  render: ({ rows, context, today }) =>
    renderWeekPanels([buildTimes(rows, today)], context, { line: 'seconds' }),
});

const LINES = [
  ['median', 'Half of all answers'],
  ['p75', 'Three of four'],
] as const;

function buildTimes(rows: readonly RowOf<typeof timeToAnswer>[], today: Day): WeeklySeries {
  const { weeks, fullWeeks, valuesOf } = layOutWeeks(rows, today, today);
  const all = LINES.flatMap(([id]) => valuesOf((row) => row[id]).map((value) => value ?? 0));
  const top = Math.ceil(Math.max(ANSWER_GOAL_SECONDS, ...all) / 2) * 2;
  const lines = LINES.map(([id, name]): WeekLine => ({
    id,
    name,
    reps: undefined,
    top,
    unit: ' s',
    values: valuesOf((row) => row[id]),
  }));
  return { weeks, fullWeeks, lines };
}

/** The last week that was over and that may be shown. */
function lastKnownWeek({ weeks, fullWeeks, lines }: WeeklySeries) {
  const [medians, p75s] = lines.map(({ values }) => values.slice(0, fullWeeks));
  const place = medians?.findLastIndex((seconds) => seconds !== undefined) ?? -1;
  const [week, median, p75] = [weeks[place], medians?.[place], p75s?.[place]];
  return week === undefined || median === undefined || p75 === undefined ? undefined : { week, median, p75 };
}
