import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path/posix';

/** A link of an original page that leads to another page of the same folder, by the simple rules below. */
export interface ExpectedLink {
  from: string;
  /** The address as its author wrote it. */
  href: string;
  /** Words of the link, letters and digits only. */
  words: string;
  /** Path of the page that it leads to. */
  to: string;
  /** Words of the heading that it names there; empty for the page itself. */
  heading: string;
}

/** A page as its author wrote it. */
export interface OriginalPage {
  path: string;
  text: string;
  /** Text without front matter, code and comments. */
  body: string;
}

export async function readOriginals(folder: string): Promise<OriginalPage[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) =>
    /\.(?:md|mdx|markdown)$/i.test(path),
  );
  return Promise.all(
    paths.sort().map(async (path) => {
      const text = (await readFile(join(folder, path), 'utf8')).replace(/^\uFEFF/, '');
      const body = text
        .replace(/^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/, '')
        .replace(/^( *)(`{3,}|~{3,})[\s\S]*?^ *\2.*$/gm, '')
        .replace(/<!--[\s\S]*?-->/g, '')
        .replace(/\{%-? *comment[\s\S]*?endcomment *-?%\}/g, '')
        .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '');
      return { path, text, body };
    }),
  );
}

/** Letters and digits of a text, in small letters: how words of an original and of a page are compared. */
export function bare(text: string): string {
  return text
    .replace(/&(?:amp|lt|gt|quot|nbsp|#\d+|#x[\da-f]+|[a-z]+);/gi, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}

const INLINE =
  /(?<!!)\[((?:[^[\]]|!?\[[^[\]]*\](?:\([^()]*\))?)*)\]\(\s*(<[^<>\n]*>|(?:\{[{%][^}]*\}\}?|[^()\s{]|\([^()\s]*\)|\{(?![{%])|[ ](?=[^()"']*\.\w{2,4}\)))+)(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)/g;
const REFERENCE = /(?<!!)\[((?:[^[\]]|\[[^[\]]*\])+)\](?:\[([^[\]]*)\])?(?![(:[])/g;
const DEFINITION = /^ {0,3}\[([^\]^][^\]]*)\]:[ \t]*\r?\n?[ \t]*(?:<([^<>]*)>|(\S+))/gm;
const HTML = /<a\s[^<>]*?href\s*=\s*["']([^"'<>]*)["'][^<>]*>([\s\S]*?)<\/a>/gi;
const WIKI = /(?<!!)\[\[([^[\]|#]*)(#[^[\]|]*)?(?:\|([^[\]]*))?\]\](?!\()/g;

/** Every link whose target is a page of the folder. */
export function expectedLinks(
  pages: readonly OriginalPage[],
  others: readonly string[] = [],
): ExpectedLink[] {
  const site = readSite(pages, others);
  return pages.flatMap(({ path, body }) => {
    const found: { at: number; words: string; href: string }[] = [];
    const definitions = new Map<string, string>();
    for (const match of body.matchAll(DEFINITION))
      definitions.set((match[1] ?? '').toLowerCase(), match[2] ?? match[3] ?? '');
    for (const match of body.matchAll(INLINE))
      found.push({ at: match.index, words: match[1] ?? '', href: (match[2] ?? '').replace(/^<|>$/g, '') });
    for (const match of body.matchAll(HTML))
      found.push({ at: match.index, words: match[2] ?? '', href: (match[1] ?? '').replaceAll('&amp;', '&') });
    for (const match of body.matchAll(REFERENCE)) {
      const href = definitions.get((match[2] || match[1] || '').replace(/\s+/g, ' ').toLowerCase());
      if (href !== undefined) found.push({ at: match.index, words: match[1] ?? '', href });
    }
    const links = found.flatMap(({ at, words, href }) => {
      const target = site.resolve(href, path);
      return target === undefined
        ? []
        : [{ at, from: path, href, words: bare(shownWords(words)), ...target }];
    });
    for (const match of body.matchAll(WIKI)) {
      const target = site.byName((match[1] ?? '').trim(), path);
      if (target === undefined) continue;
      const heading = site.headingAt(target, (match[2] ?? '').slice(1));
      links.push({
        at: match.index,
        from: path,
        href: match[1] ?? '',
        words: bare(match[3] ?? ''),
        to: target,
        heading,
      });
    }
    return links
      .sort((a, b) => a.at - b.at)
      .map(({ from, href, words, to, heading }) => ({ from, href, words, to, heading }));
  });
}

function shownWords(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])/g, ' ')
    .replace(/\{[{%:][^}]*\}\}?/g, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[*_`\\]/g, '');
}

/** What an original site is: its pages by every address they may have, and the headings of each. */
function readSite(pages: readonly OriginalPage[], others: readonly string[]) {
  const known = new Map<string, string>();
  for (const { path } of [...pages].reverse()) known.set(path.normalize('NFC').toLowerCase(), path);
  for (const path of others) known.set(path.normalize('NFC').toLowerCase(), path);
  const permalinks = new Map<string, string[]>();
  const byName = new Map<string, string[]>();
  const headings = new Map<string, { words: string; slug: string; ids: string[] }[]>();
  for (const { path, text, body } of pages) {
    const front = /^---\r?\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
    const addresses = [
      ...front.matchAll(/^(?:permalink|url|slug): *["']?(\/[^\s"']+)|^ +- ["']?(\/[^\s"']+)/gm),
    ];
    for (const match of addresses) {
      const address = tidy(match[1] ?? match[2] ?? '');
      permalinks.set(address, [...(permalinks.get(address) ?? []), path]);
    }
    const name = path
      .slice(path.lastIndexOf('/') + 1)
      .replace(/\.\w+$/, '')
      .toLowerCase();
    byName.set(name, [...(byName.get(name) ?? []), path]);
    headings.set(
      path,
      [...body.matchAll(/^ {0,3}#{1,6}[ \t\u00a0]+(.*?)[ \t]*#*[ \t]*\r?$/gm)].map(readHeading),
    );
  }
  const roots = new Set(['']);
  for (const { path } of pages) {
    for (let folder = dirname(path); folder !== '.'; folder = dirname(folder)) roots.add(folder);
  }
  const at = (place: string): string | undefined => {
    const key = normalize(place).replace(/\/+$/, '').normalize('NFC').toLowerCase();
    for (const ending of [
      '',
      '.md',
      '.mdx',
      '.markdown',
      '/index.md',
      '/_index.md',
      '/readme.md',
      '/index.mdx',
    ]) {
      const found = known.get(key + ending) ?? known.get(key.replace(/\.html?$/, '') + ending);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const resolvePath = (address: string, from: string): string | undefined => {
    if (!address.startsWith('/')) {
      const own = from.replace(/\.\w+$/, '');
      return at(join(dirname(from), address)) ?? at(join(own, address));
    }
    const byPermalink = nearest(permalinks.get(tidy(address)), from);
    if (byPermalink !== undefined && shared(byPermalink, from) > 0) return byPermalink;
    const tree = from.split('/')[0] ?? '';
    // The root of a site is the folder from which its addresses are counted: the shallowest one that holds the target.
    const own = [...roots].filter((root) => root === '' || root === tree || root.startsWith(`${tree}/`));
    own.sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
    for (const root of own) {
      const plain = at(`${root}${address}`);
      if (plain !== undefined) return plain;
    }
    for (const root of own) {
      const collection = at(`${root}/_${address.slice(1)}`);
      if (collection !== undefined) return collection;
    }
    return undefined;
  };
  const headingAt = (path: string, fragment: string): string => {
    const wanted = decode(fragment).toLowerCase();
    if (wanted === '') return '';
    const all = headings.get(path) ?? [];
    const found =
      all.find((heading) => heading.ids.includes(wanted)) ??
      all.find((heading) => heading.slug === wanted) ??
      all.find((heading) => heading.words === bare(wanted));
    return found?.words ?? '';
  };
  return {
    headingAt,
    byName: (name: string, from: string) =>
      nearest(
        byName.get(
          name
            .slice(name.lastIndexOf('/') + 1)
            .replace(/\.md$/, '')
            .toLowerCase(),
        ),
        from,
      ),
    resolve(href: string, from: string): { to: string; heading: string } | undefined {
      const written = href
        .replace(/\{%-? *\w+ +["']?([^"'%]*?)["']? *-?%\}/g, '/$1')
        .replace(/\{\{[<%] *(?:rel)?ref +["']?([^"'\s%>]+)["']? *[%>]\}\}/g, '/$1')
        .replace(/\{\{[^{}]*\}\}/g, '')
        .replace(/^\/+/, '/')
        .trim();
      if (/^[a-z][a-z\d+.-]*:|^\/\/|^$/i.test(written)) return undefined;
      const [before = '', fragment = ''] = written.split(/#(.*)/s);
      const address = decode(before.replace(/\?.*$/, ''));
      const to = address === '' ? from : resolvePath(address, from);
      if (to === undefined || !/\.(?:md|mdx|markdown)$/i.test(to)) return undefined;
      const heading = headingAt(to, fragment);
      // A place that the page itself does not have leads nowhere in the original either.
      return address === '' && heading === '' ? undefined : { to, heading };
    },
  };
}

function nearest(paths: readonly string[] | undefined, from: string): string | undefined {
  return [...(paths ?? [])].sort((a, b) => shared(b, from) - shared(a, from))[0];
}

function readHeading([, written = '']: RegExpExecArray | string[]): {
  words: string;
  slug: string;
  ids: string[];
} {
  const ids = [
    ...[...written.matchAll(/\{:? *#([^\s{}]+)[^{}]*\}/g)].map((match) => match[1] ?? ''),
    ...[...written.matchAll(/(?:id|name)=["']([^"']+)["']/g)].map((match) => match[1] ?? ''),
  ].map((id) => id.toLowerCase());
  const words = shownWords(written.replace(/\{[:#.][^{}]*\}/g, '').replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1'));
  const slug = words
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
  return { words: bare(words), slug, ids };
}

function tidy(address: string): string {
  return decode(address)
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase();
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function shared(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')];
  let count = 0;
  while (count < one.length - 1 && one[count] === other[count]) count++;
  return count;
}
