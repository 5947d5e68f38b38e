import { addDays, renderDay, type Day } from '../library/dates.ts';
import { groupTeams, NO_TEAM, sellingGroups } from '../usage/privacy/team-groups.ts';
import { ALL_TEAMS } from '../usage/questions/all-teams.ts';
import { questionOf } from '../usage/questions/questions.ts';
import { rowsOf } from '../usage/questions/rows-of.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import { compareWeeks, sayCompared, type WeeksCompared } from '../usage/verdict/compare-weeks.ts';
import { renderCount, renderNumber } from './cell.ts';
import { nameOfTeam } from '../usage/report/team-name.ts';
import type { ChartContext } from './context.ts';
import { markup, type Markup } from './markup.ts';

/** Whole weeks from a Monday up to, not including, another one. */
export interface WeekSpan {
  from: Day;
  to: Day;
}

/** So many weeks are compared with as many before them where nobody chose other ones. */
const USUAL_WEEKS = 4;

interface Line {
  id: string;
  name: string;
  compared: WeeksCompared;
}

/** Two times beside each other, line by line. */
export interface Comparison {
  before: WeekSpan;
  after: WeekSpan;
  lines: Line[];
}

/** The weeks of a span as their Mondays. */
function mondaysOf({ from, to }: WeekSpan): Day[] {
  const mondays: Day[] = [];
  for (let day = from; day < to; day = addDays(day, 7)) mondays.push(day);
  return mondays;
}

/** The last weeks of an answer that were counted. */
export function lastWeeks(weeks: number, { counted }: Pick<Answer, 'counted'>): WeekSpan | undefined {
  if (counted === undefined) return undefined;
  const to = addDays(counted.until, 1);
  return { from: addDays(to, -7 * weeks), to };
}

/** As many weeks as a span has, right before it. */
function spanBefore(span: WeekSpan): WeekSpan {
  return { from: addDays(span.from, -7 * mondaysOf(span).length), to: span.from };
}

/**
 * The weeks of an answer beside as many before them, a line for each team or product; undefined for an answer that is not
 * about weeks of these. Weeks before anything was counted are unknown, and make it too few to say.
 */
export function compareAnswer(
  answer: Answer,
  context: ChartContext,
  chosen?: WeekSpan,
): Comparison | undefined {
  const question = questionOf(answer.id);
  if (question === undefined) return undefined;
  const keys = Object.entries(question.row).filter(([, { role }]) => role === 'key');
  const week = keys.find(([, { type }]) => type === 'week')?.[0];
  const of = keys.find(([, { type }]) => type === 'team' || type === 'product');
  const people = Object.entries(question.row).find(([, { role }]) => role === 'people')?.[0];
  if (week === undefined || of === undefined || people === undefined || keys.length !== 2) return undefined;
  const [name, { type }] = of;
  const after = chosen ?? lastWeeks(USUAL_WEEKS, answer);
  if (after === undefined) return undefined;
  const before = spanBefore(after);
  const values = new Map<string, number | null>();
  const ids = new Set<string>();
  for (const row of rowsOf(question, answer)) {
    const id = String(row[name]);
    ids.add(id);
    values.set(`${id} ${String(row[week])}`, row[people] as number | null);
  }
  const nameLine = (id: string) =>
    type === 'team'
      ? nameOfTeam(id, context)
      : (context.products.find((product) => product.id === id)?.name ?? id);
  // A number of everybody is the sum of one that is rounded for each group of teams.
  const groups = sellingGroups(groupTeams(context.teams)).length;
  const valuesIn = (id: string, span: WeekSpan) => mondaysOf(span).map((day) => values.get(`${id} ${day}`));
  const lines = [...ids]
    .filter((id) => id !== NO_TEAM)
    .map((id) => ({
      id,
      name: nameLine(id),
      compared: compareWeeks(
        valuesIn(id, before),
        valuesIn(id, after),
        type === 'product' || id === ALL_TEAMS ? groups : 1,
      ),
    }));
  return lines.length === 0 ? undefined : { before, after, lines };
}

/** The table of a comparison, with how its interval is made. */
export function renderCompared({ before, after, lines }: Comparison): Markup {
  const weeks = mondaysOf(after).length;
  return markup`
    <div class="chart-compared">
      <h3 class="chart-part">${nameSpan(after)} beside the ${renderCount(weeks, 'week', 'weeks')} before</h3>
      <div class="chart-table chart-table-whole" role="region" aria-label="Two times compared" tabindex="0">
        <table>
          <thead><tr><th scope="col" class="chart-text">Reps in an average week</th><th scope="col" class="chart-number">Before</th><th scope="col" class="chart-number">Then</th><th scope="col" class="chart-text">Change</th></tr></thead>
          <tbody>${lines.map(renderLine)}</tbody>
        </table>
      </div>
      <p class="chart-rest">Before is ${nameSpan(before)}. The range is where the real change lies in 95 of 100 such comparisons, by how far the weeks are from each other and by what rounding may hide (Welch’s interval); where it holds nought nothing moved for sure. “Too few to say” is a week under 10 or not counted, or fewer than three weeks.</p>
    </div>`;
}

function renderLine({ name, compared }: Line): Markup {
  const { before, after } = compared;
  return markup`<tr><td class="chart-text">${name}</td>${renderMean(before)}${renderMean(after)}<td class="chart-text${compared.change === undefined ? ' chart-quiet' : ''}">${sayCompared(compared)}</td></tr>`;
}

function renderMean(value: number | undefined): Markup {
  return value === undefined
    ? markup`<td class="chart-number chart-quiet">not shown</td>`
    : markup`<td class="chart-number">${renderNumber(value)}</td>`;
}

/** The first and the last day of a span in words. */
export function nameSpan({ from, to }: WeekSpan): string {
  return `${renderDay(from)} to ${renderDay(addDays(to, -1))}`;
}
