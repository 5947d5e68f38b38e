import { NO_TEAM, teamsOf } from '../usage/privacy/team-groups.ts';
import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import { carriedIntoCalls } from '../usage/questions/carried-into-calls.ts';
import { productsByTeam } from '../usage/questions/products-by-team.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { UNDER_TEN } from '../usage/snapshot/answer.ts';
import { nameOf } from '../library/name-of.ts';
import { renderList } from '../library/render-list.ts';
import { renderCount, renderNumber, renderShare } from './cell.ts';
import { sayWays } from '../usage/report/say-carried.ts';
import { nameOfTeam } from '../usage/report/team-name.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup, type Markup } from './markup.ts';

/** Cells are shaded in so many steps. */
const SHADES = 4;

type Used = RowOf<typeof productsByTeam>;

/** Teams beside products: how many reps of each carried each into calls, and by which way. */
export const carriedGrid = figureFor(carriedIntoCalls, {
  finding: ({ rows, context }) => {
    const [most] = ofAll(rows, ({ carried }) => carried);
    if (most === undefined) return undefined;
    const teams = rows
      .filter(({ product, team, carried }) => product === most.product && isTeam(team) && carried !== null)
      .map(({ team }) => nameOfTeam(team, context));
    const by = teams.length === 0 ? 'no team alone reaches ten' : `by ${renderList(teams)}`;
    return `${nameOf(context.products, most.product)} is carried into calls most: ${renderCount(most.carried ?? 0, 'rep', 'reps')}, ${by}.`;
  },
  headline: ({ rows, context }) => {
    const [most] = ofAll(rows, ({ carried }) => carried);
    return (
      most && `${nameOf(context.products, most.product)}: ${renderCount(most.carried ?? 0, 'rep', 'reps')}`
    );
  },
  render: ({ answer, rows, context }) => {
    const cells = rows.map(({ product, team, carried }) => ({
      product,
      team,
      value: carried,
      says: renderNumber(carried ?? 0),
    }));
    const ways = ofAll(rows, ({ carried }) => carried).map(
      (row) => markup`<li><b>${nameOf(context.products, row.product)}</b> ${sayWays(row)}</li>`,
    );
    return markup`
      ${renderGrid(answer.title, cells, context)}
      <p class="chart-rest">A number is of reps, rounded. An empty cell is ${UNDER_TEN}, which can be nobody.</p>
      <ul class="chart-fillers">${ways}</ul>`;
  },
});

/** Teams beside products: the share of each team that used something about it. */
export const productTeamGrid = figureFor(productsByTeam, {
  finding: ({ rows, context }) => {
    const known = rows.flatMap((row) =>
      isTeam(row.team) && row.share !== null ? [{ ...row, share: row.share }] : [],
    );
    const [most] = known.toSorted((a, b) => b.share - a.share);
    const unseen = rows.filter(({ team, reps }) => isTeam(team) && reps === null).length;
    if (most === undefined) return undefined;
    const gaps =
      unseen === 0
        ? ''
        : ` ${renderCount(unseen, 'pair of product and team is', 'pairs of product and team are')} ${UNDER_TEN}.`;
    return `${nameOfTeam(most.team, context)} uses ${nameOf(context.products, most.product)} most, ${renderShare(most.share)} of the team.${gaps}`;
  },
  headline: ({ rows }) => {
    const teams = rows.filter(({ team }) => isTeam(team));
    const used = teams.filter(({ reps }) => reps !== null);
    return `${renderNumber(used.length)} of ${renderNumber(teams.length)} pairs of product and team in use`;
  },
  render: ({ answer, rows, context }) => {
    const cells = rows.map(({ product, team, reps, share }: Used) => ({
      product,
      team,
      value: share ?? (reps === null ? null : 0),
      says: share === null ? renderNumber(reps ?? 0) : renderShare(share),
    }));
    return markup`
      ${renderGrid(answer.title, cells, context)}
      <p class="chart-rest">A share is of the seats of the team, from rounded numbers. An empty cell is ${UNDER_TEN}, which can be nobody. Where nobody knows the seats it is the number of reps.</p>`;
  },
});

/** Rows of everybody that can be shown, the largest first. */
function ofAll<Row extends { team: string; product: string }>(
  rows: readonly Row[],
  valueOf: (row: Row) => number | null,
): Row[] {
  return rows
    .filter((row) => row.team === ALL_TEAMS && valueOf(row) !== null)
    .sort((a, b) => (valueOf(b) ?? 0) - (valueOf(a) ?? 0));
}

const isTeam = (team: string): boolean => team !== ALL_TEAMS && team !== NO_TEAM;

interface GridCell {
  product: string;
  team: string;
  /** Null where they are under ten. */
  value: number | null;
  says: string;
}

function renderGrid(title: string, cells: readonly GridCell[], context: ChartContext): Markup {
  const products = context.products.filter(({ id }) => cells.some(({ product }) => product === id));
  const place = (id: string) =>
    id === ALL_TEAMS ? -1 : context.teams.findIndex((team) => team.id === teamsOf(id)[0]);
  const known = new Map(cells.map((cell) => [`${cell.team} ${cell.product}`, cell]));
  const isShown = (team: string) =>
    team !== NO_TEAM || products.some(({ id }) => known.get(`${team} ${id}`)?.value != null);
  const teams = [...new Set(cells.map(({ team }) => team))]
    .filter(isShown)
    .sort((a, b) => (a === NO_TEAM ? 1 : b === NO_TEAM ? -1 : place(a) - place(b)));
  const most = Math.max(0.01, ...cells.filter(({ team }) => isTeam(team)).map(({ value }) => value ?? 0));
  const renderOne = (cell: GridCell | undefined) =>
    cell === undefined || cell.value === null
      ? markup`<td class="gap">${UNDER_TEN}</td>`
      : markup`<td class="read read-${Math.max(1, Math.min(SHADES, Math.ceil((SHADES * cell.value) / most)))}">${cell.says}</td>`;
  return markup`
    <div class="chart-field" role="region" aria-label="${title}" tabindex="0">
      <table>
        <thead><tr><td>Team</td>${products.map(({ name }) => markup`<th scope="col">${name}</th>`)}</tr></thead>
        <tbody>${teams.map((team) => markup`<tr><th scope="row">${nameOfTeam(team, context)}</th>${products.map(({ id }) => renderOne(known.get(`${team} ${id}`)))}</tr>`)}</tbody>
      </table>
    </div>`;
}
