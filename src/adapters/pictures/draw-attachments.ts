import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  filesOfPages,
  PICTURE_NAME_CHARACTERS,
  type DrawnFile,
  type PageLines,
  type PagePicture,
} from '../../files/file-pictures.ts';
import { sortOfName } from '../../files/file-text.ts';
import { attachPictures, filesToDraw } from '../../library/attachments.ts';
import type { Library } from '../../library/library.ts';
import { pictureListFile } from '../../library/picture-list.ts';
import { openCodeCache, type CodeCache } from '../code-cache.ts';
import { readInstalledFonts, missingFonts } from './installed-fonts.ts';
import { convertToPdf, findOffice, type Office } from './libre-office.ts';
import { openPageDrawer, type PageDrawer } from './page-drawer.ts';

/** Each names the exact version of what draws. */
const PACKAGES = ['pdfjs-dist', '@napi-rs/canvas'];
/** Files that LibreOffice opens in one call: it starts once for all of them, and their bytes lie in memory that long. */
const AT_ONCE = 40;
/** Name of what is kept of a file, and of each of its pictures. */
const KEPT = { pages: 'file-pages', picture: 'page-picture' } as const;

/** What opens files; nothing of it is started where nothing has to be drawn. */
export interface DrawTools {
  openDrawer(): PageDrawer;
  findOffice(): Promise<Office | undefined>;
}

/**
 * The library with pictures of the pages of what its assets offer. A file that was drawn once is not opened again, until its
 * bytes or what draws it are others. Nothing is started where there is nothing to draw. Never rejects for what a file holds.
 */
export async function drawAttachments(
  library: Library,
  readBytes: (path: string) => Promise<Uint8Array | undefined>,
  env: Record<string, string | undefined>,
  tools: DrawTools = { openDrawer: openPageDrawer, findOffice: () => findOffice(env) },
): Promise<Library> {
  const paths = filesToDraw(library);
  if (paths.length === 0) return library;
  const drawn = new Map<string, DrawnFile>();
  const cache = openCodeCache(env);
  const code = await readDrawingCode();
  const office = paths.some(isOffice) ? await tools.findOffice() : undefined;
  const fonts = office === undefined ? undefined : await readInstalledFonts();
  const sourcesOf = (path: string, bytes: Uint8Array) => [
    ...code,
    ...(isOffice(path) ? [office?.version ?? '', ...(fonts ?? [])] : []),
    path.slice(path.lastIndexOf('.')).toLowerCase(),
    bytes,
  ];
  const drawer = tools.openDrawer();
  const waiting: { path: string; sort: 'pptx' | 'docx'; bytes: Uint8Array }[] = [];
  const draw = async (path: string, bytes: Uint8Array, make: () => Promise<DrawnFile>) => {
    const found = await make();
    drawn.set(path, found);
    await cache.write(KEPT.pages, sourcesOf(path, bytes), JSON.stringify(found));
  };
  const drawWaiting = async () => {
    const files = waiting.splice(0);
    if (office === undefined || files.length === 0) return;
    const pdfs = await convertToPdf(office, files);
    for (const [at, { path, sort, bytes }] of files.entries())
      await draw(path, bytes, () => drawOffice(drawer, cache, { sort, bytes, pdf: pdfs[at] }, fonts));
  };
  try {
    for (const path of paths) {
      const bytes = await readBytes(path);
      if (bytes === undefined) continue;
      const kept = await readKept(cache, sourcesOf(path, bytes));
      const sort = sortOfName(path);
      if (kept !== undefined) drawn.set(path, kept);
      else if (sort === 'pdf') await draw(path, bytes, () => drawPages(drawer, cache, bytes));
      else if (office === undefined) drawn.set(path, { trouble: 'no-office' });
      else if (sort === 'pptx' || sort === 'docx') waiting.push({ path, sort, bytes });
      if (waiting.length === AT_ONCE) await drawWaiting();
    }
    await drawWaiting();
    const withPictures = attachPictures(library, drawn);
    await keepLists(withPictures, cache);
    return withPictures;
  } finally {
    drawer.close();
  }
}

/** Keeps what lists show of the pictures of each asset beside these. */
async function keepLists({ assets }: Library, cache: CodeCache): Promise<void> {
  for (const list of assets.map(pictureListFile)) {
    const names = list === undefined ? [] : [`${list.name}.json`];
    if (list !== undefined && !(await cache.has(KEPT.picture, names)))
      await cache.write(KEPT.picture, names, list.text);
  }
}

const isOffice = (path: string): boolean => sortOfName(path) !== 'pdf';

/** What draws: our part of it, and the packages. With other ones all is drawn anew. */
async function readDrawingCode(): Promise<Buffer[]> {
  const own = (await readdir(import.meta.dirname)).sort().map((name) => join(import.meta.dirname, name));
  const packages = PACKAGES.map((name) =>
    join(import.meta.dirname, '../../../node_modules', name, 'package.json'),
  );
  return Promise.all([...own, ...packages].map((path) => readFile(path)));
}

/** What was kept of a file, if all of its pictures are there too. */
async function readKept(
  cache: CodeCache,
  sources: readonly (string | Uint8Array)[],
): Promise<DrawnFile | undefined> {
  const kept = await cache.read(KEPT.pages, sources);
  if (kept === undefined) return undefined;
  const found = JSON.parse(kept.toString()) as DrawnFile;
  if ('trouble' in found) return found;
  const there = await Promise.all(filesOfPages(found).map((name) => cache.has(KEPT.picture, [name])));
  return there.every(Boolean) ? found : undefined;
}

/** The bytes of a picture, or of another file of drawn pages, by its name; undefined where it is not kept any more. */
export const readPicture = (cache: CodeCache, name: string): Promise<Buffer | undefined> =>
  cache.read(KEPT.picture, [name]);

async function drawOffice(
  drawer: PageDrawer,
  cache: CodeCache,
  file: { sort: 'pptx' | 'docx'; bytes: Uint8Array; pdf: Uint8Array | undefined },
  installed: ReadonlySet<string> | undefined,
): Promise<DrawnFile> {
  if (file.pdf === undefined) return { trouble: 'refused' };
  const outline = await drawer.outline(file.sort, file.bytes);
  if (outline === undefined) return { trouble: 'stopped' };
  const { shown, fonts } = outline;
  const found = await drawPages(drawer, cache, file.pdf, shown);
  return 'trouble' in found ? found : { ...found, fonts: missingFonts(fonts, installed) };
}

/** @param shown numbers of the slides that the pages are, where they are slides */
async function drawPages(
  drawer: PageDrawer,
  cache: CodeCache,
  pdf: Uint8Array,
  shown?: readonly number[],
): Promise<DrawnFile> {
  const keep = async (bytes: Uint8Array, ending: string): Promise<string> => {
    const name = hash('sha256', bytes).slice(0, PICTURE_NAME_CHARACTERS);
    await cache.write(KEPT.picture, [`${name}.${ending}`], bytes);
    return name;
  };
  const numberOf = (page: number) => (shown === undefined ? page : shown[page - 1]);
  const pages: PagePicture[] = [];
  const lines: PageLines[] = [];
  const drawn = await drawer.drawPdf(pdf, async (page) => {
    const number = numberOf(page.page);
    if (number === undefined) return;
    pages.push({
      number,
      width: page.width,
      height: page.height,
      large: await keep(page.large, 'webp'),
      small: await keep(page.small, 'webp'),
      words: page.lines
        .map(([words]) => words)
        .join(' ')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    });
    lines.push(page.lines);
  });
  if ('trouble' in drawn) return drawn;
  // Which slide a page is would be a guess.
  if (shown !== undefined && shown.length !== drawn.pages) return { trouble: 'refused' };
  const found = {
    pages,
    broken: drawn.broken.flatMap((page) => numberOf(page) ?? []),
    more: drawn.left,
    fonts: [],
    lines: await keep(Buffer.from(JSON.stringify(lines)), 'json'),
  };
  const isKept = await Promise.all(filesOfPages(found).map((name) => cache.has(KEPT.picture, [name])));
  return isKept.every(Boolean) ? found : { trouble: 'unkept' };
}
