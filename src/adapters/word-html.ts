import type { Element, ElementContent, Root } from 'hast';
import { findAll, hasClass, textOf } from './html-tree.ts';

/**
 * What Word saves as a web page, as ordinary HTML: words that a reviewer has deleted go, paragraphs that are drawn as items
 * of a list become one. Answers the title, which is a paragraph there; undefined when Word names none.
 */
export function plainWordPage(tree: Root): string | undefined {
  const title = findAll(tree, (each) => hasClass(each, 'MsoTitle'))[0];
  tree.children = plain(tree.children as ElementContent[], title);
  return title === undefined ? undefined : textOf(title).replace(/\s+/g, ' ').trim();
}

/** Marks and words of reviewers. */
const REVIEWS = ['MsoCommentReference', 'MsoCommentText', 'msocomanchor', 'msocomtxt'];

/** Without its bullet or number, which Word writes as text; undefined for any other paragraph. */
function itemOf(node: ElementContent): { ordered: boolean; item: Element } | undefined {
  if (node.type !== 'element' || !String(classesOf(node)[0] ?? '').startsWith('MsoListParagraph'))
    return undefined;
  const first = node.children.find((child) => child.type === 'element');
  const sign =
    node.children.find(
      (child) =>
        child.type === 'element' && /mso-list:\s*ignore/i.test(String(child.properties['style'] ?? '')),
    ) ??
    // A page saved "filtered" keeps the look of the sign alone.
    (first !== undefined && /^\s*(?:[·•●▪o§–-]|[\da-z]{1,3}[.)])[\s\u00a0]+$/i.test(textOf(first))
      ? first
      : undefined);
  if (sign === undefined) return undefined;
  const children = node.children.filter((child) => child !== sign && child.type !== 'comment');
  return {
    ordered: /^\s*[\da-z]{1,3}[.)]/i.test(textOf(sign)),
    item: { type: 'element', tagName: 'li', properties: {}, children },
  };
}

function classesOf(element: Element): unknown[] {
  const { className } = element.properties;
  return Array.isArray(className) ? className : [];
}

function plain(nodes: readonly ElementContent[], title: Element | undefined): ElementContent[] {
  const out: ElementContent[] = [];
  for (const node of nodes) {
    if (node === title) continue;
    if (node.type !== 'element') {
      out.push(node);
      continue;
    }
    // A deletion that is tracked says who made it or when; one that is meant to be read does not.
    if (node.tagName === 'del' && ('cite' in node.properties || 'dateTime' in node.properties)) {
      out.push({ type: 'comment', value: 'deleted' });
      continue;
    }
    if (REVIEWS.some((name) => hasClass(node, name))) {
      out.push({ type: 'comment', value: 'comment' });
      continue;
    }
    // A table of contents with the numbers of its sheets; a page shows its headings itself.
    if (classesOf(node).some((name) => /^MsoToc\d$/.test(String(name)))) continue;
    const item = itemOf(node);
    if (item === undefined) {
      out.push({ ...node, children: plain(node.children, title) });
      continue;
    }
    const tagName = item.ordered ? 'ol' : 'ul';
    const last = out.findLast((each) => each.type !== 'text' || each.value.trim() !== '');
    if (last?.type === 'element' && last.tagName === tagName && hasClass(last, 'word-list'))
      last.children.push(item.item);
    else
      out.push({ type: 'element', tagName, properties: { className: ['word-list'] }, children: [item.item] });
  }
  return out;
}
