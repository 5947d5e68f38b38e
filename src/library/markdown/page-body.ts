import type { Element, ElementContent, Parents, Root, RootContent } from 'hast';
import { sanitize } from 'hast-util-sanitize';
import { toHtml } from 'hast-util-to-html';
import { idOfPath, type Asset } from '../asset.ts';
import { ICONS_FILE, MEDIA_PREFIX, urlOf } from '../addresses.ts';
import type { Library } from '../library.ts';
import { isLinkablePage } from '../route-of.ts';
import { parseLink } from './links.ts';
import { PAGE_SCHEMA } from './page-schema.ts';
import type { CompileMarkdown } from './compile.ts';
import { headingDepth, saysTitle } from './sections.ts';
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
  data: object & { title: string; format?: string | undefined };
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
  const headings = placeHeadings(tree, asset);
  const isEmail = asset.kind === 'collateral' && asset.data.format === 'email';
  if (tree.children.length > 0) tree.children.push({ type: 'text', value: '\n' });
  replaceElements(tree, (element) => {
    switch (element.tagName) {
      case 'a':
        // Without an address it is a placeholder: the words stay, and nobody is sent where nothing is.
        if (typeof element.properties['href'] === 'string')
          element.properties['href'] = pageHref(element.properties['href'], asset.path, library);
        return element;
      case 'img':
        return placePicture(element, asset.path, library);
      case 'table':
        return scrolling(element);
      case 'blockquote':
        if (isEmail) element.children.unshift(copyButton());
        return element;
      default:
        return element;
    }
  });
  return {
    html: toHtml(sanitize(tree, PAGE_SCHEMA)),
    headings,
    opening: openingOf(tree),
  };
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

/** Anchors are those of the sections. The page shows the title once: the body's own headings move below it. */
function placeHeadings(tree: Root, { sections, data }: BodyOfAsset): Heading[] {
  const elements: Element[] = [];
  const collect = (node: Parents): void => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      if (headingDepth(child) === undefined) collect(child);
      else elements.push(child);
    }
  };
  collect(tree);
  const slugs = sections.flatMap(({ depth, slug }) => (depth === 0 ? [] : [slug]));
  const headings = elements.map((element, at) => {
    const heading = { depth: headingDepth(element) ?? 1, slug: slugs[at] ?? '', text: wordsOf(element) };
    element.properties['id'] = heading.slug;
    return heading;
  });
  const begins = tree.children.findIndex((node) => node.type === 'element');
  const [first] = headings;
  if (first !== undefined && tree.children[begins] === elements[0] && saysTitle(first, data.title)) {
    // The line break behind it goes too.
    tree.children.splice(0, begins + 2);
    headings.shift();
    elements.shift();
  }
  if (!headings.some(({ depth }) => depth === 1)) return headings;
  return headings.map((heading, at) => {
    const depth = Math.min(6, heading.depth + 1);
    const element = elements[at];
    if (element !== undefined) element.tagName = `h${String(depth)}`;
    return { ...heading, depth };
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
      return library.otherFiles.has(target.path) ? mediaHref(target.path) : undefined;
    }
  }
}

function placePicture(picture: Element, from: string, library: Library): ElementContent {
  const { src, alt } = picture.properties;
  const target = parseLink(typeof src === 'string' ? src : '', from);
  if (target.to === 'outside' && /^(?:https?:|data:image\/)/i.test(String(src))) return picture;
  const path = 'path' in target ? target.path.replace(/^\//, '') : '';
  if (library.otherFiles.has(path)) {
    picture.properties['src'] = mediaHref(path);
    picture.properties['loading'] = 'lazy';
    return picture;
  }
  // A picture that is not there is worth its words, not a broken frame.
  return { type: 'text', value: typeof alt === 'string' && alt !== '' ? `[${alt}]` : '' };
}

function mediaHref(path: string): string {
  return MEDIA_PREFIX + path.split('/').map(encodeURIComponent).join('/');
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
      ariaLabel: 'Copy this text',
      title: 'Copy',
    },
    element(
      'svg',
      { className: ['icon'], viewBox: '0 0 24 24', ariaHidden: 'true' },
      element('use', { href: `${ICONS_FILE}#copy` }),
    ),
  );
}
