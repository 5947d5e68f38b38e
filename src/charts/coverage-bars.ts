import { scaleLinear } from 'd3-scale';
import type { Answer } from './answer-shape.ts';
import { columnOfType, numberAt, renderNumber, renderShare, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure } from './figure.ts';
import { markup, type Markup } from './markup.ts';

interface TeamCoverage {
  name: string;
  /** Head count, undefined when neither the answer nor `hub.yaml` knows it. */
  reps: number | undefined;
  active: number | undefined;
}

/** One bar a team inside a frame as long as its head count, so that size and share are both seen. */
export const coverageBars: Figure = {
  finding: ({ answer, context }) => {
    const shown = coverageOf(answer, context).filter(isShown);
    const sorted = [...shown].sort((a, b) => a.active / a.reps - b.active / b.reps);
    const [lowest, highest] = [sorted[0], sorted.at(-1)];
    if (lowest === undefined || highest === undefined) return undefined;
    if (lowest === highest) return `${lowest.name}: ${inWords(lowest)}.`;
    return `${highest.name} is covered best, ${inWords(highest)}; ${lowest.name} least, ${inWords(lowest)}.`;
  },
  headline: ({ answer, context }) => {
    const shown = coverageOf(answer, context).filter(isShown);
    const shares = shown.map((team) => team.active / team.reps).sort((a, b) => a - b);
    const [low, high] = [shares[0], shares.at(-1)];
    if (low === undefined || high === undefined) return undefined;
    return low === high
      ? `${renderShare(low)} of the team shown`
      : `${renderShare(low)} to ${renderShare(high)} by team`;
  },
  render: ({ answer, context }) => {
    const teams = coverageOf(answer, context);
    const width = scaleLinear()
      .domain([0, Math.max(1, ...teams.map((team) => Math.max(team.reps ?? 0, team.active ?? 0)))])
      .range([0, 100]);
    const spoken = teams.map((team) => `${team.name}: ${isShown(team) ? inWords(team) : 'not shown'}`);
    return markup`
      <p class="chart-unit" aria-hidden="true">People who used the hub, out of the team's head count</p>
      <div class="chart-bars chart-bars-coverage chart-tone-1" role="img" aria-label="${answer.title} ${spoken.join('; ')}.">
        ${teams.map((team) => renderTeam(team, (value) => `${width(value).toFixed(2)}%`))}
      </div>`;
  },
};

function renderTeam(team: TeamCoverage, width: (value: number) => string): Markup {
  const { active, reps } = team;
  const withheld = active === undefined ? ' chart-bar-track-withheld' : '';
  return markup`
    <div>
      <span class="chart-bar-name">${team.name}</span>
      <svg class="chart-bar" width="100%" height="18" aria-hidden="true" focusable="false">
        ${reps === undefined ? undefined : markup`<rect class="chart-bar-track${withheld}" width="${width(reps)}" height="18" rx="3"/>`}
        ${active === undefined ? undefined : markup`<rect class="chart-bar-fill" y="4" width="${width(active)}" height="10" rx="2"/>`}
      </svg>
      <span class="chart-bar-value">${renderValue(team)}</span>
    </div>`;
}

function renderValue(team: TeamCoverage): Markup {
  const { active, reps } = team;
  if (isShown(team))
    return markup`<b>${renderShare(team.active / team.reps)}</b> <small>${renderNumber(team.active)} of ${renderNumber(team.reps)}</small>`;
  if (active !== undefined) return markup`<small>${renderNumber(active)}, head count not known</small>`;
  return markup`<small>not shown${reps === undefined ? '' : `, of ${renderNumber(reps)}`}</small>`;
}

/** Teams in the order of `hub.yaml`; a team without a row is there with nothing known. */
function coverageOf(answer: Answer, context: ChartContext): TeamCoverage[] {
  const teamAt = columnOfType(answer, 'team');
  const eligibleAt = answer.columns.findIndex(
    (column) => column.type === 'number' && /eligible|head|size/.test(column.name),
  );
  const activeAt = answer.columns.findIndex(
    (column, place) => column.type === 'number' && place !== eligibleAt,
  );
  const rows = new Map(answer.rows.map((row) => [textAt(row, teamAt), row]));
  const names = new Map(context.teams.map((team) => [team.id, team]));
  return [...new Set([...names.keys(), ...rows.keys()])]
    .filter((id) => id !== '')
    .map((id) => {
      const row = rows.get(id) ?? [];
      return {
        name: names.get(id)?.name ?? id,
        reps: numberAt(row, eligibleAt) ?? names.get(id)?.reps,
        active: numberAt(row, activeAt),
      };
    });
}

function isShown(team: TeamCoverage): team is TeamCoverage & { reps: number; active: number } {
  return team.reps !== undefined && team.reps > 0 && team.active !== undefined;
}

function inWords(team: { reps: number; active: number }): string {
  return `${renderNumber(team.active)} of ${renderNumber(team.reps)} people (${renderShare(team.active / team.reps)})`;
}
