import type { Element, Nodes, Root, RootContent } from 'hast';
import { raw } from 'hast-util-raw';
import { placeCallouts } from './callouts.ts';
import type { CompileMarkdown, CompileOptions } from './compile.ts';

/**
 * Elements that a page shows nothing of, not even their text. Of players and the like, what they hold for others stays.
 */
export const UNSEEN_TAGS = [
  'script',
  'style',
  'template',
  'noscript',
  'noembed',
  'noframes',
  'title',
  'iframe',
  'svg',
  'textarea',
  'select',
  'option',
  'datalist',
  'dialog',
];
const unseenTags = new Set(UNSEEN_TAGS);

/**
 * Elements nested deeper than this are no text that anybody wrote; browsers themselves stop at 512. Such a text is shown
 * as it stands, since all that walks a tree would run out of stack.
 */
const MAX_DEPTH = 256;

/**
 * What a reader of a Markdown text sees, as a tree of elements and text: raw HTML parsed as browsers parse it, and
 * without comments, scripts, styles and what is hidden, and with callouts in place of the quotes that mark them.
 * Definitions of links are in no tree of a compiler. Throws what `compile` throws.
 */
export function readShown(markdown: string, compile: CompileMarkdown, options?: CompileOptions): Root {
  const tree = compile(markdown, options);
  const { isDeep, hasRaw } = survey(tree);
  if (isDeep) return asItStands(markdown);
  // Markdown alone makes nothing that a page would not show.
  if (!hasRaw) return withCallouts(markdown, tree);
  keepFirstBreaks(tree);
  // The library wants a file only to count lines in, and reads no more of it than its text.
  const file = { value: markdown, toString: () => markdown } as never;
  try {
    const whole = raw(tree, { file }) as Root;
    if (survey(whole).isDeep) return asItStands(markdown);
    whole.children = seenOf(whole.children);
    return withCallouts(markdown, whole);
  } catch (error) {
    if (error instanceof RangeError) return asItStands(markdown);
    throw error;
  }
}

function withCallouts(markdown: string, tree: Root): Root {
  if (markdown.includes('[!')) placeCallouts(tree);
  return tree;
}

/** The library takes a line break that begins a block of code for the one that may follow `<pre>`, and leaves it out. */
function keepFirstBreaks(node: Nodes): void {
  if (!('children' in node)) return;
  const [first] = node.children;
  const text = first?.type === 'element' ? first.children[0] : first;
  const isCode = node.type === 'element' && node.tagName === 'pre';
  if (isCode && text?.type === 'text' && text.value.startsWith('\n')) text.value = `\n${text.value}`;
  node.children.forEach(keepFirstBreaks);
}

function survey(tree: Root): { isDeep: boolean; hasRaw: boolean } {
  const found = { isDeep: false, hasRaw: false };
  const walk = (node: Nodes, depth: number): void => {
    if (node.type === 'raw') found.hasRaw = true;
    if (!('children' in node)) return;
    if (depth > MAX_DEPTH) found.isDeep = true;
    else for (const child of node.children) walk(child, depth + 1);
  };
  walk(tree, 0);
  return found;
}

function asItStands(value: string): Root {
  const code: Element = {
    type: 'element',
    tagName: 'pre',
    properties: {},
    children: [{ type: 'text', value }],
  };
  return { type: 'root', children: [code] };
}

function seenOf<T extends RootContent>(nodes: readonly T[]): T[] {
  return nodes.flatMap((node): T[] => {
    if (node.type === 'text') return [node];
    if (node.type !== 'element' || isUnseen(node)) return [];
    node.children = seenOf(node.children);
    // Buttons are the hub's own; of others the words stay.
    return node.tagName === 'button' ? (node.children as T[]) : [node];
  });
}

function isUnseen({ tagName, properties: { hidden, style } }: Element): boolean {
  if (unseenTags.has(tagName)) return true;
  if (hidden !== undefined && hidden !== null && hidden !== false) return true;
  return typeof style === 'string' && /(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style);
}
