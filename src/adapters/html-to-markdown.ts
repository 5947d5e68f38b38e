import type { Element, Root } from 'hast';
import { defaultHandlers, toMdast, type Handle } from 'hast-util-to-mdast';
import type { BlockContent, Blockquote, FootnoteDefinition, Heading, Html } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { htmlToHast } from 'satteri';
import { markdownOf } from '../library/import/notion-properties.ts';
import { renderAnchor } from '../library/markdown/body-anchors.ts';
import { isGoogleDoc, NOTE, NOTE_MARK, plainGoogleDoc } from './google-html.ts';
import { attachmentsBeside } from './html-attachments.ts';
import { cell, spreadSpans } from './html-cells.ts';
import { picture } from './html-pictures.ts';
import { collectHidden, find, hasClass, textOf } from './html-tree.ts';
import { plainNotionPage } from './notion-html.ts';
import { sharePointPage } from './sharepoint-html.ts';
import { plainWordPage } from './word-html.ts';

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

/** A day as wikis write it: `Mar 02, 2026`, `02 Mar. 2026`, `2. März 2026`, `02.03.2026`, `2026-03-02`, `2026年3月2日`. */
const DAY =
  /\p{L}{3,10}\.? \d{1,2}, \d{4}|\d{1,2}\.? (?:de )?\p{L}{3,10}\.? (?:de )?\d{4}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日/gu;

/** Whether an HTML file is a page of a wiki or an editor, and not a part of some program. */
export function isExportedPage(html: string): boolean {
  return /id="main-content"|class="[^"]*\bwiki-content\b|confluence-|class="[^"]*\bdoc-content\b|<article\b[^>]*\bclass="page\b|<meta\b[^>]*\bcontent="?Microsoft Word\b|<mso:/i.test(
    html,
  );
}

/**
 * The page that an HTML file shows as the text of a Markdown file, its title and what the wiki says of it as front
 * matter.
 */
export function convertHtmlPage(html: string): string {
  const read = htmlToHast(sharePointPage(html) ?? html) as Root;
  const tree = withoutHidden(read, collectHidden(read));
  spreadSpans(tree);
  const shown =
    find(tree, (element) => element.properties['id'] === 'title-text') ??
    find(tree, (element) => element.properties['id'] === 'title-heading') ??
    find(tree, ({ tagName }) => tagName === 'title');
  const notion = plainNotionPage(tree);
  const named = notion?.title ?? (isGoogleDoc(tree) ? plainGoogleDoc(tree) : plainWordPage(tree));
  const said = named ?? textOf(shown).trim();
  const main = MAIN.map((isMain) => find(tree, isMain)).find((element) => element !== undefined);
  // The page that lists a space of Confluence is called `Space Details:`; the space's name stands at the top of the window.
  const isSpace = /^Space Details:?$/i.test(said);
  const title = isSpace ? textOf(find(tree, ({ tagName }) => tagName === 'title')).trim() : said;
  const known = textOf(find(tree, (element) => hasClass(element, 'page-metadata'))).replace(/\s+/g, ' ');
  const author = textOf(find(tree, (element) => hasClass(element, 'author'))).trim();
  // Each export writes the day as the reader's own settings have it; names may hold numbers, so the last one counts.
  const changed = [...known.matchAll(DAY)].at(-1)?.[0];
  const front = [
    // A wiki sets the name of the space before the title.
    ['title', title.replace(/^[^:]{1,60} : /, '')],
    ['author', author],
    ['lastmod', changed ?? ''],
    ...(notion?.properties ?? []).map(([name, value]) => [name.toLowerCase(), value]),
  ].filter(([, value]) => value !== '');
  const page = isSpace ? tree : (main ?? tree);
  const mdast = toMdast(
    { type: 'root', children: [page, ...attachmentsBeside(tree, page)] as Root['children'] },
    {
      document: true,
      handlers: {
        div: box,
        blockquote: quote,
        span: place,
        img: picture,
        a: link,
        li: item,
        td: cell,
        th: cell,
        pre: code,
        [NOTE_MARK]: noteMark,
        [NOTE]: noteAtFoot,
        h1: heading,
        h2: heading,
        h3: heading,
        h4: heading,
        h5: heading,
        h6: heading,
      },
    },
  );
  const body = toMarkdown(mdast as Parameters<typeof toMarkdown>[0], {
    extensions: [gfmToMarkdown()],
    bullet: '-',
    emphasis: '*',
    rule: '-',
  });
  const list = (notion?.properties ?? [])
    .map(([name, value]) => `- **${name}:** ${markdownOf(value)}\n`)
    .join('');
  return `---\n${front.map(([key, value]) => `${JSON.stringify(key ?? '')}: ${JSON.stringify(value)}\n`).join('')}---\n${list === '' ? '' : `${list}\n`}${body}`;
}

const box: Handle = (state, element) => {
  if (FRAME.some((name) => hasClass(element, name))) return undefined;
  const kind = [...BOXES].find(([name]) => hasClass(element, name))?.[1];
  const children = state.toFlow(state.all(element)) as BlockContent[];
  if (hasClass(element, 'expand-control')) {
    const value = textOf(element).trim();
    return { type: 'paragraph', children: [{ type: 'strong', children: [{ type: 'text', value }] }] };
  }
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

const quote: Handle = (state, element) => {
  const made = defaultHandlers.blockquote(state, element);
  if (!hasClass(element, 'notion-callout')) return made;
  const mark: Html = { type: 'html', value: `[!NOTE] ${String(element.properties['title'] ?? '')}`.trim() };
  return { ...made, children: [{ type: 'paragraph', children: [mark] }, ...made.children] };
};

/** Anchors that an editor has set in the text. */
const place: Handle = (state, element) => {
  const { id } = element.properties;
  const children = state.all(element);
  return typeof id === 'string' && id !== '' ? [anchorAt(id), ...children] : children;
};

/** The profile of a colleague is a page of the wiki alone; the name stays. A file shows its name for a picture of it. */
const link: Handle = (state, element) => {
  if (hasClass(element, 'confluence-userlink') || hasClass(element, 'user-mention'))
    return state.all(element);
  const { name: place, href: target } = element.properties;
  if (target === undefined && typeof place === 'string' && place !== '')
    return [anchorAt(place), ...state.all(element)];
  if (!hasClass(element, 'confluence-embedded-file')) return defaultHandlers.a(state, element);
  const { href, dataLinkedResourceDefaultAlias: alias, dataNiceType: kind } = element.properties;
  const name = String(alias ?? kind ?? nameOf(String(href ?? '')));
  return defaultHandlers.a(state, { ...element, children: [{ type: 'text', value: name }] });
};

function nameOf(href: string): string {
  return href.slice(href.lastIndexOf('/') + 1);
}

const noteMark: Handle = (_, { properties: { id } }) => {
  const label = String(id ?? '');
  return { type: 'footnoteReference', identifier: label, label };
};

const noteAtFoot: Handle = (state, element) => {
  const label = String(element.properties['id'] ?? '');
  const children = state.toFlow(state.all(element)) as FootnoteDefinition['children'];
  return { type: 'footnoteDefinition', identifier: label, label, children };
};

const item: Handle = (state, element, parent) => {
  const made = defaultHandlers.li(state, element);
  const isTask = parent?.type === 'element' && hasClass(parent, 'inline-task-list');
  return isTask ? { ...made, checked: hasClass(element, 'checked') } : made;
};

const code: Handle = (state, element) => {
  const language = /\bbrush:\s*([\w+#-]+)/.exec(
    String(element.properties['dataSyntaxhighlighterParams'] ?? ''),
  )?.[1];
  const made = defaultHandlers.pre(state, element);
  return language === undefined || language === 'none' ? made : { ...made, lang: language };
};

/** What the page's own styles hide is left as an empty comment, so that it is counted among what authors hid. */
function withoutHidden<T extends Root | Element>(node: T, isHidden: (element: Element) => boolean): T {
  node.children = node.children.map((child) => {
    if (child.type !== 'element') return child;
    return isHidden(child) && !hasClass(child, 'expand-content')
      ? { type: 'comment', value: 'hidden' }
      : withoutHidden(child, isHidden);
  }) as T['children'];
  return node;
}

const heading: Handle = (state, element) => {
  const { id } = element.properties;
  // The title stands in front matter.
  if (id === 'title-heading') return undefined;
  const words = state.all(element) as Heading['children'];
  const children = typeof id === 'string' && id !== '' ? [anchorAt(id), ...words] : words;
  return { type: 'heading', depth: Number(element.tagName[1]) as Heading['depth'], children };
};

function anchorAt(id: string): Html {
  return { type: 'html', value: renderAnchor(id) };
}
