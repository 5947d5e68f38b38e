import { relativePath } from '../markdown/links.ts';
import { nodesOf, type MarkdownNode } from './markdown-node.ts';
import { encodeAddress, folderOf } from './links/address.ts';

/** Whether a text shows nothing at all: no word, no picture, no code. */
export function isEmptyText(tree: MarkdownNode): boolean {
  for (const node of nodesOf(tree)) {
    if (node.type === 'image' || node.type === 'imageReference' || node.type === 'code') return false;
    if ((node.type === 'text' || node.type === 'inlineCode') && (node.value ?? '').trim() !== '')
      return false;
    if (node.type === 'html' && /<(?:img|picture)\b/i.test(node.value ?? '')) return false;
  }
  return true;
}

/** A page with its place in the hub. */
export interface ListedPage {
  /** Path in the imported folder. */
  path: string;
  /** Path in the content folder. */
  place: string;
  title: string;
  /** Its place among its neighbours, where its front matter names one. */
  position: number;
  /** Readers see it; the name of a page that is held back is told to nobody. */
  shown: boolean;
}

/** Whether a file is the page of its folder: `index.md`, `_index.md`, `README.md`. */
export function isSectionPage(path: string): boolean {
  return /(?:^|\/)_?(?:index|readme)(?:\.[a-z]{2}(?:-[a-z]{2})?)?\.[a-z]+$/i.test(path);
}

/**
 * A site shows the pages of a folder on the folder's own empty page; here that becomes a list of links. Undefined when
 * the folder holds no other page.
 */
export function renderSectionList(section: ListedPage, pages: readonly ListedPage[]): string | undefined {
  const folder = folderOf(section.path);
  const below = pages
    .filter(({ path, shown }) => {
      if (path === section.path || !shown) return false;
      return (
        folderOf(path) === folder ||
        (isSectionPage(path) && folderOf(folderOf(path)) === folder && folderOf(path) !== folder)
      );
    })
    .filter(({ path }) => folder !== '' || !isSectionPage(path) || folderOf(path) !== '')
    .sort((a, b) => a.position - b.position || (a.title < b.title ? -1 : 1));
  if (below.length === 0) return undefined;
  return below
    .map(
      ({ title, place }) =>
        `- [${title.replace(/[[\]\\]/g, '\\$&')}](${encodeAddress(relativePath(section.place, place))})\n`,
    )
    .join('');
}
