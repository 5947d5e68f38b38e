import { idOfPath } from '../asset.ts';
import { kinds, type Kind } from '../kinds/kinds.ts';
import { decodeAddress, withoutExportId } from './links/address.ts';

const PAGE_ENDING = /\.(?:md|mdx|markdown|html?|aspx|csv|pptx|docx|xlsx|pdf)$/i;

/** Gives every page, picture and file its path in the content folder, each once, whatever its disk makes of case and accents. */
export interface TargetPaths {
  /** Where a page goes, and the page that had the name before when its own was taken. */
  placePage(path: string, kind: Kind): { path: string; twin: string | undefined };
  placePicture(path: string): string;
  placeFile(path: string): string;
}

export function createTargetPaths(): TargetPaths {
  const taken = new Map<string, string>();
  const place = (wanted: string, ending: string, from: string, keyOf: (name: string) => string) => {
    let name = wanted;
    for (let number = 2; taken.has(keyOf(name)); number++) name = `${wanted}-${String(number)}`;
    const twin = name === wanted ? undefined : taken.get(keyOf(wanted));
    taken.set(keyOf(name), from);
    return { path: name + ending, twin };
  };
  const other = (folder: string, path: string) => {
    const clean = cleanPath(path);
    const ending = /\.[a-z0-9]{1,8}$/i.exec(clean)?.[0] ?? '';
    const bare = `${folder}/${clean.slice(0, clean.length - ending.length)}`;
    return place(bare, ending, path, (name) => `${name}${ending}`.normalize('NFC').toLowerCase()).path;
  };
  return {
    placePage(path, kind) {
      const { folder } = kinds[kind];
      const parts = cleanPath(path.replace(PAGE_ENDING, '')).split('/');
      // `battlecards/acme.md` is a battlecard already by the folder that it gets.
      const own = parts.filter((part, at) => at === parts.length - 1 || idOfPath(part) !== folder);
      return place(`${folder}/${own.join('/')}`, '.md', path, idOfPath);
    },
    placePicture: (path) => other(kinds.collateral.folder, path),
    placeFile: (path) => other('files', path),
  };
}

/** Names that Windows keeps for devices, whatever stands behind a dot. */
const DEVICES = /^(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?=\.|$)/i;
/** Most disks take 255 bytes; an ending and a number want some of them. */
const MAX_NAME_BYTES = 200;

/**
 * The path as people would have written it, in names that every disk takes: without identifiers of an export, codes for
 * blanks, dots that hide, and signs that Windows refuses.
 */
function cleanPath(path: string): string {
  return path
    .split('/')
    .map((part) => {
      const clean = withoutExportId(decodeAddress(part))
        .replace(/\p{Cf}(?<!\u200D)/gu, '')
        .replace(/[\p{Cc}/\\<>:"|?*]/gu, ' ')
        .replace(/ {2,}/g, ' ')
        .replace(/^[\s.]+|[\s.]+$/g, '')
        .replace(DEVICES, '$& page');
      return clean === '' ? 'untitled' : shortName(clean);
    })
    .join('/');
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Cuts a name between two letters where it is longer than a disk takes; its ending stays. */
function shortName(name: string): string {
  if (bytesOf(name) <= MAX_NAME_BYTES) return name;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  let short = '';
  for (const { segment } of new Intl.Segmenter().segment(name.slice(0, name.length - ending.length))) {
    if (bytesOf(short + segment + ending) > MAX_NAME_BYTES) break;
    short += segment;
  }
  return short.trimEnd() + ending;
}
