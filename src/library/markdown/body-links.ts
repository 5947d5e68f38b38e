import type { Nodes, Root } from 'hast';
import { isFootnoteMark } from './words.ts';

/** A link or image of a body, with the 1-based line inside the body on which it stands. An image without a file has no address. */
export interface BodyLink {
  href: string;
  line: number;
  image: boolean;
}

/** Every link and image of a body in order, those of raw HTML too. Code and footnotes hold none. */
export function bodyLinks(tree: Root): BodyLink[] {
  const links: BodyLink[] = [];
  const collect = (node: Nodes, around: number): void => {
    if (!('children' in node)) return;
    const line = node.position?.start.line ?? around;
    if (node.type === 'element' && !isFootnoteMark(node)) {
      const { href, src } = node.properties;
      if (node.tagName === 'a' && typeof href === 'string')
        links.push({ href: asWritten(href), line, image: false });
      if (node.tagName === 'img')
        links.push({ href: typeof src === 'string' ? asWritten(src) : '', line, image: true });
    }
    for (const child of node.children) collect(child, line);
  };
  collect(tree, 1);
  return links;
}

/** Compilers encode what an address cannot hold; people know it as they wrote it. */
function asWritten(href: string): string {
  try {
    return decodeURI(href);
  } catch {
    return href;
  }
}
