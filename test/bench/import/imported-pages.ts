import { readContent } from '../../../src/adapters/content-folder.ts';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { renderBody } from '../../../src/library/markdown/page-body.ts';
import { bare, type ExpectedLink, type OriginalPage } from './original-links.ts';

/** A page of the imported hub, read off the HTML that readers get. */
export interface ImportedPage {
  url: string;
  /** Links in order: their words, letters and digits only, and their address. */
  links: { words: string; href: string }[];
  /** What stands at each anchor: the words of the heading. */
  anchors: Map<string, string>;
  /** Shown text, code left out, one block a line. */
  text: string;
  title: string;
}

/** Renders every page of an imported content folder; by the path of the original. */
export async function readImported(content: string): Promise<Map<string, ImportedPage>> {
  const { library } = await readContent(content);
  return new Map(
    library.assets.map((asset) => {
      const { html } = renderBody(asset, library, compileMarkdown);
      return [asset.data.source ?? '', { url: `/${asset.id}/`, title: asset.data.title, ...readHtml(html) }];
    }),
  );
}

function readHtml(html: string): Pick<ImportedPage, 'links' | 'anchors' | 'text'> {
  const links = [...html.matchAll(/<a\s([^<>]*)>([\s\S]*?)<\/a>/g)].flatMap(
    ([, attributes = '', inner = '']) => {
      const href = /href="([^"]*)"/.exec(attributes)?.[1];
      return href === undefined
        ? []
        : [{ words: bare(inner.replace(/<[^<>]*>/g, '')), href: href.replaceAll('&amp;', '&') }];
    },
  );
  const anchors = new Map<string, string>();
  for (const [, , id = '', inner = ''] of html.matchAll(
    /<(h[1-6])\s[^<>]*?id="([^"]*)"[^<>]*>([\s\S]*?)<\/\1>/g,
  )) {
    const words = bare(inner.replace(/<[^<>]*>/g, ''));
    anchors.set(unescape(id), words);
    for (const [, own = ''] of inner.matchAll(/\bid="([^"]*)"/g)) anchors.set(unescape(own), words);
  }
  for (const [, id = ''] of html.matchAll(/<a\s[^<>]*?id="([^"]*)"/g)) {
    if (!anchors.has(unescape(id))) anchors.set(unescape(id), '');
  }
  const text = html
    .replace(/<(pre|code)\b[\s\S]*?<\/\1>/g, ' ')
    .replace(/<\/?(?:p|li|h[1-6]|div|td|th|tr|blockquote|ul|ol|br)\b[^<>]*>/g, '\n')
    .replace(/<[^<>]*>/g, '');
  return { links, anchors, text: unescape(text) };
}

function unescape(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&amp;', '&');
}

/** Links of the originals that do not lead, on the imported page, to the page and heading that they led to. */
export function deadLinks(
  expected: readonly ExpectedLink[],
  pages: ReadonlyMap<string, ImportedPage>,
): ExpectedLink[] {
  const used = new Map<string, Set<number>>();
  return expected.filter(({ from, words, to, heading }) => {
    const page = pages.get(from);
    const target = pages.get(to);
    if (page === undefined || target === undefined) return page !== undefined;
    const taken = used.get(from) ?? new Set<number>();
    used.set(from, taken);
    const right = (href: string) => {
      const [path = '', fragment = ''] = href.split('#');
      if (path !== '' && path !== target.url) return false;
      if (path === '' && to !== from) return false;
      if (heading === '') return true;
      const there = target.anchors.get(decodeURIComponent(fragment));
      // The heading that says the title is the title of the page, which is its top.
      return there === heading || there === '' || (fragment === '' && bare(target.title).startsWith(heading));
    };
    const at = page.links.findIndex(
      (link, index) => !taken.has(index) && (words === '' || link.words === words) && right(link.href),
    );
    if (at !== -1) taken.add(at);
    return at === -1;
  });
}

/** Markup of other tools that stands as text on a page, by what it is. */
const FOREIGN: Record<string, RegExp> = {
  'template tags {% %}': /\{%[^%\n]*%\}/,
  'template values {{ }}': /\{\{[^}\n]*\}\}/,
  'directives :::': /^\s*:{3,}/m,
  'admonitions !!! ???': /^\s*(?:!{3}|\?{3})\+?\s*\w/m,
  'callouts [!x]': /\[!\w+\]/,
  'wikilinks [[ ]]': /\[\[[^[\]\n]+\]\]/,
  'attributes {: } {#x} {.x}': /\{:[^}\n]*\}|\{[#.][\w-][^}\n]*\}|\{(?:width|height|style)=[^}\n]*\}/,
  'contents [TOC]': /\[TOC\]|\[\[_TOC_\]\]|\{:toc\}/i,
  'module lines': /^\s*(?:import\s[\w{*][^\n]*\sfrom\s|import ['"]|export (?:const|default)\s)/m,
  'expressions { }': /\{\/\*|\{props\.|\{\.\.\./,
  'grid tables': /^\s*\+[-=]{3,}\+/m,
  'Markdown of links': /\]\((?:https?:|\/|\.\.?\/|[\w-]+\.md)/,
  'heading signs': /^\s*#{1,6}[ \u00a0]\S/m,
  'tabs ===': /^\s*===\+? "/m,
  'highlights ==': /(?:^|\s)==[^\s=][^=\n]*==(?:\s|$|[.,;])/m,
  'Obsidian comments %%': /%%[^%\n]+%%/,
  snippets: /^\s*-{1,2}8<-{1,2}|^\s*::include\{/m,
  'emoji codes': /(?:^|\s):[a-z]+_[a-z_]+:(?:\s|$)/m,
  'HTML as text': /<\/?(?:div|span|p|a|img|br|details|table|iframe|aside)\b[^>\n]*>|<!--/i,
};

/** How many pages show each sort of foreign markup, and how many show any. */
export function foreignMarkup(pages: ReadonlyMap<string, ImportedPage>): {
  pages: number;
  kinds: Map<string, string[]>;
} {
  const kinds = new Map<string, string[]>();
  const any = new Set<string>();
  for (const [source, { text }] of pages) {
    for (const [kind, pattern] of Object.entries(FOREIGN)) {
      if (!pattern.test(text)) continue;
      kinds.set(kind, [...(kinds.get(kind) ?? []), source]);
      any.add(source);
    }
  }
  return { pages: any.size, kinds };
}

/** Texts that the author had hidden and that a page shows: comments of every dialect, and pages kept back. */
export function shownHidden(
  originals: readonly OriginalPage[],
  pages: ReadonlyMap<string, ImportedPage>,
): { comments: string[]; drafts: string[]; hidden: number } {
  const comments: string[] = [];
  const drafts: string[] = [];
  let hidden = 0;
  for (const { path, text } of originals) {
    const front = /^---\r?\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
    const page = pages.get(path);
    if (
      /^draft: *["']?(?:true|yes)\b|^published: *["']?(?:false|no)\b|^private: *["']?(?:true|yes)\b/im.test(
        front,
      )
    ) {
      hidden++;
      if (page !== undefined) drafts.push(path);
    }
    const code = text.replace(/^( *)(`{3,}|~{3,})[\s\S]*?^ *\2.*$/gm, '').replace(/`[^`\n]*`/g, '');
    for (const match of code.matchAll(
      /<!--([\s\S]*?)-->|\{\/\*([\s\S]*?)\*\/\}|\{%-? *comment *-?%\}([\s\S]*?)\{%-? *endcomment|(?<!\S)%%([\s\S]*?)%%|^\[(?:\/\/|comment)\]: *(?:#|<>) *[("](.*)[)"]/gm,
    )) {
      const words = bare(match.slice(1).find((each) => each !== undefined) ?? '');
      if (words.length < 12) continue;
      hidden++;
      // Words that the page says elsewhere too prove nothing.
      const elsewhere = bare(code.replace(match[0], '')).includes(words);
      if (!elsewhere && page !== undefined && bare(page.text).includes(words)) comments.push(path);
    }
  }
  return { comments, drafts, hidden };
}
