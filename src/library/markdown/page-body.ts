import type { Element, ElementContent, Parents, Root, RootContent } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { idOfPath, type Asset } from '../asset.ts';
import { markHeldBack } from '../held-back.ts';
import { ICONS_FILE, mediaUrl, urlOf } from '../addresses.ts';
import type { Library } from '../library.ts';
import { isLinkablePage } from '../route-of.ts';
import { sayableOf } from '../unsayable.ts';
import { parseLink } from './links.ts';
import { PAGE_SCHEMA } from './page-schema.ts';
import type { CompileMarkdown } from './compile.ts';
import { headingDepth, readBlocks } from './blocks.ts';
import { belowTitle, dropTitle, placeBelowTitle, shiftBelowTitle } from './below-title.ts';
import { openingOf as answeringBlocks } from './opening.ts';
import { placePassages } from './sections.ts';
import { readShown } from './shown.ts';
import { wordsOf } from './words.ts';

/** A heading of a rendered body. `slug` is its anchor. */
interface Heading {
  depth: number;
  slug: string;
  text: string;
}

/** HTML that is safe to put into a page as it is, its headings, and the words it begins with. */
export interface RenderedBody {
  html: string;
  headings: Heading[];
  opening: string;
}

/** What is read of an asset to render its body. */
export type BodyOfAsset = Pick<Asset, 'path' | 'body' | 'sections'> & {
  kind: Asset['kind'];
  data: object & { title: string; format?: string | undefined; audience?: Asset['data']['audience'] };
};

/** Enough of the beginning to tell whether it says the summary. */
const OPENING_LETTERS = 400;

/**
 * Renders the body of an asset as its page shows it: relative links to other files lead to their pages, pictures come from
 * the content folder, headings get anchors and stand below the page's own title, tables scroll, the texts of an email can
 * be copied. All of that is done to the tree. The last step before it becomes text is the cleaning, for every body.
 */
export function renderBody(asset: BodyOfAsset, library: Library, compile: CompileMarkdown): RenderedBody {
  const tree = readShown(asset.body, compile, { typeset: true });
  if (asset.data.audience === 'shareable') markHeldBack(tree, asset.sections);
  const headings = placeHeadings(tree, asset);
  const isEmail = asset.kind === 'collateral' && asset.data.format === 'email';
  if (tree.children.length > 0) tree.children.push({ type: 'text', value: '\n' });
  replaceElements(tree, (element) => {
    if (isEmail && element.tagName === 'blockquote') element.children.unshift(copyButton());
    return placeElement(element, asset, library);
  });
  return {
    html: toHtml(sanitize(tree, PAGE_SCHEMA)),
    headings,
    opening: openingOf(tree),
  };
}

/**
 * What of a body answers its title, as words with a line for each paragraph; as HTML too where it is more than paragraphs
 * of words, such as a list. What says of itself that it must not be said is left out. Undefined where nothing answers.
 */
export function renderOpening(
  asset: BodyOfAsset,
  library: Library,
  compile: CompileMarkdown,
): { says: string; html?: string | undefined } | undefined {
  const tree = readShown(asset.body, compile, { typeset: true });
  const headings = asset.sections.flatMap(({ depth, heading: text }) =>
    depth === 0 ? [] : [{ depth, text }],
  );
  if (dropTitle(tree, headings[0], asset.data.title)) headings.shift();
  const shift = shiftBelowTitle(headings);
  const opening = answeringBlocks(
    tree.children.filter((node) => node.type === 'element'),
    (block) => (headingDepth(block) === undefined ? undefined : wordsOf(block)),
  );
  tree.children = sayableOf(opening.map((block) => ({ block, text: wordsOf(block).trim() }))).map(
    ({ block }) => block,
  );
  replaceElements(tree, (element) => {
    // It stands on pages of others, where the same names may be taken.
    delete element.properties['id'];
    placeBelowTitle(element, shift);
    return placeElement(element, asset, library);
  });
  const shown = sanitize(tree, PAGE_SCHEMA) as Root;
  const blocks = shown.children.filter((node) => node.type === 'element');
  const says = blocks
    .map(wordsOf)
    .filter((words) => words !== '')
    .join('\n\n');
  if (says === '') return undefined;
  const isWords = blocks.every((block) => block.tagName === 'p' && !hasMore(block));
  return { says, html: isWords ? undefined : toHtml(shown).trim() };
}

/** Whether words alone would lose something: a link, a picture, a line. */
function hasMore(element: Element): boolean {
  return element.children.some(
    (child) => child.type === 'element' && (/^(?:a|br|del|img)$/.test(child.tagName) || hasMore(child)),
  );
}

/** A body as a preview shows it: cleaned, and with nothing done to it that depends on the page it will stand on. */
export function buildPreview(body: string, compile: CompileMarkdown): Root {
  return sanitize(readShown(body, compile, { typeset: true }), PAGE_SCHEMA) as Root;
}

/** The words that a body begins with. */
function openingOf(tree: Root): string {
  let words = '';
  for (const node of tree.children) {
    if (words.length >= OPENING_LETTERS) break;
    words += `${wordsOf(node)} `;
  }
  return words.slice(0, OPENING_LETTERS);
}

function replaceElements(parent: Parents, replace: (element: Element) => ElementContent): void {
  parent.children.forEach((child: RootContent, at: number) => {
    if (child.type !== 'element') return;
    replaceElements(child, replace);
    parent.children[at] = replace(child);
  });
}

/** Anchors are those of the sections and their passages. The page shows the title once: the body's own headings move below it. */
function placeHeadings(tree: Root, { sections, data }: BodyOfAsset): Heading[] {
  const blocks = readBlocks(tree);
  const placed = blocks.filter(({ depth }) => depth !== undefined);
  const elements = placed.map(({ element }) => element);
  const slugs = sections.flatMap(({ depth, slug }) => (depth === 0 ? [] : [slug]));
  const headings = placed.map(({ element, depth = 1, text }, at) => {
    const heading = { depth, slug: slugs[at] ?? '', text };
    if (element !== undefined) element.properties['id'] = heading.slug;
    return heading;
  });
  placePassages(
    blocks,
    sections.flatMap(({ passages }) => passages),
  );
  if (dropTitle(tree, headings[0], data.title)) {
    headings.shift();
    elements.shift();
  }
  const shift = shiftBelowTitle(headings);
  return headings.map((heading, at) => {
    const element = elements[at];
    if (element !== undefined) placeBelowTitle(element, shift);
    return { ...heading, depth: belowTitle(heading.depth, shift) };
  });
}

/** Where a link of a body leads on its page; undefined where nothing is, such as a draft or a page with a mistake. */
function pageHref(href: string, from: string, library: Library): string | undefined {
  const target = parseLink(href, from);
  switch (target.to) {
    case 'outside':
      return /^(?:https?|mailto|tel):/i.test(href) ? href : undefined;
    case 'here':
      return `#${target.slug}`;
    case 'page': {
      const id = idOfPath(target.path.replace(/^\/|\/$/g, ''));
      const isThere = library.byId.has(id) || isLinkablePage(target.path.replace(/\/*$/, '/'), library);
      return isThere || library.otherFiles.has(target.path.slice(1)) ? href : undefined;
    }
    case 'file': {
      const hash = target.slug === '' ? '' : `#${target.slug}`;
      const id = [target.id, `${target.id}/index`, `${target.id}/readme`].find((candidate) =>
        library.byId.has(candidate),
      );
      if (id !== undefined) return urlOf(id) + hash;
      return library.otherFiles.has(target.path) ? mediaUrl(target.path) : undefined;
    }
  }
}

/** Makes a link of a body lead to its page, or nowhere, and a picture come from where it is served, or its words. */
export function placeElement(
  element: Element,
  { path }: Pick<BodyOfAsset, 'path'>,
  library: Library,
): ElementContent {
  switch (element.tagName) {
    case 'a':
      // Without an address it is a placeholder: the words stay, and nobody is sent where nothing is.
      if (typeof element.properties['href'] === 'string')
        element.properties['href'] = pageHref(element.properties['href'], path, library);
      return element;
    case 'img':
      return placePicture(element, path, library);
    case 'table':
      return scrolling(element);
    default:
      return element;
  }
}

function placePicture(picture: Element, from: string, library: Library): ElementContent {
  const { src, alt } = picture.properties;
  const target = parseLink(typeof src === 'string' ? src : '', from);
  if (target.to === 'outside' && /^(?:https?:|data:image\/)/i.test(String(src))) return picture;
  const path = 'path' in target ? target.path.replace(/^\//, '') : '';
  if (library.otherFiles.has(path)) {
    picture.properties['src'] = mediaUrl(path);
    picture.properties['loading'] = 'lazy';
    return picture;
  }
  // A picture that is not there is worth its words, not a broken frame.
  return { type: 'text', value: typeof alt === 'string' && alt !== '' ? `[${alt}]` : '' };
}

function element(tagName: string, properties: Element['properties'], ...children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function scrolling(table: Element): Element {
  return element('div', { className: ['scroll'], role: 'region', ariaLabel: 'Table', tabIndex: 0 }, table);
}

/** The texts of an email stand in quotes; each gets its own way to the clipboard. */
function copyButton(): Element {
  return element(
    'button',
    {
      className: ['copy'],
      type: 'button',
      dataCopyAround: '',
      dataWhat: 'text',
      ariaLabel: 'Copy this text for the customer',
      title: 'Copy for the customer. With Shift: note line for the CRM',
    },
    element(
      'svg',
      { className: ['icon'], viewBox: '0 0 24 24', ariaHidden: 'true' },
      element('use', { href: `${ICONS_FILE}#copy` }),
    ),
  );
}
