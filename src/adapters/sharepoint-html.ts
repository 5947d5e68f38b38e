import { htmlToHast } from 'satteri';
import type { Root } from 'hast';
import { escapeHtml } from '../library/escape-html.ts';
import { textOf } from './html-tree.ts';

/** Where SharePoint keeps the text of a modern page and of older ones: as escaped HTML among the properties of the file. */
const TEXTS = ['CanvasContent1', 'PublishingPageContent', 'WikiField'];

/**
 * A page of SharePoint shows its text by a program and holds it only as a property. Answers that text as a page of its own,
 * with title and author; undefined for any other HTML.
 */
export function sharePointPage(html: string): string | undefined {
  if (!html.includes('<mso:')) return undefined;
  const said = (name: string): string => {
    const escaped = new RegExp(`<mso:${name}\\b[^>]*>([\\s\\S]*?)</mso:${name}>`).exec(html)?.[1] ?? '';
    return textOf(htmlToHast(`<p>${escaped}</p>`) as Root).trim();
  };
  const text = TEXTS.map(said).find((each) => each !== '');
  if (text === undefined) return undefined;
  const author = said('_AuthorByline').replace(/^.*[|#\\]/, '');
  return `<html><head><title>${escapeHtml(said('Title'))}</title></head><body><div class="page-metadata"><span class="author">${escapeHtml(author)}</span></div>${text}</body></html>`;
}
