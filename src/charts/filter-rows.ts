import { addDays, mondayOf, type Day } from '../library/dates.ts';
import type { Question } from '../usage/questions/question.ts';
import { rowsOf } from '../usage/questions/rows-of.ts';
import { LONGEST_DAYS, SPAN_WEEKS, type SpanDays } from '../usage/questions/span-days.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import type { ChartContext } from './context.ts';
import { isFollowed, type Filter, type Reach } from './filter-reach.ts';

/** The rows of an answer that a filter leaves. */
export function pickRows(
  answer: Answer,
  question: Question,
  { product, team, days }: Filter,
  reach: Reach,
  context: ChartContext,
  today: Day,
): Answer {
  const isOf = (row: Readonly<Record<string, Cell>>): boolean => {
    if (product === undefined || reach.product === 'weeks-of-product' || !isFollowed(reach.product))
      return true;
    if ('product' in reach.product) return row[reach.product.product] === product;
    const asset = context.assets.get(String(row[reach.product.asset]));
    return asset?.products.includes(product) === true;
  };
  const isOfTeam = (row: Readonly<Record<string, Cell>>): boolean =>
    team === undefined ||
    typeof reach.team === 'string' ||
    !('team' in reach.team) ||
    row[reach.team.team] === team;
  const since = days === undefined ? undefined : pickedSince(reach.days, days, today);
  const typed = rowsOf(question, answer);
  const rows = answer.rows.filter((_, place) => {
    const row = typed[place] ?? {};
    return (
      isOf(row) && isOfTeam(row) && (since === undefined || String(row[since.column] ?? '') >= since.day)
    );
  });
  const isPicked = (product !== undefined && reach.product !== 'weeks-of-product') || since !== undefined;
  if (!isPicked || answer.withheld === 0) return { ...answer, rows };
  // What was withheld is counted over all rows; of those that a filter leaves nobody has counted it.
  const withheld = rows.length === 0 ? answer.withheld : 0;
  return { ...answer, rows, withheld, withheldNote: `Before the filter: ${answer.withheldNote}` };
}

/** From which day on, in which column, a span leaves rows; undefined where it leaves all of them. */
function pickedSince(
  reach: Reach['days'],
  days: SpanDays,
  today: Day,
): { column: string; day: Day } | undefined {
  // What is picked by its day was asked for the longest span: that leaves nothing out.
  if (reach === 'slice' || days === LONGEST_DAYS) return undefined;
  if ('week' in reach)
    return { column: reach.week, day: addDays(mondayOf(today), -7 * (SPAN_WEEKS[days] - 1)) };
  return 'day' in reach ? { column: reach.day, day: addDays(today, 1 - days) } : undefined;
}
