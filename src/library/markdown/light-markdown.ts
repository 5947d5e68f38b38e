import { parseInline, type Inline } from './light-inline.ts';
import { alignOf, cellsOf, type Align } from './light-table.ts';

/**
 * Markdown as far as the people who write for a hub use it: headings, paragraphs, lists, quotes, tables, code, rules.
 * It is what a preview shows while somebody types. Three ways to that preview were weighed.
 *
 * The compiler of the pages: exact by nature. It is native code; its WebAssembly form is megabytes, wants shared memory
 * and with it headers that static hosts do not send, and npm installs it on no machine that a site is built on.
 *
 * A Markdown library for browsers beside it: the whole language for some 25 kB more, but a second compiler all the same,
 * which sets quotes and dashes in its own way and would have to be cleaned of HTML once more.
 *
 * This reader: small, makes a tree and no HTML, so that nothing typed can run. A test holds it to what the compiler makes
 * of every text of the sample hub; what it does not know it names, and the preview says so.
 */
export interface LightDocument {
  blocks: Block[];
  /** Parts of the language that are in the text and not in the preview, in words. */
  unknown: string[];
}

export type Block =
  | { type: 'heading'; depth: number; inline: Inline[] }
  | { type: 'paragraph'; inline: Inline[] }
  | { type: 'quote'; blocks: Block[] }
  | { type: 'list'; start: number | undefined; isTight: boolean; items: ListItem[] }
  | { type: 'code'; language: string; text: string }
  | { type: 'table'; align: Align[]; head: Inline[][]; rows: Inline[][][] }
  | { type: 'rule' };

export interface ListItem {
  /** Undefined for an item without a box to tick. */
  checked: boolean | undefined;
  blocks: Block[];
}

const FENCE = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})[ \t]*(\S*)/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/;
const RULE = /^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+]|\d{1,9}[.)])( {1,4}(?=\S)|[ \t]*$| (?= {4}))/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const DELIMITERS = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const HTML = /^ {0,3}<(?:[a-z][\w-]*[\s/>]|\/[a-z]|!--|!DOCTYPE|\?)/i;
const DEFINITION = /^ {0,3}\[([^\]]+)\]:[ \t]*\S/;

export function parseLight(markdown: string): LightDocument {
  const unknown = new Set<string>();
  const blocks = parseBlocks(
    markdown
      .replace(/\r\n?/g, '\n')
      .replace(/^\uFEFF/, '')
      .split('\n'),
    unknown,
  );
  const words = withoutCode(markdown);
  // An address in angle brackets is a link, not HTML.
  if (/<(?![^\s<>]*[:@])[a-z/!][^<>]*>/i.test(words)) unknown.add('HTML');
  if (/\[\^[^\]\s]+\]/.test(words)) unknown.add('footnotes');
  return { blocks, unknown: [...unknown] };
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^ {0,3}(`{3,}|~{3,})[\s\S]*?^ {0,3}\1/gm, '').replace(/(`+)[^`]*?\1/g, '');
}

function parseBlocks(lines: readonly string[], unknown: Set<string>): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  const lineAt = (index: number): string => lines[index] ?? '';
  while (at < lines.length) {
    const line = lineAt(at);
    if (line.trim() === '') {
      at++;
      continue;
    }
    const fence = FENCE.exec(line);
    if (fence !== null) {
      const [, indent = '', mark = '', language = ''] = fence;
      const end = new RegExp(`^ {0,3}\\${mark.charAt(0)}{${String(mark.length)},}[ \\t]*$`);
      const text: string[] = [];
      for (at++; at < lines.length && !end.test(lineAt(at)); at++) {
        text.push(lineAt(at).replace(new RegExp(`^ {0,${String(indent.length)}}`), ''));
      }
      at++;
      blocks.push({ type: 'code', language, text: text.map((each) => `${each}\n`).join('') });
      continue;
    }
    if (/^(?: {4}|\t)/.test(line)) {
      const text: string[] = [];
      for (; at < lines.length && (/^(?: {4}|\t)/.test(lineAt(at)) || lineAt(at).trim() === ''); at++) {
        text.push(lineAt(at).replace(/^(?: {4}|\t)/, ''));
      }
      blocks.push({ type: 'code', language: '', text: `${text.join('\n').trimEnd()}\n` });
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading !== null) {
      blocks.push({ type: 'heading', depth: heading[1]?.length ?? 1, inline: parseInline(heading[2] ?? '') });
      at++;
      continue;
    }
    if (RULE.test(line)) {
      blocks.push({ type: 'rule' });
      at++;
      continue;
    }
    if (QUOTE.test(line)) {
      const inner: string[] = [];
      for (; at < lines.length && (QUOTE.test(lineAt(at)) || isLazy(lineAt(at), inner)); at++) {
        inner.push(lineAt(at).replace(QUOTE, ''));
      }
      blocks.push({ type: 'quote', blocks: parseBlocks(inner, unknown) });
      continue;
    }
    if (ITEM.test(line)) {
      const list = readList(lines, at, unknown);
      blocks.push(list.block);
      at = list.end;
      continue;
    }
    if (line.includes('|') && DELIMITERS.test(lineAt(at + 1)) && lineAt(at + 1).includes('-')) {
      const align = cellsOf(lineAt(at + 1)).map(alignOf);
      const head = cellsOf(line);
      if (head.length === align.length) {
        const rows: string[][] = [];
        for (at += 2; at < lines.length && lineAt(at).trim() !== '' && !begins(lineAt(at)); at++) {
          rows.push(cellsOf(lineAt(at)));
        }
        const row = (cells: readonly string[]): Inline[][] =>
          align.map((_, index) => parseInline(cells[index] ?? ''));
        blocks.push({ type: 'table', align, head: row(head), rows: rows.map(row) });
        continue;
      }
    }
    if (HTML.test(line)) {
      unknown.add('HTML');
      for (; at < lines.length && lineAt(at).trim() !== ''; at++);
      continue;
    }
    if (DEFINITION.test(line)) {
      unknown.add('links that are explained elsewhere in the text');
      at++;
      continue;
    }
    const text: string[] = [];
    let depth: number | undefined;
    for (; at < lines.length && lineAt(at).trim() !== ''; at++) {
      const underline = text.length > 0 ? UNDERLINE.exec(lineAt(at))?.[1] : undefined;
      if (underline !== undefined) {
        depth = underline.startsWith('=') ? 1 : 2;
        at++;
        break;
      }
      if (text.length > 0 && begins(lineAt(at))) break;
      text.push(lineAt(at).replace(/^[ \t]+/, ''));
    }
    const words = parseInline(text.join('\n').trimEnd());
    blocks.push(
      depth === undefined ? { type: 'paragraph', inline: words } : { type: 'heading', depth, inline: words },
    );
  }
  return blocks;
}

/** Whether a line ends a paragraph above it. A numbered list does so only from 1 on, an empty item never. */
function begins(line: string): boolean {
  const item = ITEM.exec(line);
  const isItem =
    item !== null && line.slice(item[0].length).trim() !== '' && /^(?:[-*+]|1[.)])$/.test(item[2] ?? '');
  return (
    isItem || FENCE.test(line) || HEADING.test(line) || RULE.test(line) || QUOTE.test(line) || HTML.test(line)
  );
}

/** Whether a line without its sign goes on with the paragraph that the lines above end in. */
function isLazy(line: string, above: readonly string[]): boolean {
  const last = above.at(-1) ?? '';
  if (line.trim() === '' || last.trim() === '' || begins(line) || ITEM.test(line)) return false;
  return !FENCE.test(last) && !HEADING.test(last) && !RULE.test(last) && !/^ {4}/.test(last);
}

function readList(
  lines: readonly string[],
  from: number,
  unknown: Set<string>,
): { block: Block; end: number } {
  const first = ITEM.exec(lines[from] ?? '');
  const mark = first?.[2] ?? '-';
  const items: ListItem[] = [];
  let isTight = true;
  let at = from;
  for (;;) {
    const item = ITEM.exec(lines[at] ?? '');
    if (item === null || lastSign(item[2] ?? '') !== lastSign(mark) || RULE.test(lines[at] ?? '')) break;
    const [head, lead = '', own = ''] = item;
    const rest = (lines[at] ?? '').slice(head.length);
    const indent = rest.trim() === '' ? lead.length + own.length + 1 : head.length;
    const inner = [rest];
    for (at++; at < lines.length; at++) {
      const line = lines[at] ?? '';
      if (line.trim() === '') {
        inner.push('');
        continue;
      }
      const depth = /^ */.exec(line)?.[0].length ?? 0;
      if (depth >= indent) inner.push(line.slice(indent));
      else if (isLazy(line, inner)) inner.push(line.trimStart());
      else break;
    }
    let blanks = 0;
    while (inner.length > 1 && inner.at(-1)?.trim() === '') {
      inner.pop();
      blanks++;
    }
    const box = /^\[([ xX])\][ \t]+(?=\S)/.exec(inner[0] ?? '');
    if (box !== null) inner[0] = (inner[0] ?? '').slice(box[0].length);
    const blocks = parseBlocks(inner, unknown);
    const next = ITEM.exec(lines[at] ?? '');
    const goesOn = next !== null && lastSign(next[2] ?? '') === lastSign(mark) && !RULE.test(lines[at] ?? '');
    if ((blanks > 0 && goesOn) || hasBlankBetween(inner)) isTight = false;
    items.push({ checked: box === null ? undefined : box[1] !== ' ', blocks });
  }
  const number = Number.parseInt(mark, 10);
  const start = Number.isNaN(number) ? undefined : number;
  return { block: { type: 'list', start, isTight, items }, end: at };
}

/** What tells one list from the next: its sign, or what stands behind its numbers. */
function lastSign(mark: string): string {
  return mark.slice(-1);
}

/** Whether two blocks of an item stand apart; blank lines inside code or an inner list do not count. */
function hasBlankBetween(inner: readonly string[]): boolean {
  let fence: string | undefined;
  return inner.some((line, index) => {
    const mark = FENCE.exec(line)?.[2]?.charAt(0);
    if (mark !== undefined) fence = fence === undefined ? mark : fence === mark ? undefined : fence;
    if (fence !== undefined || line.trim() !== '') return false;
    return !/^\s/.test(inner.slice(index + 1).find((each) => each.trim() !== '') ?? ' ');
  });
}
