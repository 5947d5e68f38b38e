import type { Element, Nodes, Root } from 'hast';
import { toMdast, type Handle } from 'hast-util-to-mdast';
import type { BlockContent, Blockquote, Heading, Html } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { htmlToHast } from 'satteri';
import { renderAnchor } from '../library/own-anchors.ts';

/** Where wikis and editors put the text of a page, the surest first. */
const MAIN: readonly ((element: Element) => boolean)[] = [
  (element) => element.properties['id'] === 'main-content',
  (element) => hasClass(element, 'wiki-content'),
  (element) => element.tagName === 'article',
  (element) => element.tagName === 'main',
  (element) => element.tagName === 'body',
];

/** Boxes of Confluence and the callouts they become. */
const BOXES = new Map([
  ['confluence-information-macro-information', 'NOTE'],
  ['confluence-information-macro-note', 'WARNING'],
  ['confluence-information-macro-warning', 'CAUTION'],
  ['confluence-information-macro-tip', 'TIP'],
]);

/** Parts that belong to the wiki and not to the page. */
const FRAME = [
  'toc-macro',
  'page-metadata',
  'breadcrumb-section',
  'pageSectionHeader',
  'footer-body',
  'client-side-toc-macro',
];

/** Whether an HTML file is a page of a wiki's export, and not a part of some program. */
export function isExportedPage(html: string): boolean {
  return /id="main-content"|class="[^"]*\bwiki-content\b|confluence-/.test(html);
}

/** The page that an HTML file shows as Markdown, with its title and what the wiki says of it as front matter. */
export function convertHtmlPage(html: string): string {
  const tree = htmlToHast(html) as Root;
  const main = MAIN.map((isMain) => find(tree, isMain)).find((element) => element !== undefined);
  const shown =
    find(tree, (element) => element.properties['id'] === 'title-text') ??
    find(tree, ({ tagName }) => tagName === 'title');
  const title = textOf(shown).trim();
  const known = textOf(find(tree, (element) => hasClass(element, 'page-metadata'))).replace(/\s+/g, ' ');
  const author = textOf(find(tree, (element) => hasClass(element, 'author'))).trim();
  const changed =
    /\bon ((?:[A-Z][a-z]{2,8} \d{1,2}, \d{4})|(?:\d{1,2} [A-Z][a-z]{2,8}\.? \d{4})|(?:\d{4}-\d{2}-\d{2}))/.exec(
      known,
    )?.[1];
  const front = [
    // A wiki sets the name of the space before the title.
    ['title', title.replace(/^[^:]{1,60} : /, '')],
    ['author', author],
    ['lastmod', changed ?? ''],
  ].filter(([, value]) => value !== '');
  const mdast = toMdast(main ?? tree, {
    document: true,
    handlers: {
      div: box,
      span: place,
      h1: heading,
      h2: heading,
      h3: heading,
      h4: heading,
      h5: heading,
      h6: heading,
    },
  });
  const body = toMarkdown(mdast as Parameters<typeof toMarkdown>[0], {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    emphasis: '*',
    rule: '-',
  });
  return `---\n${front.map(([key, value]) => `${key ?? ''}: ${JSON.stringify(value)}\n`).join('')}---\n${body}`;
}

const box: Handle = (state, element) => {
  if (FRAME.some((name) => hasClass(element, name))) return undefined;
  const kind = [...BOXES].find(([name]) => hasClass(element, name))?.[1];
  const children = state.toFlow(state.all(element)) as BlockContent[];
  if (kind === undefined) return children;
  const title = find(element, (each) => hasClass(each, 'title'));
  const inner = find(element, (each) => hasClass(each, 'confluence-information-macro-body')) ?? element;
  const words = textOf(title).trim();
  const mark: Html = { type: 'html', value: `[!${kind}]${words === '' ? '' : ` ${words}`}` };
  const quote: Blockquote = {
    type: 'blockquote',
    children: [
      { type: 'paragraph', children: [mark] },
      ...(state.toFlow(state.all(inner)) as BlockContent[]),
    ],
  };
  return quote;
};

/** Anchors that an editor has set in the text. */
const place: Handle = (state, element) => {
  const { id } = element.properties;
  const children = state.all(element);
  return typeof id === 'string' && id !== '' ? [anchorAt(id), ...children] : children;
};

const heading: Handle = (state, element) => {
  const { id } = element.properties;
  const words = state.all(element) as Heading['children'];
  const children = typeof id === 'string' && id !== '' ? [anchorAt(id), ...words] : words;
  return { type: 'heading', depth: Number(element.tagName[1]) as Heading['depth'], children };
};

function anchorAt(id: string): Html {
  return { type: 'html', value: renderAnchor(id) };
}

function hasClass(element: Element, name: string): boolean {
  const { className } = element.properties;
  return Array.isArray(className) && className.includes(name);
}

function find(node: Nodes, wanted: (element: Element) => boolean): Element | undefined {
  if (node.type === 'element' && wanted(node)) return node;
  if (!('children' in node)) return undefined;
  for (const child of node.children) {
    const found = find(child, wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

function textOf(node: Nodes | undefined): string {
  if (node === undefined) return '';
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
