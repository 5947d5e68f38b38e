import { renderList } from '../render-list.ts';

/** What of an export leaves two answers open, or none: never decided by a guess. */
export interface ExportProblem {
  file: string;
  /** 1-based lines of the file; none where it is about the whole of it. */
  lines: readonly number[];
  /** One sentence: what is wrong, and in which column. */
  message: string;
  /** One sentence: what to write or to export to decide. */
  hint: string;
}

/** So many lines are named; of more, only how many. */
const MAX_LINES_NAMED = 5;

/** `line 4`, `lines 4, 9 and 12`, `lines 4, 5, 6, 7, 8 and 40 more`. */
export function renderLines(lines: readonly number[]): string {
  const named = lines.slice(0, MAX_LINES_NAMED).map(String);
  const more = lines.length - named.length;
  const all = more === 0 ? named : [...named, `${String(more)} more`];
  return `${lines.length === 1 ? 'line' : 'lines'} ${renderList(all)}`;
}

export function renderProblem({ file, lines, message, hint }: ExportProblem): string {
  const where = lines.length === 0 ? file : `${file}, ${renderLines(lines)}`;
  return `${where}: ${message} ${hint}`;
}

/** Lines by what they say, so that a thousand of the same are one problem. */
export function linesBy<One>(
  all: readonly One[],
  nameOf: (one: One) => string,
  lineOf: (one: One) => number,
) {
  const lines = new Map<string, number[]>();
  for (const one of all) {
    const name = nameOf(one);
    const known = lines.get(name);
    if (known === undefined) lines.set(name, [lineOf(one)]);
    else known.push(lineOf(one));
  }
  return lines;
}
