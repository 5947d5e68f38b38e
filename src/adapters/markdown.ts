import { MEDIA_PREFIX } from '../library/addresses.ts';
import GithubSlugger from 'github-slugger';
import sanitizeHtml from 'sanitize-html';
import { defineHastPlugin, markdownToHtml } from 'satteri';
import { urlOf, type Asset } from '../library/asset.ts';
import { parseLink } from '../library/markdown/links.ts';
import type { Library } from '../library/library.ts';
import { saysTitle } from '../library/markdown/sections.ts';

/** A heading of a rendered body. `slug` is its anchor. */
export interface Heading {
  depth: number;
  slug: string;
  text: string;
}

/** HTML that is safe to put into a page as it is, and its headings. */
export interface RenderedBody {
  html: string;
  headings: Heading[];
}

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];

/** What raw HTML in a body may hold: no script, no style, no form, no frame, no event handler. */
const SAFE_HTML: sanitizeHtml.IOptions = {
  allowedTags: [
    ...sanitizeHtml.defaults.allowedTags,
    'img',
    'details',
    'summary',
    'del',
    'ins',
    'input',
    'picture',
  ],
  allowedAttributes: {
    a: [
      'href',
      'id',
      'title',
      'aria-label',
      'aria-describedby',
      'data-footnote-ref',
      'data-footnote-backref',
      'class',
    ],
    img: ['src', 'alt', 'title', 'width', 'height', 'loading'],
    input: ['type', 'checked', 'disabled'],
    ol: ['start'],
    td: ['colspan', 'rowspan', 'align'],
    th: ['colspan', 'rowspan', 'align', 'scope'],
    code: ['class'],
    div: ['class', 'role', 'aria-label', 'tabindex'],
    ul: ['class'],
    li: ['class', 'id'],
    ...Object.fromEntries(HEADINGS.map((tag) => [tag, ['id', 'class']])),
  },
  allowedClasses: {
    '*': ['contains-task-list', 'task-list-item', 'sr-only', 'scroll', 'data-footnote-backref', 'language-*'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowProtocolRelative: false,
};

/**
 * Renders the Markdown of an asset. Relative links to other files become links to their pages, pictures are served from
 * the content folder, headings get anchors and stand below the page's own title, raw HTML is cleaned.
 */
export function renderBody(asset: Pick<Asset, 'path' | 'body' | 'data'>, library: Library): RenderedBody {
  const slugger = new GithubSlugger();
  const headings: Heading[] = [];
  const plugin = defineHastPlugin({
    name: 'hub',
    element: [
      {
        filter: HEADINGS,
        visit(node, context) {
          const text = context.textContent(node).trim();
          const slug = slugger.slug(text);
          headings.push({ depth: Number(node.tagName[1]), slug, text });
          context.setProperty(node, 'id', slug);
        },
      },
      {
        filter: ['a'],
        visit(node, context) {
          const href = node.properties['href'];
          if (typeof href === 'string')
            context.setProperty(node, 'href', pageHref(href, asset.path, library));
        },
      },
      {
        filter: ['img'],
        visit(node, context) {
          const src = node.properties['src'];
          if (typeof src !== 'string') return;
          const target = parseLink(src, asset.path);
          if (target.to === 'outside') return;
          const path = 'path' in target ? target.path.replace(/^\//, '') : '';
          if (library.otherFiles.has(path)) {
            context.setProperty(node, 'src', mediaHref(path));
            context.setProperty(node, 'loading', 'lazy');
          } else {
            // A picture that is not there is worth its words, not a broken frame.
            const alt = node.properties['alt'];
            context.replaceNode(node, {
              type: 'text',
              value: typeof alt === 'string' && alt !== '' ? `[${alt}]` : '',
            });
          }
        },
      },
    ],
  });
  let { html } = markdownToHtml(asset.body, {
    hastPlugins: [plugin],
    features: { smartPunctuation: true },
  });
  // Markdown alone cannot make unsafe markup (links went through the plugin), so only raw HTML pays for the cleaning.
  if (/<[a-z!/]/i.test(asset.body)) html = sanitizeHtml(html, SAFE_HTML);
  html = html
    .replaceAll('<table>', '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>');
  return belowTitle(html, headings, asset.data.title);
}

function pageHref(href: string, from: string, library: Library): string {
  const target = parseLink(href, from);
  switch (target.to) {
    case 'outside':
      return /^(?:https?|mailto|tel):/i.test(href) ? href : '#';
    case 'here':
      return `#${target.slug}`;
    case 'page':
      return href;
    case 'file': {
      const hash = target.slug === '' ? '' : `#${target.slug}`;
      const id = [target.id, `${target.id}/index`, `${target.id}/readme`].find((candidate) =>
        library.byId.has(candidate),
      );
      if (id !== undefined) return urlOf(id) + hash;
      return library.otherFiles.has(target.path) ? mediaHref(target.path) : href;
    }
  }
}

function mediaHref(path: string): string {
  return MEDIA_PREFIX + path.split('/').map(encodeURIComponent).join('/');
}

/** The page shows the title once, as its only first-level heading: the body's own headings move below it. */
function belowTitle(html: string, headings: Heading[], title: string): RenderedBody {
  let body = html;
  let kept = headings;
  const first = headings[0];
  if (first !== undefined && saysTitle(first, title) && /^\s*<h1[ >]/.test(body)) {
    body = body.replace(/^\s*<h1[\s\S]*?<\/h1>\s*/, '');
    kept = headings.slice(1);
  }
  if (!kept.some((heading) => heading.depth === 1)) return { html: body, headings: kept };
  return {
    html: body.replace(
      /<(\/?)h([1-5])(?=[ >])/g,
      (_, slash: string, depth: string) => `<${slash}h${String(Number(depth) + 1)}`,
    ),
    headings: kept.map((heading) => ({ ...heading, depth: Math.min(6, heading.depth + 1) })),
  };
}
