import { scaleLinear } from 'd3-scale';
import type { Answer } from './answer-shape.ts';
import { columnOfType, numberAt, renderNumber, renderShare, textAt } from './cell.ts';
import type { ChartContext } from './context.ts';
import type { Figure } from './figure.ts';
import { html } from './markup.ts';

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
    const percent = (value: number) => `${width(value).toFixed(2)}%`;
    const spoken = teams.map((team) => `${team.name}: ${isShown(team) ? inWords(team) : 'not shown'}`).join('; ');
    return html`<p class="chart-unit" aria-hidden="true">People who used the hub, out of the team's head count</p>
<div class="chart-bars chart-bars-coverage chart-tone-1" role="img" aria-label="${answer.title}. ${spoken}.">${teams.map(
      (team) => html`<div>
<span class="chart-bar-name">${team.name}</span>
<svg class="chart-bar" width="100%" height="18" aria-hidden="true" focusable="false">${team.reps === undefined ? undefined : html`<rect class="${team.active === undefined ? 'chart-bar-track chart-bar-track-withheld' : 'chart-bar-track'}" width="${percent(team.reps)}" height="18" rx="3"/>`}${team.active === undefined ? undefined : html`<rect class="chart-bar-fill" y="4" width="${percent(team.active)}" height="10" rx="2"/>`}</svg>
<span class="chart-bar-value">${isShown(team) ? html`<b>${renderShare(team.active / team.reps)}</b> <small>${renderNumber(team.active)} of ${renderNumber(team.reps)}</small>` : html`<small>${team.active === undefined ? `not shown${team.reps === undefined ? '' : `, of ${renderNumber(team.reps)}`}` : `${renderNumber(team.active)}, head count not known`}</small>`}</span>
</div>
`,
    )}</div>`;
  },
};

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
  return [...new Set([...names.keys(), ...rows.keys()])].filter((id) => id !== '').map((id) => {
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
