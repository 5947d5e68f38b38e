import { renderDay } from '../library/dates.ts';
import { nameOf } from '../library/hub.ts';
import type { Answer, AnswerColumn, Cell } from './answer-shape.ts';
import type { ChartContext } from './context.ts';

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const SHARE = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });

/** What stands where a number was withheld or is not known. Unknown is never written as zero. */
export const WITHHELD = 'not shown';

/** A number as people read it: `1,204`, at most one decimal. */
export function renderNumber(value: number): string {
  return WHOLE.format(value);
}

/** A share from 0 to 1 in whole percent: `71%`. */
export function renderShare(share: number): string {
  return SHARE.format(share);
}

/** A number with its noun: `1 person`, `12 people`. */
export function renderCount(value: number, one: string, many: string): string {
  return `${renderNumber(value)} ${value === 1 ? one : many}`;
}

/** A cell as people read it: names for ids, days in words, `not shown` for what was withheld. */
export function renderCell(cell: Cell, type: AnswerColumn['type'], context: ChartContext): string {
  if (cell === null) return WITHHELD;
  if (typeof cell === 'number') return type === 'share' ? renderShare(cell) : renderNumber(cell);
  switch (type) {
    case 'asset':
      return context.assets.get(cell)?.title ?? cell;
    case 'team':
      return nameOf(context.teams, cell);
    case 'product':
      return nameOf(context.products, cell);
    case 'week':
      return /^\d{4}-\d{2}-\d{2}/.test(cell) ? renderDay(cell.slice(0, 10)) : cell;
    default:
      return cell;
  }
}

/** The place of the first column of a type, or -1. */
export function columnOfType(answer: Answer, type: AnswerColumn['type']): number {
  return answer.columns.findIndex((column) => column.type === type);
}

/** The place of the column that counts people; the first number where none says so, -1 where there is none. */
export function columnOfPeople(answer: Answer): number {
  const named = answer.columns.findIndex(
    (column) => column.type === 'number' && /reps|people|persons|active/.test(column.name),
  );
  return named === -1 ? columnOfType(answer, 'number') : named;
}

/** The number at a place of a row, undefined where it was withheld or is no number. */
export function numberAt(row: readonly Cell[], place: number): number | undefined {
  const cell = row[place];
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined;
}

/** The text at a place of a row, '' where there is none. */
export function textAt(row: readonly Cell[], place: number): string {
  const cell = row[place];
  return cell === undefined || cell === null ? '' : String(cell);
}
