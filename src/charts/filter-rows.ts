import type { Question } from '../usage/questions/question.ts';
import { rowsOf } from '../usage/questions/rows-of.ts';
import type { Answer } from '../usage/snapshot/snapshot.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import { lastWeeks } from './compared.ts';
import type { ChartContext } from './context.ts';
import { isFollowed, type Filter, type Reach } from './filter-reach.ts';

/** The rows of an answer that a filter leaves. */
export function pickRows(
  answer: Answer,
  question: Question,
  { product, team, weeks, between }: Filter,
  reach: Reach,
  context: ChartContext,
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
  const span = between ?? (weeks && lastWeeks(weeks, answer));
  const column = span === undefined ? undefined : pickedBy(reach.weeks);
  const typed = rowsOf(question, answer);
  const rows = answer.rows.filter((_, place) => {
    const row = typed[place] ?? {};
    const day = column === undefined ? '' : String(row[column] ?? '');
    const isIn = column === undefined || span === undefined || (day >= span.from && day < span.to);
    return isOf(row) && isOfTeam(row) && isIn;
  });
  return { ...answer, rows };
}

/** The column of the day by which a span leaves rows; undefined where it leaves all of them. */
function pickedBy(reach: Reach['weeks']): string | undefined {
  if (reach === 'slice' || 'why' in reach) return undefined;
  return 'week' in reach ? reach.week : reach.day;
}
