import type { Nodes } from 'hast';
import { compileMarkdown } from '../../../src/adapters/markdown.ts';
import { readShown } from '../../../src/library/markdown/shown.ts';
import { wordsOf } from '../../../src/library/markdown/words.ts';
import { parseLink, resolvePath } from '../../../src/library/markdown/links.ts';
import { foldText } from '../../../src/search/text/fold.ts';

/** A Markdown file: its path inside the collection, its title and its text. */
export interface LinkedFile {
  path: string;
  title: string;
  body: string;
}

/** What a writer called a page when linking to it, and the pages that were meant. */
export interface LinkQuery {
  text: string;
  targets: string[];
}

const words = { fewest: 2, most: 6 };
/** Words such as "read more" lead everywhere; what leads to more pages than this is no query. */
const mostTargets = 3;

/**
 * Queries out of the links between files: the words of a link are what a reader would type to find its target. Words of 2
 * to 6, not the target's own title, with at most three targets; each target is asked for once. The order is that of `rank`
 * over the words, so the same files give the same queries.
 */
export function buildLinkQueries(
  files: readonly LinkedFile[],
  limit: number,
  rank: (text: string) => number,
): LinkQuery[] {
  const find = createFinder(files.map(({ path }) => path));
  const titles = new Map(files.map(({ path, title }) => [path, foldedWords(title)]));
  const targets = new Map<string, Set<string>>();
  for (const { path, body } of files) {
    for (const { text, href } of linksOf(body)) {
      const target = find(href, path);
      const folded = foldedWords(text);
      const count = folded.split(' ').length;
      if (target === undefined || count < words.fewest || count > words.most) continue;
      targets.set(folded, (targets.get(folded) ?? new Set()).add(target));
    }
  }
  const asked = new Set<string>();
  const queries: LinkQuery[] = [];
  const ordered = [...targets.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  for (const text of ordered) {
    const found = [...(targets.get(text) ?? [])].sort();
    if (found.length > mostTargets || found.some((path) => titles.get(path) === text)) continue;
    if (found.some((path) => asked.has(path))) continue;
    for (const path of found) asked.add(path);
    queries.push({ text, targets: found });
    if (queries.length === limit) break;
  }
  return queries;
}

function linksOf(body: string): { text: string; href: string }[] {
  const collect = (node: Nodes): { text: string; href: string }[] => {
    if (!('children' in node)) return [];
    const href = node.type === 'element' && node.tagName === 'a' ? node.properties['href'] : undefined;
    if (typeof href === 'string') return [{ text: wordsOf(node), href }];
    return node.children.flatMap(collect);
  };
  return collect(readShown(body, compileMarkdown));
}

/**
 * Where a link leads among `paths`. Sites differ in how an address becomes a file, so a file is known by its path without
 * ending and without `index` or `README`; an address from the root of a site is the end of one such path of the same
 * top folder, and of no other.
 */
function createFinder(paths: readonly string[]): (href: string, from: string) => string | undefined {
  const exact = new Map(paths.map((path) => [nameOf(path), path]));
  const byLastPart = new Map<string, string[]>();
  for (const path of paths) {
    const last = lastPart(nameOf(path));
    byLastPart.set(last, [...(byLastPart.get(last) ?? []), path]);
  }
  return (href, from) => {
    const link = parseLink(href, from);
    if (link.to === 'file') {
      const beside = exact.get(nameOf(link.path));
      const below = exact.get(nameOf(resolvePath(`${nameOf(from)}/page`, href.replace(/[#?].*$/, ''))));
      const found = beside ?? below;
      return found === from ? undefined : found;
    }
    const address = link.to === 'page' ? link.path : addressOf(href);
    if (address === undefined) return undefined;
    const end = nameOf(address);
    const site = from.slice(0, from.indexOf('/') + 1);
    const candidates = (byLastPart.get(lastPart(end)) ?? []).filter(
      (path) => path.startsWith(site) && nameOf(path).endsWith(end),
    );
    return candidates.length === 1 && candidates[0] !== from ? candidates[0] : undefined;
  };
}

/** The path of an address on the web, if it is long enough to be told from that of another site. */
function addressOf(href: string): string | undefined {
  return /^https?:\/\/[^/?#]+(\/[^/?#]+\/[^?#]+)/i.exec(href)?.[1];
}

function nameOf(path: string): string {
  return path
    .toLowerCase()
    .replace(/\/$/, '')
    .replace(/\.(?:mdx?|markdown|html?)$/, '')
    .replace(/\/(?:index|readme)$/, '');
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

function foldedWords(text: string): string {
  return foldText(text)
    .replaceAll(/[^\p{L}\p{N}'.+#-]+/gu, ' ')
    .trim();
}
