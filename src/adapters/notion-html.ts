import type { Element, ElementContent, Root } from 'hast';
import { find, findAll, hasClass, textOf } from './html-tree.ts';

/** What a page of Notion's HTML export says of itself, beside its text. */
export interface NotionPage {
  title: string;
  /** Its properties by name, in order. */
  properties: [name: string, value: string][];
}

/**
 * Notion's HTML as ordinary HTML: its head gives way to title and properties, callouts become quotes with a mark, and
 * pictures stand for themselves. Undefined when the tree is no such page.
 */
export function plainNotionPage(tree: Root): NotionPage | undefined {
  const article = find(tree, (each) => each.tagName === 'article' && hasClass(each, 'page'));
  const head = article && find(article, ({ tagName }) => tagName === 'header');
  if (article === undefined || head === undefined) return undefined;
  const title = textOf(find(head, (each) => hasClass(each, 'page-title'))).trim();
  const properties = findAll(head, (each) => hasClass(each, 'property-row')).map((row): [string, string] => {
    const values = findAll(row, (each) => hasClass(each, 'selected-value') || hasClass(each, 'user'));
    const cell = find(row, ({ tagName }) => tagName === 'td');
    const value =
      values.length > 0
        ? values.map((each) => textOf(withoutIcons(each)).trim()).join(', ')
        : textOf(cell).trim();
    return [textOf(find(row, ({ tagName }) => tagName === 'th')).trim(), value];
  });
  article.children = plain(article.children.filter((child) => child !== head));
  return { title, properties: properties.filter(([name, value]) => name !== '' && value !== '') };
}

/** A person without the letter that stands for their picture. */
function withoutIcons(node: Element): Element {
  return {
    ...node,
    children: node.children.filter((child) => child.type !== 'element' || !hasClass(child, 'user-icon')),
  };
}

function plain(nodes: readonly ElementContent[]): ElementContent[] {
  return nodes.map((node) => {
    if (node.type !== 'element') return node;
    const children = plain(node.children);
    if (hasClass(node, 'callout')) {
      const [icon, words] = children.filter((child) => child.type === 'element');
      const sign = words === undefined ? '' : textOf(icon).trim();
      return element(
        'blockquote',
        { className: ['notion-callout'], title: sign },
        words === undefined ? children : [words],
      );
    }
    if (hasClass(node, 'image')) {
      const shown = find({ ...node, children }, ({ tagName }) => tagName === 'img');
      const caption = textOf(find(node, ({ tagName }) => tagName === 'figcaption')).trim();
      if (shown === undefined) return node;
      return {
        ...shown,
        properties: { ...shown.properties, alt: caption || (shown.properties['alt'] ?? '') },
      };
    }
    // The first letter of a name, in a circle before it.
    if (hasClass(node, 'user-icon')) return element('span', {}, []);
    if (hasClass(node, 'icon') && textOf(node).trim() !== '')
      return element('span', {}, [...children, { type: 'text', value: ' ' }]);
    if (hasClass(node, 'bookmark') && node.tagName === 'a') {
      const words = ['bookmark-title', 'bookmark-href']
        .map((name) => textOf(find(node, (each) => hasClass(each, name))).trim())
        .find((each) => each !== '');
      if (words !== undefined) return element('a', node.properties, [{ type: 'text', value: words }]);
    }
    if (hasClass(node, 'to-do-list')) {
      const isDone = find(node, (each) => hasClass(each, 'checkbox-on')) !== undefined;
      const items = children.map((child) =>
        child.type === 'element' && child.tagName === 'li'
          ? { ...child, properties: { className: isDone ? ['checked'] : [] } }
          : child,
      );
      return element('ul', { className: ['inline-task-list'] }, items);
    }
    return { ...node, children };
  });
}

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}
