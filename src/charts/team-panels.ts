import { scaleLinear } from 'd3-scale';
import { area, line } from 'd3-shape';
import { addDays, daysBetween, renderDay, type Day } from '../library/dates.ts';
import { renderNumber } from './cell.ts';
import type { Figure } from './figure.ts';
import { html, type Markup } from './markup.ts';
import { buildWeeklySeries, meanOf, type TeamSeries, type WeeklySeries } from './weekly-series.ts';

/** One panel in units of its own drawing; it is shown at about this size, so text stays readable at 360 px. */
const WIDTH = 320;
const HEIGHT = 154;
const INSIDE = { left: 26, right: 26, top: 26, bottom: 20 };
/** A trend compares the mean of this many full weeks with the mean of as many before them. */
const SPAN = 4;
/** Below this share of a team's head count a difference is not called a move. */
const MOVE = 0.05;

/**
 * One small chart a team, all of one height: the top is the whole team, so panels compare although teams differ in
 * size. The other teams are drawn behind in grey, as shares of their own head counts.
 */
export const teamPanels: Figure = {
  finding: ({ answer, context, today }) => {
    const series = buildWeeklySeries(answer, context, today);
    const moves = series.teams.flatMap((team) => moveOf(team, series.fullWeeks) ?? []);
    const [most] = moves.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
    if (most === undefined) return undefined;
    if (Math.abs(most.share) < MOVE)
      return `No team moved by more than ${String(MOVE * 100)}% of its people between the last ${words(SPAN)} full weeks and the ${words(SPAN)} before.`;
    return `${most.team.name} ${most.share > 0 ? 'rose' : 'fell'} most: ${renderNumber(most.now)} people in an average week of the last ${words(SPAN)}, ${renderNumber(most.before)} in the ${words(SPAN)} before.`;
  },
  headline: ({ answer, context, today }) => {
    const { teams } = buildWeeklySeries(answer, context, today);
    const shown = teams.filter((team) => team.values.some((value) => value !== undefined)).length;
    return `${renderNumber(shown)} of ${renderNumber(teams.length)} teams shown`;
  },
  render: ({ answer, context, today }) => {
    const series = buildWeeklySeries(answer, context, today);
    const ends = context.quarterEnds.filter(
      (day) => day >= (series.weeks[0] ?? '') && day < addDays(series.weeks.at(-1) ?? '0000-01-01', 7),
    );
    return html`<div class="chart-panels">${series.teams.map((team) => renderPanel(team, series, ends))}</div>
<ul class="chart-key">
<li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true"><line class="chart-line" x1="1" y1="5" x2="15" y2="5"/><circle class="chart-dot-open" cx="19" cy="5" r="2.5"/></svg>this team; open dot: the week is not over</li>
<li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true"><line class="chart-line-other" x1="1" y1="5" x2="23" y2="5"/></svg>the other teams, by share</li>
<li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true"><rect class="chart-gap" width="24" height="10"/></svg>fewer than five people, or no use</li>
${ends.length > 0 ? html`<li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true"><line class="chart-quarter" x1="12" y1="0" x2="12" y2="10"/></svg>end of a sales quarter</li>` : undefined}
</ul>`;
  },
};

function moveOf(team: TeamSeries, fullWeeks: number) {
  const now = meanOf(team.values.slice(Math.max(0, fullWeeks - SPAN), fullWeeks), SPAN);
  const from = fullWeeks - 2 * SPAN;
  const before = from < 0 ? undefined : meanOf(team.values.slice(from, from + SPAN), SPAN);
  if (now === undefined || before === undefined || team.reps === undefined || team.reps === 0)
    return undefined;
  return { team, now, before, share: (now - before) / team.reps };
}

function renderPanel(team: TeamSeries, series: WeeklySeries, quarterEnds: readonly Day[]): Markup {
  const { weeks, fullWeeks } = series;
  const first = weeks[0] ?? '';
  const x = scaleLinear()
    .domain([0, Math.max(1, weeks.length - 1)])
    .range([INSIDE.left, WIDTH - INSIDE.right]);
  const xOfDay = (day: Day) => x(daysBetween(first, day) / 7);
  const top = Math.max(1, team.reps ?? 0, ...team.values.map((value) => value ?? 0));
  const y = scaleLinear().domain([0, top]).range([HEIGHT - INSIDE.bottom, INSIDE.top]);

  const lastKnown = team.values.findLastIndex((value) => value !== undefined);
  if (lastKnown === -1) return renderWithheldPanel(team);
  const full = team.values.map((value, week) => (week < fullWeeks ? value : undefined));
  const lastFull = full.findLastIndex((value) => value !== undefined);
  const label = lastFull === -1 ? lastKnown : lastFull;

  const path = line<number | undefined>((_, week) => x(week), (value) => y(value ?? 0)).defined(isKnown).digits(1);
  const under = area<number | undefined>((_, week) => x(week), y(0), (value) => y(value ?? 0)).defined(isKnown).digits(1);
  const step = x(1) - x(0);

  return html`<div class="chart-panel">
<h3>${team.name} <span>${renderNow(team, lastFull, fullWeeks)}</span></h3>
<svg class="chart-lines" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${nameOfPanel(team, series)}">
${gapsOf(team.values).map(([from, to]) => {
  const left = Math.max(INSIDE.left, x(from) - step / 2);
  const right = Math.min(WIDTH - INSIDE.right, x(to) + step / 2);
  return html`<rect class="chart-gap" x="${left.toFixed(1)}" y="${INSIDE.top}" width="${(right - left).toFixed(1)}" height="${y(0) - INSIDE.top}"/>`;
})}
${[0, top / 2, top].map(
  (value) => html`<line class="chart-grid" x1="${INSIDE.left}" x2="${WIDTH - INSIDE.right}" y1="${y(value)}" y2="${y(value)}"/>${Number.isInteger(value) ? html`<text class="chart-tick chart-tick-end" x="${INSIDE.left - 5}" y="${y(value) + 3.5}">${renderNumber(value)}</text>` : undefined}`,
)}
${quarterEnds.map((day) => html`<line class="chart-quarter" x1="${xOfDay(day).toFixed(1)}" x2="${xOfDay(day).toFixed(1)}" y1="${INSIDE.top - 5}" y2="${y(0)}"/><text class="chart-tick chart-tick-middle" x="${xOfDay(day).toFixed(1)}" y="${INSIDE.top - 8}">${shortDay(day)}</text>`)}
${monthTicks(weeks).map(({ day, label: month }) => html`<text class="chart-tick chart-tick-middle" x="${xOfDay(day).toFixed(1)}" y="${HEIGHT - 5}">${month}</text>`)}
${series.teams.filter((other) => other.id !== team.id && other.reps !== undefined && other.reps > 0).map((other) => {
  const share = other.values.map((value, week) =>
    value === undefined || week >= fullWeeks ? undefined : Math.min(top, (value / (other.reps ?? 1)) * (team.reps ?? top)),
  );
  const drawn = path(share) ?? '';
  return drawn === '' || team.reps === undefined ? undefined : html`<path class="chart-line-other" d="${drawn}"/>`;
})}
<path class="chart-area" d="${under(full) ?? ''}"/>
<path class="chart-line" d="${path(full) ?? ''}"/>
${lonely(full).map((week) => html`<circle class="chart-dot" cx="${x(week).toFixed(1)}" cy="${y(full[week] ?? 0).toFixed(1)}" r="2"/>`)}
${renderUnfinished(team.values, lastFull, lastKnown, x, y)}
${lastFull === -1 ? undefined : html`<circle class="chart-dot" cx="${x(lastFull).toFixed(1)}" cy="${y(full[lastFull] ?? 0).toFixed(1)}" r="3"/>`}
<text class="chart-label" x="${(x(lastKnown) + 7).toFixed(1)}" y="${(y(team.values[label] ?? 0) + 4).toFixed(1)}">${renderNumber(team.values[label] ?? 0)}</text>
</svg>
</div>
`;
}

/** The week that is not over hangs on by a dashed line, so that it is not read as a fall. */
function renderUnfinished(
  values: readonly (number | undefined)[],
  lastFull: number,
  lastKnown: number,
  x: (week: number) => number,
  y: (value: number) => number,
): Markup | undefined {
  if (lastKnown <= lastFull) return undefined;
  const at = { x: x(lastKnown).toFixed(1), y: y(values[lastKnown] ?? 0).toFixed(1) };
  const from = values[lastKnown - 1];
  return html`${from === undefined ? undefined : html`<line class="chart-line chart-line-open" x1="${x(lastKnown - 1).toFixed(1)}" y1="${y(from).toFixed(1)}" x2="${at.x}" y2="${at.y}"/>`}<circle class="chart-dot-open" cx="${at.x}" cy="${at.y}" r="2.5"/>`;
}

function renderWithheldPanel(team: TeamSeries): Markup {
  const reason =
    team.reps !== undefined && team.reps < 5
      ? `The team has ${renderNumber(team.reps)} people: too few to show.`
      : 'No week with five people or more.';
  return html`<div class="chart-panel">
<h3>${team.name}</h3>
<p class="chart-panel-empty">${reason}</p>
</div>
`;
}

function renderNow(team: TeamSeries, lastFull: number, fullWeeks: number): string {
  const value = team.values[lastFull];
  if (value === undefined || lastFull !== fullWeeks - 1) return '';
  return team.reps === undefined
    ? `${renderNumber(value)} last week`
    : `${renderNumber(value)} of ${renderNumber(team.reps)} last week`;
}

function nameOfPanel(team: TeamSeries, { weeks, fullWeeks }: WeeklySeries): string {
  const known = team.values.slice(0, fullWeeks).filter(isKnown);
  const gaps = team.values.slice(0, fullWeeks).length - known.length;
  const range =
    known.length === 0
      ? 'no full week shown'
      : `between ${renderNumber(Math.min(...known))} and ${renderNumber(Math.max(...known))}${team.reps === undefined ? '' : ` of ${renderNumber(team.reps)}`} people a week`;
  return `${team.name}: ${range}, ${renderDay(weeks[0] ?? '')} to ${renderDay(addDays(weeks.at(-1) ?? '', 6))}${gaps === 0 ? '' : `; ${renderNumber(gaps)} weeks not shown`}`;
}

/** Runs of weeks with nothing to show, as first and last place. */
function gapsOf(values: readonly (number | undefined)[]): [number, number][] {
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
function lonely(values: readonly (number | undefined)[]): number[] {
  return values.flatMap((value, week) =>
    value !== undefined && values[week - 1] === undefined && values[week + 1] === undefined ? [week] : [],
  );
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'short', timeZone: 'UTC' });

/** First days of months inside the weeks, at most six of them. */
function monthTicks(weeks: readonly Day[]): { day: Day; label: string }[] {
  const last = weeks.at(-1);
  let day = weeks[0];
  if (day === undefined || last === undefined) return [];
  const ticks: { day: Day; label: string }[] = [];
  for (; day <= last; day = addDays(day, 1)) {
    if (day.endsWith('-01')) ticks.push({ day, label: MONTH.format(new Date(day)).replace('Sept', 'Sep') });
  }
  const every = Math.ceil(ticks.length / 6);
  return ticks.filter((_, index) => index % every === 0);
}

function shortDay(day: Day): string {
  return renderDay(day).replace(/ \d{4}$/, '');
}

function isKnown(value: number | undefined): value is number {
  return value !== undefined;
}

function words(count: number): string {
  return ['no', 'one', 'two', 'three', 'four', 'five', 'six'][count] ?? String(count);
}
