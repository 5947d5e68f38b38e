/** Assets with the words of the files that they offer. */
import type { DrawnFile } from '../files/file-pictures.ts';
import {
  isLookedAt,
  sortOfName,
  type Attachment,
  type FilePart,
  type FileSort,
  type ReadFile,
} from '../files/file-text.ts';
import { headingOfPart, passagesOf, slugOfFile, slugOfNumber, slugOfPart } from '../files/part-places.ts';
import type { Asset } from './asset.ts';
import { FILES_FOLDER } from './content-tree.ts';
import { downloadsOf } from './kinds/asset-data.ts';
import type { Library } from './library.ts';
import { revisionWithFiles } from './revision.ts';
import { sentenceSlug, type Sentence } from './sentence.ts';

/** Paths in the content folder of the files whose words are read: those that assets offer, each once. */
export function filesToRead({ assets, otherFiles }: Library): string[] {
  const offered = assets.flatMap((asset) => filesOf(asset).map((file) => FILES_FOLDER + file));
  return [...new Set(offered)].filter((path) => otherFiles.has(path));
}

const filesOf = (asset: Asset): string[] => [
  ...new Set(downloadsOf(asset).flatMap(({ file }) => (sortOfName(file) === undefined ? [] : [file]))),
];

/** Paths in the content folder of all files that assets offer, each once. */
export function offeredFiles({ assets, otherFiles }: Library): string[] {
  const offered = assets.flatMap((asset) => downloadsOf(asset).map(({ file }) => FILES_FOLDER + file));
  return [...new Set(offered)].filter((path) => otherFiles.has(path));
}

/**
 * The asset with the names of the files that it offers, of which its revision is made too.
 *
 * @param nameOf the name that git gives the bytes at a path in the content folder; undefined where nobody knows
 */
export function nameFiles(asset: Asset, nameOf: (path: string) => string | undefined): Asset {
  const offered = new Set(downloadsOf(asset).map(({ file }) => file));
  const files = [...offered].flatMap((file) => {
    const name = nameOf(FILES_FOLDER + file);
    return name === undefined ? [] : [{ file, name }];
  });
  return files.length === 0 ? asset : { ...asset, files, revision: revisionWithFiles(asset.revision, files) };
}

/** The library with what was read of its files, by path in the content folder. */
export function attachFiles(library: Library, read: ReadonlyMap<string, ReadFile>): Library {
  if (read.size === 0) return library;
  return replaceAssets(library, (asset) => {
    const attachments = filesOf(asset).flatMap((file, at): Attachment[] => {
      const found = read.get(FILES_FOLDER + file);
      return found === undefined ? [] : [{ file, name: at === 0 ? '' : nameOfFile(file), read: found }];
    });
    if (attachments.length === 0) return asset;
    const former = new Set(asset.attachments.flatMap(anchorsOf));
    const anchors = asset.anchors.filter((each) => !former.has(each));
    return { ...asset, attachments, anchors: [...anchors, ...attachments.flatMap(anchorsOf)] };
  });
}

/** The library with other assets in the place of its own, none more and none less. */
export function replaceAssets(library: Library, change: (asset: Asset) => Asset): Library {
  const assets = library.assets.map(change);
  return { ...library, assets, byId: new Map(assets.map((asset) => [asset.id, asset])) };
}

/** The files of an asset that were read, with their words. */
export const filesRead = ({ attachments }: Pick<Asset, 'attachments'>) =>
  attachments.flatMap(({ file, name, read }) => ('text' in read ? [{ file, name, ...read.text }] : []));

/** A file as a page shows it: its words, its pictures, or both. */
export interface ShownFile {
  file: string;
  name: string;
  sort: FileSort;
  /** None of a file of pictures alone. */
  parts: readonly FilePart[];
  pictures: DrawnFile | undefined;
}

/** The files of an asset of which its page shows something. */
export const filesShown = ({ attachments }: Pick<Asset, 'attachments'>): ShownFile[] =>
  attachments.flatMap(({ file, name, read, pictures }) => {
    const sort = 'text' in read ? read.text.sort : sortOfName(file);
    const isDrawn = pictures !== undefined && 'pages' in pictures;
    if (sort === undefined || sort === 'old' || !('text' in read || isDrawn)) return [];
    return [{ file, name, sort, parts: 'text' in read ? read.text.parts : [], pictures }];
  });

/** Paths in the content folder of the files whose pages can be drawn, each once: a sheet is a table, and has none. */
export function filesToDraw({ assets }: Pick<Library, 'assets'>): string[] {
  const drawable = assets.flatMap(({ attachments }) =>
    attachments.flatMap(({ file, read }) =>
      sortOfName(file) !== 'xlsx' && ('text' in read || read.trouble === 'wordless')
        ? [FILES_FOLDER + file]
        : [],
    ),
  );
  return [...new Set(drawable)];
}

/** The library with what the pages of its files look like, by path in the content folder. */
export function attachPictures(library: Library, drawn: ReadonlyMap<string, DrawnFile>): Library {
  return replaceAssets(library, (asset) => ({
    ...asset,
    attachments: asset.attachments.map((attachment) => {
      const pictures = drawn.get(FILES_FOLDER + attachment.file);
      return pictures === undefined ? attachment : { ...attachment, pictures };
    }),
  }));
}

/** What became of the files that were to be drawn, by path in the content folder. */
export function drawnFiles({ assets }: Pick<Library, 'assets'>): Map<string, DrawnFile> {
  const drawn = assets.flatMap(({ attachments }) =>
    attachments.flatMap(({ file, pictures }) =>
      pictures === undefined ? [] : [[FILES_FOLDER + file, pictures] as const],
    ),
  );
  return new Map(drawn);
}

/** The files of an asset that are looked at slide by slide, with the numbers of these. */
export const slidesOf = (asset: Pick<Asset, 'attachments'>): { file: string; slides: number[] }[] =>
  filesRead(asset).flatMap(({ file, parts }) => {
    const slides = parts.filter(isLookedAt).map(({ number }) => number);
    return slides.length === 0 ? [] : [{ file, slides }];
  });

/** The name that people gave a file: without folders and ending. */
const nameOfFile = (file: string): string => file.replace(/^.*\//, '').replace(/\.[a-z]+$/i, '');

function anchorsOf({ name, read }: Attachment): string[] {
  if (!('text' in read)) return [];
  return [
    slugOfFile(name, read.text.sort),
    ...read.text.parts.flatMap((part) => [
      slugOfPart(name, part),
      ...(part.is === 'slide' || part.is === 'page' ? [slugOfNumber(name, part)] : []),
      ...passageSentences(name, part, 'guidance').map(({ slug }) => slug),
    ]),
  ];
}

/**
 * The passages of a part as sentences: never to be said, since what stands on a slide was written to be shown. Of a part that is
 * hidden there is none.
 *
 * @param say `shown` of a file that may be shared, else `guidance`
 */
export function passageSentences(name: string, part: FilePart, say: 'shown' | 'guidance'): Sentence[] {
  if (part.isHidden) return [];
  const heading = headingOfPart(name, part);
  const slug = slugOfPart(name, part);
  return passagesOf(part.texts).map(({ words }) => ({
    is: 'paragraph',
    slug: sentenceSlug(slug, words),
    heading,
    words,
    reply: '',
    ask: '',
    say,
  }));
}
