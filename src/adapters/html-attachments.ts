import type { Element, ElementContent, Root } from 'hast';
import { findAll } from './html-tree.ts';

/**
 * The files that a wiki lists below a page, as far as the page itself does not show them: to readers they are part of it.
 * Pictures are left aside, most of which are earlier versions of those shown.
 */
export function attachmentsBeside(tree: Root, page: Root | Element): ElementContent[] {
  const own = new Set(findAll(page, ({ tagName }) => tagName === 'a' || tagName === 'img').map(addressOf));
  const links = findAll(tree, ({ tagName }) => tagName === 'a').filter((element) => {
    const address = addressOf(element);
    return (
      address.startsWith('attachments/') &&
      !own.has(address) &&
      !/\.(?:png|jpe?g|gif|svg|webp|tmp)$/i.test(address)
    );
  });
  if (links.length === 0) return [];
  const heading: Element = {
    type: 'element',
    tagName: 'h2',
    properties: {},
    children: [{ type: 'text', value: 'Attachments' }],
  };
  const items = links.map((each): Element => ({
    type: 'element',
    tagName: 'li',
    properties: {},
    children: [each],
  }));
  return [heading, { type: 'element', tagName: 'ul', properties: {}, children: items }];
}

function addressOf({ properties: { href, src } }: Element): string {
  return String(href ?? src ?? '').replace(/[?#].*$/, '');
}
