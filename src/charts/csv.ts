import type { Answer, Cell } from './answer-shape.ts';
import { renderCell } from './cell.ts';
import type { ChartContext } from './context.ts';

/** Spreadsheets run a cell that begins so as a formula (OWASP, "CSV injection"); an apostrophe keeps it text. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * An answer as RFC 4180 text with CRLF, one line of column labels first. Numbers stay plain numbers and a share stays
 * between 0 and 1, so that a spreadsheet can go on counting; withheld cells are empty. An id of an asset, team or
 * product is followed by a column with its name. A byte-order mark makes spreadsheets read it as UTF-8.
 */
export function renderCsv(answer: Answer, context: ChartContext): string {
  const head = answer.columns.flatMap((column) =>
    isNamed(column.type) ? [`${column.label} (id)`, column.label] : [column.label],
  );
  const rows = answer.rows.map((row) =>
    answer.columns.flatMap((column, place): Cell[] => {
      const cell = row[place] ?? null;
      if (!isNamed(column.type)) return [cell];
      return [cell, cell === null ? null : renderCell(cell, column.type, context)];
    }),
  );
  return '\uFEFF' + [head, ...rows].map((row) => row.map(renderCsvCell).join(',') + '\r\n').join('');
}

function isNamed(type: Answer['columns'][number]['type']): boolean {
  return type === 'asset' || type === 'team' || type === 'product';
}

function renderCsvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
