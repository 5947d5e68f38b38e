import { renderDay, type Day } from '../library/dates.ts';
import { stepOf } from '../usage/questions/columns.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { searchToOpen } from '../usage/questions/search-to-open.ts';
import { renderNumber, renderShare } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { layOutWeeks, type WeekLine, type WeeklySeries } from './weekly-series.ts';

/** The steps from a search to an asset, week by week; each is drawn as high as the most who ever searched. */
export const funnelPanels = figureFor(searchToOpen, {
  finding: ({ rows, today }) => {
    const known = lastKnownWeek(buildSteps(rows, today));
    if (known === undefined) return undefined;
    const { week, searched, found, opened } = known;
    const steps = [...sayStep(found, 'found something'), ...sayStep(opened, 'opened a hit')];
    return `In the week from ${renderDay(week)} ${renderNumber(searched)} people searched${steps.length === 0 ? '' : `, ${steps.join(' and ')}`}.`;
  },
  headline: ({ rows, today }) => {
    const known = lastKnownWeek(buildSteps(rows, today));
    if (known === undefined) return undefined;
    return known.opened === undefined
      ? `${renderNumber(known.searched)} searched in a week`
      : `${renderShare(stepOf(known.opened, known.searched))} opened a hit`;
  },
  render: ({ rows, context, today }) =>
    renderWeekPanels([buildSteps(rows, today)], context, { line: 'people in a week' }),
});

const STEPS = [
  ['people', 'Searched'],
  ['found', 'Found something'],
  ['opened', 'Opened a hit'],
] as const;

function sayStep(people: number | undefined, done: string): string[] {
  return people === undefined ? [] : [`${renderNumber(people)} ${done}`];
}

function buildSteps(rows: readonly RowOf<typeof searchToOpen>[], today: Day): WeeklySeries {
  const { weeks, fullWeeks, valuesOf } = layOutWeeks(rows, today, today);
  const searched = valuesOf(({ people }) => people);
  const most = Math.max(1, ...searched.map((people) => people ?? 0));
  const lines = STEPS.map(([id, name]): WeekLine => {
    const line = { id, name, reps: undefined, top: most, values: valuesOf((row) => row[id]) };
    return id === 'people' ? line : { ...line, of: searched };
  });
  return { weeks, fullWeeks, lines };
}

/** The last week that was over and of which it is known how many searched. */
function lastKnownWeek({ weeks, fullWeeks, lines }: WeeklySeries) {
  const [searches, finds, opens] = lines.map(({ values }) => values.slice(0, fullWeeks));
  const place = searches?.findLastIndex((people) => people !== undefined) ?? -1;
  const [week, searched] = [weeks[place], searches?.[place]];
  return week === undefined || searched === undefined
    ? undefined
    : { week, searched, found: finds?.[place], opened: opens?.[place] };
}
