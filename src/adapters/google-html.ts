import type { Element, ElementContent, Nodes, Root } from 'hast';
import { collectStyles, hasClass, textOf, type Looks } from './html-tree.ts';

/** Whether a tree is a page that Google Docs has exported or published. */
export function isGoogleDoc(tree: Root): boolean {
  let found = false;
  walk(tree, (element) => {
    const { className } = element.properties;
    found ||=
      hasClass(element, 'doc-content') ||
      (Array.isArray(className) && className.some((name) => String(name).startsWith('lst-kix_')));
  });
  return found;
}

/** Tags that stand for notes at the foot until the tree is Markdown. */
export const NOTE_MARK = 'x-note-mark';
export const NOTE = 'x-note';

/**
 * Google Docs writes looks as classes, lists inside lists as lists below each other, links through an address of its own,
 * and comments of colleagues as the last paragraphs. All of it becomes ordinary HTML; comments become empty ones. Answers
 * the title, which is no heading there.
 */
export function plainGoogleDoc(tree: Root): string | undefined {
  const styles = collectStyles(tree);
  let title: string | undefined;
  const plain = (nodes: readonly ElementContent[], inHeading: boolean): ElementContent[] =>
    nestLists(
      nodes.flatMap((node): ElementContent[] => {
        if (node.type !== 'element') return [node];
        if (hasClass(node, 'title') && title === undefined && node.tagName === 'p') {
          title = textOf(node).trim();
          return [];
        }
        const note = noteIn(node);
        if (note !== undefined) return [note];
        const heading = inHeading || /^h[1-6]$/.test(node.tagName);
        const children = plain(node.children, heading);
        if (node.tagName === 'a') return [{ ...node, properties: withAddress(node), children }];
        const looks = node.tagName === 'span' && !heading ? styles(node) : {};
        return [dressed({ ...node, children }, looks)];
      }),
    );
  tree.children = plain(tree.children as ElementContent[], false);
  return title;
}

function withAddress(link: Element): Element['properties'] {
  const href = String(link.properties['href'] ?? '');
  const behind = /^https?:\/\/www\.google\.com\/url\?(?:[^#]*&)?q=([^&]+)/.exec(href)?.[1];
  return behind === undefined ? link.properties : { ...link.properties, href: decodeURIComponent(behind) };
}

function dressed(element: Element, looks: Looks): Element {
  const words = textOf(element);
  if (words.trim() === '') return element;
  // Blanks at its ends keep Markdown from seeing the signs around it.
  const [lead = '', rest = ''] = [/^\s*/.exec(words)?.[0], /\s*$/.exec(words)?.[0]];
  if ((lead !== '' || rest !== '') && element.children.length === 1 && element.children[0]?.type === 'text')
    return {
      type: 'element',
      tagName: 'span',
      properties: {},
      children: [
        { type: 'text', value: lead },
        dressed({ ...element, children: [{ type: 'text', value: words.trim() }] }, looks),
        { type: 'text', value: rest },
      ],
    };
  const tags = [
    ...(looks.bold === true ? ['strong'] : []),
    ...(looks.slanted === true ? ['em'] : []),
    ...(looks.struck === true ? ['del'] : []),
  ];
  return tags.reduce<Element>(
    (inner, tagName) => ({ type: 'element', tagName, properties: {}, children: [inner] }),
    element,
  );
}

/** A mark of a note or a comment, or the note itself, by the names that Google gives their links. */
function noteIn(element: Element): ElementContent | undefined {
  const link = element.children.find((child) => child.type === 'element' && child.tagName === 'a');
  const name = link?.type === 'element' ? String(link.properties['id'] ?? '') : '';
  if (element.tagName === 'sup') {
    if (name.startsWith('cmnt_ref')) return { type: 'comment', value: 'comment' };
    const number = /^ftnt_ref(\d+)$/.exec(name)?.[1];
    return number === undefined ? undefined : note(NOTE_MARK, number, []);
  }
  if (element.tagName === 'p' && /^cmnt\d+$/.test(name)) return { type: 'comment', value: 'comment' };
  if (element.tagName !== 'div') return undefined;
  const first = element.children.find((child): child is Element => child.type === 'element');
  const lead = first?.children.find(
    (child): child is Element => child.type === 'element' && child.tagName === 'a',
  );
  const own = String(lead?.properties['id'] ?? '');
  // A comment of several paragraphs is a box of its own.
  if (/^cmnt\d+$/.test(own)) return { type: 'comment', value: 'comment' };
  const number = /^ftnt(\d+)$/.exec(own)?.[1];
  if (number === undefined || first === undefined) return undefined;
  first.children = first.children.filter((child) => child !== lead);
  return note(NOTE, number, element.children);
}

function note(tagName: string, number: string, children: ElementContent[]): Element {
  return { type: 'element', tagName, properties: { id: number }, children };
}

/** `lst-kix_abc-1` is the second level of a list. */
function levelOf(node: ElementContent): number | undefined {
  if (node.type !== 'element' || !/^[ou]l$/.test(node.tagName)) return undefined;
  const { className } = node.properties;
  const names = Array.isArray(className) ? className.map(String) : [];
  const level = names.map((name) => /^lst-kix_.*-(\d+)$/.exec(name)?.[1]).find((each) => each !== undefined);
  return level === undefined ? undefined : Number(level);
}

function nestLists(nodes: readonly ElementContent[]): ElementContent[] {
  const out: ElementContent[] = [];
  let open: { list: Element; level: number }[] = [];
  for (const node of nodes) {
    const level = levelOf(node);
    if (level === undefined || node.type !== 'element') {
      if (node.type !== 'text' || node.value.trim() !== '') open = [];
      out.push(node);
      continue;
    }
    while (open.length > 0 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const top = open.at(-1);
    if (top?.level === level && top.list.tagName === node.tagName) {
      top.list.children.push(...node.children);
      continue;
    }
    if (top?.level === level) open.pop();
    const above = open.at(-1)?.list.children.findLast((child): child is Element => child.type === 'element');
    if (above === undefined) out.push(node);
    else above.children.push(node);
    open.push({ list: node, level });
  }
  return out;
}

function walk(node: Nodes, visit: (element: Element) => void): void {
  if (node.type === 'element') visit(node);
  if ('children' in node) for (const child of node.children) walk(child, visit);
}
