import { exactKey, folderOf, joinAddress } from './address.ts';
import type { TargetIndex } from './target-index.ts';
import { ROOT_FOLDERS, type TreeOf, type WrittenLink } from './trees.ts';

/**
 * One way of reading addresses that begin with a slash: below the folder `root`, once `prefix` (`docs` of `/docs/a/`)
 * has been taken off.
 */
export interface SiteRoot {
  root: string;
  prefix: string;
}

/** Where the relative links of a page are counted from. */
export type Base = 'file' | 'page';

/** How one tree of the imported folder writes its links, found by what resolves most of them. */
export interface TreeHabits {
  roots: readonly SiteRoot[];
  bases: readonly Base[];
  /** First parts that stand before the addresses that pages give themselves, such as the name of a project's site. */
  addressPrefixes: readonly string[];
}

/** Folders that a site builder takes for its root whatever its name is in addresses. */
const CONTENT_FOLDERS = /^(?:docs?|contents?|handbook|wiki|blog|pages|help|guides?|en)$/;

/**
 * Reads off the links of each tree where its root is, which prefix its addresses carry, and whether relative links are
 * counted from the file or from the address of its page.
 */
export function findTreeHabits(
  links: readonly WrittenLink[],
  index: TargetIndex,
  treeOf: TreeOf,
): (from: string) => TreeHabits {
  const byTree = Map.groupBy(links, (link) => treeOf(link.from));
  const habits = new Map([...byTree].map(([tree, some]) => [tree, habitsOf(tree, some, index, treeOf)]));
  return (from) =>
    habits.get(treeOf(from)) ?? {
      roots: ancestorsOf(from).map(bare),
      bases: ['file', 'page'],
      addressPrefixes: [],
    };
}

function habitsOf(
  tree: string,
  links: readonly WrittenLink[],
  index: TargetIndex,
  treeOf: TreeOf,
): TreeHabits {
  // The same few addresses stand on every page of a site; each is looked up once.
  const absolute = new Map<string, { from: string; times: number }>();
  for (const { from, address } of links) {
    if (!address.startsWith('/') || address.length < 2) continue;
    const there = absolute.get(address);
    if (there === undefined) absolute.set(address, { from, times: 1 });
    else there.times++;
  }
  const votes = new Map<string, { root: string; prefix: string; votes: number; pages: Set<string> }>();
  const vote = (root: string, prefix: string, path: string, times: number) => {
    const key = `${root}\n${prefix}`;
    const there = votes.get(key) ?? { root, prefix, votes: 0, pages: new Set<string>() };
    there.votes += times;
    there.pages.add(path);
    votes.set(key, there);
  };
  const withPrefix = new Map<string, number>();
  const addressed = new Map<string, number>();
  for (const [address, { from, times }] of absolute) {
    const [first = '', ...rest] = address.replace(/^\/+|\/+$/g, '').split('/');
    const prefix = first.toLowerCase();
    const found = index.endingIn(address).filter((each) => treeOf(each.path) === tree);
    for (const each of found) vote(each.root, '', each.path, times);
    if (rest.length === 0) continue;
    withPrefix.set(prefix, (withPrefix.get(prefix) ?? 0) + times);
    for (const each of index.endingIn(rest.join('/'))) {
      if (treeOf(each.path) === tree) vote(each.root, prefix, each.path, times);
    }
    if (index.byAddress(address, from) === undefined && index.byAddress(rest.join('/'), from) !== undefined)
      addressed.set(prefix, (addressed.get(prefix) ?? 0) + times);
  }
  const most = Math.max(
    0,
    ...[...votes.values()].filter((each) => each.prefix === '').map((each) => each.votes),
  );
  const ranked = [...votes.values()]
    .filter(({ root, prefix, votes: count, pages }) => {
      if (prefix === '')
        return root === tree || root === '' || ROOT_FOLDERS.test(root) || count >= Math.max(2, most * 0.05);
      const share = count / (withPrefix.get(prefix) ?? 1);
      const named = CONTENT_FOLDERS.test(prefix) || exactKey(tree).includes(prefix);
      return share >= 0.5 && (pages.size > 2 || named);
    })
    .sort(
      (a, b) =>
        Number(a.prefix !== '') - Number(b.prefix !== '') ||
        b.votes - a.votes ||
        a.root.length - b.root.length ||
        (a.root < b.root ? -1 : 1),
    );
  return {
    roots: ranked,
    bases: basesOf(links, index),
    addressPrefixes: [...addressed]
      .filter(([prefix, count]) => count > 1 && count / (withPrefix.get(prefix) ?? 1) >= 0.3)
      .map(([prefix]) => prefix),
  };
}

/** Only links that one base resolves and the other does not can tell. */
function basesOf(links: readonly WrittenLink[], index: TargetIndex): Base[] {
  let file = 0;
  let page = 0;
  for (const { from, address } of links) {
    if (address === '' || address.startsWith('/')) continue;
    const [byFile, byPage] = (['file', 'page'] as const).map((base) => {
      const path = joinAddress(baseFolder(from, base), address);
      return path !== undefined && index.exactlyAt(path, from) !== undefined;
    });
    if (byFile === true && byPage !== true) file++;
    if (byPage === true && byFile !== true) page++;
  }
  return page > file ? ['page', 'file'] : ['file', 'page'];
}

/** The folder that relative links of a page are counted from. */
export function baseFolder(from: string, base: Base): string {
  const folder = folderOf(from);
  const name = exactKey(from.slice(folder === '' ? 0 : folder.length + 1));
  if (base === 'file' || /^_?(?:index|readme)(?:\.[a-z]{2})?$/.test(name)) return folder;
  const own = from.replace(/\.[^./]*$/, '');
  return own;
}

/** The folders above a path, the nearest first and the top as `''`: `a/b`, `a` and `''` of `a/b/c.md`. */
export function ancestorsOf(path: string): string[] {
  const folder = folderOf(path);
  return folder === '' ? [''] : [folder, ...ancestorsOf(folder)];
}

function bare(root: string): SiteRoot {
  return { root, prefix: '' };
}
