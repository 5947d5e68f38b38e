import type { AnswerColumn, Cell } from '../snapshot/answer.ts';
import type { CountedNumber } from './selected.ts';

/*
 * The row of a question, declared: a column says what it holds, what it is called for a reader, and what it is in the
 * answer: what the row is about, what the library says of that, a number of people, or something counted of people.
 */

/** Columns of text. A `team`, `asset` or `product` is its id, a `week` the Monday it begins on, a `kind` that of an asset. */
type TextType = 'week' | 'day' | 'team' | 'asset' | 'product' | 'kind' | 'text';

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

/** A number of people. What is known of them stands in `people` of the question. */
interface PeopleColumn<From extends string = string, Hidden extends boolean = boolean> {
  role: 'people';
  type: 'people';
  label: string;
  /** The column of the HogQL that counts them, where it gives them as they are. */
  from?: From;
  /** Counted so that others can be withheld, and never shown. */
  isHidden?: Hidden;
}

/** Something counted of what people did. It is shown as far as the people behind it may be. */
export interface MeasureColumn<
  By extends string = string,
  Type extends 'count' | 'number' | 'text' = 'count',
> {
  role: 'measure';
  type: Type;
  label: string;
  /** The people behind it, by the names of their columns. */
  by: readonly [By, ...By[]];
}

/** One number of the row divided by another, 1 at most; unknown where one of them is. */
export interface ShareColumn<Name extends string = string> {
  role: 'share';
  type: 'share';
  label: string;
  part: Name;
  whole: Name;
}

export type Column =
  KeyColumn | FactColumn | PeopleColumn | MeasureColumn<string, 'count' | 'number' | 'text'> | ShareColumn;

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
        : Each extends FactColumn
          ? CountedNumber<never> | null
          : Each extends MeasureColumn<string, 'count' | 'number' | 'text'>
            ? CountedNumber<'events'> | null
            : number | null;

export type PeopleNames<Row> = {
  [Name in keyof Row]: Row[Name] extends PeopleColumn ? Name : never;
}[keyof Row] &
  string;

type HiddenNames<Row> = {
  [Name in keyof Row]: Row[Name] extends { isHidden: true } ? Name : never;
}[keyof Row];

type ShareNames<Row> = {
  [Name in keyof Row]: Row[Name] extends ShareColumn ? Name : never;
}[keyof Row];

/** A row as it is shown; null is what may not be shown or is not known. */
export type ShownRow<Row> = { -readonly [Name in Exclude<keyof Row, HiddenNames<Row>>]: CellOf<Row[Name]> };

/** A row as it is counted: with the people who are never shown, without what follows from the rest. */
export type CountedValues<Row> = {
  -readonly [Name in Exclude<keyof Row, ShareNames<Row>>]: Row[Name] extends PeopleColumn
    ? number
    : CellOf<Row[Name]>;
};

/** A row of a team or span, as it may be shown, without what follows from the rest. */
export type SplitValues<Row> = Omit<ShownRow<Row>, ShareNames<Row> & string>;

/** The columns of a row that a reader sees, in order. */
export function shownColumns(row: Columns): [name: string, column: Column][] {
  return Object.entries(row).filter(([, column]) => !('isHidden' in column && column.isHidden === true));
}

const SHOWN_AS: Readonly<Partial<Record<ColumnType, AnswerColumn['type']>>> = {
  people: 'number',
  count: 'number',
  day: 'text',
  kind: 'text',
};

/** The same columns as a snapshot names them, which tells days and kinds from other text by their names only. */
export function answerColumns(row: Columns): AnswerColumn[] {
  return shownColumns(row).map(([name, { label, type }]) => ({
    name,
    label,
    type: SHOWN_AS[type] ?? (type as AnswerColumn['type']),
  }));
}

/** A part of a whole; null where one of them may not be shown, or the whole is nothing. */
export function shareOf(part: Cell, whole: Cell): number | null {
  if (typeof part !== 'number' || typeof whole !== 'number' || whole === 0) return null;
  return Math.min(1, part / whole);
}

/** The cells of a row in the order of its columns, with its shares. */
export function cellsOf(row: Columns, values: Readonly<Record<string, Cell>>): Cell[] {
  return shownColumns(row).map(([name, column]) =>
    column.role === 'share'
      ? shareOf(values[column.part] ?? null, values[column.whole] ?? null)
      : (values[name] ?? null),
  );
}
