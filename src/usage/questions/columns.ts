import { LEAST_SHOWN, UNDER_TEN, type AnswerColumn, type Cell } from '../snapshot/answer.ts';
import type { PlainNumber } from './selected.ts';

/*
 * The row of a question, declared: a column says what it holds, what it is called for a reader, and what it is in the
 * answer: what the row is about, what the library says of that, a number of people, or what follows from such numbers.
 */

/**
 * Columns of text. A `team`, `asset` or `product` is its id, a `week` the Monday it begins on, a `kind` that of an
 * asset, a `department` its id, or those of several that are counted together joined by `+`.
 */
type TextType = 'week' | 'day' | 'team' | 'asset' | 'product' | 'department' | 'kind' | 'text';

/** What the row is about. Two rows of an answer never share all of their keys. */
export interface KeyColumn<Type extends TextType | 'number' = TextType | 'number'> {
  role: 'key';
  type: Type;
  label: string;
}

/** What the library or the calendar says of a row, about nobody. */
interface FactColumn<Type extends TextType | 'number' = TextType | 'number'> {
  role: 'fact';
  type: Type;
  label: string;
  /** The column whose id this is the name of: a table that shows one of them leaves this one out. */
  names?: string;
}

/** A number of people, rounded. What they did stands in `people` of the question. */
interface PeopleColumn<From extends string = string> {
  role: 'people';
  type: 'people';
  label: string;
  /** The column of the HogQL that counts them, where it gives them as they are. */
  from?: From;
  /** What becomes of a row of which this number is under ten: it is left out, or says so. */
  small: 'row' | 'number';
}

/** Something worked out of numbers that are shown; null where that cannot be said. */
interface MeasureColumn {
  role: 'measure';
  type: 'number';
  label: string;
}

/** One number of the row divided by another, from 0 to 1; unknown where one of them is. */
export interface ShareColumn<Name extends string = string> {
  role: 'share';
  type: 'share';
  label: string;
  part: Name;
  whole: Name;
}

export type Column = KeyColumn | FactColumn | PeopleColumn | MeasureColumn | ShareColumn;

/** The columns of a row by name, in the order in which they are read. */
export interface Columns {
  readonly [name: string]: Column;
}

export type ColumnType = Column['type'];

type CellOf<Each> =
  Each extends KeyColumn<'number'>
    ? number
    : Each extends KeyColumn
      ? string
      : Each extends { type: TextType }
        ? string | null
        : Each extends FactColumn | MeasureColumn
          ? PlainNumber | null
          : number | null;

export type PeopleNames<Row> = {
  [Name in keyof Row]: Row[Name] extends PeopleColumn ? Name : never;
}[keyof Row] &
  string;

type ShareNames<Row> = {
  [Name in keyof Row]: Row[Name] extends ShareColumn ? Name : never;
}[keyof Row];

/** A row as it is shown; null is a number of people under ten, and what is not known. */
export type ShownRow<Row> = { -readonly [Name in keyof Row]: CellOf<Row[Name]> };

/** A row before it is shown, without what follows from the rest. */
export type CountedValues<Row> = {
  -readonly [Name in Exclude<keyof Row, ShareNames<Row>>]: Row[Name] extends PeopleColumn
    ? number
    : CellOf<Row[Name]>;
};

const SHOWN_AS: Readonly<Partial<Record<ColumnType, AnswerColumn['type']>>> = {
  people: 'number',
  day: 'text',
  kind: 'text',
  department: 'text',
};

/** The same columns as a snapshot names them, which tells days and kinds from other text by their names only. */
export function answerColumns(row: Columns): AnswerColumn[] {
  return Object.entries(row).map(([name, { label, type }]) => ({
    name,
    label,
    type: SHOWN_AS[type] ?? (type as AnswerColumn['type']),
  }));
}

/** A part of a whole from 0 to 1, in steps of a twentieth: both are rounded. */
export function stepOf(part: number, whole: number): number {
  return Math.min(1, Math.round((20 * part) / whole) / 20);
}

/** The same; null where one of them is under ten or not known. */
function shareOf(part: Cell, whole: Cell): number | null {
  if (typeof part !== 'number' || typeof whole !== 'number') return null;
  if (part < LEAST_SHOWN || whole < LEAST_SHOWN) return null;
  return stepOf(part, whole);
}

/** The cells of a row as they are shown, in the order of its columns; undefined for a row that is left out. */
export function cellsOf(row: Columns, values: Readonly<Record<string, Cell>>): Cell[] | undefined {
  const cells: Cell[] = [];
  for (const [name, column] of Object.entries(row)) {
    const value = values[name] ?? null;
    if (column.role === 'share')
      cells.push(shareOf(values[column.part] ?? null, values[column.whole] ?? null));
    else if (column.role !== 'people' || typeof value !== 'number' || value >= LEAST_SHOWN) cells.push(value);
    else if (column.small === 'row') return undefined;
    else cells.push(UNDER_TEN);
  }
  return cells;
}
