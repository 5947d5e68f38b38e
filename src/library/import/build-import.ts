/** An import from its first file to its last in the order in which it is done, which nobody could follow over several files. */
import { proposeLinks } from './link-proposals.ts';
import { FILES_FOLDER, isLeftBehind } from '../content-tree.ts';
import { addDays, type Day } from '../dates.ts';
import type { Hub } from '../hub.ts';
import { collectCascades } from './cascade.ts';
import { makeTitlesDistinct } from './distinct-titles.ts';
import { applyEdits } from './edits.ts';
import { renderImported, type ImportedFields } from './front-matter-text.ts';
import { findFutureHabits } from './future-dates.ts';
import { guessImportMap, rulesFor, type ImportMap } from './import-map.ts';
import type { ImportFolder, ImportPlan, ImportTarget, KeepBytes } from './import-plan.ts';
import { byPrecedence, keepPage, readImportedPage, targetOf, type ImportedPage } from './imported-page.ts';
import { commonWords } from './known-words.ts';
import { encodeAddress, readablePath } from './links/address.ts';
import { translateLinks, type ImportedPlace } from './links/imported-links.ts';
import { isPicture } from '../media.ts';
import { filesInUse, whyLeft } from './other-files.ts';
import { findBaseFolders, findOwnAddresses } from './links/own-addresses.ts';
import { createLinkResolver, withPlainAddresses } from './links/resolve-link.ts';
import { buildTargetIndex } from './links/target-index.ts';
import type { CompileMarkdown } from '../markdown/compile.ts';
import type { ParseMarkdown } from './markdown-node.ts';
import { createMarkupTally } from './markup/tally.ts';
import { readDatabases } from './notion-databases.ts';
import { isOfficeFile, readOfficePages, type OpenFile } from './office-pages.ts';
import { collectParts } from './parts.ts';
import { createHubWords, kindOf, knownFields, newWordsOf, positionOf } from './page-fields.ts';
import { renderSectionList } from './section-lists.ts';
import { buildSummary } from './summary.ts';
import { createTargetPaths } from './target-paths.ts';

const MARKDOWN = /\.(?:md|mdx|markdown)$/i;
/** Whether a file is read as Markdown, by the ending of its path. */
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
  /** Where texts wait between reading and writing; in memory when nothing is named. */
  keep?: KeepBytes;
  /** Opens decks, documents, sheets and PDFs that no page links to; without it they are left out. */
  open?: OpenFile;
  /**
   * Called, and waited for, before each step with how many of all are done. The native compiler gives its memory back
   * only between two turns of the event loop, so that whoever imports a large folder takes one here now and then.
   */
  progress?: (done: number, all: number) => Promise<void> | void;
  /** Called before each file that is opened. */
  reading?: (done: number, all: number) => Promise<void> | void;
}

/** Nobody opens what is not there to be opened. */
const nothing: OpenFile = () => Promise.reject(new Error('A file was opened that nobody can open.'));

/**
 * Turns a folder of other people's Markdown into assets. Markup and links of other tools become the hub's; all else of a
 * body stays to the byte. Rejects with what `progress` rejects with, and with nothing else.
 */
export async function buildImport(
  {
    markdown: texts,
    parts: hidden = [],
    tables = [],
    settings = [],
    others: besidePages,
    left,
  }: ImportFolder,
  {
    parse,
    compile,
    today,
    hub,
    mayAddWords = false,
    map: corrected,
    keep = (bytes) => () => bytes,
    open,
    progress,
    reading,
  }: ImportSettings,
): Promise<ImportPlan> {
  const databases = readDatabases(tables, texts, today);
  const markdown = [...texts, ...databases.pages];
  const isPage = new Set(databases.pages.map(({ path }) => path));
  const others = besidePages.filter((path) => !isPage.has(path));
  const notes = [...left, ...databases.notes];
  const futureOf = findFutureHabits(
    [...besidePages, ...[...texts, ...left].map(({ path }) => path)],
    settings,
  );
  const isMkDocs = settings.some(({ path }) => /(?:^|\/)mkdocs\.ya?ml$/i.test(path));
  const tally = createMarkupTally();
  const drawn = new Map<string, () => Uint8Array>();
  const pages: ImportedPage[] = [];
  const cascadeOf = collectCascades(texts);
  const parts = collectParts([...markdown, ...hidden], today);
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
      drawn.set(place, keep(bytes));
      return encodeAddress(place.slice(place.lastIndexOf('/') + 1));
    };
    const page = readImportedPage(file, {
      parse,
      compile,
      today,
      notes,
      keep,
      met: tally.at(file.path),
      addPicture,
      partAt: parts.at(file.path),
      isMkDocs,
      rowOf: databases.rowOf,
      futureOf,
      cascadeOf,
    });
    if (page !== undefined) pages.push(page);
  }
  const besides = [...others, ...drawn.keys()];
  const words = createHubWords(hub, mayAddWords);
  const resolve = createLinkResolver(
    buildTargetIndex([
      ...pages.map((page) => targetOf(page, compile)),
      ...besides.map((path) => ({ path, addresses: [], names: [] })),
    ]),
    pages,
    findOwnAddresses(settings),
    findBaseFolders(settings),
  );
  const used = new Set(filesInUse(pages, besides, resolve));
  const unused = open === undefined ? [] : others.filter((path) => isOfficeFile(path) && !used.has(path));
  const filePages = await readOfficePages(unused, open ?? nothing, notes, (done) =>
    reading?.(done, unused.length),
  );
  const map = corrected ?? guessImportMap([...pages, ...filePages], hub, mayAddWords);
  const kept = [...pages, ...filePages].filter((page) => {
    if (rulesFor(page.path, map).leave_out !== true) return keepPage(page, pages, parts.used, notes);
    notes.push({ path: page.path, taken: false, why: 'A rule of the mapping leaves it out.' });
    return false;
  });
  const titles = makeTitlesDistinct(kept);
  const paths = createTargetPaths();
  const places = new Map<string, ImportedPlace>();
  const extras = new Map<string, Partial<ImportedFields>>();
  for (const page of [...kept].sort(byPrecedence)) {
    const { path, anchors } = page;
    const title = titles.get(path) ?? page.title;
    const { kind, extra } = kindOf(page, title, map, words, notes);
    const placed = paths.placePage(path, kind);
    places.set(path, { path: placed.path, title, anchors });
    extras.set(path, extra);
    if (placed.twin !== undefined) {
      const why = `${readablePath(placed.twin)} would have the same page address, so it is called ${placed.path}.`;
      notes.push({ path, taken: true, why });
    }
  }
  const targets: ImportTarget[] = [];
  const offered = new Map<string, string>();
  for (const { path } of kept.filter(({ file }) => file !== undefined)) {
    const place = paths.placeFile(path);
    offered.set(path, place);
    targets.push({ path: place, from: path, copy: true });
  }
  for (const path of filesInUse(kept, besides, resolve)) {
    const place = isPicture(path) ? paths.placePicture(path) : paths.placeFile(path);
    places.set(path, { path: place });
    const readBytes = drawn.get(path);
    if (readBytes === undefined) targets.push({ path: place, from: path, copy: true });
    else
      targets.push({
        path: place,
        from: path,
        get bytes() {
          return readBytes();
        },
      });
  }
  const toldOf = new Set(unused);
  for (const path of others)
    // A hidden folder is named as one.
    if (!places.has(path) && !toldOf.has(path) && !databases.told.has(path) && !`/${path}`.includes('/.'))
      notes.push({ path, taken: false, why: whyLeft(path) });
  for (const { path, visibility } of pages) {
    if (!('redirectsTo' in visibility)) continue;
    const onward = resolve(visibility.redirectsTo, path);
    const place = onward.to === 'file' ? places.get(onward.path) : undefined;
    if (place !== undefined) places.set(path, place);
  }
  const listed = kept.map(({ path, data, title, visibility }) => ({
    path,
    place: places.get(path)?.path ?? path,
    title: titles.get(path) ?? title,
    position: positionOf(data),
    shown: visibility.shown && rulesFor(path, map).draft !== true,
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
      const body = withPlainAddresses(applyEdits(page.body, edits));
      return list === undefined ? body : `${body.trim() === '' ? '' : `${body.trimEnd()}\n\n`}${list}`;
    };
    const known = knownFields(page, section.title, map, words, common, compile, today, notes);
    if (known.draft === true) drafts++;
    const { file } = page;
    const offer = offered.get(page.path);
    const summary = buildSummary(page.data, writeBody(), section.title, compile);
    const fields = {
      title: section.title,
      ...(summary === undefined ? {} : { summary }),
      ...extras.get(page.path),
      ...known,
      ...(file === undefined || offer === undefined
        ? {}
        : { downloads: [{ label: file.label, file: offer.slice(FILES_FOLDER.length) }] }),
      ...(file?.isOld === true ? { expires: addDays(today, -1) } : {}),
      source: readablePath(page.path),
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
    found: markdown.length + unused.length,
    drafts,
    deadLinks,
    linkProposals: proposeLinks(kept),
    map,
    newWords: newWordsOf(words),
  };
}
