import { applyEdits } from '../edits.ts';
import { findLinks, writeAddress } from '../links/link-places.ts';
import { linkOfPart } from '../links/resolve-link.ts';
import type { ParseMarkdown } from '../markdown-node.ts';
import { comments } from './comments.ts';
import { hiddenHtml } from './hidden-html.ts';
import { linksWithBlanks } from './link-forms.ts';
import { codeSpans, replaceOutside, type MarkupStep, type SourcePage } from './source.ts';

/** A text that pulls in another, which pulls in another: deeper than this nobody writes them. */
const DEEPEST = 5;
/** More is no snippet. */
const MAX_CHARACTERS = 100_000;

/**
 * How each tool pulls in a text, its path in one of the groups: MkDocs, Hugo, Jekyll, GitBook, GitLab, Microsoft's docs,
 * mdBook and AsciiDoc.
 */
const PULLED_IN =
  /^([ \t]*)-{1,2}8<-{1,2}[ \t]+["'](?!https?:)([^"'\n]+)["'][ \t]*$|^([ \t]*)-{1,2}8<-{1,2}[ \t]*\n((?:[^\n]*\n)+?)[ \t]*-{1,2}8<-{1,2}[ \t]*$|\{![ \t]*([^!\n]+?)[ \t]*!\}|\{%-?\s*(?:include(?:-markdown|_relative)?|render)\s+["']?([\w./@ -]+?\.(?:md|mdx|markdown))["']?[^%]*?-?%\}|\{\{[<%]\s*(?:include|readfile|read-file|snippet|partial|import)\s+(?:(?:file|path|src|name)=)?["']?([^"'\s>%]+\.(?:md|mdx|markdown))["']?[^}]*?[>%]\}\}|^[ \t]*::include\{file=["']?([^"'}\n]+)["']?\}[ \t]*$|^:::[ \t]*include[ \t]*\n[ \t]*([^\n]+?)[ \t]*\n:::[ \t]*$|\[!INCLUDE[ \t]*\[[^\]\n]*\]\(([^()\n]+)\)[ \t]*\]|\{\{#include[ \t]+([^}\s]+)\}\}|^@include\(([^()\n]+)\)[ \t]*$|^include::([^[\n]+)\[[^\]\n]*\][ \t]*$/gim;

const IMPORTED = /^import[ \t]+(\w+)[ \t]+from[ \t]+["']([^"'\n]+\.(?:md|mdx|markdown))["']/gm;

/** A text that a page pulls in from a file of the folder stands where it was pulled in, as readers saw it. */
export const pulledIn: MarkupStep = (text, page) => inline(text, page, 0);

/** Lines that begin and end a part of a text that can be pulled in by its name, in MkDocs and mdBook. */
const SECTION = /-{1,2}8<-{1,2}[ \t]*\[(start|end):[ \t]*([\w.-]+)[ \t]*\]|\bANCHOR(_END)?:[ \t]*([\w.-]+)/;

/** A text or the part of it that is named, by a word or by its lines (`3:9`); undefined when it has no such part. */
function sectionOf(text: string, named: string | undefined): string | undefined {
  const lines = text.split('\n');
  const span = /^(\d*):?(\d*)$/.exec(named ?? '');
  if (named !== undefined && span !== null)
    return lines
      .slice(Math.max(0, Number(span[1]) - 1), span[2] === '' ? undefined : Number(span[2]))
      .join('\n');
  const kept: string[] = [];
  let inside = named === undefined;
  let found = inside;
  for (const line of lines) {
    const mark = SECTION.exec(line);
    if (mark === null) {
      if (inside) kept.push(line);
      continue;
    }
    if ((mark[2] ?? mark[4]) !== named) continue;
    inside = mark[1] === 'start' || (mark[1] === undefined && mark[3] === undefined);
    found ||= inside;
  }
  return found ? kept.join('\n') : undefined;
}

/** A text whose relative links say that they were written in the file at `path`. */
function linksOfPart(text: string, path: string, parse: ParseMarkdown): string {
  const edits = findLinks(text, parse(text)).flatMap((link) => {
    const address = linkOfPart(link.href, path);
    return address === undefined ? [] : [{ from: link.from, to: link.to, text: writeAddress(link, address) }];
  });
  return applyEdits(text, edits);
}

function inline(text: string, page: SourcePage, depth: number): string {
  const { parse, met, partAt } = page;
  const read = (address: string, indent = ''): string | undefined => {
    const [, path = address.trim(), named] = /^(.+\.[a-z]+):([\w.:-]+)$/i.exec(address.trim()) ?? [];
    const part = depth < DEEPEST ? partAt(path) : undefined;
    const body = part === undefined ? undefined : sectionOf(part.body, named);
    if (part === undefined || body === undefined || body.length > MAX_CHARACTERS) return undefined;
    met('Texts pulled in from a file of the folder', 'their words, where they were pulled in');
    const inner = { ...page, partAt: part.partAt };
    const shown = linksWithBlanks(hiddenHtml(comments(body, inner), inner), inner);
    const words = inline(linksOfPart(shown, part.path, parse), inner, depth + 1).trim();
    return indent + words.replaceAll('\n', `\n${indent}`);
  };
  const tagged = replaceOutside(text, PULLED_IN, codeSpans(text, parse, 'not indented'), (match) => {
    const [, indent, single, blockIndent, block, ...others] = match;
    if (block !== undefined) {
      const lines = block.split('\n').filter((line) => line.trim() !== '' && !/^\s*;/.test(line));
      return lines
        .map((line) => read(line.trim().replace(/^["']|["']$/g, ''), blockIndent) ?? '')
        .join('\n\n');
    }
    const address = single ?? others.find((each) => each !== undefined);
    return address === undefined ? undefined : read(address, indent);
  });
  const imports = new Map(
    [...tagged.matchAll(IMPORTED)].map(([, name = '', address = '']) => [name, address]),
  );
  if (imports.size === 0) return tagged;
  return replaceOutside(
    tagged,
    /(?:^([ \t]*))?<(\w+)\b[^<>]*?(?:\/>|>\s*<\/\2>)/gm,
    codeSpans(tagged, parse, 'not indented'),
    ([, indent, name = '']) => {
      const address = imports.get(name);
      return address === undefined ? undefined : read(address, indent);
    },
  );
}
