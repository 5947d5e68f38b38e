import type { Day } from '../dates.ts';
import { isDay } from '../dates.ts';
import { tellApart } from './distinct-titles.ts';
import { applyEdits } from './edits.ts';
import { renderImported } from './front-matter-text.ts';
import { decodeText } from './foreign-text.ts';
import type { ForeignFile, ImportNote, ImportPlan, ImportTarget } from './import-plan.ts';
import { parseForeign } from './imported-markdown.ts';
import { aliasesOf, commonWords, keywordsOf } from './known-words.ts';
import { readAnchors, type PageAnchors } from './links/anchors.ts';
import { encodeAddress } from './links/address.ts';
import { translateLinks, type ImportedPlace } from './links/imported-links.ts';
import { findLinks, type LinkPlace } from './links/link-places.ts';
import { createLinkResolver } from './links/resolve-link.ts';
import { buildTargetIndex } from './links/target-index.ts';
import { translateMarkup } from './markup/translate.ts';
import { createMarkupTally } from './markup/tally.ts';
import type { ParseMarkdown } from './markdown-node.ts';
import { readNotionProperties } from './notion-properties.ts';
import { buildSummary } from './summary.ts';
import { createTargetPaths } from './target-paths.ts';
import { buildTitle } from './title.ts';

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;
/** Pictures that a page may show. SVG is left out: it can hold script. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
/** Files that a page may link to and that a reader opens or takes along. */
const DOWNLOAD = /\.(?:pdf|pptx?|docx?|xlsx?|od[tps]|key|pages|numbers|csv|tsv|txt|zip|mp4|mov|webm|mp3|m4a|wav)$/i;

export function isMarkdown(path: string): boolean {
  return MARKDOWN.test(path);
}

/** A page of the imported folder on its way into the hub. */
interface Page {
  path: string;
  data: Record<string, unknown>;
  body: string;
  links: LinkPlace[];
  anchors: PageAnchors;
  title: string;
}

/**
 * Turns foreign Markdown into assets. `markdown` holds every Markdown file, `others` the paths of all other files, `left`
 * what the reading of the folder has passed by. Markup and links of other tools become the hub's; all else of a body stays
 * to the byte.
 */
export function buildImport(
  markdown: readonly ForeignFile[],
  others: readonly string[],
  left: readonly ImportNote[],
  parse: ParseMarkdown,
): ImportPlan {
  const notes = [...left];
  const tally = createMarkupTally();
  const drawn = new Map<string, Uint8Array>();
  const pages = markdown.flatMap((file): Page[] => {
    const read = readPage(file, notes);
    if (read === undefined) return [];
    const { path, data } = read;
    const addPicture = (bytes: Uint8Array, ending: string): string => {
      const name = path.replace(/\.[^./]*$/, '');
      let place = '';
      for (let number = 1; place === '' || drawn.has(place) || others.includes(place); number++)
        place = `${name}-image${String(number)}.${ending}`;
      drawn.set(place, bytes);
      return encodeAddress(place.slice(place.lastIndexOf('/') + 1));
    };
    const body = translateMarkup({ ...read, parse, met: tally.at(path), addPicture });
    const tree = parse(body);
    return [
      {
        path,
        data,
        body,
        links: findLinks(body, tree),
        anchors: readAnchors(body, tree),
        title: buildTitle(path, data, body),
      },
    ];
  });
  const resolve = createLinkResolver(
    buildTargetIndex([...pages.map(targetOf), ...[...others, ...drawn.keys()].map((path) => ({ path, addresses: [], names: [] }))]),
    pages.flatMap(({ path, links }) => links.map(({ href }) => ({ from: path, href }))),
  );
  const titles = tellApart(pages);
  const paths = createTargetPaths();
  const places = new Map<string, ImportedPlace>();
  for (const { path, anchors } of [...pages].sort(byEnding)) {
    const title = titles.get(path) ?? path;
    const placed = paths.placePage(path, title.endsWith('?') ? 'answer' : 'collateral');
    places.set(path, { path: placed.path, title, anchors });
    if (placed.twin !== undefined) {
      const why = `${placed.twin} would have the same page address, so it is called ${placed.path}.`;
      notes.push({ path, taken: true, why });
    }
  }
  const targets: ImportTarget[] = [];
  for (const path of placeOthers(pages, [...others, ...drawn.keys()], resolve)) {
    const place = PICTURE.test(path) ? paths.placePicture(path) : paths.placeFile(path);
    places.set(path, { path: place });
    const bytes = drawn.get(path);
    targets.push({ path: place, from: path, ...(bytes === undefined ? { copy: true } : { bytes }) });
  }
  for (const path of others) if (!places.has(path)) notes.push({ path, taken: false, why: whyLeft(path) });

  const common = commonWords(pages.map((page) => page.data));
  for (const page of pages) {
    const here = places.get(page.path);
    if (here === undefined) continue;
    const title = here.title ?? page.title;
    const { edits } = translateLinks(page.path, here, page.links, resolve, (path) => places.get(path));
    const body = applyEdits(page.body, edits);
    const summary = buildSummary(page.data, body, title);
    const aliases = aliasesOf(page.data, title, common);
    const published = publishedOf(page.data);
    const fields = {
      title,
      ...(summary === undefined ? {} : { summary }),
      ...(aliases.length === 0 ? {} : { aliases }),
      ...(published === undefined ? {} : { published }),
      source: page.path,
    };
    targets.push({ path: here.path, from: page.path, text: renderImported(fields, body) });
  }
  return {
    targets: targets.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: notes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    markup: tally.counts(),
    taken: pages.length,
    found: markdown.length,
  };
}

function readPage(
  { path, bytes }: ForeignFile,
  notes: ImportNote[],
): { path: string; data: Record<string, unknown>; body: string } | undefined {
  const decoded =
    bytes === undefined
      ? { why: 'It is a link to another place, or reading it is not allowed.' }
      : decodeText(bytes);
  if ('why' in decoded) {
    notes.push({ path, taken: false, why: decoded.why });
    return undefined;
  }
  const { data, body, trouble } = parseForeign(path, decoded.text);
  const notion = readNotionProperties(path, body);
  for (const why of [decoded.trouble, trouble]) if (why !== undefined) notes.push({ path, taken: true, why });
  return notion === undefined ? { path, data, body } : { path, data: { ...notion.data, ...data }, body: notion.body };
}

/** Plain Markdown comes first, so that it keeps its name when two files would share one. */
function byEnding(a: { path: string }, b: { path: string }): number {
  return rankOfEnding(a.path) - rankOfEnding(b.path) || (a.path < b.path ? -1 : 1);
}

function rankOfEnding(path: string): number {
  return ['.md', '.markdown', '.mdx'].findIndex((ending) => path.toLowerCase().endsWith(ending));
}

/** The other files that pages show or link to, in order of path. */
function placeOthers(
  pages: readonly Page[],
  others: readonly string[],
  resolve: ReturnType<typeof createLinkResolver>,
): string[] {
  const known = new Set(others);
  const used = new Set<string>();
  for (const { path: from, links } of pages) {
    for (const { href } of links) {
      const found = resolve(href, from);
      if (found.to === 'file' && known.has(found.path)) used.add(found.path);
    }
  }
  return [...used].filter((path) => PICTURE.test(path) || DOWNLOAD.test(path)).sort();
}

/** The addresses and names that a page's own front matter gives it. */
function targetOf({ path, data, title }: Page): { path: string; addresses: string[]; names: string[] } {
  const listOf = (key: string): string[] => {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const list: unknown[] = Array.isArray(value) ? value : [value];
    return list.filter((each): each is string => typeof each === 'string' && each !== '');
  };
  const addresses = ['permalink', 'url', 'slug', 'redirect_from', 'aliases'].flatMap(listOf);
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const ids = [...listOf('id'), ...listOf('slug')].filter((id) => !id.includes('/')).map((id) => folder + id);
  return {
    path,
    addresses: [...addresses.filter((each) => each.startsWith('/') && each.length > 1), ...ids],
    names: [title, ...keywordsOf({ aliases: data['aliases'] })],
  };
}

/** Only a day that the file itself names as the one it appeared on. A review is never claimed. */
function publishedOf(data: Readonly<Record<string, unknown>>): Day | undefined {
  for (const key of ['published', 'publishDate', 'pubDate', 'date', 'created']) {
    const value = Object.hasOwn(data, key) ? data[key] : undefined;
    const day = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})(?:$|[T\s])/.exec(value)?.[1] : undefined;
    if (day !== undefined && isDay(day)) return day;
  }
  return undefined;
}

function whyLeft(path: string): string {
  if (PICTURE.test(path)) return 'No page that was taken shows this picture.';
  if (/\.svg$/i.test(path)) return 'SVG pictures can hold script and are not taken.';
  if (DOWNLOAD.test(path)) return 'No page that was taken links to it; put it into files/ and name it under downloads.';
  return 'Only Markdown, the pictures it shows and the files it links to are taken.';
}
