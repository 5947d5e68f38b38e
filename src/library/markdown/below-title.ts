/** A page shows its title once, and the headings of its body below it. */
import type { Element, Root } from 'hast';
import { headingDepth } from './blocks.ts';
import { saysTitle } from './sections.ts';

const MAX_DEPTH = 6;

/** The depth of a heading on its page. */
export const belowTitle = (depth: number, shift: number): number => Math.min(MAX_DEPTH, depth + shift);

/** Takes away what the page says itself, and says whether there was such: a title that the body begins with. */
export function dropTitle(
  tree: Root,
  first: { depth: number; text: string } | undefined,
  title: string,
): boolean {
  const begins = tree.children.findIndex((node) => node.type === 'element');
  const node = tree.children[begins];
  if (first === undefined || node?.type !== 'element' || headingDepth(node) === undefined) return false;
  if (!saysTitle(first, title)) return false;
  // The line break behind it goes too.
  tree.children.splice(0, begins + 2);
  return true;
}

/** How much deeper the headings of a body stand on its page, which has a title of its own. */
export const shiftBelowTitle = (headings: readonly { depth: number }[]): number =>
  headings.some(({ depth }) => depth === 1) ? 1 : 0;

export function placeBelowTitle(element: Element, shift: number): void {
  const depth = headingDepth(element);
  if (depth !== undefined) element.tagName = `h${String(belowTitle(depth, shift))}`;
}
