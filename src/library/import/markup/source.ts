import type { CompileMarkdown } from '../../markdown/compile.ts';
import { nodesOf, spanOf, type ParseMarkdown } from '../markdown-node.ts';
import type { MetMarkup } from './tally.ts';

/** A page whose markup is translated. */
export interface SourcePage {
  path: string;
  data: Readonly<Record<string, unknown>>;
  parse: ParseMarkdown;
  compile: CompileMarkdown;
  met: MetMarkup;
  /** Its folder is the site of MkDocs, which reads some signs in a way of its own. */
  isMkDocs: boolean;
  partAt: PartAt;
  /** Keeps a picture that the text held as letters, and answers the address under which the page shows it. */
  addPicture: (bytes: Uint8Array, ending: string) => string;
}

/** The body of another text of the folder, by the address that a page pulls it in from, and the finder for what it pulls in itself. */
export type PartAt = (address: string) => { path: string; body: string; partAt: PartAt } | undefined;

/** One step of the translation: takes a text and gives it back with one sort of markup translated. */
export type MarkupStep = (text: string, page: SourcePage) => string;

/** Spans of a text, in order. */
export type Spans = readonly { from: number; to: number }[];

/** Where code stands: fenced, in a line, and indented when `indented` says so. Nothing is translated there. */
export function codeSpans(
  text: string,
  parse: ParseMarkdown,
  indented: 'indented too' | 'not indented' = 'indented too',
): Spans {
  if (!/[`~]|^(?: {4}|\t)/m.test(text)) return [];
  const spans: { from: number; to: number }[] = [];
  for (const node of nodesOf(parse(text))) {
    if (node.type !== 'code' && node.type !== 'inlineCode') continue;
    const span = spanOf(node);
    const fenced = /^[`~]/.test(text.slice(span.from, span.to).trimStart());
    if (node.type === 'inlineCode' || fenced || indented === 'indented too') spans.push(span);
  }
  return spans;
}

export function isInside(spans: Spans, at: number): boolean {
  return spans.some(({ from, to }) => at >= from && at < to);
}

/** Replaces each match that does not begin inside code; the writer answers undefined to leave one as it stands. */
export function replaceOutside(
  text: string,
  pattern: RegExp,
  code: Spans,
  write: (match: RegExpExecArray) => string | undefined,
): string {
  let result = '';
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (isInside(code, match.index)) continue;
    const written = write(match);
    if (written === undefined) continue;
    result += text.slice(at, match.index) + written;
    at = match.index + match[0].length;
  }
  return at === 0 ? text : result + text.slice(at);
}
