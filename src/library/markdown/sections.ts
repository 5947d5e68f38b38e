import GithubSlugger from 'github-slugger';
import { createFenceReader } from './fences.ts';

/** A part of a body below one heading. The lead, before the first heading, has an empty slug and heading. */
export interface Section {
  /** Anchor on the page, the same that the page's headings carry. */
  slug: string;
  heading: string;
  /** 1 to 6; 0 for the lead. */
  depth: number;
  /** Text without Markdown signs. */
  text: string;
}

const HEADING = /^ {0,3}(#{1,6})(?:[ \t]([\s\S]*))?$/;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
/** Lines that a row of signs below does not turn into a heading: lists, quotes, tables, rules, headings, HTML. */
const NO_PARAGRAPH = /^(?: {4}|\t|\s*(?:$|[-*+>|#<=:]|\d+[.)]\s|\[[^\]]*\]:))/;

/** The sections of a Markdown body in order, the lead first when it holds text. Fenced code never begins a section. */
export function buildSections(body: string): Section[] {
  const slugger = new GithubSlugger();
  const sections: Section[] = [];
  const isCode = createFenceReader();
  let current: Section = { slug: '', heading: '', depth: 0, text: '' };
  let lines: string[] = [];
  const close = () => {
    current.text = plainText(lines.join('\n'));
    if (current.slug !== '' || current.text !== '') sections.push(current);
    lines = [];
  };
  const begin = (written: string, depth: number) => {
    close();
    const heading = plainLine(written);
    current = { slug: slugger.slug(heading), heading, depth, text: '' };
  };
  for (const line of body.split(/\r?\n/)) {
    if (isCode(line)) {
      lines.push(line);
      continue;
    }
    const heading = HEADING.exec(line);
    const underline = heading === null ? UNDERLINE.exec(line)?.[1] : undefined;
    if (heading !== null) {
      begin(withoutClosingSigns(heading[2] ?? ''), (heading[1] ?? '').length);
    } else if (underline !== undefined && endsParagraph(lines)) {
      const above = lines.pop() ?? '';
      begin(above, underline.startsWith('=') ? 1 : 2);
    } else lines.push(line);
  }
  close();
  return sections;
}

/** Whether exactly one line of plain text stands at the end, so that signs below it make it a heading. */
function endsParagraph(lines: readonly string[]): boolean {
  const above = lines.at(-1);
  return above !== undefined && !NO_PARAGRAPH.test(above) && (lines.at(-2) ?? '').trim() === '';
}

/** `Pricing ##` is written for `Pricing`; the signs count only after a blank. */
function withoutClosingSigns(written: string): string {
  const text = written.trim();
  let end = text.length;
  while (text[end - 1] === '#') end--;
  return end === text.length || (end > 0 && !/[ \t]/.test(text[end - 1] ?? ''))
    ? text
    : text.slice(0, end).trim();
}

/** Whether a heading only says the title of its page again; the page then leaves it out. */
export function saysTitle(heading: { depth: number; text: string }, title: string): boolean {
  return heading.depth === 1 && fold(heading.text) === fold(title);
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Markdown and inline HTML without their signs, white space folded to single blanks.
 * Every pattern stops at the sign that opens it, so that the work grows with the text and never with its square.
 */
export function plainText(markdown: string): string {
  return plainLine(
    withoutComments(markdown)
      .replace(/^ {0,3}(?:`{3,}[^`\n]*|~{3,}.*)$/gm, ' ')
      .replace(/^[ \t]*(?:>|[-*+] |\d+[.)] )+/gm, ' ')
      .replace(/^[ \t]*(?:\|[ \t]*)?(?::?-{2,}:?[ \t]*\|[ \t]*)+.*$/gm, ' '),
  );
}

/** The same for one line that no list or quote begins, such as a heading: `1. Price` keeps its number. */
function plainLine(markdown: string): string {
  return markdown
    .replace(/!?\[([^[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^[\]]*\])/g, '$1')
    .replace(/<\/?[a-zA-Z][^<>]*>/g, ' ')
    .replace(/\\([\\`*_{}[\]()#+\-.!|<>~])|\*\*|__|[*`]|~~|\|/g, (sign, escaped?: string) =>
      escaped === undefined ? (sign === '|' ? ' ' : '') : escaped,
    )
    .replace(/&nbsp;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutComments(markdown: string): string {
  let text = '';
  let from = 0;
  for (;;) {
    const open = markdown.indexOf('<!--', from);
    const close = open === -1 ? -1 : markdown.indexOf('-->', open + 4);
    if (close === -1) return text + markdown.slice(from);
    text += `${markdown.slice(from, open)} `;
    from = close + 3;
  }
}
