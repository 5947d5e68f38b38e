import { idOfPath, type Asset } from '../../library/asset.ts';
import { kindOfPath, kinds } from '../../library/kinds/kinds.ts';
import { createFenceReader } from '../../library/markdown/fences.ts';
import { UserError } from '../../library/user-error.ts';
import type { Library } from '../../library/library.ts';
import { parseLink, relativePath } from '../../library/markdown/links.ts';

const NOTHING = 'Nothing was changed.';

/** All that a renaming changes; paths are inside the content folder. */
export interface RenamePlan {
  /** Ids as they were and as they will be. */
  ids: ReadonlyMap<string, string>;
  /** Files that go to another place. */
  files: { from: string; to: string }[];
  /** New texts, by the paths that their files have afterwards. */
  texts: Map<string, string>;
}

/**
 * Works out a renaming.
 *
 * @param pairs such as `answers/old=answers/new`; with a slash at the end of both sides, all pages below a folder
 * @param texts of all pages and records, by path
 */
export function planRename(
  pairs: readonly string[],
  library: Library,
  texts: ReadonlyMap<string, string>,
): RenamePlan {
  const ids = readPairs(pairs, library);
  const files = [...ids].map(([was, now]) => ({
    from: library.byId.get(was)?.path ?? '',
    to: `${now}.md`,
  }));
  const placeOf = new Map(files.map(({ from, to }) => [from, to]));
  const changed = new Map<string, string>();
  for (const [path, text] of texts) {
    const asset = library.assets.find((one) => one.path === path);
    const to = placeOf.get(path) ?? path;
    const linked = asset === undefined ? text : followLinks(text, asset, to, library, ids);
    const named = renameIds(linked, ids);
    if (named !== text || to !== path) changed.set(to, named);
  }
  return { ids, files, texts: changed };
}

function readPairs(pairs: readonly string[], { byId, leftOut }: Library): Map<string, string> {
  const ids = new Map<string, string>();
  for (const pair of pairs) {
    const [was = '', now = '', ...more] = pair.split('=').map((id) => id.trim().replace(/\.md$/i, ''));
    if (was === '' || now === '' || more.length > 0 || was.endsWith('/') !== now.endsWith('/'))
      throw new UserError(
        `"${pair}" does not say what is renamed.`,
        `Write the old id, an equals sign and the new one, like answers/old=answers/new; with a slash at the end of both, all pages below. ${NOTHING}`,
      );
    const below = was.endsWith('/') ? [...byId.keys()].filter((id) => id.startsWith(was)) : [was];
    for (const id of below) {
      const to = was.endsWith('/') ? now + id.slice(was.length) : now;
      ids.set(id, to);
    }
    if (below.length === 0) ids.set(was, now);
  }
  const taken = new Set<string>();
  for (const [was, now] of ids) {
    const asset = byId.get(was);
    if (asset === undefined)
      throw new UserError(
        `There is no page ${was}.`,
        `Its id is its address without the slashes around it, such as answers/price. ${NOTHING}`,
      );
    if (idOfPath(now) !== now || !now.includes('/'))
      throw new UserError(
        `${now} cannot be the id of a page.`,
        `Write it with small letters, digits and hyphens, like ${idOfPath(now)}. ${NOTHING}`,
      );
    if (kindOfPath(`${now}.md`) !== asset.kind)
      throw new UserError(
        `${was} is ${kinds[asset.kind].label.toLowerCase()}, and ${now} would be another kind of page.`,
        `Begin the new id with ${kinds[asset.kind].folder}/. ${NOTHING}`,
      );
    const isFree = ids.has(now) || !(byId.has(now) || leftOut.has(now));
    if (!isFree || taken.has(now))
      throw new UserError(`There is a page ${now} already.`, `Choose another id. ${NOTHING}`);
    taken.add(now);
  }
  return ids;
}

/** The text of a page with its links to renamed pages, and, where it goes to another folder, all others that lead out of it. */
function followLinks(
  text: string,
  asset: Asset,
  to: string,
  { byId, otherFiles }: Library,
  ids: ReadonlyMap<string, string>,
): string {
  const hrefs = new Map<string, string>();
  for (const { href } of asset.links) {
    const target = parseLink(href, asset.path);
    if (target.to !== 'file') continue;
    const page = byId.get(target.id);
    const now = ids.get(target.id);
    const place = now === undefined ? (page?.path ?? target.path) : `${now}.md`;
    const isOurs = page !== undefined || otherFiles.has(target.path);
    const [, , behind = ''] = /^([^#?]*)(.*)$/s.exec(href) ?? [];
    if (!isOurs || (now === undefined && to === asset.path)) continue;
    hrefs.set(href, encodeURI(relativePath(to, place)) + behind);
  }
  if (hrefs.size === 0) return text;
  const isFence = createFenceReader();
  const lines = text.split('\n').map((line, at) => {
    if (at + 1 < asset.bodyLine || isFence(line)) return line;
    let done = line;
    for (const [href, now] of hrefs)
      for (const written of new Set([href, encodeURI(href)])) done = replaceAddress(done, written, now);
    return done;
  });
  return lines.join('\n');
}

/** Replaces an address where Markdown or HTML has one: in brackets, quotation marks, or behind `]:`. */
function replaceAddress(line: string, was: string, now: string): string {
  const quoted = was.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return line.replace(
    new RegExp(`(\\]\\(\\s*<?|\\]:\\s*<?|(?:href|src)=["']?)${quoted}(?=[\\s)>"']|$)`, 'gu'),
    `$1${now}`,
  );
}

/** Ids where they stand as such: in front matter and records, in addresses from the root of the site, in the middle of a text. */
function renameIds(text: string, ids: ReadonlyMap<string, string>): string {
  const known = [...ids.keys()].sort((a, b) => b.length - a.length).map((id) => id.replace(/[-/]/g, '\\$&'));
  if (known.length === 0) return text;
  const one = new RegExp(
    `(?<![\\p{L}\\p{M}\\p{N}_.-])(?<!(?<![\\s"'(\\[,<=])/)(${known.join('|')})(?!/?[\\p{L}\\p{M}\\p{N}_-])`,
    'gu',
  );
  return text.replace(one, (id) => ids.get(id) ?? id);
}
