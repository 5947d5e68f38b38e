/** How the cells of a column stand; undefined when the text does not say. */
export type Align = 'left' | 'center' | 'right' | undefined;

/** The cells of one row of a table; a bar behind a backslash belongs to its cell. */
export function cellsOf(row: string): string[] {
  return row
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}

/** Reads one cell of the row of dashes below the head. */
export function alignOf(cell: string): Align {
  const [begin, end] = [cell.startsWith(':'), cell.endsWith(':')];
  return begin && end ? 'center' : end ? 'right' : begin ? 'left' : undefined;
}
