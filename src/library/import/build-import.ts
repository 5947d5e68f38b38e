import type { Day } from '../dates.ts';
import { makeTitlesDistinct } from './distinct-titles.ts';
import { applyEdits } from './edits.ts';
import { renderImported } from './front-matter-text.ts';
import { decodeText } from './decode-text.ts';
import { dayOf, parseDay } from './front-matter-values.ts';
import { visibilityOf, type Visibility } from './hidden.ts';
import { isEmptyText, isSectionPage, renderSectionList } from './section-lists.ts';
import type { ImportFile, ImportFolder, ImportNote, ImportPlan, ImportTarget } from './import-plan.ts';
import { parseImportedMarkdown } from './imported-markdown.ts';
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
  visibility: Visibility;
  empty: boolean;
}

/** What an import needs beside the folder. */
export interface ImportSettings {
  parse: ParseMarkdown;
  today: Day;
}

/**
 * Turns foreign Markdown into assets. Markup and links of other tools become the hub's; all else of a body stays to the
 * byte.
 */
export function buildImport(
  { markdown, others, left }: ImportFolder,
  { parse, today }: ImportSettings,
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
        visibility: visibilityOf(data, today),
        empty: isEmptyText(tree),
      },
    ];
  });
  const resolve = createLinkResolver(
    buildTargetIndex([...pages.map(targetOf), ...[...others, ...drawn.keys()].map((path) => ({ path, addresses: [], names: [] }))]),
    pages.flatMap(({ path, links }) => links.map(({ href }) => ({ from: path, href }))),
  );
  const kept = pages.filter((page) => keepPage(page, pages, notes));
  const titles = makeTitlesDistinct(kept);
  const paths = createTargetPaths();
  const places = new Map<string, ImportedPlace>();
  for (const { path, anchors } of [...kept].sort(byEnding)) {
    const title = titles.get(path) ?? path;
    const placed = paths.placePage(path, title.endsWith('?') ? 'answer' : 'collateral');
    places.set(path, { path: placed.path, title, anchors });
    if (placed.twin !== undefined) {
      const why = `${placed.twin} would have the same page address, so it is called ${placed.path}.`;
      notes.push({ path, taken: true, why });
    }
  }
  const targets: ImportTarget[] = [];
  for (const path of placeOthers(kept, [...others, ...drawn.keys()], resolve)) {
    const place = PICTURE.test(path) ? paths.placePicture(path) : paths.placeFile(path);
    places.set(path, { path: place });
    const bytes = drawn.get(path);
    targets.push({ path: place, from: path, ...(bytes === undefined ? { copy: true } : { bytes }) });
  }
  for (const path of others)
    // A hidden folder is named as one.
    if (!places.has(path) && !`/${path}`.includes('/.')) notes.push({ path, taken: false, why: whyLeft(path) });
  for (const { path, visibility } of pages) {
    if (!('redirectsTo' in visibility)) continue;
    const onward = resolve(visibility.redirectsTo, path);
    const place = onward.to === 'file' ? places.get(onward.path) : undefined;
    if (place !== undefined) places.set(path, place);
  }
  const listed = kept.map(({ path, data, title }) => ({
    path,
    place: places.get(path)?.path ?? path,
    title: titles.get(path) ?? title,
    position: positionOf(data),
  }));

  const common = commonWords(pages.map((page) => page.data));
  const deadLinks: ImportPlan['deadLinks'] = [];
  for (const page of kept) {
    const here = places.get(page.path);
    if (here === undefined) continue;
    const title = here.title ?? page.title;
    const { edits, dead } = translateLinks(page.path, here, page.links, resolve, (path) => places.get(path));
    if (dead.length > 0) deadLinks.push({ path: page.path, links: dead });
    let body = applyEdits(page.body, edits);
    if (page.empty) {
      const section = listed.find(({ path }) => path === page.path);
      const list = section === undefined ? undefined : renderSectionList(section, listed);
      if (list !== undefined) {
        body = `${body.trim() === '' ? '' : `${body.trimEnd()}\n\n`}${list}`;
        tally.at(page.path)('Empty pages of a folder', 'a list of the pages in it, as their site showed');
      }
    }
    const { visibility } = page;
    const expires = 'expires' in visibility ? visibility.expires : undefined;
    const summary = buildSummary(page.data, body, title);
    const aliases = aliasesOf(page.data, title, common);
    const published = publishedOf(page.path, page.data);
    const fields = {
      title,
      ...(summary === undefined ? {} : { summary }),
      ...(aliases.length === 0 ? {} : { aliases }),
      ...(published === undefined ? {} : { published }),
      ...(expires === undefined ? {} : { expires }),
      ...(visibility.shown ? {} : { draft: true as const }),
      source: page.path,
    };
    targets.push({ path: here.path, from: page.path, text: renderImported(fields, body) });
  }
  return {
    targets: targets.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: notes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    markup: tally.counts(),
    taken: kept.length,
    found: markdown.length,
    drafts: kept.filter(({ visibility }) => !visibility.shown).length,
    deadLinks,
  };
}

/** Whether a page comes into the hub at all; one that does not, or only as a draft, is named. */
function keepPage(page: Page, pages: readonly Page[], notes: ImportNote[]): boolean {
  const { path, visibility, empty } = page;
  if ('redirectsTo' in visibility) {
    notes.push({ path, taken: false, why: `It only leads on to ${visibility.redirectsTo}; links to it lead there.` });
    return false;
  }
  if (empty && !(isSectionPage(path) && pages.some((other) => other !== page && other.path.startsWith(path.slice(0, path.lastIndexOf('/') + 1))))) {
    notes.push({ path, taken: false, why: 'It holds no words.' });
    return false;
  }
  if (!visibility.shown) {
    notes.push({ path, taken: true, why: `As a draft, of which no page is made: ${visibility.why}.` });
  }
  return true;
}

/** The place among its neighbours that front matter gives a page; without one it comes last. */
function positionOf(data: Readonly<Record<string, unknown>>): number {
  for (const key of ['weight', 'sidebar_position', 'nav_order', 'order', 'position']) {
    const value = Number(data[key]);
    if (data[key] !== undefined && Number.isFinite(value)) return value;
  }
  return Infinity;
}

function readPage(
  { path, bytes }: ImportFile,
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
  const { data, body, trouble } = parseImportedMarkdown(path, decoded.text);
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
function publishedOf(path: string, data: Readonly<Record<string, unknown>>): Day | undefined {
  const dated = /(?:^|\/)(\d{4}-\d{2}-\d{2})-[^/]*$/.exec(path)?.[1];
  return dayOf(data, ['published', 'publishDate', 'pubDate', 'date', 'created', 'created time']) ?? parseDay(dated);
}

function whyLeft(path: string): string {
  if (PICTURE.test(path)) return 'No page that was taken shows this picture.';
  if (/\.svg$/i.test(path)) return 'SVG pictures can hold script and are not taken.';
  if (DOWNLOAD.test(path)) return 'No page that was taken links to it; put it into files/ and name it under downloads.';
  return 'Only Markdown, the pictures it shows and the files it links to are taken.';
}
