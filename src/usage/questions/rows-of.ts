import type { AnswerColumn, Cell } from '../snapshot/answer.ts';
import type { Column } from './columns.ts';
import type { Question, RowOf } from './question.ts';

/** Rows as a snapshot holds them: in the order of their columns, of which a filter may have left some out. */
export interface TableOfCells {
  columns: readonly Pick<AnswerColumn, 'name'>[];
  rows: readonly (readonly Cell[])[];
}

function readCell(cell: Cell | undefined, { role, type }: Column): Cell {
  if (cell === undefined || cell === null) return role === 'key' && type !== 'number' ? '' : null;
  const isText = type !== 'number' && type !== 'people' && type !== 'share';
  if (isText) return String(cell);
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

/**
 * The rows of an answer as its question declares them. This is where JSON becomes a row: a column that is not there, and a
 * value of another type, is null, and so is a number of people under ten.
 */
export function rowsOf<Of extends Question>(question: Of, { columns, rows }: TableOfCells): RowOf<Of>[] {
  const read = Object.entries(question.row).map(
    ([name, column]) => [name, column, columns.findIndex((each) => each.name === name)] as const,
  );
  return rows.map((row) => {
    const values: Record<string, Cell> = {};
    for (const [name, column, place] of read) values[name] = readCell(row[place], column);
    return values as RowOf<Of>;
  });
}
