import { slug } from 'github-slugger';
import { bodyAnchors } from '../../markdown/body-anchors.ts';
import type { CompileMarkdown } from '../../markdown/compile.ts';
import { buildSections, saysTitle } from '../../markdown/sections.ts';
import { readShown } from '../../markdown/shown.ts';

/** A heading of an imported page, and the anchor that the hub's page gives it. */
interface ImportedHeading {
  text: string;
  slug: string;
  depth: number;
}

/** Every place of a page that a link can name behind `#`. */
export interface PageAnchors {
  headings: readonly ImportedHeading[];
  /** Places that the text names itself, such as `<a id="terms">`. */
  ids: readonly string[];
}

export function readAnchors(text: string, compile: CompileMarkdown): PageAnchors {
  const shown = readShown(text, compile);
  const headings = buildSections(shown)
    .filter(({ depth }) => depth > 0)
    .map(({ heading, slug: anchor, depth }) => ({ text: heading, slug: anchor, depth }));
  return { headings, ids: bodyAnchors(shown) };
}

/** Notion names a block of a page by its identifier, which no export keeps. */
const NOTION_BLOCK = /^[0-9a-f]{32}$/i;

/**
 * What the hub's page calls the place that a link of the original names, or undefined when the page has no such place.
 * `fragment` is what stood behind `#`, decoded. Empty for the top of the page: the heading that says the title is not
 * shown again there.
 */
export function anchorOf(fragment: string, anchors: PageAnchors, title: string): string | undefined {
  if (fragment === '' || fragment === 'top' || fragment.startsWith('^') || NOTION_BLOCK.test(fragment))
    return '';
  const wanted = fragment.replace(/:~:text=.*$/, '').replace(/^user-content-/, '');
  if (wanted === '') return '';
  if (anchors.ids.includes(wanted)) return wanted;
  const found = headingOf(wanted, anchors.headings);
  if (found === undefined) return undefined;
  return found === anchors.headings[0] && saysTitle(found, title) ? '' : found.slug;
}

function headingOf(wanted: string, headings: readonly ImportedHeading[]): ImportedHeading | undefined {
  const exact = headings.find((heading) => heading.slug === wanted.toLowerCase());
  if (exact !== undefined) return exact;
  // Obsidian names a heading by its words, and one below another by both.
  const last = wanted.slice(wanted.lastIndexOf('#') + 1);
  const forms: ((text: string) => string)[] = [
    (text) => slug(text),
    fold,
    // Pandoc and Python begin an anchor with the first letter: `1. Price` becomes `price`.
    (text) => fold(text).replace(/^[\d-]+(?=\p{L})/u, ''),
    // Kramdown, Python and many sites leave every sign and accent out.
    (text) =>
      text
        .normalize('NFKD')
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, ''),
  ];
  for (const form of forms) {
    const key = form(last);
    const found = key === '' ? undefined : headings.find((heading) => form(heading.text) === key);
    if (found !== undefined) return found;
  }
  // A site numbers anchors of the same words, `-1` for the second.
  const numbered = /^(.*?)[-_](\d{1,2})$/.exec(last);
  if (numbered === null) return undefined;
  const same = headings.filter((heading) => fold(heading.text) === fold(numbered[1] ?? ''));
  return same[Number(numbered[2])] ?? same.at(-1);
}

function fold(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
}
