import { addDays, type Day } from '../library/dates.ts';
import { ALL_TEAMS } from '../usage/questions/weekly-active-reps-by-team.ts';
import { renderNumber } from './cell.ts';
import type { Figure } from './figure.ts';
import { markup, type Markup } from './markup.ts';
import { renderTeamPanel } from './team-panel.ts';
import { buildWeeklySeries, meanOf, type TeamSeries, type WeeklySeries } from './weekly-series.ts';

/** A trend compares the mean of this many full weeks with the mean of as many before them. */
const SPAN_WEEKS = 4;
/** Below this share of a team's head count a difference is not called a move. */
const MOVE = 0.05;

/**
 * One small chart a team, all of one height: the top is the whole team, so panels compare although teams differ in
 * size. The other teams are drawn behind in grey, as shares of their own head counts.
 */
export const teamPanels: Figure = {
  finding: ({ answer, context, today }) => {
    const series = buildWeeklySeries(answer, context, today);
    const single = series.teams.filter((team) => team.id !== ALL_TEAMS);
    const moves = single.flatMap((team) => moveOf(team, series.fullWeeks) ?? []);
    const [most] = moves.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
    if (most === undefined) return undefined;
    if (Math.abs(most.share) < MOVE)
      return `No team moved by more than ${String(MOVE * 100)}% of its reps between the last four full weeks and the four before.`;
    return `${most.team.name} ${most.share > 0 ? 'rose' : 'fell'} most: ${renderNumber(most.now)} reps in an average week of the last four, ${renderNumber(most.before)} in the four before.`;
  },
  headline: ({ answer, context, today }) => {
    const { teams, fullWeeks } = buildWeeklySeries(answer, context, today);
    const everybody = teams.find((team) => team.id === ALL_TEAMS)?.values[fullWeeks - 1];
    return everybody === undefined ? undefined : `${renderNumber(everybody)} reps last week`;
  },
  render: ({ answer, context, today }) => {
    const series = buildWeeklySeries(answer, context, today);
    const quarterEnds = quarterEndsWithin(series, context.quarterEnds);
    return markup`
      <div class="chart-panels">${series.teams.map((team) => renderTeamPanel(team, series, quarterEnds))}</div>
      ${renderKey(series, quarterEnds.length > 0)}`;
  },
};

/** How far a team moved, as a share of its people; undefined unless all the weeks compared are known. */
function moveOf(team: TeamSeries, fullWeeks: number) {
  const from = fullWeeks - 2 * SPAN_WEEKS;
  if (from < 0 || team.reps === undefined || team.reps === 0) return undefined;
  const before = meanOf(team.values.slice(from, from + SPAN_WEEKS), SPAN_WEEKS);
  const now = meanOf(team.values.slice(from + SPAN_WEEKS, fullWeeks), SPAN_WEEKS);
  return now === undefined || before === undefined
    ? undefined
    : { team, now, before, share: (now - before) / team.reps };
}

function quarterEndsWithin({ weeks }: WeeklySeries, quarterEnds: readonly Day[]): Day[] {
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined) return [];
  return quarterEnds.filter((day) => day >= first && day < addDays(last, 7));
}

/** Explains only what is drawn. */
function renderKey({ weeks, fullWeeks, teams }: WeeklySeries, hasQuarters: boolean): Markup {
  const drawn = teams.filter((team) => team.values.some((value) => value !== undefined));
  const hasGaps = drawn.some((team) => team.values.includes(undefined));
  const line = markup`<line class="chart-line" x1="1" y1="5" x2="15" y2="5"/>`;
  const open = markup`<circle class="chart-dot-open" cx="19" cy="5" r="2.5"/>`;
  const other = markup`<line class="chart-line-other" x1="1" y1="5" x2="23" y2="5"/>`;
  const gap = markup`<rect class="chart-gap" width="24" height="10"/>`;
  const quarter = markup`<line class="chart-quarter" x1="12" y1="0" x2="12" y2="10"/>`;
  return markup`
    <ul class="chart-key">
      ${fullWeeks < weeks.length ? renderMark([line, open], 'this team; open dot: the week is not over') : renderMark([line], 'this team')}
      ${drawn.length > 1 ? renderMark([other], 'the other teams, by share') : undefined}
      ${hasGaps ? renderMark([gap], 'not shown: too few people, or no use') : undefined}
      ${hasQuarters ? renderMark([quarter], 'end of a sales quarter') : undefined}
    </ul>`;
}

function renderMark(drawing: readonly Markup[], meaning: string): Markup {
  return markup`
    <li><svg class="chart-key-mark" viewBox="0 0 24 10" aria-hidden="true">${drawing}</svg>${meaning}</li>`;
}
