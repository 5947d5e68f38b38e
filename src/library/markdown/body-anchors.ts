import type { Element, Nodes, Root } from 'hast';
import { escapeHtml } from '../escape-html.ts';
import { PAGE_SCHEMA } from './page-schema.ts';
import { headingDepth } from './blocks.ts';

/**
 * Places that a body names itself and that its page keeps, in order: `terms` of `<a id="terms"></a>` or
 * `<a name="terms">`, notes of the foot. Those of headings are the slugs of the sections.
 */
export function bodyAnchors(tree: Root): string[] {
  const anchors: string[] = [];
  const collect = (node: Nodes): void => {
    if (!('children' in node)) return;
    if (node.type === 'element' && headingDepth(node) === undefined) {
      for (const property of ['id', 'name']) {
        const anchor = node.properties[property];
        if (typeof anchor === 'string' && anchor !== '' && isKept(node, property)) anchors.push(anchor);
      }
    }
    node.children.forEach(collect);
  };
  collect(tree);
  return anchors;
}

function isKept({ tagName }: Element, property: string): boolean {
  return PAGE_SCHEMA.attributes?.[tagName]?.includes(property) ?? false;
}

/** Such a place, as raw HTML in Markdown. */
export function renderAnchor(id: string): string {
  return `<a id="${escapeHtml(id)}"></a>`;
}
