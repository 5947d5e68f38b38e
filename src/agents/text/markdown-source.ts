import type { Element, Nodes, Root } from 'hast';
import { toMdast, type State } from 'hast-util-to-mdast';
import type { Blockquote } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown, type Options } from 'mdast-util-to-markdown';
import { isFootnoteMark } from '../../library/markdown/words.ts';

const OPTIONS: Options = { extensions: [gfmToMarkdown()], bullet: '-', emphasis: '*', rule: '-' };

/** An element as Markdown, made anew: what an author wrote in HTML comes out as Markdown too. */
export function renderMarkdown(element: Element): string {
  const root: Root = { type: 'root', children: [element] };
  const tree = toMdast(root, { handlers: { div: quoteOfCallout } });
  return toMarkdown(tree as Parameters<typeof toMarkdown>[0], OPTIONS).trimEnd();
}

/** A callout is a quote again, its label the first words. */
function quoteOfCallout(state: State, element: Element): Blockquote | ReturnType<State['toFlow']> {
  const { className } = element.properties;
  const children = state.toFlow(state.all(element));
  if (!Array.isArray(className) || !className.includes('callout')) return children;
  const [label, ...rest] = children;
  const bold = label?.type === 'paragraph' ? [{ type: 'strong' as const, children: label.children }] : [];
  return { type: 'blockquote', children: [{ type: 'paragraph', children: bold }, ...rest] } as Blockquote;
}

/** A definition of a link or a footnote: no tree holds it, and people write notes to each other in it. */
const DEFINITION = /^[\s>*+-]*\[[^\]]+\]:/m;
const CONTAINERS = new Set(['ul', 'ol', 'blockquote', 'div']);

/**
 * The lines of a body in which an element was written, or undefined where they would say more or less than the element
 * shows: raw HTML, footnotes, links by reference and those that have to lead elsewhere.
 *
 * @param lines of the body
 */
export function sourceOf(element: Element, lines: readonly string[]): string | undefined {
  const { position, tagName } = element;
  if (position === undefined) return undefined;
  const own = lines.slice(position.start.line - 1, position.end.line);
  const source = own.join('\n').trimEnd();
  if (source.includes('<') || (CONTAINERS.has(tagName) && DEFINITION.test(source))) return undefined;
  return hasOnlyInlineLinks(element, source) ? source : undefined;
}

/** The words of a heading as they were written behind its number signs; undefined as above, and for one that has none. */
export function headingSourceOf(heading: Element, lines: readonly string[]): string | undefined {
  const source = sourceOf(heading, lines);
  return source === undefined ? undefined : /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?$/.exec(source)?.[1];
}

function hasOnlyInlineLinks(node: Nodes, source: string): boolean {
  if (!('children' in node)) return true;
  if (node.type === 'element') {
    if (isFootnoteMark(node)) return false;
    const { href, src } = node.properties;
    const address = node.tagName === 'a' ? href : node.tagName === 'img' ? src : undefined;
    if (address !== undefined && !source.includes(`](${String(address)}`)) return false;
  }
  return node.children.every((child) => hasOnlyInlineLinks(child, source));
}

const ESCAPED = /[\\`*_~[\]<>]/g;

/** Plain words as Markdown that shows them as they are, on one line. */
export const escapeMarkdown = (words: string): string =>
  words.replaceAll(/\s*\n\s*/g, ' ').replaceAll(ESCAPED, '\\$&');
