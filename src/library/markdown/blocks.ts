import type { Element, Nodes, Root } from 'hast';
import { foldBlanks, isFootnoteMark, standsApart, wordsOf } from './words.ts';

/** A stretch of a text that stands by itself: a heading, a paragraph, an item of a list, a row of a table. */
export interface Block {
  /** The element that holds it; undefined for words that stand in none. */
  element: Element | undefined;
  text: string;
  /** 1 to 6 for a heading. */
  depth: number | undefined;
}

/** Parts of a block that stand apart: cells belong to their row, a break to its line. */
const INSIDE = new Set(['td', 'th', 'br', 'hr', 'input']);

const DEPTHS = new Map(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag, at) => [tag, at + 1]));

/** 1 to 6 for a heading. */
export function headingDepth({ tagName }: Element): number | undefined {
  return DEPTHS.get(tagName);
}

/** The blocks of a tree in the order of reading; what has no words is none, but for headings. */
export function readBlocks(tree: Root): Block[] {
  const blocks: Block[] = [];
  let pieces: string[] = [];
  let owner: Element | undefined;
  const close = (): void => {
    const text = foldBlanks(pieces);
    if (text !== '') blocks.push({ element: owner, text, depth: undefined });
    pieces = [];
  };
  const visit = (node: Nodes): void => {
    if (node.type === 'text') pieces.push(node.value);
    if (!('children' in node)) return;
    if (node.type !== 'element') return node.children.forEach(visit);
    if (isFootnoteMark(node)) return;
    if (node.tagName === 'img') pieces.push(String(node.properties['alt'] ?? ''));
    if (!standsApart(node)) return node.children.forEach(visit);
    if (INSIDE.has(node.tagName)) {
      pieces.push(' ');
      node.children.forEach(visit);
      pieces.push(' ');
      return;
    }
    close();
    const depth = headingDepth(node);
    if (depth !== undefined) {
      blocks.push({ element: node, text: wordsOf(node), depth });
      return;
    }
    const around = owner;
    owner = node;
    node.children.forEach(visit);
    close();
    owner = around;
  };
  visit(tree);
  close();
  return blocks;
}
