import { createFenceReader } from '../../markdown/fences.ts';
import type { MarkupStep } from './source.ts';

const TABLE_ROW = /^\s*\|.*\|\s*$/;
const TERM = /^(?![ \t>#|:~*+-]|\d+[.)]\s|`{3}|<|!\[|\[\^?[^\]]*\]:)\S.*$/;
const DEFINITION = /^ {0,3}[:~][ \t]+(\S.*)$/;
const LINE_BLOCK = /^\|[ \t]+(?!.*\|[ \t]*$)\S.*$/;

/**
 * Blocks of other dialects that are whole lines: lists of definitions, quotes between `>>>`, line blocks, captions of tables
 * and breaks of pages.
 */
export const lineBlocks: MarkupStep = (text, { met }) => {
  if (!/^ {0,3}[:~][ \t]|^>>>[ \t]*$|^\|[ \t]|^\\(?:newpage|pagebreak)|^Table:/m.test(text)) return text;
  const lines = text.split('\n');
  const out: string[] = [];
  const isCode = createFenceReader();
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (isCode(line)) {
      out.push(line);
      continue;
    }
    const next = (lines[at + 1] ?? '').trim() === '' ? at + 2 : at + 1;
    const caption = /^ {0,3}(?:Table)?:[ \t]+(\S.*)$/.exec(line)?.[1];
    const above = out.findLast((each) => each.trim() !== '') ?? '';
    const close =
      line.trim() === '>>>' ? lines.findIndex((each, end) => end > at && each.trim() === '>>>') : -1;
    if (caption !== undefined && TABLE_ROW.test(above)) {
      met('Captions of tables', 'lines below the table');
      out.push(`*${caption.replace(/\s*\{[^{}]*\}$/, '')}*`);
    } else if (/^\\(?:newpage|pagebreak)\s*$/.test(line)) {
      met('Breaks of printed pages (\\newpage)', 'left out');
    } else if (close !== -1) {
      met('Quotes between >>>', 'ordinary quotes');
      out.push(...lines.slice(at + 1, close).map((each) => `> ${each}`.trimEnd()));
      at = close;
    } else if (TERM.test(line) && DEFINITION.test(lines[next] ?? '')) {
      met('Lists of definitions (Term, then : words)', 'ordinary lists');
      const list = definitionsAt(lines, at);
      if ((out.at(-1) ?? '').trim() !== '') out.push('');
      out.push(...list.lines, '');
      at = list.next - 1;
    } else if (
      LINE_BLOCK.test(line) &&
      !/^\|?[ \t]*:?-+/.test(lines[at + 1] ?? '') &&
      !TABLE_ROW.test(out.at(-1) ?? '')
    ) {
      met('Blocks of lines (| words)', 'lines of one paragraph');
      const more = LINE_BLOCK.test(lines[at + 1] ?? '');
      out.push(line.slice(1).trim() + (more ? '\\' : ''));
    } else out.push(line);
  }
  return out.join('\n');
};

/** A term and its definitions, and those that follow, as a list; and where the rest goes on. */
function definitionsAt(lines: readonly string[], from: number): { lines: string[]; next: number } {
  const out: string[] = [];
  let at = from;
  for (;;) {
    const gap = (lines[at + 1] ?? '').trim() === '' ? 2 : 1;
    if (!TERM.test(lines[at] ?? '') || !DEFINITION.test(lines[at + gap] ?? '')) break;
    const said: string[] = [];
    const term = (lines[at] ?? '').trim();
    at += gap;
    for (; at < lines.length; at++) {
      const line = lines[at] ?? '';
      const begins = DEFINITION.exec(line)?.[1];
      if (begins !== undefined) said.push(`${said.length === 0 ? '' : '\n  '}${begins}`);
      else if (/^(?: {2,}|\t)\S/.test(line)) said.push(`  ${line.replace(/^(?: {4}|\t| {2,3})/, '')}`);
      else if (line.trim() === '' && /^(?: {2,}|\t)\S|^ {0,3}[:~][ \t]/.test(lines[at + 1] ?? ''))
        said.push('');
      else break;
    }
    out.push(`- **${term.replace(/^\*\*(.*)\*\*$/, '$1')}:** ${said.join('\n')}`);
    let more = at;
    while ((lines[more] ?? 'x').trim() === '') more++;
    const after = (lines[more + 1] ?? '').trim() === '' ? more + 2 : more + 1;
    if (!TERM.test(lines[more] ?? '') || !DEFINITION.test(lines[after] ?? '')) break;
    at = more;
  }
  return { lines: out.join('\n').split('\n'), next: at };
}
