import { decodeAddress, exportIdOf, folderOf, joinAddress } from './address.ts';
import { ancestorsOf, baseFolder, findTreeHabits, type SiteRoot } from './site-roots.ts';
import type { TargetIndex } from './target-index.ts';
import { findTrees, type WrittenLink } from './trees.ts';

/** The scheme under which a step of the translation leaves a link that a tool finds by name and not by path. */
export const NAMED_LINK = 'hub-name:';

/** Where a link leads inside the imported folder. */
interface Resolved {
  path: string;
  /** What stands behind `#`, decoded; empty when nothing does. */
  fragment: string;
}

/** What a link is: a file of the folder, somewhere else on the web, or nothing that is there. */
type Destination =
  ({ to: 'file' } & Resolved) | { to: 'here'; fragment: string } | { to: 'web' } | { to: 'nothing' };

export type ResolveLink = (href: string, from: string) => Destination;

/** `C:\Sales\deck.pptx`, `file:///S:/…` and `\\server\share`: places on somebody's own machine. */
function isMachinePath(href: string): boolean {
  return /^(?:file:|[a-z]:[\\/]|\\\\)/i.test(href);
}

/** Makes the one resolver of an imported folder. `links` are all links there are, from which each tree's habits are read. */
export function createLinkResolver(
  index: TargetIndex,
  links: readonly { from: string; href: string }[],
): ResolveLink {
  const written = links.flatMap(({ from, href }): WrittenLink[] => {
    const local = localPart(href);
    return local === undefined ? [] : [{ from, address: splitAddress(local).address }];
  });
  const treeOf = findTrees(written, index);
  const habitsOf = findTreeHabits(written, index, treeOf);
  const byAddress = (address: string, from: string) => {
    const found = index.byAddress(address, from);
    return found !== undefined && treeOf(found) === treeOf(from) ? found : undefined;
  };

  const absolute = (address: string, from: string): string | undefined => {
    const { roots, addressPrefixes } = habitsOf(from);
    const known = byAddress(address, from);
    if (known !== undefined) return known;
    const all: SiteRoot[] = [...roots, ...ancestorsOf(from).map((root) => ({ root, prefix: '' }))];
    for (const find of [index.exactlyAt, index.at]) {
      for (const { root, prefix } of all) {
        const path = joinAddress(root, withoutPrefix(address, prefix) ?? '');
        const found = path === undefined || path === root ? undefined : find(path, from);
        if (found !== undefined) return found;
      }
    }
    const [first = '', ...rest] = address.replace(/^\/+/, '').split('/');
    if (rest.length > 0 && addressPrefixes.includes(first.toLowerCase()))
      return byAddress(rest.join('/'), from);
    // The root itself, as it is written: its index page.
    return /^\/+$/.test(address)
      ? all.map(({ root }) => index.exactlyAt(root, from)).find(Boolean)
      : undefined;
  };

  const relative = (address: string, from: string): string | undefined => {
    const { bases, roots } = habitsOf(from);
    const order = /\.(?:md|mdx|markdown)$/i.test(address) ? (['file', 'page'] as const) : bases;
    for (const find of [index.exactlyAt, index.at]) {
      for (const base of order) {
        const path = joinAddress(baseFolder(from, base), address);
        const found = path === undefined ? undefined : find(path, from);
        if (found !== undefined) return found;
      }
    }
    if (/^\.{1,2}(?:\/|$)/.test(address)) return undefined;
    const known = address.includes('/') ? byAddress(address, from) : undefined;
    return (
      known ??
      [...roots.filter(({ prefix }) => prefix === '').map(({ root }) => root), ...ancestorsOf(from)]
        .map((root) => index.exactlyAt(joinAddress(root, address) ?? '', from))
        .find(Boolean)
    );
  };

  return (href, from) => {
    if (href.startsWith(NAMED_LINK)) {
      const { address, fragment } = splitAddress(href.slice(NAMED_LINK.length));
      if (address === '') return { to: 'here', fragment };
      const found =
        (address.includes('/')
          ? (relative(address, from) ?? absolute(`/${address.replace(/^\/+/, '')}`, from))
          : undefined) ?? index.byName(address.replace(/^(?:\.{0,2}\/)+/, ''), from);
      return found === undefined ? { to: 'nothing' } : { to: 'file', path: found, fragment };
    }
    const notion = /^https?:\/\/(?:www\.)?notion\.(?:so|site)\/([^?#]+)(?:[?][^#]*)?(?:#(.*))?$/i.exec(href);
    if (notion !== null) {
      const id = exportIdOf(` ${notion[1] ?? ''}`);
      const found = id === undefined ? undefined : index.byExportId(id);
      return found === undefined ? { to: 'web' } : { to: 'file', path: found, fragment: notion[2] ?? '' };
    }
    const local = localPart(href);
    if (local === undefined) {
      if (!isMachinePath(href)) return { to: 'web' };
      // The folder may hold a copy of the file that somebody has linked to on a drive.
      const name =
        decodeAddress(href)
          .replaceAll('\\', '/')
          .split(/[/#?]/)
          .findLast((part) => part !== '') ?? '';
      const copy = /\.[a-z0-9]{2,5}$/i.test(name) ? index.byName(name, from) : undefined;
      return copy?.toLowerCase().endsWith(name.toLowerCase()) === true
        ? { to: 'file', path: copy, fragment: '' }
        : { to: 'nothing' };
    }
    // A file's own name may hold signs that addresses give a meaning to.
    const whole = joinAddress(folderOf(from), decodeAddress(local));
    const { address, fragment } = splitAddress(local);
    if (address === '') return { to: 'here', fragment };
    const named = whole !== undefined && /[#?]/.test(local) ? index.exactlyAt(whole, from) : undefined;
    if (named !== undefined && named.includes('#')) return { to: 'file', path: named, fragment: '' };
    const found = address.startsWith('/') ? absolute(address, from) : relative(address, from);
    if (found !== undefined) return { to: 'file', path: found, fragment };
    const id = exportIdOf(address);
    const byId = id === undefined ? undefined : index.byExportId(id);
    return byId === undefined ? { to: 'nothing' } : { to: 'file', path: byId, fragment };
  };
}

/** A link that stays inside the folder, or undefined when it names a scheme or a host. */
function localPart(href: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(href) || isMachinePath(href)) return undefined;
  return href.trim().replaceAll('\\', '/');
}

function splitAddress(local: string): { address: string; fragment: string } {
  const hash = local.indexOf('#');
  const before = hash === -1 ? local : local.slice(0, hash);
  const question = before.search(/\?(?=[\w-]+=|$)/);
  return {
    address: decodeAddress(question === -1 ? before : before.slice(0, question)),
    fragment: hash === -1 ? '' : decodeAddress(local.slice(hash + 1)),
  };
}

function withoutPrefix(address: string, prefix: string): string | undefined {
  const bare = address.replace(/^\/+/, '');
  if (prefix === '') return bare;
  return bare.toLowerCase().startsWith(`${prefix}/`) ? bare.slice(prefix.length + 1) : undefined;
}
