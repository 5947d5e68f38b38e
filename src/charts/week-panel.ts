import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { addDays, daysBetween, renderDay, type Day } from '../library/dates.ts';
import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import { renderCount, renderNumber } from './cell.ts';
import { markup, type Markup } from './markup.ts';
import type { NotedWeek } from './noted-weeks.ts';
import type { WeekLine, WeeklySeries } from './weekly-series.ts';

/** A panel in units of its own drawing; it is shown at about this size, so text stays readable at 360 px. */
const WIDTH = 320;
const HEIGHT = 154;
const LEFT = 30;
const RIGHT = WIDTH - 32;
const TOP = 26;
const BOTTOM = HEIGHT - 20;
/** More month names than this run into each other. */
const MONTHS = 6;
/** From the middle of one number of a noted week to that of the next. */
const NUMBER_ROOM = 15;

type Values = readonly (number | undefined)[];

/** Where weeks and people lie in one panel. */
interface Frame {
  x: (week: number) => number;
  y: (people: number) => number;
  /** People at the top line: the head count, or more when more were active. */
  top: number;
}

/** The weeks of one line in front of those of the others, or a sentence where no week may be shown. */
export function renderWeekPanel(
  team: WeekLine,
  series: WeeklySeries,
  quarterEnds: readonly Day[],
  marks: readonly NotedWeek[] = [],
): Markup {
  const { weeks, fullWeeks, lines } = series;
  if (team.values.every((value) => value === undefined)) return renderUnderTen(team);

  const frame = openFrame(team, weeks.length);
  const { x, y, top } = frame;
  const full = team.values.map((value, week) => (week < fullWeeks ? value : undefined));
  const last = full.findLastIndex(isKnown);
  const under = area<number | undefined>(
    (_, week) => x(week),
    y(0),
    (value) => y(value ?? 0),
  )
    .defined(isKnown)
    .digits(1);
  const others = lines.filter((other) => other.id !== team.id && other.id !== ALL_TEAMS);
  return markup`
    <div class="chart-panel">
      <h3>${team.name} <span>${renderNow(team, last, fullWeeks)}</span></h3>
      <svg class="chart-lines" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${nameOf(team, series)}">
        ${gapsOf(team.values).map(([from, to]) => renderGap(from, to, frame))}
        ${[0, top / 2, top].map((people) => renderGridLine(people, y(people), team.unit))}
        ${quarterEnds.map((day) => renderQuarterEnd(day, x(weeksFrom(weeks, day))))}
        ${renderNoted(marks, frame)}
        ${monthsOf(weeks).map((day) => renderTick(monthOf(day), x(weeksFrom(weeks, day)), HEIGHT - 5))}
        ${others.map((other) => renderOther(other, team, fullWeeks, frame))}
        <path class="chart-area" d="${under(full) ?? ''}"/>
        <path class="chart-line" d="${pathOf(full, frame)}"/>
        ${lonelyWeeks(full).map((week) => renderDot(week, full[week] ?? 0, 2, frame))}
        ${last === -1 ? undefined : renderDot(last, full[last] ?? 0, 3, frame)}
        ${renderLabel(team, last, frame)}
      </svg>
    </div>`;
}

function openFrame(team: WeekLine, weeks: number): Frame {
  const top = Math.max(1, team.top ?? team.reps ?? 0, ...team.values.map((value) => value ?? 0));
  const x = scaleLinear()
    .domain([0, Math.max(1, weeks - 1)])
    .range([LEFT, RIGHT]);
  const y = scaleLinear().domain([0, top]).range([BOTTOM, TOP]);
  return { x: (week) => x(week), y: (people) => y(people), top };
}

function pathOf(values: Values, { x, y }: Frame): string {
  const path = line<number | undefined>(
    (_, week) => x(week),
    (value) => y(value ?? 0),
  );
  return path.defined(isKnown).digits(1)(values) ?? '';
}

function renderGap(from: number, to: number, { x }: Frame): Markup {
  const half = (x(1) - x(0)) / 2;
  const left = Math.max(LEFT, x(from) - half);
  const width = Math.min(RIGHT, x(to) + half) - left;
  return markup`<rect class="chart-gap" x="${fixed(left)}" y="${TOP}" width="${fixed(width)}" height="${BOTTOM - TOP}"/>`;
}

function renderGridLine(people: number, y: number, unit: WeekLine['unit']): Markup {
  const tick = Number.isInteger(people)
    ? markup`<text class="chart-tick chart-tick-end" x="${LEFT - 5}" y="${fixed(y + 3.5)}">${renderNumber(people)}${unit}</text>`
    : undefined;
  return markup`<line class="chart-grid" x1="${LEFT}" x2="${RIGHT}" y1="${fixed(y)}" y2="${fixed(y)}"/>${tick}`;
}

function renderQuarterEnd(day: Day, x: number): Markup {
  const line = markup`<line class="chart-quarter" x1="${fixed(x)}" x2="${fixed(x)}" y1="${TOP - 5}" y2="${BOTTOM}"/>`;
  return markup`${line}${renderTick(renderDay(day).split(' ').slice(0, 2).join(' '), x, TOP - 8)}`;
}

/** Weeks in which something happened; the list under the panels says what. A number that would touch the last one is left out. */
function renderNoted(marks: readonly NotedWeek[], { x }: Frame): Markup[] {
  let free = -Infinity;
  return marks.map(({ number, week }) => {
    const at = x(week);
    const hasRoom = at >= free;
    if (hasRoom) free = at + NUMBER_ROOM;
    const line = markup`<line class="chart-noted" x1="${fixed(at)}" x2="${fixed(at)}" y1="${TOP}" y2="${TOP + 7}"/>`;
    return hasRoom
      ? markup`${line}<text class="chart-tick chart-tick-middle chart-noted-number" x="${fixed(at)}" y="${TOP + 18}">${number}</text>`
      : line;
  });
}

function renderTick(words: string, x: number, y: number): Markup {
  return markup`<text class="chart-tick chart-tick-middle" x="${fixed(x)}" y="${y}">${words}</text>`;
}

function renderOther(other: WeekLine, team: WeekLine, fullWeeks: number, frame: Frame): Markup | undefined {
  const [theirs, ours] = [other.reps ?? 0, team.reps ?? 0];
  if (theirs === 0 || ours === 0) return undefined;
  const scaled = other.values.map((value, week) =>
    value === undefined || week >= fullWeeks ? undefined : Math.min(frame.top, (value / theirs) * ours),
  );
  const path = pathOf(scaled, frame);
  return path === '' ? undefined : markup`<path class="chart-line-other" d="${path}"/>`;
}

function renderDot(week: number, people: number, radius: number, { x, y }: Frame): Markup {
  return markup`<circle class="chart-dot" cx="${fixed(x(week))}" cy="${fixed(y(people))}" r="${radius}"/>`;
}

/** The number of the last week that is known, beside its dot. */
function renderLabel({ values, unit }: WeekLine, lastFull: number, { x, y }: Frame): Markup {
  const people = values[lastFull] ?? 0;
  return markup`<text class="chart-label" x="${fixed(x(lastFull) + 7)}" y="${fixed(y(people) + 4)}">${renderNumber(people)}${unit}</text>`;
}

function renderUnderTen(team: WeekLine): Markup {
  return markup`<div class="chart-panel"><h3>${team.name}</h3><p class="chart-panel-empty">Under 10 in every week, which can be nobody.</p></div>`;
}

function renderNow(team: WeekLine, lastFull: number, fullWeeks: number): string {
  const people = team.values[lastFull];
  if (people === undefined || lastFull !== fullWeeks - 1) return '';
  const of = team.of === undefined ? team.reps : team.of[lastFull];
  // Rounding may go beyond the seats of a team.
  return `${renderNumber(Math.min(people, of ?? people))}${team.unit ?? ''}${of === undefined ? '' : ` of ${renderNumber(of)}`} ${team.when ?? 'last week'}`;
}

function nameOf(team: WeekLine, { weeks, fullWeeks }: WeeklySeries): string {
  const full = team.values.slice(0, fullWeeks);
  const known = full.filter(isKnown);
  const of = team.reps === undefined ? '' : ` of ${renderNumber(team.reps)}`;
  const range =
    known.length === 0
      ? 'no full week shown'
      : `between ${renderNumber(Math.min(...known))} and ${renderNumber(Math.max(...known))}${team.unit ?? `${of} reps`} a week`;
  const gaps = full.length - known.length;
  const left = gaps === 0 ? '' : `; ${renderCount(gaps, 'week', 'weeks')} under 10`;
  return `${team.name}: ${range}, ${renderDay(weeks[0] ?? '')} to ${renderDay(addDays(weeks.at(-1) ?? '', 6))}${left}`;
}

/** Runs of weeks with nothing to show, as first and last place. */
function gapsOf(values: Values): [number, number][] {
  const gaps: [number, number][] = [];
  values.forEach((value, week) => {
    if (value !== undefined) return;
    const open = gaps.at(-1);
    if (open !== undefined && open[1] === week - 1) open[1] = week;
    else gaps.push([week, week]);
  });
  return gaps;
}

/** Weeks with a value between two gaps: a line has no length there, so they need a dot. */
function lonelyWeeks(values: Values): number[] {
  return values.flatMap((value, week) =>
    value !== undefined && values[week - 1] === undefined && values[week + 1] === undefined ? [week] : [],
  );
}

/** First days of months inside the weeks, so many of them that their names fit. */
function monthsOf(weeks: readonly Day[]): Day[] {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const months: Day[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) if (day.endsWith('-01')) months.push(day);
  const every = Math.ceil(months.length / MONTHS);
  return months.filter((_, place) => place % every === 0);
}

/** The short name of a day's month. */
function monthOf(day: Day): string {
  return renderDay(day).split(' ')[1] ?? '';
}

/** How many weeks after the first one a day lies, with a fraction. */
function weeksFrom(weeks: readonly Day[], day: Day): number {
  return daysBetween(weeks[0] ?? day, day) / 7;
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined;
}

function fixed(value: number): string {
  return value.toFixed(1);
}
