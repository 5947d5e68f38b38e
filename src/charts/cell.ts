import { renderDay } from '../library/dates.ts';
import { nameOfDepartment } from '../library/departments.ts';
import { kinds, type Kind } from '../library/kinds/kinds.ts';
import { nameOf } from '../library/name-of.ts';
import { teamsOf } from '../usage/privacy/team-groups.ts';
import { nameOfTeam } from '../usage/report/team-name.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import { nameOfAsset, type ChartContext } from './context.ts';
import type { TableColumn } from './table-columns.ts';

const WHOLE = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const SHARE = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 0 });

/** What stands where a number is not known. Unknown is never written as zero. */
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

/** A cell as people read it: names for ids, days in words, `not shown` for what is not known. */
export function renderCell(cell: Cell, { type }: Pick<TableColumn, 'type'>, context: ChartContext): string {
  if (cell === null) return NOT_SHOWN;
  if (typeof cell === 'number') return type === 'share' ? renderShare(cell) : renderNumber(cell);
  switch (type) {
    case 'asset':
      return nameOfAsset(cell, context);
    case 'team':
      return nameOfTeam(cell, context);
    case 'department':
      return teamsOf(cell)
        .map((id) => nameOfDepartment(id, context.departments))
        .join(' and ');
    case 'product':
      return nameOf(context.products, cell);
    case 'week':
    case 'day':
      return renderDay(cell);
    case 'kind':
      return isKind(cell) ? kinds[cell].label : cell;
    default:
      return cell;
  }
}

function isKind(text: string): text is Kind {
  return Object.hasOwn(kinds, text);
}
