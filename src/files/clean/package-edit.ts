/** A zip of Office while parts of it are taken out: what leads to them goes with them, and all else stays as it was to the byte. */
import { relationsOf, relationsPart } from '../deck-order.ts';
import { reachableParts, type OfficePackage } from '../office-package.ts';
import { attributeOf, findElements, parseXml, renderXml, replaceElements, type XmlElement } from '../xml.ts';

export interface PackageEdit extends OfficePackage {
  /** Changes the XML of a part. A part that is not there stays so; one that cannot be read is a refusal. */
  change(path: string, how: (root: XmlElement) => void): void;
  remove(path: string): void;
  refuse(why: string): void;
}

/** What came of it: all parts by their paths in the order of the zip, or why there is no copy. */
export type EditedPackage = { parts: Map<string, Uint8Array> } | { refused: string[] };

const TYPES = '[Content_Types].xml';

export function editPackage(
  original: ReadonlyMap<string, Uint8Array>,
  edit: (pack: PackageEdit) => void,
): EditedPackage {
  const parts = new Map(original);
  const removed = new Set<string>();
  const refused: string[] = [];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const pack: PackageEdit = {
    get names() {
      return [...parts.keys()];
    },
    textOf(path) {
      const part = parts.get(path);
      return part && decoder.decode(part);
    },
    change(path, how) {
      const text = pack.textOf(path);
      if (text === undefined) return;
      const root = parseXml(text);
      if (root === undefined) return pack.refuse(`${path} inside of it is damaged.`);
      how(root);
      const changed = renderXml(root);
      if (changed === text) return;
      parts.set(path, new TextEncoder().encode(changed));
      if (!path.endsWith('.rels')) dropUnnamed(pack, path, text, changed);
    },
    remove(path) {
      if (!parts.delete(path)) return;
      removed.add(path);
      parts.delete(relationsPart(path));
    },
    refuse: (why) => void refused.push(why),
  };
  const before = reachableParts(pack);
  edit(pack);
  dropRelations(pack, removed);
  // What only led from there belonged to it: its charts, pictures and notes.
  const now = reachableParts(pack);
  for (const name of pack.names) if (before.has(name) && !now.has(name)) pack.remove(name);
  dropTypes(pack, removed);
  return refused.length > 0 ? { refused } : { parts };
}

/** Relations that a part names no longer, as of a picture that was taken out of it: what they lead to is not its own any more. */
function dropUnnamed(pack: PackageEdit, path: string, before: string, after: string): void {
  const gone = new Set(
    [...relationsOf(path, pack.textOf).keys()].filter((id) => names(before, id) && !names(after, id)),
  );
  if (gone.size > 0) dropRelationsOf(pack, path, gone);
}

const names = (text: string, id: string): boolean => text.includes(`"${id}"`) || text.includes(`'${id}'`);

function dropRelationsOf(pack: PackageEdit, path: string, gone: ReadonlySet<string>): void {
  pack.change(relationsPart(path), (root) =>
    replaceElements(root, (each) =>
      each.name.endsWith('Relationship') && gone.has(attributeOf(each, 'Id') ?? '') ? [] : undefined,
    ),
  );
}

/** What leads to a part that is gone, and the elements that name that relation. */
function dropRelations(pack: PackageEdit, removed: ReadonlySet<string>): void {
  for (const name of pack.names) {
    const [, folder, part] = /^(.*?)_rels\/([^/]+)\.rels$/.exec(name) ?? [];
    if (folder === undefined || part === undefined) continue;
    const path = folder + part;
    const gone = new Set(
      [...relationsOf(path, pack.textOf)].flatMap(([id, target]) => (removed.has(target.path) ? [id] : [])),
    );
    if (gone.size === 0) continue;
    dropRelationsOf(pack, path, gone);
    pack.change(path, (root) =>
      replaceElements(root, ({ open }) =>
        [...open.matchAll(/\sr:\w+\s*=\s*["']([^"']*)["']/g)].some(([, id = '']) => gone.has(id))
          ? []
          : undefined,
      ),
    );
  }
}

function dropTypes(pack: PackageEdit, removed: ReadonlySet<string>): void {
  if (removed.size === 0) return;
  pack.change(TYPES, (root) =>
    replaceElements(root, (each) =>
      each.name.endsWith('Override') && removed.has((attributeOf(each, 'PartName') ?? '').replace(/^\//, ''))
        ? []
        : undefined,
    ),
  );
}

/** Paths that any part leads to by relations of some types, by the ends of their names. */
export function targetsOf(pack: OfficePackage, types: RegExp): string[] {
  const sources = pack.names.filter((name) => !name.endsWith('.rels'));
  return [...new Set(sources.flatMap((name) => pathsTo(pack, name, types)))];
}

/** Paths that one part leads to by relations of some types. */
export const pathsTo = ({ textOf }: OfficePackage, from: string, types: RegExp): string[] =>
  [...relationsOf(from, textOf).values()].flatMap(({ type, path }) => (types.test(type) ? [path] : []));

/** The elements of some names in a part, taken out. */
export function takeOut(pack: PackageEdit, path: string, names: readonly string[]): void {
  const gone = new Set(names);
  pack.change(path, (root) => {
    if (findElements(root, gone).length > 0)
      replaceElements(root, ({ name }) => (gone.has(name) ? [] : undefined));
  });
}
