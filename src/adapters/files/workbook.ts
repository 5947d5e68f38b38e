import { read, type CellObject, type WorkSheet } from '@e965/xlsx';
import { strFromU8, unzipSync } from 'fflate';
import {
  troubled,
  withAbout,
  type FilePart,
  type FileTrace,
  type LeftPart,
  type PlacedPart,
  type ReadWords,
} from '../../files/file-text.ts';
import { propertiesOf, type OfficePackage } from '../../files/office-package.ts';
import { packageTraces, wholeTraces } from '../../files/office-traces.ts';
import { readZipDirectory } from '../../files/zip-directory.ts';
import { inOneLine } from './office-words.ts';

/** What stands below is data rather than something to be looked up. */
const MAX_ROWS = 2000;
const MAX_CELLS_OF_ROW = 100;
/** Of the table that a page shows. */
const SHOWN = { rows: 200, columns: 24 } as const;

/**
 * The sheets of a workbook in its order, a row a text, as they are shown: dates as dates. Only cells that are there are
 * looked at: what a sheet says of its own size may be a lie that takes hours to walk.
 */
export const readWorkbook: ReadWords = async (bytes) => {
  const book = read(bytes, {
    dense: true,
    sheetRows: MAX_ROWS + 1,
    cellHTML: false,
    cellFormula: false,
    // Without styles it does not say which rows and columns are hidden.
    cellStyles: true,
  });
  const parts: FilePart[] = [];
  const left: LeftPart[] = [];
  const commented: PlacedPart[] = [];
  for (const [at, title] of book.SheetNames.entries()) {
    const head = { is: 'sheet', number: at + 1, title: inOneLine(title) } as const;
    const rows = rowsOf(book.Sheets[title]);
    if (rows.some((row) => row.isCommented)) commented.push(head);
    if (rows.slice(MAX_ROWS).some(({ shown, hidden }) => shown + hidden !== ''))
      left.push({ ...head, why: 'long' });
    const inReach = rows.slice(0, MAX_ROWS);
    const shown = inReach.filter((row) => row.shown !== '');
    const texts = shown.map((row) => row.shown);
    const hidden = inReach.map((row) => row.hidden).filter(Boolean);
    const isHidden = (book.Workbook?.Sheets?.[at]?.Hidden ?? 0) !== 0;
    if (texts.length + hidden.length > 0)
      parts.push({ ...head, texts, notes: [], hidden, isHidden, rows: tableOf(shown) });
  }
  if (parts.length === 0) return troubled('wordless');
  const pack = openPackage(bytes);
  const comments: FileTrace = { is: 'comments', parts: commented, detail: '' };
  const traces = [...(commented.length > 0 ? [comments] : []), ...wholeTraces(pack), ...packageTraces(pack)];
  return { text: withAbout({ sort: 'xlsx', parts, left, traces }, propertiesOf(pack)) };
};

/** What leads from part to part and what the file says of itself; sheets themselves may be large, and hold none of it. */
function openPackage(bytes: Uint8Array): OfficePackage {
  const parts = unzipSync(bytes, {
    filter: ({ name }) => /\.rels$|^doc\w+\/|^xl\/drawings\/[^/]+\.xml$/.test(name),
  });
  return {
    names: readZipDirectory(bytes)?.names ?? [],
    textOf: (path) => {
      const part = Object.hasOwn(parts, path) ? parts[path] : undefined;
      return part && strFromU8(part);
    },
  };
}

/** A row: its cells that are shown and those in a hidden row or column. */
interface SheetRow {
  shown: string;
  hidden: string;
  /** Words of the cells that are shown, by column. */
  cells: ReadonlyMap<number, string>;
  isCommented: boolean;
}

/** The rows as a table from the first column that has anything. */
function tableOf(rows: readonly SheetRow[]): string[][] {
  const some = rows.slice(0, SHOWN.rows);
  const columns = [...new Set(some.flatMap(({ cells }) => [...cells.keys()]))]
    .toSorted((a, b) => a - b)
    .slice(0, SHOWN.columns);
  return some.map(({ cells }) => columns.map((column) => cells.get(column) ?? ''));
}

function rowsOf(sheet: WorkSheet | undefined): SheetRow[] {
  const rows = sheet?.['!data'] ?? [];
  const isHiddenColumn = (at: number) => sheet?.['!cols']?.[at]?.hidden === true;
  // A row that is not there leaves a hole, which `map` of it would leave too.
  return Array.from(rows, (row: readonly (CellObject | undefined)[] | undefined, at) => {
    const isHiddenRow = sheet?.['!rows']?.[at]?.hidden === true;
    const cells = (row ?? [])
      .flatMap((cell, column) => {
        const words = cell === undefined ? '' : wordsOfCell(cell);
        return words === '' ? [] : [{ column, words, isHidden: isHiddenRow || isHiddenColumn(column) }];
      })
      .slice(0, MAX_CELLS_OF_ROW);
    const join = (isHidden: boolean) =>
      cells
        .filter((cell) => cell.isHidden === isHidden)
        .map(({ words }) => words)
        .join(' · ');
    return {
      shown: join(false),
      hidden: join(true),
      cells: new Map(cells.flatMap((cell) => (cell.isHidden ? [] : [[cell.column, cell.words] as const]))),
      isCommented: (row ?? []).some((cell) => (cell?.c ?? []).length > 0),
    };
  });
}

const wordsOfCell = ({ w, v }: CellObject): string =>
  v === undefined && w === undefined
    ? ''
    : inOneLine(w ?? (v instanceof Date ? v.toISOString().slice(0, 10) : String(v)));
