import { scaleLinear } from 'd3-scale';
import { stepOf } from '../usage/questions/columns.ts';
import { coverageOfEligibleReps } from '../usage/questions/coverage-of-eligible-reps.ts';
import type { RowOf } from '../usage/questions/question.ts';
import { UNDER_TEN } from '../usage/snapshot/answer.ts';
import { renderNumber, renderShare } from './cell.ts';
import type { ChartContext } from './context.ts';
import { figureFor } from './figure.ts';
import { markup, type Markup } from './markup.ts';

/** How many of those who could use something did. */
interface Coverage {
  name: string;
  /** Reps who did, undefined where they are under ten. */
  reps: number | undefined;
  /** Reps who could, undefined where nobody knows. */
  eligible: number | undefined;
}

/** One bar a product inside a frame as long as the number of reps who could sell it. */
export const coverageBars = figureFor(coverageOfEligibleReps, {
  finding: ({ rows, context }) => {
    const shown = coverageOf(rows, context).filter(isShown).sort(byShare);
    const [lowest, highest] = [shown[0], shown.at(-1)];
    if (lowest === undefined || highest === undefined) return undefined;
    if (lowest === highest) return `${highest.name} reached ${inWords(highest)}.`;
    return `${highest.name} reached the most, ${inWords(highest)}; ${lowest.name} the fewest, ${inWords(lowest)}.`;
  },
  headline: ({ rows, context }) => {
    const shown = coverageOf(rows, context).filter(isShown).sort(byShare);
    const [lowest, highest] = [shown[0], shown.at(-1)];
    if (lowest === undefined || highest === undefined) return undefined;
    const [low, high] = [lowest, highest].map((each) => renderShare(stepOf(each.reps, each.eligible)));
    return low === high ? `${String(high)} of reps` : `${String(low)} to ${String(high)} by product`;
  },
  render: ({ answer, rows, context }) => {
    const all = coverageOf(rows, context);
    const width = scaleLinear()
      .domain([0, Math.max(1, ...all.map((each) => Math.max(each.eligible ?? 0, each.reps ?? 0)))])
      .range([0, 100]);
    const spoken = all.map((each) => `${each.name}: ${isShown(each) ? inWords(each) : UNDER_TEN}`);
    return markup`
      <p class="chart-unit" aria-hidden="true">Reps who used it, out of all who could</p>
      <div class="chart-bars chart-bars-coverage chart-tone-1" role="img" aria-label="${answer.title}. ${spoken.join('; ')}.">
        ${all.map((each) => renderCoverage(each, (value) => `${width(value).toFixed(2)}%`))}
      </div>`;
  },
});

function renderCoverage(each: Coverage, width: (value: number) => string): Markup {
  const { reps, eligible } = each;
  const quiet = reps === undefined ? ' chart-bar-track-quiet' : '';
  return markup`
    <div>
      <span class="chart-bar-name">${each.name}</span>
      <svg class="chart-bar" width="100%" height="18" aria-hidden="true" focusable="false">
        ${eligible === undefined ? undefined : markup`<rect class="chart-bar-track${quiet}" width="${width(eligible)}" height="18" rx="3"/>`}
        ${reps === undefined ? undefined : markup`<rect class="chart-bar-fill" y="4" width="${width(reps)}" height="10" rx="2"/>`}
      </svg>
      <span class="chart-bar-value">${renderValue(each)}</span>
    </div>`;
}

function renderValue(each: Coverage): Markup {
  const { reps, eligible } = each;
  if (isShown(each))
    return markup`<b>${renderShare(stepOf(each.reps, each.eligible))}</b> <small>${renderNumber(each.reps)} of ${renderNumber(each.eligible)}</small>`;
  if (reps !== undefined) return markup`<small>${renderNumber(reps)}, head count not known</small>`;
  return markup`<small>${UNDER_TEN}${eligible === undefined ? '' : `, of ${renderNumber(eligible)}`}</small>`;
}

/** Products in the order of the answer, then those it says nothing about, which are drawn with nothing known. */
function coverageOf(
  rows: readonly RowOf<typeof coverageOfEligibleReps>[],
  context: ChartContext,
): Coverage[] {
  const known = new Map(rows.map((row) => [row.product, row]));
  const names = new Map(context.products.map(({ id, name }) => [id, name]));
  const eligible = rows[0]?.eligible ?? undefined;
  return [...new Set([...known.keys(), ...names.keys()])].map((id) => {
    const row = known.get(id);
    return {
      name: names.get(id) ?? id,
      reps: row?.reps ?? undefined,
      eligible: row?.eligible ?? eligible,
    };
  });
}

type ShownCoverage = Coverage & { reps: number; eligible: number };

function isShown(each: Coverage): each is ShownCoverage {
  return each.eligible !== undefined && each.eligible > 0 && each.reps !== undefined;
}

function byShare(a: ShownCoverage, b: ShownCoverage): number {
  return a.reps / a.eligible - b.reps / b.eligible;
}

function inWords({ reps, eligible }: ShownCoverage): string {
  return `${renderNumber(reps)} of ${renderNumber(eligible)} reps (${renderShare(stepOf(reps, eligible))})`;
}
