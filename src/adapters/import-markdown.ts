import { markdownToMdast } from 'satteri';
import type { MarkdownNode } from '../library/import/markdown-node.ts';

/** Reads Markdown with the compiler of the pages, so that import sees the links and headings that they will show. */
export function parseMarkdownTree(text: string): MarkdownNode {
  return markdownToMdast(text, { features: { frontmatter: false } }) as MarkdownNode;
}
