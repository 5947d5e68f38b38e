import { renderDay, type Day } from '../library/dates.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import { renderNumber, renderShare } from './cell.ts';
import type { Figure } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { layOutWeeks, type WeekLine, type WeeklySeries } from './weekly-series.ts';

/** The steps from a search to an asset, week by week; each is drawn as high as the most who ever searched. */
export const funnelPanels: Figure = {
  finding: ({ answer, today }) => {
    const known = lastKnownWeek(buildSteps(answer, today));
    if (known === undefined) return undefined;
    const { week, searched, found, opened } = known;
    const steps = [...sayStep(found, 'found something'), ...sayStep(opened, 'opened a hit')];
    return `In the week from ${renderDay(week)} ${renderNumber(searched)} people searched${steps.length === 0 ? '' : `, ${steps.join(' and ')}`}.`;
  },
  headline: ({ answer, today }) => {
    const known = lastKnownWeek(buildSteps(answer, today));
    if (known === undefined) return undefined;
    return known.opened === undefined
      ? `${renderNumber(known.searched)} searched in a week`
      : `${renderShare(known.opened / known.searched)} opened a hit`;
  },
  render: ({ answer, context, today }) =>
    renderWeekPanels([buildSteps(answer, today)], context, { line: 'people in a week' }),
};

const STEPS = [
  ['people', 'Searched'],
  ['found', 'Found something'],
  ['opened', 'Opened a hit'],
] as const;

function sayStep(people: number | undefined, done: string): string[] {
  return people === undefined ? [] : [`${renderNumber(people)} ${done}`];
}

function buildSteps(answer: Answer, today: Day): WeeklySeries {
  const { weeks, fullWeeks, valuesOf } = layOutWeeks(answer, today, today);
  const searched = valuesOf('people');
  const most = Math.max(1, ...searched.map((people) => people ?? 0));
  const lines = STEPS.map(([id, name]): WeekLine => {
    const line = { id, name, reps: undefined, top: most, values: valuesOf(id) };
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
