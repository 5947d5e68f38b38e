import { folderOf, joinAddress } from './address.ts';
import type { TargetIndex } from './target-index.ts';

/** Folders whose content a site builder puts at the root of the site. */
export const ROOT_FOLDERS =
  /(?:^|\/)(?:static|public|content|contents|src|source|site|docs|pages|wiki|assets)$/i;

/** A link as it stands in a page of the imported folder, cut into its parts and decoded. */
export interface WrittenLink {
  from: string;
  /** What stands before `?` and `#`. */
  address: string;
}

/** The tree that a path belongs to, by the name of one of its top folders. */
export type TreeOf = (path: string) => string;

/**
 * Tells which top folders belong together. A folder may hold one site with several folders, or several sites side by
 * side; links of one site must never find a page of another that happens to have the same address. Two top folders are
 * one tree when a link leads from one to the other as it stands.
 */
export function findTrees(links: readonly WrittenLink[], index: TargetIndex): TreeOf {
  const joined = new Map<string, string>();
  const find = (top: string): string => {
    const next = joined.get(top);
    return next === undefined || next === top ? top : find(next);
  };
  for (const { from, address } of links) {
    if (address === '') continue;
    const top = topOf(from);
    if (
      address.startsWith('/')
        ? find(topOf(address.slice(1))) === find(top)
        : !address.startsWith('..') && from.includes('/')
    )
      continue;
    const path = address.startsWith('/') ? joinAddress('', address) : joinAddress(folderOf(from), address);
    const found = path === undefined || !path.includes('/') ? undefined : index.exactlyAt(path, from);
    if (found !== undefined) joined.set(find(topOf(found)), find(top));
    else if (address.startsWith('/')) {
      // `content/` and `static/` of one site lie side by side, and each of them is its root.
      for (const { root } of index.endingIn(address)) {
        if (ROOT_FOLDERS.test(root) && !root.includes('/')) joined.set(find(root), find(top));
      }
    }
  }
  return (path) => find(topOf(path));
}

function topOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}
