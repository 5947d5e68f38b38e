import { idOfPath } from '../../library/asset.ts';
import { isLeftBehind } from '../../library/content-tree.ts';
import { renderDraft } from '../../library/draft-text.ts';
import type { Day } from '../../library/dates.ts';
import { downloadsOf } from '../../library/kinds/asset-data.ts';
import { kinds, type Kind } from '../../library/kinds/kinds.ts';
import type { Library } from '../../library/library.ts';
import { bodyLinks } from '../../library/markdown/body-links.ts';
import type { CompileMarkdown } from '../../library/markdown/compile.ts';
import { readShown } from '../../library/markdown/shown.ts';
import { parseLink } from '../../library/markdown/links.ts';
import { isServed } from '../../library/media.ts';
import { parseFrontMatter } from '../../library/front-matter.ts';
import { UserError } from '../../library/user-error.ts';
import { pathOfTitle } from '../../library/draft-text.ts';
import { refuseNames, refuseTwins } from './file-names.ts';
import type { LocalFile, PublishSpec } from './spec.ts';

/** A file as it will lie in the content folder. */
export interface PlacedFile {
  /** Inside the content folder. */
  path: string;
  /** What was given for it; undefined for a page that the hub writes. */
  from: string | undefined;
  bytes: Uint8Array;
}

/** A file as it goes into the commit. */
export interface PlannedFile {
  /** Path in the repository. */
  path: string;
  from: string | undefined;
  bytes: Uint8Array;
  /** What it says, where it is text: such a file needs no request of its own. */
  text: string | undefined;
}

/** GitHub refuses files of more (docs.github.com, "About large files on GitHub"). */
const MAX_FILE_BYTES = 100 * 1024 * 1024;
const PICTURE = /\.(?:png|jpe?g|gif|webp|avif)$/i;
const MARKDOWN = /\.md$/i;
const NOTHING = 'Nothing was sent.';

/** What the files are, before anybody is asked anything. */
export interface SortedFiles {
  /** Files that stand where they belong, and Markdown that says by itself what it is. */
  ready: LocalFile[];
  /** Markdown without front matter. */
  bare: LocalFile[];
  /** Pictures that a given Markdown file shows, by the path it writes. */
  pictures: LocalFile[];
  /** Files to download that no page names yet. */
  downloads: LocalFile[];
}

/** Sorts what was given. Throws a UserError for a file that no hub could serve, before anything else is asked. */
export function sortFiles(
  files: readonly LocalFile[],
  { assets }: Pick<Library, 'assets'>,
  compile: CompileMarkdown,
): SortedFiles {
  const named = new Set(assets.flatMap((asset) => downloadsOf(asset).map(({ file }) => `files/${file}`)));
  for (const file of files) refuseUnfit(file);
  const sorted: SortedFiles = { ready: [], bare: [], pictures: [], downloads: [] };
  const texts = files.filter(({ name }) => MARKDOWN.test(name)).map((file) => textOf(file.bytes));
  const shown = new Set(texts.flatMap((text) => namesIn(text, compile)));
  for (const file of files) {
    const { name, place } = file;
    if (MARKDOWN.test(name))
      sorted[place === undefined && !hasFrontMatter(file) ? 'bare' : 'ready'].push(file);
    else if (place !== undefined && (named.has(place) || !place.startsWith('files/')))
      sorted.ready.push(file);
    else if (PICTURE.test(name) && shown.has(name)) sorted.pictures.push(file);
    else if (shown.has(name)) sorted.ready.push({ ...file, place: place ?? `files/${name}` });
    else sorted.downloads.push(file);
  }
  if (sorted.bare.length + (sorted.downloads.length > 0 ? 1 : 0) > 1)
    throw new UserError(
      `More than one new page would be made of these files, and only one can have the title: ${[...sorted.bare, ...sorted.downloads].map(({ from }) => from).join(', ')}.`,
      `Publish them one after another, or write front matter into the Markdown files. ${NOTHING}`,
    );
  return sorted;
}

function refuseUnfit({ from, name, place, bytes }: LocalFile): void {
  if (isLeftBehind(name))
    throw new UserError(
      `${from} has a name that editors and Office give to what they leave behind, and the hub passes over it.`,
      `Choose the file itself, or give it another name. ${NOTHING}`,
    );
  if (bytes.length === 0)
    throw new UserError(`${from} is empty.`, `Save it again with its content. ${NOTHING}`);
  refuseTooLarge(from, bytes.length);
  if (bytes.length < 400 && textOf(bytes).startsWith('version https://git-lfs.github.com/spec/'))
    throw new UserError(
      `${from} is only the pointer that Git LFS leaves in the place of a file.`,
      `Run \`git lfs pull\` to get the file itself. ${NOTHING}`,
    );
  if (place === undefined && !MARKDOWN.test(name) && !isServed(name))
    throw new UserError(
      `The hub does not serve files like ${from}, so nobody could open it.`,
      `Save it as PDF, PPTX, DOCX, XLSX, CSV, MP4, ZIP or a picture. ${NOTHING}`,
    );
}

/** Throws a UserError for a file that GitHub would refuse. */
export function refuseTooLarge(from: string, bytes: number): void {
  if (bytes <= MAX_FILE_BYTES) return;
  throw new UserError(
    `${from} has ${megabytes(bytes)} MB, and GitHub takes no file of more than 100.`,
    `Make it smaller (save pictures and films inside it at a lower quality), or put it where films are kept and link to it. ${NOTHING}`,
  );
}

export function megabytes(bytes: number): string {
  return (Math.ceil((bytes / 1024 / 1024) * 10) / 10).toFixed(1);
}

/** The text of a file; bytes that are no UTF-8 become signs that the check will point at. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

function hasFrontMatter({ bytes }: LocalFile): boolean {
  return /^\uFEFF?---/.test(textOf(bytes));
}

/** Names of the files that a Markdown text shows or offers: pictures, links, downloads. */
function namesIn(text: string, compile: CompileMarkdown): string[] {
  const { frontMatter } = parseFrontMatter('', text);
  const downloads: unknown = frontMatter?.data['downloads'];
  const offered = (Array.isArray(downloads) ? (downloads as unknown[]) : []).map((one) =>
    typeof one === 'object' && one !== null && 'file' in one ? String(one.file) : '',
  );
  const linked = bodyLinks(readShown(frontMatter?.body ?? text, compile)).flatMap(({ href }) => {
    const target = parseLink(href, 'a.md');
    return target.to === 'file' ? [target.path] : [];
  });
  return [...offered, ...linked].map((path) => path.slice(path.lastIndexOf('/') + 1).normalize('NFC'));
}

/** Where everything goes, the page that the hub writes included. */
export function placeFiles(
  { ready, bare, pictures, downloads }: SortedFiles,
  spec: PublishSpec,
  today: Day,
): PlacedFile[] {
  const placed: PlacedFile[] = [];
  for (const { from, name, place, bytes } of ready) {
    const path = place ?? `${kinds[kindFor(spec, from)].folder}/${name}`;
    placed.push({ path, from, bytes });
  }
  const page = placed.find(({ path }) => MARKDOWN.test(path));
  const folder = page === undefined ? `${kinds[spec.kind ?? 'collateral'].folder}` : folderOf(page.path);
  for (const { from, name, bytes } of pictures) placed.push({ path: `${folder}/${name}`, from, bytes });
  for (const { from, bytes } of bare) {
    const kind = kindFor(spec, from);
    placed.push(newPage(kind, spec, today, textOf(bytes), [], from));
  }
  if (downloads.length > 0) {
    const kind = spec.kind ?? 'collateral';
    const files = downloads.map(({ from, name, place, bytes }) => ({
      path: place ?? `files/${fileName(name)}`,
      from,
      bytes,
    }));
    placed.push(...files, newPage(kind, spec, today, bodyOf(spec), files, undefined));
  }
  refuseNames(placed);
  refuseTwins(placed);
  return placed.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function kindFor({ kind }: PublishSpec, from: string): Kind {
  if (kind !== undefined) return kind;
  throw new UserError(
    `It is not known what kind of page ${from} is.`,
    `Add --kind with one of ${Object.keys(kinds).join(', ')}. ${NOTHING}`,
  );
}

/** A name that can stand in an address on every system: letters and digits of any alphabet, and the ending. */
function fileName(name: string): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]+)$/.exec(name) ?? [undefined, name];
  return `${idOfPath(stem.replaceAll('/', ' '))}${ending.toLowerCase()}`;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

function bodyOf({ values }: PublishSpec): string {
  const text = values['summary'] ?? values['benefit'] ?? values['title'];
  return typeof text === 'string' ? text : '';
}

function newPage(
  kind: Kind,
  { values, name }: PublishSpec,
  today: Day,
  body: string,
  downloads: readonly PlacedFile[],
  from: string | undefined,
): PlacedFile {
  const title = typeof values['title'] === 'string' ? values['title'] : '';
  const front = {
    title,
    ...Object.fromEntries(
      Object.entries(values).filter(([key, value]) => key !== 'title' && value.length > 0),
    ),
    published: today,
    reviewed: today,
    ...(downloads.length === 0
      ? {}
      : {
          downloads: downloads.map(({ path }) => ({
            label: labelOf(path, title, downloads.length),
            file: path.slice('files/'.length),
          })),
        }),
  };
  const path = pathOfTitle(kind, name ?? title);
  return { path, from, bytes: new TextEncoder().encode(renderDraft({ values: front, body })) };
}

/** What the button says: the title and the sort of file; with several files, the name of each. */
function labelOf(path: string, title: string, many: number): string {
  const [, stem = '', ending = ''] = /([^/]*)\.([^.]+)$/.exec(path) ?? [];
  const sort = ` (${ending.toUpperCase()})`;
  return `${(many === 1 ? title : stem.replaceAll('-', ' ')).slice(0, 80 - sort.length)}${sort}`;
}
