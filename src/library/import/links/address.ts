import { idOfPath } from '../../asset.ts';

/** Endings under which a Markdown file is linked to: its own, and those of the page that a site makes of it. */
const PAGE_ENDING = /\.(?:md|mdx|markdown|html?|aspx)$/i;
/** What Notion sets behind a name: 32 hexadecimal letters, or an identifier with hyphens. */
const NOTION_ID =
  /(?:^|[ _-])(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?=$|\.[a-z0-9]{1,8}$|_all(?:\.csv)?$)/i;
/** What Docusaurus, Obsidian and people set before a name for its place in a row. */
const ROW_NUMBER = /^\d{1,4}(?:[-_.)\s]+)(?=[\p{L}\p{N}])/u;

/** Decodes what can be decoded: a bare `%` stays, and so does what is no UTF-8. */
export function decodeAddress(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}

/**
 * A name without the identifier that an export has set behind it: `Prices.md` of `Prices
 * 0123456789abcdef0123456789abcdef.md`.
 */
export function withoutExportId(name: string): string {
  const bare = name.replace(NOTION_ID, '');
  return /[\p{L}\p{N}]/u.test(bare.replace(/\.[a-z0-9]{1,8}$/i, '')) ? bare : name;
}

/** A path as people know it, without the identifiers of an export. */
export function readablePath(path: string): string {
  return path.split('/').map(withoutExportId).join('/');
}

/**
 * The 32 hex digits, in small letters, that Notion knows a page by, from a path or an address; undefined without them.
 */
export function exportIdOf(path: string): string | undefined {
  const name = withoutPageEnding(path.slice(path.lastIndexOf('/') + 1));
  return /(?:^|[ _-])([0-9a-f]{32})$/i.exec(name)?.[1]?.toLowerCase();
}

/** The number that Confluence knows an exported page by. */
export function pageNumberOf(path: string): string | undefined {
  return /(?:^|[_/])(\d{3,})\.html?$/i.exec(path)?.[1];
}

function withoutPageEnding(path: string): string {
  return path.replace(PAGE_ENDING, '');
}

/** The path in one normal form, its case and ending kept out of the way: what a link that is spelled right gives too. */
export function exactKey(path: string): string {
  return withoutPageEnding(path.normalize('NFC').replace(/\/+$/, '')).toLowerCase();
}

/**
 * The path as forgiving as can be: no identifiers and numbers of an export, no underscore before a folder of a site, no
 * difference between blanks, hyphens and signs. `_tech-stack/02 Set up.md` and `tech-stack/set-up/` become the same.
 */
export function looseKey(path: string): string {
  const parts = withoutPageEnding(path.replace(/\/+$/, '')).split('/');
  return parts
    .map((part) => idOfPath(withoutExportId(decodeAddress(part)).replace(ROW_NUMBER, '')))
    .join('/');
}

/** Joins a relative address to a folder: `b/c.md` of `a` and `../b/c.md`; undefined when it climbs above the top. */
export function joinAddress(folder: string, address: string): string | undefined {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of address.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** `a/b` of `a/b/c.md`; empty for a file at the top. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/**
 * An address as Markdown can hold it between round brackets, still to be read by people: `Price%20list.md`,
 * `für-wen.md`.
 */
export function encodeAddress(path: string): string {
  return path.replace(/[\s()<>"'%#?\\[\]|`{}\p{C}]/gu, (sign) =>
    [...new TextEncoder().encode(sign)]
      .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
      .join(''),
  );
}
