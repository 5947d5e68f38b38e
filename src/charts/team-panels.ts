import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import { weeklyActiveRepsByTeam } from '../usage/questions/weekly-active-reps-by-team.ts';
import { renderNumber } from './cell.ts';
import { figureFor } from './figure.ts';
import { renderWeekPanels } from './week-panels.ts';
import { buildTeamWeeks, meanOf, type WeekLine } from './weekly-series.ts';

/** A trend compares the mean of this many full weeks with the mean of as many before them. */
const SPAN_WEEKS = 4;
/** Below this share of a team's head count a difference is not called a move. */
const MOVE = 0.05;

/**
 * One small chart a team, all of one height: the top is the whole team, so panels compare although teams differ in
 * size. The other teams are drawn behind in grey, as shares of their own head counts.
 */
export const teamPanels = figureFor(weeklyActiveRepsByTeam, {
  finding: ({ rows, context, today }) => {
    const series = buildTeamWeeks(rows, context, today);
    const single = series.lines.filter((team) => team.id !== ALL_TEAMS);
    const moves = single.flatMap((team) => moveOf(team, series.fullWeeks) ?? []);
    const [most] = moves.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
    if (most === undefined) return undefined;
    if (Math.abs(most.share) < MOVE)
      return `No team moved by more than ${String(MOVE * 100)}% of its reps between the last four full weeks and the four before.`;
    return `${most.team.name} ${most.share > 0 ? 'rose' : 'fell'} most: ${renderNumber(most.now)} reps in an average week of the last four, ${renderNumber(most.before)} in the four before.`;
  },
  headline: ({ rows, context, today }) => {
    const { lines, fullWeeks } = buildTeamWeeks(rows, context, today);
    const everybody = (
      lines.find((team) => team.id === ALL_TEAMS) ?? (lines.length === 1 ? lines[0] : undefined)
    )?.values[fullWeeks - 1];
    return everybody === undefined ? undefined : `${renderNumber(everybody)} reps last week`;
  },
  render: ({ rows, context, today }) =>
    renderWeekPanels([buildTeamWeeks(rows, context, today)], context, {
      line: 'this team',
      others: 'the other teams, by share',
      notes: 'all',
    }),
});

/** How far a team moved, as a share of its people; undefined unless all the weeks compared are known. */
function moveOf(team: WeekLine, fullWeeks: number) {
  const from = fullWeeks - 2 * SPAN_WEEKS;
  if (from < 0 || team.reps === undefined || team.reps === 0) return undefined;
  const before = meanOf(team.values.slice(from, from + SPAN_WEEKS), SPAN_WEEKS);
  const now = meanOf(team.values.slice(from + SPAN_WEEKS, fullWeeks), SPAN_WEEKS);
  return now === undefined || before === undefined
    ? undefined
    : { team, now, before, share: (now - before) / team.reps };
}
