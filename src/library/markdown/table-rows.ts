import type { Element, ElementContent, Root } from 'hast';
import { judgeCells, type CellVerdict } from '../unsayable.ts';
import { foldBlanks, wordsOf } from './words.ts';

type Parent = Root | Element;

const elementsOf = ({ children }: Parent): Element[] =>
  (children as ElementContent[]).filter((each) => each.type === 'element');

const isCell = ({ tagName }: Element): boolean => tagName === 'td' || tagName === 'th';

/** The rows of a table, not those of a table in a cell. */
const rowsOf = (table: Element): Element[] =>
  elementsOf(table).flatMap((each) => (each.tagName === 'tr' ? [each] : isCell(each) ? [] : rowsOf(each)));

interface JudgedRow {
  row: Element;
  cells: Element[];
  verdicts: CellVerdict[];
}

/** The rows of all tables, with what may be said of their cells. */
function judgeRows(parent: Parent): JudgedRow[] {
  return elementsOf(parent).flatMap((element) => [
    ...(element.tagName === 'table' ? judgeTable(element) : []),
    ...judgeRows(element),
  ]);
}

function judgeTable(table: Element): JudgedRow[] {
  const rows = rowsOf(table).map((row) => ({ row, cells: elementsOf(row).filter(isCell) }));
  const verdicts = judgeCells(
    rows.map(({ cells }) => cells.map((cell) => ({ text: wordsOf(cell), isHeading: cell.tagName === 'th' }))),
  );
  return rows.map((each, at) => ({ ...each, verdicts: verdicts[at] ?? [] }));
}

/** The words of rows of which their table forbids to say a part, without that part; '' where it is all. */
export function readSayableRows(tree: Root): Map<Element, string> {
  return new Map(
    judgeRows(tree).flatMap(({ row, cells, verdicts }) => {
      const kept = cells.filter((_, column) => verdicts[column] === 'said');
      if (kept.length === cells.length) return [];
      return [[row, foldBlanks(kept.flatMap((cell) => [wordsOf(cell), ' ']))] as const];
    }),
  );
}

/** The cells that may not be said, each with why. */
export function unsaidCells(tree: Root): { cell: Element; verdict: Exclude<CellVerdict, 'said'> }[] {
  return judgeRows(tree).flatMap(({ cells, verdicts }) =>
    cells.flatMap((cell, column) => {
      const verdict = verdicts[column] ?? 'said';
      return verdict === 'said' ? [] : [{ cell, verdict }];
    }),
  );
}
