/**
 * What of a page may go to a customer, as a mail program and a chat take it. The note for the CRM is made elsewhere, so that
 * neither can carry the other.
 */
import { escapeHtml } from '../../library/escape-html.ts';
import {
  forbidsSaying,
  isForbiddingLabel,
  isUnsayable,
  judgeCells,
  type CellVerdict,
} from '../../library/unsayable.ts';
import type { Copied, CopyElement, CopyNode, Stays } from './copied.ts';
import { cutSentences } from './sentences.ts';

export interface CustomerText extends Copied {
  /** What was left out, once for each time. */
  left: Stays[];
}

const INLINE = new Set([
  'a', 'abbr', 'b', 'bdi', 'bdo', 'br', 'cite', 'code', 'data', 'dfn', 'em', 'i', 'img', 'ins', 'kbd', 'mark', 'q',
  's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'time', 'u', 'var', 'wbr',
]); // prettier-ignore
/** Elements that a mail keeps; of all others the words stay. */
const KEPT = new Set([
  'a', 'b', 'blockquote', 'br', 'code', 'em', 'i', 'li', 'ol', 'p', 'pre', 'strong', 'sub', 'sup', 'table', 'tbody',
  'td', 'th', 'thead', 'tr', 'u', 'ul',
]); // prettier-ignore
const HEADING = /^h[1-6]$/;
/** The hub's own word, which tells a customer that there is a card about somebody. */
const NAMES_A_CARD = /\bbattle[ -]?cards?\b/i;

/** A text of several paragraphs, as it was written. */
export function nodesOfText(text: string): CopyNode[] {
  return text
    .split(/\n{2,}/)
    .map((part) => ({ tag: 'p', children: part.trim().split('\n').flatMap(lineOf) }));
}

const lineOf = (line: string, at: number): CopyNode[] =>
  at === 0 ? [line] : [{ tag: 'br', children: [] }, line];

/** A part of a page without what stays inside the company. Numbers of lists stay as they are; a sentence that speaks of a
 * battlecard is left out whole, since the words around a link would still name it. */
export function renderForCustomer(nodes: readonly CopyNode[]): CustomerText {
  const left: Stays[] = [];
  const shown = clean(nodes, left);
  return { plain: plainBlocks(shown).join('\n\n'), html: htmlOf(shown), left };
}

const isInline = (node: CopyNode): boolean => typeof node === 'string' || INLINE.has(node.tag);

/** Elements that hold one thing to say. */
const SAYS_ONE = /^(?:p|li|dd)$/;

/**
 * Of what stands side by side, that which its author forbids to say: by a heading, by a label such as `Do not say:` for all
 * below the same heading, or of itself.
 */
function forbiddenIn(nodes: readonly CopyNode[]): Set<CopyNode> {
  const forbidden = new Set<CopyNode>();
  let depthForbidden = Infinity;
  let isLabelled = false;
  for (const node of nodes) {
    if (isInline(node) || typeof node === 'string') continue;
    const words = textOf(node).trim();
    if (HEADING.test(node.tag)) {
      isLabelled = false;
      const depth = Number(node.tag.slice(1));
      if (depth <= depthForbidden) depthForbidden = forbidsSaying(words) ? depth : Infinity;
    } else if (SAYS_ONE.test(node.tag)) {
      isLabelled ||= isForbiddingLabel(words);
      if (isUnsayable(words)) forbidden.add(node);
    }
    if (isLabelled || depthForbidden < Infinity) forbidden.add(node);
  }
  return forbidden;
}

function clean(nodes: readonly CopyNode[], left: Stays[]): CopyNode[] {
  const forbidden = forbiddenIn(nodes);
  const kept: CopyNode[] = [];
  let run: CopyNode[] = [];
  const close = (): void => {
    kept.push(...cleanRun(run, left));
    run = [];
  };
  for (const node of nodes) {
    if (isInline(node)) {
      run.push(node);
      continue;
    }
    close();
    if (typeof node === 'string') continue;
    const stays = forbidden.has(node) ? 'internal' : node.stays;
    if (stays !== undefined) left.push(stays);
    else {
      const children = node.tag === 'pre' ? node.children : clean(sayableChildren(node, left), left);
      if (children.length > 0 || node.tag === 'td' || node.tag === 'th') kept.push({ ...node, children });
    }
  }
  close();
  return kept;
}

/** What is in an element, of a table without the cells that it forbids to say. */
function sayableChildren(element: CopyElement, left: Stays[]): CopyNode[] {
  if (element.tag !== 'table') return element.children;
  const rows = rowsOf(element).map(({ children }) => children.filter((cell) => typeof cell !== 'string'));
  const verdicts = judgeCells(
    rows.map((row) => row.map((cell) => ({ text: textOf(cell).trim(), isHeading: cell.tag === 'th' }))),
  );
  const ofCell = new Map<CopyNode, CellVerdict>(
    rows.flatMap((row, at) => row.map((cell, column) => [cell, verdicts[at]?.[column] ?? 'said'] as const)),
  );
  if (verdicts.flat().some((verdict) => verdict !== 'said')) left.push('internal');
  const take = (node: CopyNode): CopyNode[] => {
    const verdict = ofCell.get(node);
    if (verdict === 'gone') return [];
    if (typeof node === 'string' || verdict === 'said') return [node];
    return [{ ...node, children: verdict === 'empty' ? [] : node.children.flatMap(take) }];
  };
  return element.children.flatMap(take);
}

/** Words that run on: without what stays, and without the sentences that speak of a card. */
function cleanRun(run: readonly CopyNode[], left: Stays[]): CopyNode[] {
  const sentences = run.some(speaksOfCard) ? cutRun(run) : [run];
  return sentences.flatMap((sentence) => {
    if (!sentence.some(speaksOfCard)) return sentence.flatMap((node) => withoutStaying(node, left));
    left.push('battlecard');
    return [];
  });
}

function speaksOfCard(node: CopyNode): boolean {
  if (typeof node === 'string') return NAMES_A_CARD.test(node);
  return node.stays === 'battlecard' || node.children.some(speaksOfCard);
}

function withoutStaying(node: CopyNode, left: Stays[]): CopyNode[] {
  if (typeof node === 'string') return [node];
  if (node.stays !== undefined) {
    left.push(node.stays);
    return [];
  }
  return [{ ...node, children: node.children.flatMap((child) => withoutStaying(child, left)) }];
}

/** A run cut where a sentence ends outside of its elements. */
function cutRun(run: readonly CopyNode[]): CopyNode[][] {
  const sentences: CopyNode[][] = [[]];
  for (const node of run) {
    const parts = typeof node === 'string' ? cutSentences(node) : [node];
    for (const part of parts) {
      sentences.at(-1)?.push(part);
      if (typeof part === 'string' && /[.!?]["'”’)]*\s+$/.test(part)) sentences.push([]);
    }
  }
  return sentences;
}

const foldBlanks = (text: string): string => text.replace(/[^\S\u00a0]+/g, ' ');

function plainInline(node: CopyNode): string {
  if (typeof node === 'string') return foldBlanks(node);
  if (node.tag === 'br') return '\n';
  const words = node.children.map(plainInline).join('');
  const { href } = node;
  if (href === undefined || words.trim() === '') return words;
  const address = href.replace(/^(?:mailto|tel):/i, '');
  return address === words.trim() ? words : `${words} (${address})`;
}

const tidyLines = (text: string): string => text.replace(/ *\n */g, '\n').trim();

/** The blocks of a part of a page, each as lines. */
function plainBlocks(nodes: readonly CopyNode[]): string[] {
  const blocks: string[] = [];
  let run = '';
  const close = (): void => {
    const words = tidyLines(run.replace(/ {2,}/g, ' '));
    if (words !== '') blocks.push(words);
    run = '';
  };
  for (const node of nodes) {
    if (isInline(node)) run += plainInline(node);
    else {
      close();
      blocks.push(...plainBlock(node as CopyElement).filter((block) => block !== ''));
    }
  }
  close();
  return blocks;
}

function plainBlock(block: CopyElement): string[] {
  switch (block.tag) {
    case 'ol':
    case 'ul':
      return [plainList(block)];
    case 'pre':
      return [textOf(block).replace(/\n$/, '')];
    case 'table':
      return [rowsOf(block).map(plainRow).join('\n')];
    case 'blockquote':
      return [plainBlocks(block.children).join('\n\n').replace(/^/gm, '> ')];
    default:
      return plainBlocks(block.children);
  }
}

function plainList({ tag, start = 1, children }: CopyElement): string {
  let number = start;
  return children
    .flatMap((item) => {
      if (typeof item === 'string') return [];
      const mark = tag === 'ol' ? `${String(number++)}. ` : '- ';
      return [
        mark +
          plainBlocks(item.children)
            .join('\n')
            .replaceAll('\n', `\n${' '.repeat(mark.length)}`),
      ];
    })
    .join('\n');
}

function rowsOf(table: CopyElement): CopyElement[] {
  return table.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.tag === 'tr' ? [child] : rowsOf(child);
  });
}

const plainRow = ({ children }: CopyElement): string =>
  children
    .flatMap((cell) =>
      typeof cell === 'string' ? [] : [plainBlocks(cell.children).join(' ').replaceAll('\n', ' ')],
    )
    .join(' | ');

const textOf = (node: CopyNode): string =>
  typeof node === 'string' ? node : node.children.map(textOf).join('');

/** Elements whose words stand in them as they are; in all others words between blocks are a paragraph. */
const HOLDS_WORDS = /^(?:p|li|td|th|h[1-6])$/;

/** The same as HTML that any mail program takes: paragraphs, lists, tables and links, with no style and no class. */
function htmlOf(nodes: readonly CopyNode[], isParagraph = false): string {
  let html = '';
  let words = '';
  const close = (): void => {
    if (words.trim() !== '') html += isParagraph ? words : `<p>${words.trim()}</p>`;
    words = '';
  };
  for (const node of nodes) {
    if (isInline(node)) words += htmlInline(node);
    else {
      close();
      html += htmlBlock(node as CopyElement);
    }
  }
  close();
  return html.trim();
}

function htmlInline(node: CopyNode): string {
  if (typeof node === 'string') return escapeHtml(foldBlanks(node));
  if (node.tag === 'br') return '<br>';
  const inside = node.children.map(htmlInline).join('');
  if (!KEPT.has(node.tag) || (node.tag === 'a' && node.href === undefined)) return inside;
  return wrap(node, inside);
}

function htmlBlock(node: CopyElement): string {
  if (node.tag === 'pre') return `<pre>${escapeHtml(textOf(node))}</pre>`;
  const inside = htmlOf(node.children, HOLDS_WORDS.test(node.tag));
  if (HEADING.test(node.tag)) return `<p><strong>${inside}</strong></p>`;
  return KEPT.has(node.tag) ? wrap(node, inside) : inside;
}

function wrap({ tag, href, start }: CopyElement, inside: string): string {
  const attributes = [
    ...(href === undefined ? [] : [` href="${escapeHtml(href)}"`]),
    ...(start === undefined || start === 1 ? [] : [` start="${String(start)}"`]),
    ...(tag === 'table' ? [' border="1"'] : []),
  ];
  return `<${tag}${attributes.join('')}>${inside}</${tag}>`;
}
