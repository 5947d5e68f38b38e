import { exactKey, exportIdOf, folderOf, looseKey, pageNumberOf } from './address.ts';

/** What a link of a tree may lead to. */
export interface Target {
  /** Path in the imported folder. */
  path: string;
  /**
   * Addresses that its front matter gives it, from the root of its site: those of `permalink` and `slug`, and old ones.
   */
  addresses: readonly string[];
  /** Other names it goes by: its title and aliases. */
  names: readonly string[];
}

/** Pages that stand for their folder. */
const INDEX_PAGE = /^_?(?:index|readme)$/i;

/** Everything that a link of the imported folder can lead to, under each form in which it may be written. */
export interface TargetIndex {
  /** The target at a path of the imported folder, however it is spelled; of several the one nearest to `from`. */
  at(path: string, from: string): string | undefined;
  /** The same, by its path and no other spelling than case, normal form and ending. */
  exactlyAt(path: string, from: string): string | undefined;
  /** By an address that its own front matter names. */
  byAddress(address: string, from: string): string | undefined;
  /** By the identifier that an export has set behind its name. */
  byExportId(id: string): string | undefined;
  /** Every target whose path ends in an address, with the folder that would be the root of the site then. */
  endingIn(address: string): readonly Ending[];
  /** By the end of its path, its title or an alias, as wikilinks name things. */
  byName(name: string, from: string): string | undefined;
}

/** A target that an address would lead to if `root` were the root of the site. */
interface Ending {
  path: string;
  root: string;
}

export function buildTargetIndex(targets: readonly Target[]): TargetIndex {
  const exact = new Map<string, string[]>();
  const loose = new Map<string, string[]>();
  const addresses = new Map<string, string[]>();
  const names = new Map<string, string[]>();
  const exportIds = new Map<string, string>();
  const byLast = new Map<string, { key: string; path: string }[]>();
  const putEnding = (key: string, path: string) => {
    const last = key.slice(key.lastIndexOf('/') + 1);
    const there = byLast.get(last);
    if (there === undefined) byLast.set(last, [{ key, path }]);
    else there.push({ key, path });
  };
  for (const target of targets) {
    const { path } = target;
    const bare = exactKey(path);
    put(exact, bare, path);
    // The whole name too, for two files that differ by their ending alone.
    put(exact, path.normalize('NFC').toLowerCase(), path);
    put(loose, looseKey(path), path);
    putEnding(looseKey(path), path);
    const plain = withoutLanguage(path);
    if (plain !== path) {
      put(exact, exactKey(plain), path);
      put(loose, looseKey(plain), path);
      putEnding(looseKey(plain), path);
    }
    const exportId = exportIdOf(path) ?? pageNumberOf(path);
    if (exportId !== undefined) exportIds.set(exportId, path);
    const name = bare.slice(bare.lastIndexOf('/') + 1);
    if (INDEX_PAGE.test(name.replace(LANGUAGE, ''))) {
      put(exact, folderOf(bare), path);
      put(loose, looseKey(folderOf(path)), path);
      putEnding(looseKey(folderOf(path)), path);
    }
    for (const address of target.addresses) put(addresses, looseKey(trim(address)), path);
    put(names, looseKey(name), path);
    put(names, name, path);
    for (const each of target.names) put(names, looseKey(each.replaceAll('/', ' ')), path);
  }
  const exactlyAt = (path: string, from: string) =>
    nearestOf(
      exact.get(path.normalize('NFC').replace(/\/+$/, '').toLowerCase()) ?? exact.get(exactKey(path)),
      from,
    );
  return {
    exactlyAt,
    at: (path, from) => exactlyAt(path, from) ?? nearestOf(loose.get(looseKey(path)), from),
    byAddress: (address, from) => nearestOf(addresses.get(looseKey(trim(address))), from),
    byExportId: (id) => exportIds.get(id),
    endingIn(address) {
      const key = looseKey(trim(address));
      const depth = key.split('/').length;
      return (byLast.get(key.slice(key.lastIndexOf('/') + 1)) ?? [])
        .filter((each) => each.key === key || each.key.endsWith(`/${key}`))
        .map((each) => {
          const above = each.key.split('/').length - depth;
          return { path: each.path, root: each.path.split('/').slice(0, above).join('/') };
        });
    },
    byName(name, from) {
      const end = looseKey(name);
      const last = end.slice(end.lastIndexOf('/') + 1);
      const all = names.get(exactKey(name).split('/').pop() ?? '') ?? names.get(last) ?? [];
      const ending = all.filter((path) => `/${looseKey(path)}`.endsWith(`/${end}`));
      return nearestOf(end.includes('/') ? ending : all, from);
    },
  };
}

/** The language that Hugo and MkDocs set behind a name: `prices.de.md`. */
const LANGUAGE = /\.([a-z]{2}(?:-[a-z]{2})?)$/i;

function languageOf(path: string): string {
  return LANGUAGE.exec(path.replace(/\.(?:md|mdx|markdown|html)$/i, ''))?.[1]?.toLowerCase() ?? '';
}

function withoutLanguage(path: string): string {
  return path.replace(/\.[a-z]{2}(?:-[a-z]{2})?(\.(?:md|mdx|markdown|html))$/i, '$1');
}

/** Keeps a path under a key, once. */
function put(map: Map<string, string[]>, key: string, path: string): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [path]);
  else if (!there.includes(path)) there.push(path);
}

function nearestOf(paths: readonly string[] | undefined, from: string): string | undefined {
  return nearestTo(from, paths ?? []);
}

function trim(address: string): string {
  return address.replace(/^\/+|\/+$/g, '');
}

/** The path that shares most folders with `from`; of several the shortest, then the first. */
function nearestTo(from: string, paths: readonly string[]): string | undefined {
  if (paths.length < 2) return paths[0];
  const isForeign = (path: string) => Number(languageOf(path) !== languageOf(from));
  return [...paths].sort(
    (a, b) =>
      isForeign(a) - isForeign(b) ||
      sharedFolders(b, from) - sharedFolders(a, from) ||
      a.split('/').length - b.split('/').length ||
      rank(a) - rank(b) ||
      (a < b ? -1 : 1),
  )[0];
}

/** A page before a picture or a table of the same name. */
function rank(path: string): number {
  return /\.(?:md|mdx|markdown|html?)$/i.test(path) ? 0 : 1;
}

function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)];
  let shared = 0;
  while (shared < one.length && one[shared] === other[shared]) shared++;
  return shared;
}
