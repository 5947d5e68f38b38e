import type { Cell } from '../snapshot/answer.ts';

/**
 * What a column of a question's HogQL holds: text, a day, a number that is no count (of days, say), something counted of
 * events, a number of people, or a number or day that is no number of people and still depends on who did what.
 */
type SelectedType = 'text' | 'day' | 'number' | 'count' | 'people' | 'about-people' | 'day-about-people';

declare const countedOf: unique symbol;

/** A number that goes into a column only where that is said to be counted of the same: people never pass as events. */
export type CountedNumber<Of extends 'events' | 'people'> = number & { readonly [countedOf]?: Of };

/** The columns that a text in HogQL selects, in its order. */
export interface Selected {
  readonly [name: string]: SelectedType;
}

/** A row that came back. Days without their time; where the source gave nothing, '' and 0, as a count is never nothing. */
export type SelectedRow<Names extends Selected> = {
  -readonly [Name in keyof Names]: Names[Name] extends 'text' | 'day' | 'day-about-people'
    ? string
    : Names[Name] extends 'number'
      ? number
      : number & { readonly [countedOf]: Names[Name] extends 'people' ? 'people' : 'events' };
};

function textOf(cell: Cell | undefined): string {
  return String(cell ?? '');
}

function numberOf(cell: Cell | undefined): number {
  const value = Number(cell ?? 0);
  return Number.isFinite(value) ? value : 0;
}

const READERS: Readonly<Record<SelectedType, (cell: Cell | undefined) => Cell>> = {
  text: textOf,
  day: (cell) => textOf(cell).slice(0, 10),
  'day-about-people': (cell) => textOf(cell).slice(0, 10),
  number: numberOf,
  count: numberOf,
  people: numberOf,
  'about-people': numberOf,
};

/** Rows as they came, in the order of the HogQL's columns → rows by the names of these. */
export function readSelected<Names extends Selected>(
  selects: Names,
  rows: readonly (readonly Cell[])[],
): SelectedRow<Names>[] {
  const columns = Object.entries(selects).map(([name, type]) => [name, READERS[type]] as const);
  return rows.map((row) => {
    const values: Record<string, Cell> = {};
    columns.forEach(([name, read], place) => (values[name] = read(row[place])));
    return values as SelectedRow<Names>;
  });
}
