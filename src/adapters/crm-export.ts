import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { read, SSF, type CellObject, type WorkBook } from '@e965/xlsx';
import { SERIAL_FROM } from '../library/crm/dates.ts';
import { readCsvExport, type ExportLine, type ExportTable } from '../library/crm/export-table.ts';
import { isCrmExport } from '../library/crm/headings.ts';
import { addDays } from '../library/dates.ts';
import { UserError } from '../library/user-error.ts';
import { isWithin, realPlace } from './real-place.ts';
import { codeOf } from './write-file.ts';

/** As many as Dynamics and HubSpot give, and some. */
const MAX_ROWS = 300_000;

/**
 * The table of an export, CSV or XLSX; `why` says in two sentences that there is none. Rejects with a UserError where the
 * file lies in the content folder, which git holds, or cannot be opened.
 */
export async function readCrmExport(
  path: string,
  contentFolder: string,
): Promise<ExportTable | { why: string }> {
  if (isWithin(await realPlace(resolve(path)), await realPlace(contentFolder)))
    throw new UserError(
      `${path} lies in the content folder, and names and amounts of deals would be in git for good.`,
      'Move it out of there. If it was committed, ask whoever keeps the repository to take it out of its history. Nothing was written.',
    );
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UserError(
      `${path} cannot be read (${codeOf(error)}).`,
      'Check the name and where you are. Nothing was written.',
    );
  });
  const isPackage = bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';
  if (!isPackage || !bytes.includes('xl/workbook')) return readCsvExport(path, bytes);
  try {
    return readSheets(
      path,
      read(bytes, {
        dense: true,
        sheetRows: MAX_ROWS + 1,
        cellNF: true,
        cellHTML: false,
        cellFormula: false,
      }),
    );
  } catch {
    return { why: 'It is a workbook that cannot be opened. Export it again, or save it without a password.' };
  }
}

/** The one sheet that is a table of deals or leads: CRMs put others beside it, for their own use or with charts. */
function readSheets(file: string, book: WorkBook): ExportTable | { why: string } {
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const tables = book.SheetNames.map((name) => ({
    name,
    lines: Array.from(
      book.Sheets[name]?.['!data'] ?? [],
      (row: readonly (CellObject | undefined)[] | undefined, at): ExportLine => ({
        line: at + 1,
        cells: Array.from(row ?? [], (cell) => wordsOf(cell, is1904)),
      }),
    ),
  })).filter(({ lines }) => lines.some(({ cells }) => cells.some(Boolean)));
  const exports = tables.filter(({ lines }) => isCrmExport(lines.map(({ cells }) => cells)));
  if (exports.length > 1)
    return {
      why: `Its sheets ${exports.map(({ name }) => `“${name}”`).join(' and ')} both hold deals or leads. Save the one that counts as a file of its own.`,
    };
  const [only] = exports.length === 1 ? exports : tables;
  if (only === undefined) return { why: 'None of its sheets holds anything. Export it again.' };
  if (only.lines.length > MAX_ROWS)
    return { why: `It has more than ${String(MAX_ROWS)} rows. Export fewer quarters at once.` };
  return { file, lines: only.lines };
}

/** A cell as text that means one thing: days as 2026-11-30, numbers with a point. */
function wordsOf(cell: CellObject | undefined, is1904: boolean): string {
  const value = cell?.v;
  if (cell === undefined || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if (cell.t === 'n' && typeof value === 'number') {
    if (typeof cell.z === 'string' && SSF.is_date(cell.z))
      return addDays(is1904 ? '1904-01-01' : SERIAL_FROM, Math.floor(value));
    return Number.isInteger(value) ? String(value) : value.toFixed(2);
  }
  return cell.t === 'e' ? '' : String(value).trim();
}
