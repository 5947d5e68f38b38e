/** A node of a Markdown tree (mdast) with its place in the text, in UTF-16 units. */
export interface MarkdownNode {
  type: string;
  position?: { start: { offset: number }; end: { offset: number } } | undefined;
  children?: readonly MarkdownNode[];
  url?: string;
  alt?: string | null;
  value?: string;
  depth?: number;
}

/**
 * Reads a text without front matter as the compiler of the pages does. It is handed in, because that compiler is native
 * code.
 */
export type ParseMarkdown = (text: string) => MarkdownNode;

/** Every node in the order of the text. */
export function* nodesOf(node: MarkdownNode): Generator<MarkdownNode> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

/** Where a node stands in the text, in UTF-16 units; 0 to 0 for one that says no place. */
export function spanOf(node: MarkdownNode): { from: number; to: number } {
  return { from: node.position?.start.offset ?? 0, to: node.position?.end.offset ?? 0 };
}
