import type { Nodes, Root } from 'hast';
import { markdownToHast } from 'satteri';
import type { CompileMarkdown } from '../library/markdown/compile.ts';

/** Astro's own compiler. Front matter is read before; what looks like it in a body is text. */
export const compileMarkdown: CompileMarkdown = (markdown, { typeset = false } = {}) => {
  const tree = markdownToHast(markdown, {
    features: { frontmatter: false, smartPunctuation: typeset },
    position: !typeset,
  }) as Root;
  if (markdown.includes('|')) alignCells(tree);
  return tree;
};

/** It aligns cells of a table by an inline style, which the policy of pages lets nobody have. */
function alignCells(node: Nodes): void {
  if (!('children' in node)) return;
  for (const child of node.children) {
    if (child.type === 'element' && (child.tagName === 'th' || child.tagName === 'td')) {
      const { style, ...others } = child.properties;
      if (typeof style === 'string')
        child.properties = { ...others, align: style.replace('text-align: ', '') };
    }
    alignCells(child);
  }
}
