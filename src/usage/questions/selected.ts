import type { Cell } from '../snapshot/answer.ts';

/** What a column of a question's HogQL holds: text or a day of the key, a number of the key, the team, a number of people. */
export type SelectedType = 'text' | 'day' | 'number' | 'team' | 'people';

/** The columns that a text in HogQL selects, in its order. */
export interface Selected {
  readonly [name: string]: SelectedType;
}

declare const ofPeople: unique symbol;

/** A number that is none of people as it stands: theirs goes into a column of people, where it may say "under 10". */
export type PlainNumber = number & { readonly [ofPeople]?: never };

type SelectedValue<Type> = Type extends 'people'
  ? number & { readonly [ofPeople]: true }
  : Type extends 'number'
    ? number
    : string;

/** A row that came back. Days without their time; where the source gave nothing, '' and 0, as a count is never nothing. */
export type SelectedRow<Names extends Selected> = {
  -readonly [Name in keyof Names]: SelectedValue<Names[Name]>;
};

function textOf(cell: Cell | undefined): string {
  return String(cell ?? '');
}

function numberOf(cell: Cell | undefined): number {
  const value = Number(cell ?? 0);
  return Number.isFinite(value) ? value : 0;
}

const READERS: Readonly<Record<SelectedType, (cell: Cell | undefined) => string | number>> = {
  text: textOf,
  team: textOf,
  day: (cell) => textOf(cell).slice(0, 10),
  number: numberOf,
  people: numberOf,
};

/** Rows as they came, in the order of the HogQL's columns → rows by the names of these. */
export function readSelected<Names extends Selected>(
  selects: Names,
  rows: readonly (readonly Cell[])[],
): SelectedRow<Names>[] {
  const columns = Object.entries(selects).map(([name, type]) => [name, READERS[type]] as const);
  return rows.map((row) => {
    const values: Record<string, string | number> = {};
    columns.forEach(([name, read], place) => (values[name] = read(row[place])));
    return values as SelectedRow<Names>;
  });
}
