import { createFenceReader } from '../../markdown/fences.ts';
import type { MarkupStep } from './source.ts';

const GRID_RULE = /^\s*\+(?:[-=:]{2,}\+)+\s*$/;
/** The line above and below a table whose rows may take several lines. */
const LONG_RULE = /^ {0,3}-{10,}\s*$/;
const DASHES = /^ *-{2,}(?: +-{2,})+\s*$/;

/** Grid and simple tables of pandoc become tables; one with joined cells stays as it was typed, in a code block. */
export const pandocTables: MarkupStep = (text, { met }) => {
  if (!/^\s*\+[-=:]{2,}\+|^ *-{2,} +-{2,}|^ {0,3}-{10,}\s*$/m.test(text)) return text;
  const lines = text.split('\n');
  const out: string[] = [];
  const isCode = createFenceReader();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isCode(line)) {
      out.push(line);
      continue;
    }
    if (GRID_RULE.test(line)) {
      let end = at;
      while (/^\s*[+|]/.test(lines[end + 1] ?? '')) end++;
      const block = lines.slice(at, end + 1);
      const table = end > at + 1 ? readGrid(block) : undefined;
      if (table === undefined) {
        met('Grid tables with joined cells', 'shown as they were typed: write them as tables of your own');
        out.push('```text', ...block, '```');
      } else {
        met('Grid and simple tables', 'ordinary tables');
        out.push(...table);
      }
      at = end;
      continue;
    }
    const long = LONG_RULE.test(line) ? readMultiline(lines, at) : undefined;
    if (long !== undefined) {
      met('Grid and simple tables', 'ordinary tables');
      out.push(...long.table);
      at = long.end;
      continue;
    }
    const head = out.at(-1) ?? '';
    if (DASHES.test(line) && (lines[at + 1] ?? '').trim() !== '' && !DASHES.test(lines[at + 1] ?? '')) {
      const columns = columnsOf(line);
      const cut = (row: string) =>
        columns.map(({ from, to }) => row.slice(from, to).trim().replaceAll('|', '\\|'));
      let end = at + 1;
      while ((lines[end] ?? '').trim() !== '' && !DASHES.test(lines[end] ?? '')) end++;
      let rows = lines.slice(at + 1, end).map(cut);
      const close = lines.findIndex((each, index) => index >= end && DASHES.test(each));
      if (
        head.trim() === '' &&
        (lines[end] ?? '').trim() === '' &&
        lines[close]?.trimEnd() === line.trimEnd()
      ) {
        // A multiline table without a heading.
        rows = rowsBetweenBlanks(lines.slice(at + 1, close), columns);
        end = close;
      }
      if (head.trim() !== '') out.pop();
      if ((out.at(-1) ?? '').trim() !== '') out.push('');
      met('Grid and simple tables', 'ordinary tables');
      out.push(...pipeTable(head.trim() === '' ? columns.map(() => '') : cut(head), rows));
      at = DASHES.test(lines[end] ?? '') ? end : end - 1;
      continue;
    }
    out.push(line);
  }
  return out.join('\n');
};

/** The rows of a grid as a table of pipes; undefined when a cell spans columns or rows. */
function readGrid(block: readonly string[]): string[] | undefined {
  const rule = block[0] ?? '';
  const bounds = [...rule].flatMap((sign, at) => (sign === '+' ? [at] : []));
  const rows: string[][] = [];
  let header: string[] | undefined;
  let current = bounds.slice(1).map((): string[] => []);
  for (const line of block.slice(1)) {
    if (GRID_RULE.test(line)) {
      if (line.length !== rule.length && line.trimEnd().length !== rule.trimEnd().length) return undefined;
      if (bounds.some((at) => line[at] !== '+')) return undefined;
      const row = current.map(joinCell);
      if (line.includes('=') && header === undefined && rows.length === 0) header = row;
      else rows.push(row);
      current = bounds.slice(1).map(() => []);
      continue;
    }
    if (bounds.some((at) => line[at] !== '|')) return undefined;
    bounds.slice(1).forEach((to, column) => current[column]?.push(line.slice((bounds[column] ?? 0) + 1, to)));
  }
  return rows.length === 0 && header === undefined
    ? undefined
    : pipeTable(header ?? bounds.slice(1).map(() => ''), rows);
}

/**
 * A multiline table of pandoc, whose rows stand between blank lines: a long rule, a heading of some lines, a rule for each
 * column, the rows, a long rule. Without a heading it begins with the rules of the columns. Undefined when it is none.
 */
function readMultiline(lines: readonly string[], at: number): { table: string[]; end: number } | undefined {
  let rule = at + 1;
  while (rule < lines.length && (lines[rule] ?? '').trim() !== '' && !DASHES.test(lines[rule] ?? '')) rule++;
  if (rule === at + 1 || !DASHES.test(lines[rule] ?? '')) return undefined;
  let end = rule + 1;
  while (end < lines.length && !LONG_RULE.test(lines[end] ?? '')) {
    // A heading of the text is no row: nothing closes this table.
    if (/^#{1,6}\s/.test(lines[end] ?? '')) return undefined;
    end++;
  }
  if (end >= lines.length) return undefined;
  const columns = columnsOf(lines[rule] ?? '');
  const header = rowOf(lines.slice(at + 1, rule), columns);
  return { table: pipeTable(header, rowsBetweenBlanks(lines.slice(rule + 1, end), columns)), end };
}

type Column = ReturnType<typeof columnsOf>[number];

function rowsBetweenBlanks(lines: readonly string[], columns: readonly Column[]): string[][] {
  const rows: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === '') rows.push([]);
    else rows.at(-1)?.push(line);
  }
  return rows.filter((row) => row.length > 0).map((row) => rowOf(row, columns));
}

function rowOf(lines: readonly string[], columns: readonly Column[]): string[] {
  return columns.map(({ from, to }) => joinCell(lines.map((line) => line.slice(from, to))));
}

/** Lines of one paragraph are joined, paragraphs and list items stand below each other. */
function joinCell(lines: readonly string[]): string {
  const parts: string[] = [];
  let open = false;
  for (const line of lines) {
    const words = line.trim().replace(/\\$/, '');
    if (words === '') open = false;
    else if (open && !/^(?:[-*+]|\d+[.)])\s/.test(words)) parts.push(`${parts.pop() ?? ''} ${words}`);
    else {
      parts.push(words.replace(/^[-*+]\s+/, '• '));
      open = true;
    }
  }
  return parts.join('<br>').replaceAll('|', '\\|');
}

function pipeTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return ['', pipeRow(header), pipeRow(header.map(() => '---')), ...rows.map(pipeRow), ''];
}

function pipeRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function columnsOf(line: string): { from: number; to: number }[] {
  const groups = [...line.matchAll(/-+/g)];
  return groups.map((group, at) => ({
    from: at === 0 ? 0 : group.index,
    to: groups[at + 1]?.index ?? Infinity,
  }));
}
