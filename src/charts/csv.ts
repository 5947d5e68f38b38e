import type { Answer } from '../usage/snapshot/snapshot.ts';
import type { Cell } from '../usage/snapshot/answer.ts';
import { renderCell } from './cell.ts';
import type { ChartContext } from './context.ts';
import { tableColumns, type TableColumn } from './table-columns.ts';

/** Spreadsheets run a cell that begins so as a formula (OWASP, "CSV injection"); an apostrophe keeps it text. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * An answer as RFC 4180 text with CRLF, one line of column labels first. Numbers stay plain numbers and a share stays
 * between 0 and 1, so that a spreadsheet can go on counting; what is under ten says so, and a cell is empty where nothing
 * is known. An id is followed by a column with its name, unless the answer brings the title itself. Where the newest weeks
 * could not be counted, a last column says up to which day the rows are: `Counted up to`. A byte-order mark makes spreadsheets read it as UTF-8.
 */
export function renderCsv(answer: Answer, context: ChartContext): string {
  const columns = tableColumns(answer);
  const head = columns.flatMap((column) =>
    needsName(column, columns) ? [`${column.label} (id)`, column.label] : [column.label],
  );
  const until = answer.state === 'failed' ? answer.counted?.until : undefined;
  if (until !== undefined) head.push('Counted up to');
  const rows = answer.rows.map((row) => [
    ...columns.flatMap((column, place): Cell[] => {
      const cell = row[place] ?? null;
      if (!needsName(column, columns)) return [cell];
      return [cell, cell === null ? null : renderCell(cell, column, context)];
    }),
    ...(until === undefined ? [] : [until]),
  ]);
  return '\uFEFF' + [head, ...rows].map((row) => row.map(renderCsvCell).join(',') + '\r\n').join('');
}

function needsName({ name, type }: TableColumn, columns: readonly TableColumn[]): boolean {
  if (type === 'asset') return columns.every((column) => column.names !== name);
  return type === 'team' || type === 'product';
}

function renderCsvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
