import { decodeAnyEncoding } from './decode-any-encoding.ts';
import { visibilityOf } from './hidden.ts';
import type { Day } from '../dates.ts';
import type { ImportFile } from './import-plan.ts';
import { parseImportedMarkdown } from './imported-markdown.ts';
import { decodeAddress, folderOf, joinAddress } from './links/address.ts';
import { isSectionPage } from './section-lists.ts';
import type { PartAt } from './markup/source.ts';

/** The texts of a folder that others may pull in. */
export interface Parts {
  /** The finder for what stands in the file at `path`. */
  at(path: string): PartAt;
  /** Paths that some text has pulled in. */
  used: ReadonlySet<string>;
}

/** Folders in which tools keep what pages pull in. */
const PART_FOLDERS = ['', '_includes', 'includes', 'docs', 'content', '.gitbook/includes', 'snippets'];

export function collectParts(files: readonly ImportFile[], today: Day): Parts {
  const byPath = new Map(files.map((file) => [keyOf(file.path), file]));
  const used = new Set<string>();
  const find = (written: string, from: string): ImportFile | undefined => {
    const address = decodeAddress(written)
      .replaceAll('\\', '/')
      .replace(/^@site\//, '/');
    const folders: string[] = address.startsWith('/') ? [] : [folderOf(from)];
    for (let folder = folderOf(from); ; folder = folderOf(folder)) {
      folders.push(...PART_FOLDERS.map((part) => [folder, part].filter((each) => each !== '').join('/')));
      if (folder === '') break;
    }
    for (const folder of folders) {
      const path = joinAddress(folder, address);
      const file = path === undefined ? undefined : byPath.get(keyOf(path));
      if (file !== undefined) return file;
    }
    return undefined;
  };
  const at =
    (from: string, above: readonly string[]): PartAt =>
    (address) => {
      const file = find(address, from);
      if (file?.bytes === undefined || above.includes(file.path)) return undefined;
      const decoded = decodeAnyEncoding(file.bytes);
      if ('why' in decoded) return undefined;
      const { data, body } = parseImportedMarkdown(file.path, decoded.text);
      // A part says that no page is made of it; what its author holds back is not pulled in either.
      const { headless: _headless, build: _build, _build: _old, ...said } = data;
      if (!visibilityOf(said, today, file.path, 'shown').shown) return undefined;
      used.add(file.path);
      return { path: file.path, body, partAt: at(file.path, [...above, file.path]) };
    };
  return { at: (path) => at(path, [path]), used };
}

function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

/** Whether a text is there to be pulled in and was never a page: by its folder, or by the underscore that hides it. */
export function isPart(path: string, used: ReadonlySet<string>): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (isSectionPage(path)) return false;
  if (/^_(?:sidebar|navbar|footer|header|coverpage)\.|^_.*\.mdx$/i.test(name)) return true;
  if (!used.has(path)) return false;
  return (
    name.startsWith('_') ||
    /(?:^|\/)[._]?(?:includes?|partials?|snippets?|fragments?|reusables?|reuse|shared)\//i.test(path)
  );
}
