import { idOfPath } from '../asset.ts';

/** What a link in a body leads to. `slug` is what stands behind `#`, decoded; empty for the top of the page. */
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
  /** A page of the hub, from its root: `/battlecards/acme/`. */
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

/**
 * Joins a relative path to the folder of the file at `from`, without ever leaving the content folder: `a/c.md` of
 * `a/b.md` and `c.md`.
 */
export function resolvePath(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/') + (relative.endsWith('/') ? '/' : '');
}

/** How the file at `from` writes a link to the file at `to`, both inside the content folder: `../plays/stalled.md`. */
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
