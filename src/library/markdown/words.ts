import type { Element, Nodes } from 'hast';

/** Elements whose words stand apart from what is beside them; all others run on: `H<sub>2</sub>O` is one word. */
const APART = new Set([
  'address', 'article', 'aside', 'blockquote', 'br', 'caption', 'dd', 'details', 'div', 'dl', 'dt', 'figcaption',
  'figure', 'footer', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'input', 'li', 'main', 'menu',
  'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul',
]); // prettier-ignore

/** The words of a part of a tree, those of pictures included, white space folded to single blanks. */
export function wordsOf(node: Nodes): string {
  const pieces: string[] = [];
  collectWords(node, pieces);
  return foldBlanks(pieces);
}

/**
 * One text of the pieces, white space folded to single blanks and none around. What is a single blank already is left
 * alone: it is fast.
 */
export function foldBlanks(pieces: readonly string[]): string {
  return pieces
    .join('')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
}

/**
 * Adds the words of a part of a tree to `pieces`, a blank before and after what stands apart.
 *
 * @param enter called with each element before its words are taken; true where it has taken them itself
 */
export function collectWords(
  node: Nodes,
  pieces: string[],
  enter: (element: Element) => boolean = () => false,
): void {
  if (node.type === 'text') {
    pieces.push(node.value);
    return;
  }
  if (!('children' in node)) return;
  if (node.type === 'element') {
    if (isFootnoteMark(node) || enter(node)) return;
    if (node.tagName === 'img') pieces.push(String(node.properties['alt'] ?? ''));
  }
  const isApart = node.type === 'element' && standsApart(node);
  if (isApart) pieces.push(' ');
  for (const child of node.children) collectWords(child, pieces, enter);
  if (isApart) pieces.push(' ');
}

/** The raised number that leads to a footnote, and the arrow back, which compilers make. */
export function isFootnoteMark({ properties }: Element): boolean {
  return 'dataFootnoteRef' in properties || 'dataFootnoteBackref' in properties;
}

/** Whether an element's words stand apart from what is beside it. */
export function standsApart({ tagName }: Element): boolean {
  return APART.has(tagName);
}
