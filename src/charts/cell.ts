import { renderDay } from '../library/dates.ts';
import { kinds, type Kind } from '../library/kinds/kinds.ts';
import { nameOf } from '../library/name-of.ts';
import { ALL_TEAMS } from '../usage/questions/weekly-active-reps-by-team.ts';
import type { Answer, AnswerColumn, Cell } from '../usage/snapshot/snapshot.ts';
import type { ChartContext } from './context.ts';

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const SHARE = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });

/** What stands where a number was withheld or is not known. Unknown is never written as zero. */
const NOT_SHOWN = 'not shown';

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
export function renderCell(
  cell: Cell,
  column: Pick<AnswerColumn, 'name' | 'type'>,
  context: ChartContext,
): string {
  if (cell === null) return NOT_SHOWN;
  if (typeof cell === 'number') return column.type === 'share' ? renderShare(cell) : renderNumber(cell);
  switch (column.type) {
    case 'asset':
      return context.assets.get(cell)?.title ?? cell;
    case 'team':
      return nameOfTeam(cell, context);
    case 'product':
      return nameOf(context.products, cell);
    case 'week':
      return renderDay(cell);
    default:
      if (column.name === 'published') return renderDay(cell);
      return column.name === 'kind' && isKind(cell) ? kinds[cell].label : cell;
  }
}

/** A team's name; two ids are no teams: everybody together, and those who never said which team they are in. */
export function nameOfTeam(id: string, context: ChartContext): string {
  if (id === ALL_TEAMS) return 'All teams';
  return id === 'unknown' ? 'Team not said' : nameOf(context.teams, id);
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}

/** The place of the first column of a type, or -1. */
export function columnOfType(answer: Answer, type: AnswerColumn['type']): number {
  return answer.columns.findIndex((column) => column.type === type);
}

/** The place of the column with a name, or -1. */
export function columnNamed(answer: Answer, name: string): number {
  return answer.columns.findIndex((column) => column.name === name);
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
