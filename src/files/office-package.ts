/** A file of Office as the parts of its zip, and what it says of itself in those that no program shows. */
import { listSlides, relationsOf, relationsPart } from './deck-order.ts';
import type { FileProperties } from './file-text.ts';
import { decodeXml } from './xml.ts';

export interface OfficePackage {
  /** Paths of all parts. */
  names: readonly string[];
  /** The text of a part; undefined of one that is not there. */
  textOf: (path: string) => string | undefined;
}

/**
 * The parts that somebody opening the file can come to, the way it is read: a slide that is not in the list of the deck is
 * none, though the deck still leads to it.
 */
export function reachableParts({ names, textOf }: OfficePackage): Set<string> {
  // Whoever wrote the file may have written a path in other letters there than here.
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  const slides = new Set(listSlides(textOf).map(({ path }) => path));
  const reached = new Set<string>();
  const open = [''];
  for (let from = open.pop(); from !== undefined; from = open.pop()) {
    const relations = known.get(relationsPart(from).toLowerCase());
    if (relations !== undefined) reached.add(relations);
    for (const { type, path } of relationsOf(from, textOf).values()) {
      const part = known.get(path.toLowerCase()) ?? known.get(decodePath(path).toLowerCase());
      if (part === undefined || reached.has(part)) continue;
      if (type.endsWith('/slide') && slides.size > 0 && !slides.has(part)) continue;
      reached.add(part);
      open.push(part);
    }
  }
  return reached.add('[Content_Types].xml');
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Parts that were deleted and still lie in the zip. */
export function orphansOf(pack: OfficePackage): string[] {
  const reached = reachableParts(pack);
  return pack.names.filter((name) => !name.endsWith('/') && !reached.has(name));
}

/** Where Office keeps what a file says of itself. */
export const PROPERTY_PARTS = /^(?:docProps\/(?:core|app|custom)|docMetadata\/LabelInfo)\.xml$/;

function value(xml: string, name: string): string {
  const found = new RegExp(`<(?:\\w+:)?${name}\\b[^>]*>([^<]*)</`).exec(xml)?.[1] ?? '';
  return decodeXml(found).replace(/\s+/g, ' ').trim();
}

/** Undefined where the file says nothing of itself. */
export function propertiesOf({ textOf }: Pick<OfficePackage, 'textOf'>): FileProperties | undefined {
  const [core = '', app = ''] = [textOf('docProps/core.xml'), textOf('docProps/app.xml')];
  const day = (name: string) => /^\d{4}-\d\d-\d\d/.exec(value(core, name))?.[0] ?? '';
  const about: FileProperties = {
    title: value(core, 'title'),
    author: value(core, 'creator'),
    editor: value(core, 'lastModifiedBy'),
    company: value(app, 'Company'),
    created: day('created'),
    modified: day('modified'),
  };
  return Object.values(about).some((each) => each !== '') ? about : undefined;
}

/** The name of the sensitivity label that a file carries, else its id; undefined for none. */
export function labelOf({ textOf }: Pick<OfficePackage, 'textOf'>): string | undefined {
  const custom = textOf('docProps/custom.xml') ?? '';
  const name = /\bname="MSIP_Label_[\da-f-]+_Name"[^>]*>\s*<vt:lpwstr>([^<]*)</i.exec(custom)?.[1];
  if (name !== undefined) return decodeXml(name).trim();
  for (const [label] of (textOf('docMetadata/LabelInfo.xml') ?? '').matchAll(/<(?:\w+:)?label\b[^>]*>/g)) {
    if (/\sremoved="(?:1|true)"|\senabled="(?:0|false)"/.test(label)) continue;
    return /\sid="\{?([\da-f-]+)\}?"/i.exec(label)?.[1] ?? '';
  }
  return undefined;
}
