import { idOfPath } from '../asset.ts';
import { kinds, type Kind } from '../kinds/kinds.ts';
import { decodeAddress, withoutExportId } from './links/address.ts';

const PAGE_ENDING = /\.(?:md|mdx|markdown|html?)$/i;

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

/** The path as people would have written it: without identifiers of an export, codes for blanks, and dots that hide. */
function cleanPath(path: string): string {
  return path
    .split('/')
    .map((part) => {
      const clean = withoutExportId(decodeAddress(part))
        .replace(/[\p{Cc}/\\]/gu, ' ')
        .replace(/^[\s.]+|\s+$/g, '');
      return clean === '' ? 'untitled' : clean;
    })
    .join('/');
}
