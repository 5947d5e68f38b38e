import type { Cell } from './answer.ts';
import type { Snapshot } from './snapshot.ts';

/** An object as JSON, its rows one a line. */
function renderWithRows({ rows, ...rest }: { rows: readonly (readonly Cell[])[] }): string {
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  return `${JSON.stringify(rest).slice(0, -1)},"rows":[${lines === '' ? '' : `\n${lines}\n`}]}`;
}

/**
 * A snapshot as JSON for anyone to read: one row a line, so that two of them can be compared line by line, and a third
 * of what it weighs with one value a line. A year of a large hub is a hundred thousand rows.
 */
export function renderSnapshot({ answers, slices, ...rest }: Snapshot): string {
  const parts = [
    `"answers":[\n${answers.map(renderWithRows).join(',\n')}\n]`,
    ...(slices === undefined ? [] : [`"slices":[\n${slices.map(renderWithRows).join(',\n')}\n]`]),
  ];
  return `${JSON.stringify(rest).slice(0, -1)},\n${parts.join(',\n')}}\n`;
}
