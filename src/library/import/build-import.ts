import { isLeftBehind } from '../content-tree.ts';
import type { Day } from '../dates.ts';
import type { Hub } from '../hub.ts';
import { makeTitlesDistinct } from './distinct-titles.ts';
import { applyEdits } from './edits.ts';
import { renderImported, type ImportedFields } from './front-matter-text.ts';
import { guessImportMap, rulesFor, type ImportMap } from './import-map.ts';
import type { ImportFolder, ImportPlan, ImportTarget } from './import-plan.ts';
import { byEnding, keepPage, readImportedPage, targetOf, type ImportedPage } from './imported-page.ts';
import { commonWords } from './known-words.ts';
import { encodeAddress } from './links/address.ts';
import { translateLinks, type ImportedPlace } from './links/imported-links.ts';
import { createLinkResolver, NAMED_LINK, type ResolveLink } from './links/resolve-link.ts';
import { buildTargetIndex } from './links/target-index.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import type { ParseMarkdown } from './markdown-node.ts';
import { createMarkupTally } from './markup/tally.ts';
import { createHubWords, kindOf, knownFields, positionOf } from './page-fields.ts';
import { renderSectionList } from './section-lists.ts';
import { buildSummary } from './summary.ts';
import { createTargetPaths } from './target-paths.ts';

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;
/** Pictures that a page may show. SVG is left out: it can hold script. */
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
/** Files that a page may link to and that a reader opens or takes along. */
const DOWNLOAD =
  /\.(?:pdf|pptx?|docx?|xlsx?|od[tps]|key|pages|numbers|csv|tsv|txt|zip|mp4|mov|webm|mp3|m4a|wav)$/i;

export function isMarkdown(path: string): boolean {
  return MARKDOWN.test(path);
}

/** What an import needs beside the folder. */
export interface ImportSettings {
  parse: ParseMarkdown;
  compile: CompileMarkdown;
  today: Day;
  /** The words of the hub that takes the pages. */
  hub: Hub;
  /** The hub is made by this import, so that it gets the people and competitors of the pages. */
  mayAddWords?: boolean;
  /** What people have corrected of an earlier mapping; without one, it is guessed. */
  map?: ImportMap | undefined;
  /**
   * Called, and waited for, before each step with how many of all are done. The native compiler gives its memory back only
   * between two turns of the event loop, so that whoever imports a large folder takes one here now and then.
   */
  progress?: (done: number, all: number) => Promise<void> | void;
}

/**
 * Turns a folder of other people's Markdown into assets. Markup and links of other tools become the hub's; all else of a
 * body stays to the byte.
 */
export async function buildImport(
  { markdown, others, left }: ImportFolder,
  { parse, compile, today, hub, mayAddWords = false, map: corrected, progress }: ImportSettings,
): Promise<ImportPlan> {
  const notes = [...left];
  const tally = createMarkupTally();
  const drawn = new Map<string, Uint8Array>();
  const pages: ImportedPage[] = [];
  for (const [at, file] of markdown.entries()) {
    await progress?.(at, 2 * markdown.length);
    if (isLeftBehind(file.path)) {
      const why = 'It has a name that editors and systems give to what they leave behind.';
      notes.push({ path: file.path, taken: false, why });
      continue;
    }
    const addPicture = (bytes: Uint8Array, ending: string): string => {
      const name = file.path.replace(/\.[^./]*$/, '');
      let place = '';
      for (let number = 1; place === '' || drawn.has(place) || others.includes(place); number++)
        place = `${name}-image${String(number)}.${ending}`;
      drawn.set(place, bytes);
      return encodeAddress(place.slice(place.lastIndexOf('/') + 1));
    };
    const page = readImportedPage(file, {
      parse,
      compile,
      today,
      notes,
      met: tally.at(file.path),
      addPicture,
    });
    if (page !== undefined) pages.push(page);
  }
  const files = [...others, ...drawn.keys()];
  const map = corrected ?? guessImportMap(pages, hub, mayAddWords);
  const words = createHubWords(hub, mayAddWords);
  const resolve = createLinkResolver(
    buildTargetIndex([
      ...pages.map((page) => targetOf(page, compile)),
      ...files.map((path) => ({ path, addresses: [], names: [] })),
    ]),
    pages.flatMap(({ path, links }) => links.map(({ href }) => ({ from: path, href }))),
  );
  const kept = pages.filter((page) => {
    if (rulesFor(page.path, map).leave_out !== true) return keepPage(page, pages, notes);
    notes.push({ path: page.path, taken: false, why: 'A rule of the mapping leaves it out.' });
    return false;
  });
  const titles = makeTitlesDistinct(kept);
  const paths = createTargetPaths();
  const places = new Map<string, ImportedPlace>();
  const extras = new Map<string, Partial<ImportedFields>>();
  for (const page of [...kept].sort(byEnding)) {
    const { path, anchors } = page;
    const title = titles.get(path) ?? page.title;
    const { kind, extra } = kindOf(page, title, map, words, notes);
    const placed = paths.placePage(path, kind);
    places.set(path, { path: placed.path, title, anchors });
    extras.set(path, extra);
    if (placed.twin !== undefined) {
      const why = `${placed.twin} would have the same page address, so it is called ${placed.path}.`;
      notes.push({ path, taken: true, why });
    }
  }
  const targets: ImportTarget[] = [];
  for (const path of filesInUse(kept, files, resolve)) {
    const place = PICTURE.test(path) ? paths.placePicture(path) : paths.placeFile(path);
    places.set(path, { path: place });
    const bytes = drawn.get(path);
    targets.push({ path: place, from: path, ...(bytes === undefined ? { copy: true } : { bytes }) });
  }
  for (const path of others)
    // A hidden folder is named as one.
    if (!places.has(path) && !`/${path}`.includes('/.'))
      notes.push({ path, taken: false, why: whyLeft(path) });
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

  const common = commonWords(
    pages.map((page) => page.data),
    compile,
  );
  const deadLinks: ImportPlan['deadLinks'] = [];
  let drafts = 0;
  for (const [at, page] of kept.entries()) {
    await progress?.(markdown.length + at, 2 * markdown.length);
    const here = places.get(page.path);
    const section = listed[at];
    if (here === undefined || section === undefined) continue;
    const { edits, dead } = translateLinks(page.path, here, page, resolve, (path) => places.get(path));
    if (dead.length > 0) deadLinks.push({ path: page.path, links: dead });
    const list = page.empty ? renderSectionList(section, listed) : undefined;
    if (list !== undefined)
      tally.at(page.path)('Empty pages of a folder', 'a list of the pages in it, as their site showed');
    const writeBody = () => {
      // A name that other signs around it have kept from being a link stays as words.
      const body = applyEdits(page.body, edits).replaceAll(NAMED_LINK, '');
      return list === undefined ? body : `${body.trim() === '' ? '' : `${body.trimEnd()}\n\n`}${list}`;
    };
    const known = knownFields(page, section.title, map, words, common, compile);
    if (known.draft === true) drafts++;
    const summary = buildSummary(page.data, writeBody(), section.title, compile);
    const fields = {
      title: section.title,
      ...(summary === undefined ? {} : { summary }),
      ...extras.get(page.path),
      ...known,
      source: page.path,
    };
    // Worked out when it is wanted: all texts at once would be the whole folder twice in memory.
    targets.push({
      path: here.path,
      from: page.path,
      get text() {
        return renderImported(fields, writeBody());
      },
    });
  }
  for (const [name, id] of Object.entries(map.people)) {
    if (id === '' || words.people.has(id)) continue;
    const why = `The mapping calls this person "${id}", whom hub.yaml does not have, so no page got this owner.`;
    notes.push({ path: name, taken: true, why });
  }
  return {
    targets: targets.sort((a, b) => (a.path < b.path ? -1 : 1)),
    notes: notes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    markup: tally.counts(),
    taken: kept.length,
    found: markdown.length,
    drafts,
    deadLinks,
    map,
    newWords: { people: [...words.people.values()], competitors: [...words.competitors.values()] },
  };
}

/** The other files that pages show or link to, in order of path. */
function filesInUse(
  pages: readonly ImportedPage[],
  files: readonly string[],
  resolve: ResolveLink,
): string[] {
  const known = new Set(files);
  const used = new Set<string>();
  for (const { path: from, links } of pages) {
    for (const { href } of links) {
      const found = resolve(href, from);
      if (found.to === 'file' && known.has(found.path)) used.add(found.path);
    }
  }
  return [...used].filter((path) => PICTURE.test(path) || DOWNLOAD.test(path)).sort();
}

function whyLeft(path: string): string {
  if (PICTURE.test(path)) return 'No page that was taken shows this picture.';
  if (/\.svg$/i.test(path)) return 'SVG pictures can hold script and are not taken.';
  if (DOWNLOAD.test(path))
    return 'No page that was taken links to it; put it into files/ and name it under downloads.';
  return 'Only Markdown, the pictures it shows and the files it links to are taken.';
}
