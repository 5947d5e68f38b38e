import { createFenceReader } from '../../markdown/fences.ts';
import type { MarkupStep } from './source.ts';

const MARKED =
  /^([ \t]*)<([a-z][a-z0-9]*)\b([^<>]*?)[ \t]markdown(?:[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|\w+))?([^<>]*)>[ \t]*$/i;
const ATTRIBUTE =
  /(<[a-z][a-z0-9]*\b[^<>]*?)[ \t]markdown(?:[ \t]*=[ \t]*(?:"[^"]*"|'[^']*'|\w+))?(?=[^<>]*>)/gi;

/**
 * MkDocs and kramdown read Markdown inside a tag that says `markdown`; elsewhere it is only read between empty lines, and
 * an indented one would be code.
 */
export const markdownInHtml: MarkupStep = (text, { met }) => {
  if (!/<[a-z][^<>\n]*[ \t]markdown\b/i.test(text)) return text;
  const isCode = createFenceReader();
  const lines = text.split('\n');
  const out: string[] = [];
  const open: { tag: string; indent: number; depth: number }[] = [];
  for (const line of lines) {
    if (isCode(line)) {
      out.push(line);
      continue;
    }
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
    const marked = MARKED.exec(line);
    if (marked !== null) {
      const [, , tag = '', before = '', behind = ''] = marked;
      met('Markdown inside HTML (<div markdown>)', 'read as Markdown, as its site did');
      out.push(`${' '.repeat(open.length > 0 ? 0 : indent)}<${tag}${before}${behind}>`, '');
      open.push({ tag: tag.toLowerCase(), indent, depth: 1 });
      continue;
    }
    const top = open.at(-1);
    if (top === undefined) {
      out.push(line.replace(ATTRIBUTE, '$1'));
      continue;
    }
    top.depth += line.match(new RegExp(`<${top.tag}\\b(?![^<>]*/>)`, 'gi'))?.length ?? 0;
    top.depth -= line.match(new RegExp(`</${top.tag}\\s*>`, 'gi'))?.length ?? 0;
    if (top.depth <= 0) {
      open.pop();
      if ((out.at(-1) ?? '').trim() !== '') out.push('');
      out.push(open.length > 0 ? line.trimStart() : line);
      continue;
    }
    // The words of a figure stand further in than its tag.
    const inner = indent > top.indent && indent - top.indent < 4 ? line.slice(indent) : line;
    out.push(inner.replace(ATTRIBUTE, '$1'));
  }
  return out.join('\n');
};
