import { createFenceReader } from '../../markdown/fences.ts';
import { calloutHead, calloutKind } from './callout.ts';
import type { MarkupStep, SourcePage } from './source.ts';

const MKDOCS =
  /^([ \t]*)(?:!{3}|\?{3}\+?)[ \t]*([A-Za-z][\w-]*(?:[ \t]+[a-z][\w-]*)*)?[ \t]*(?:"(.*)"|'(.*)')?[ \t]*$/;
const TAB = /^([ \t]*)===[+!]*[ \t]+(?:"(.*)"|'(.*)')[ \t]*$/;
const DIRECTIVE = /^([ \t>]*)(:{3,})([^:\n][^\n]*)?$/;
const OBSIDIAN = /^([ \t]*(?:>[ \t]?)+)\[!([A-Za-z][\w-]*)(?:\|[^\]]*)?\][+-]?[ \t]*(.*)$/;

/** What GitHub and the hub read as it stands. */
const OURS = /\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\](?![+-])/;

const CALLOUTS = 'Callouts of MkDocs, Docusaurus, Obsidian, GitBook, Hugo and Notion';
const BOXES = 'callouts of the hub';

/** Admonitions, directives and tabs become callouts, or their words without the box. */
export const containers: MarkupStep = (text, page) => {
  if (!/^[ \t>]*(?:!{3}|\?{3}|:{3}|\/{3}|===|(?:>[ \t]?)+\[!)/m.test(text)) return text;
  return translateLines(asDirectives(text).split('\n'), page).join('\n');
};

/** Blocks of MkDocs between `/// note | Title` and `///` are directives in other signs. */
function asDirectives(text: string): string {
  if (!/^\/{3,}[ \t]*$/m.test(text)) return text;
  return text.replace(
    /^\/{3,}[ \t]*([\w-]+)(?:[ \t]*\|[ \t]*(.*))?((?:\r?\n {4}[\w-]+:.*)*)$|^\/{3,}[ \t]*$/gm,
    (_, name?: string, title?: string, options?: string) => {
      const type = /\n {4}type:[ \t]*([\w-]+)/.exec(options ?? '')?.[1];
      return `:::${type ?? name ?? ''}${title === undefined ? '' : ` ${title}`}`;
    },
  );
}

function translateLines(lines: readonly string[], page: SourcePage): string[] {
  const out: string[] = [];
  const isCode = createFenceReader();
  for (let at = 0; at < lines.length; at++) {
    const line = (lines[at] ?? '').replace(/\r$/, '');
    if (isCode(line)) {
      out.push(lines[at] ?? '');
      continue;
    }
    const mkdocs = MKDOCS.exec(line);
    const tab = TAB.exec(line);
    const directive = line.includes(':::') ? DIRECTIVE.exec(line) : null;
    const obsidian = OBSIDIAN.exec(line);
    if (mkdocs !== null && (mkdocs[2] !== undefined || mkdocs[3] !== undefined)) {
      const [, indent = '', names = 'note', double, single] = mkdocs;
      const inner = indentedBelow(lines, at, indent);
      page.met(CALLOUTS, BOXES);
      const title = double ?? single ?? '';
      pushBlock(
        out,
        boxed(indent, calloutHead(names.split(/\s/)[0] ?? 'note', title), translateLines(inner.lines, page)),
        lines[inner.next],
      );
      at = inner.next - 1;
    } else if (tab !== null) {
      const [, indent = '', double, single] = tab;
      const inner = indentedBelow(lines, at, indent);
      page.met('Tabs', 'their words one below the other, each with its label');
      pushBlock(
        out,
        [
          `${indent}**${double ?? single ?? ''}**`,
          '',
          ...translateLines(inner.lines, page).map((each) => (each === '' ? '' : indent + each)),
        ],
        lines[inner.next],
      );
      at = inner.next - 1;
    } else if (directive !== null) {
      const [, indent = '', colons = '', written = ''] = directive;
      if (page.isMkDocs && /^[ \t]+[\w]+(?:[.:/]\w+)*[ \t]*$/.test(written)) {
        // `::: package.module` stands for what a program reads off code, with its settings indented below.
        page.met(
          'Descriptions made of code (::: module)',
          'left out: nothing in the folder says what they showed',
        );
        at = indentedBelow(lines, at, indent).next - 1;
        continue;
      }
      const { name, label, rest } = readDirective(written);
      const end = name === undefined ? -1 : closingDirective(lines, at, colons.length);
      const kind = name === undefined ? undefined : calloutKind(name);
      if (name === undefined || end === -1) {
        if (name === undefined && rest.trim() !== '') out.push(lines[at] ?? '');
        else page.met('Directives (:::) that nothing closes', 'left out; the words around them stay');
        continue;
      }
      const inner = translateLines(
        lines.slice(at + 1, end).map((each) => withoutPrefix(each, indent)),
        page,
      );
      const title = label ?? rest.replace(/^["']|["']$/g, '');
      if (kind === undefined) {
        page.met('Directives (:::) that only arrange things', 'their words without the arrangement');
        const heading = label ?? (/^(?:details|spoiler|collapse)$/i.test(name) ? rest.trim() : '');
        pushBlock(
          out,
          [
            ...(heading === '' ? [] : [`${indent}**${heading}**`, '']),
            ...inner.map((each) => (each === '' ? '' : indent + each)),
          ],
          lines[end + 1],
        );
      } else {
        page.met(CALLOUTS, BOXES);
        pushBlock(out, boxed(indent, calloutHead(name, title), inner), lines[end + 1]);
      }
      at = end;
    } else if (obsidian !== null) {
      const [, quote = '', name = '', title = ''] = obsidian;
      if (OURS.test(line)) {
        out.push(lines[at] ?? '');
        continue;
      }
      const written = `${quote}${calloutHead(name, title)}`;
      page.met(CALLOUTS, BOXES);
      out.push(written === line ? (lines[at] ?? '') : written);
    } else out.push(lines[at] ?? '');
  }
  return out;
}

function boxed(indent: string, head: string, inner: readonly string[]): string[] {
  const lines = [...inner];
  while (lines.at(-1)?.trim() === '') lines.pop();
  while (lines[0]?.trim() === '') lines.shift();
  return [head, ...lines].map((line) => `${indent}>${line.trim() === '' ? '' : ` ${line}`}`);
}

/** `tip Remember`, `tip[Remember]`, `{.tip title="Remember"}` and `note{title="x"}` behind the colons. */
function readDirective(written: string): {
  name: string | undefined;
  label: string | undefined;
  rest: string;
} {
  const match = /^[ \t]*(\{?)[ \t]*(?:#[^\s{}]+[ \t]+)?[.:]?([A-Za-z][\w-]*)([^\n]*)$/.exec(written);
  if (match === null) return { name: undefined, label: undefined, rest: written };
  const [, brace = '', name = '', behind = ''] = match;
  const title = /(?:^|[\s{])(?:title|label)=["']([^"']*)["']/.exec(behind)?.[1];
  const label = title ?? /^\[([^\n]*?)\](?=$|\s|\{)/.exec(behind)?.[1];
  const rest = brace === '' ? behind.replace(/^\[[^\n]*?\](?=$|\s|\{)/, '').replace(/\{[^{}]*\}/g, '') : '';
  return { name, label, rest: rest.trim() };
}

/** A block of its own, with an empty line on both sides where none is. */
function pushBlock(out: string[], block: readonly string[], next: string | undefined): void {
  if ((out.at(-1) ?? '').trim() !== '') out.push('');
  out.push(...block);
  if (next !== undefined && next.trim() !== '') out.push('');
}

/** The lines below one that are indented further, without that indentation, and where the rest goes on. */
function indentedBelow(
  lines: readonly string[],
  at: number,
  indent: string,
): { lines: string[]; next: number } {
  const width = widthOf(indent) + 4;
  let next = at + 1;
  for (let end = at + 1; end < lines.length; end++) {
    const line = lines[end] ?? '';
    if (line.trim() === '') continue;
    if (widthOf(/^[ \t]*/.exec(line)?.[0] ?? '') < width) break;
    next = end + 1;
  }
  return { lines: lines.slice(at + 1, next).map((line) => dedent(line, width)), next };
}

function widthOf(indent: string): number {
  return [...indent].reduce((width, sign) => (sign === '\t' ? width + 4 - (width % 4) : width + 1), 0);
}

function dedent(line: string, width: number): string {
  let seen = 0;
  let at = 0;
  while (at < line.length && seen < width && /[ \t]/.test(line[at] ?? '')) {
    seen += line[at] === '\t' ? 4 - (seen % 4) : 1;
    at++;
  }
  return ' '.repeat(Math.max(0, seen - width)) + line.slice(at).replace(/\r$/, '');
}

/** The line that closes a directive, those inside it closed first; -1 when there is none. */
function closingDirective(lines: readonly string[], at: number, colons: number): number {
  let depth = 1;
  for (let end = at + 1; end < lines.length; end++) {
    const match = /^[ \t>]*(:{3,})[ \t]*(\S?)/.exec(lines[end] ?? '');
    if (match === null) continue;
    if (match[2] !== '') depth++;
    else if ((match[1] ?? '').length >= colons && --depth <= 0) return end;
    else if ((match[1] ?? '').length < colons) depth = Math.max(1, depth - 1);
  }
  return -1;
}

function withoutPrefix(line: string, indent: string): string {
  return (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart()).replace(/\r$/, '');
}
