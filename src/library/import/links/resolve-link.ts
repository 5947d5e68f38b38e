import type { PageAnchors } from './anchors.ts';
import { decodeAddress, exportIdOf, folderOf, joinAddress } from './address.ts';
import type { Destination } from './destination.ts';
import { displayed, hostedPage, ofTeamSite, ofVersion } from './hosted-address.ts';
import { ancestorsOf, baseFolder, findTreeHabits, type SiteRoot } from './site-roots.ts';
import type { TargetIndex } from './target-index.ts';
import { findTrees, type WrittenLink } from './trees.ts';

/** The scheme under which a step of the translation leaves a link that a tool finds by name and not by path. */
export const NAMED_LINK = 'hub-name:';
/** The scheme under which a link waits that names a place of any page by its identifier alone, as MkDocs lets people write. */
export const PLACE_LINK = 'hub-place:';
/** The scheme under which a relative link of a text that a page pulls in waits, with the path of that text. */
const PART_LINK = 'hub-part:';

/** A relative link of the text at `part`, as it stands on a page that pulls that text in; undefined for any other link. */
export function linkOfPart(href: string, part: string): string | undefined {
  if (/^(?:[/#]|\s*$)/.test(href) || localPart(href)?.startsWith('/') !== false) return undefined;
  const path = encodeURIComponent(part).replace(/[()']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `${PART_LINK}${path}:${href.replace(/\s/g, '%20')}`;
}

/** The address that a link has without the scheme of a step. */
export function plainAddress(href: string): string {
  if (href.startsWith(NAMED_LINK)) return href.slice(NAMED_LINK.length);
  if (href.startsWith(PLACE_LINK)) return href.slice(PLACE_LINK.length);
  return href.startsWith(PART_LINK) ? href.slice(href.indexOf(':', PART_LINK.length) + 1) : href;
}

/** Every link of a text that still has the scheme of a step, as its plain address. */
export function withPlainAddresses(text: string): string {
  return text.replace(/hub-name:|hub-place:|hub-part:[^:\s]*:/g, '');
}

/** Where the link `href`, as it is written in the file at the path `from`, leads. */
export type ResolveLink = (href: string, from: string) => Destination;

/** `C:\Sales\deck.pptx`, `file:///S:/…` and `\\server\share`: places on somebody's own machine. */
function isMachinePath(href: string): boolean {
  return /^(?:file:|[a-z]:[\\/]|\\\\)/i.test(href);
}

/**
 * Makes the one resolver of an imported folder. `pages` hold all links there are, from which each tree's habits are read;
 * `ownAddresses` are those that its sites have on the web.
 */
export function createLinkResolver(
  index: TargetIndex,
  pages: readonly { path: string; links: readonly { href: string }[]; anchors?: PageAnchors }[],
  ownAddresses: readonly string[] = [],
  baseFolders: readonly string[] = [],
): ResolveLink {
  const written = pages.flatMap(({ path: from, links }) =>
    links.flatMap(({ href }): WrittenLink[] => {
      const local = localPart(href);
      return local === undefined ? [] : [{ from, address: splitAddress(local).address }];
    }),
  );
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

  /** Obsidian writes the shortest path that tells a file apart, which may be its name alone. */
  const onlyOneCalled = (address: string, from: string): string | undefined => {
    if (!/\.[a-z]{2,5}$/i.test(address) || /(?:^|\/)_?(?:index|readme)\.[a-z]+$/i.test(address))
      return undefined;
    const [found, second] = index
      .endingIn(address)
      .filter(({ path }) => treeOf(path) === treeOf(from) && ending(path) === ending(address));
    return second === undefined ? found?.path : undefined;
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
        .find(Boolean) ??
      onlyOneCalled(address, from)
    );
  };

  let places: ReadonlyMap<string, string> | undefined;
  const pageOfPlace = () => (places ??= placesOf(pages));

  const resolve: ResolveLink = (href, from) => {
    if (href.startsWith(PART_LINK)) {
      // Some tools count from the page and some from the text it pulls in; what is there tells.
      const part = decodeAddress(href.slice(PART_LINK.length, href.indexOf(':', PART_LINK.length)));
      const [byPart, byPage] = [part, from].map((each) => resolve(plainAddress(href), each));
      return byPart?.to === 'file' ? byPart : (byPage ?? { to: 'nothing' });
    }
    if (href.startsWith(PLACE_LINK)) {
      const fragment = decodeAddress(href.slice(PLACE_LINK.length));
      const path = pageOfPlace().get(fragment);
      return path === undefined ? { to: 'nothing' } : { to: 'file', path, fragment };
    }
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
    const own = ownAddresses.find((address) => href.startsWith(`${address}/`));
    if (own !== undefined) {
      const here = resolve(href.slice(own.length), from);
      return here.to === 'file' ? here : { to: 'web' };
    }
    const byHost = hostedPage(href, index);
    if (byHost !== undefined) return byHost;
    const byTitle = displayed(href, from, index);
    if (byTitle !== undefined)
      return { to: 'file', path: byTitle, fragment: decodeAddress(/#(.*)$/s.exec(href)?.[1] ?? '') };
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
    const found =
      codedName(local, address, from, index) ??
      (address.startsWith('/')
        ? (absolute(address, from) ?? ofTeamSite(address, index) ?? ofVersion(address, index))
        : relative(address, from));
    if (found !== undefined) return { to: 'file', path: found, fragment };
    const base = baseFolders.find((each) => `${address}/`.startsWith(`/${each}/`));
    if (base !== undefined) {
      const below = resolve(`/${local.slice(base.length + 1).replace(/^\/+/, '')}`, from);
      if (below.to === 'file') return below;
    }
    const id = exportIdOf(address);
    const byId = id === undefined ? undefined : index.byExportId(id);
    return byId === undefined ? { to: 'nothing' } : { to: 'file', path: byId, fragment };
  };
  return resolve;
}

/** Places that a single page has, an identifier that somebody wrote before one made of a heading's words. */
function placesOf(pages: readonly { path: string; anchors?: PageAnchors }[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const idsOf of [
    ({ headings }: PageAnchors) => headings.map(({ slug }) => slug),
    ({ ids }: PageAnchors) => ids,
  ]) {
    const level = pages.flatMap(({ path, anchors }) =>
      anchors === undefined ? [] : idsOf(anchors).map((id) => [id, path] as const),
    );
    for (const [id, some] of Map.groupBy(level, ([id]) => id))
      if (some.length === 1 && some[0] !== undefined) found.set(id, some[0][1]);
  }
  return found;
}

function ending(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1).toLowerCase();
}

/** A link that stays inside the folder, or undefined when it names a scheme or a host. */
function localPart(href: string): string | undefined {
  // Docusaurus writes `@site/` for the root, and `pathname://` before what no page is.
  const bare = href.trim().replace(/^@site\/|^pathname:\/{2,3}/, '/');
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(bare) || isMachinePath(bare)) return undefined;
  return bare.replaceAll('\\', '/');
}

/** A file whose own name holds `%20`, linked to as it is spelled; one whose name has the blank itself comes before it. */
function codedName(local: string, address: string, from: string, index: TargetIndex): string | undefined {
  const [written = ''] = local.split(/[?#]/);
  const [spelled, decoded] = [written, address].map((each) => joinAddress(folderOf(from), each));
  if (!written.includes('%') || spelled === undefined) return undefined;
  const plain = decoded === undefined ? undefined : index.exactlyAt(decoded, from);
  return plain ?? index.exactlyAt(spelled, from);
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
