import { idOfPath } from '../asset.ts';
import { createFenceReader } from './fences.ts';

/** What a link in a body leads to. */
export type LinkTarget =
  /** Somewhere else on the web, or a mail address: not ours to check. */
  | { to: 'outside' }
  /** A heading on the same page. */
  | { to: 'here'; slug: string }
  /**
   * A file of the content folder; `id` is what the asset's id would be if it is one. Import turns `.mdx` and
   * `.markdown` into `.md` and leaves bodies as they are, so links may still name the old ending.
   */
  | { to: 'file'; path: string; id: string; slug: string }
  /** A page of the hub, from its root. */
  | { to: 'page'; path: string; slug: string };

/** Reads a link as written in the body of the file at `from` (a path inside the content folder). */
export function parseLink(href: string, from: string): LinkTarget {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href)) return { to: 'outside' };
  const hash = href.indexOf('#');
  const slug = hash === -1 ? '' : decode(href.slice(hash + 1));
  const bare = decode((hash === -1 ? href : href.slice(0, hash)).replace(/\?.*$/, ''));
  if (bare === '') return { to: 'here', slug };
  if (bare.startsWith('/')) return { to: 'page', path: bare, slug };
  const path = resolvePath(from, bare);
  return {
    to: 'file',
    path,
    id: idOfPath(path.replace(/\/$/, '').replace(/\.(?:mdx|markdown)$/i, '.md')),
    slug,
  };
}

/** Joins a relative path to the folder of `from`, without ever leaving the content folder. */
export function resolvePath(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') + (relative.endsWith('/') ? '/' : '');
}

/** How the file at `from` writes a link to the file at `to`, both inside the content folder. */
export function relativePath(from: string, to: string): string {
  const here = from.split('/').slice(0, -1);
  const there = to.split('/');
  let shared = 0;
  while (shared < here.length && here[shared] === there[shared]) shared++;
  return [...here.slice(shared).map(() => '..'), ...there.slice(shared)].join('/');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A link or image as it stands in a body, with the 1-based line inside the body. */
export interface BodyLink {
  href: string;
  line: number;
  image: boolean;
}

const INLINE =
  /(!?)\[(?:[^[\]]|\[[^[\]]*\])*\]\(\s*(?:<([^<>\n]*)>|((?:[^\s()]|\([^\s()]*\))+))(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g;
/** A footnote ([^1]: …) is text and leads nowhere. */
const DEFINITION = /^ {0,3}\[(?!\^)[^\]]+\]:\s*(?:<([^<>\n]*)>|(\S+))/;

/** Every link and image of a Markdown body, code left out. */
export function bodyLinks(body: string): BodyLink[] {
  if (!body.includes('](') && !body.includes(']:')) return [];
  const links: BodyLink[] = [];
  const isCode = createFenceReader();
  body.split(/\r?\n/).forEach((line, index) => {
    if (isCode(line) || !line.includes(']')) return;
    const plain = line.replace(/(`+)[^`]*?\1/g, '');
    for (const match of plain.matchAll(INLINE)) {
      links.push({ href: match[2] ?? match[3] ?? '', line: index + 1, image: match[1] === '!' });
    }
    const defined = DEFINITION.exec(plain);
    if (defined !== null) links.push({ href: defined[1] ?? defined[2] ?? '', line: index + 1, image: false });
  });
  return links;
}

/** Paths of the files of the content folder that the body of the file at `from` links to or shows, raw HTML included. */
export function linkedFiles(from: string, body: string): string[] {
  const hrefs = bodyLinks(body).map((link) => link.href);
  for (const match of body.matchAll(
    /<(?:img|a)\b[^<>]*?\s(?:src|href)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi,
  )) {
    hrefs.push(match[1] ?? match[2] ?? '');
  }
  return hrefs.flatMap((href) => {
    const target = parseLink(href, from);
    if (target.to === 'file') return [target.path];
    return target.to === 'page' ? [target.path.replace(/^\//, '')] : [];
  });
}
