/** Pictures of what an asset offers, as lists show them: its first page, and the one that a hit opens at. */
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { filesOfPages, PICTURE_NAME_CHARACTERS, type PagePicture } from '../files/file-pictures.ts';
import { pageItems, pageSortOf, type PageItem } from '../files/page-items.ts';
import { passagesOf, slugOfNumber, slugOfPart } from '../files/part-places.ts';
import type { Asset } from './asset.ts';
import { drawnFiles, filesShown, type ShownFile } from './attachments.ts';
import type { Library } from './library.ts';
import { sentenceSlug } from './sentence.ts';
import { shortenAtWord } from './shorten.ts';

/** Of what a picture says, for who does not see it: nobody listens to more before going on. */
const MAX_ALT_CHARACTERS = 120;

/**
 * A page of the list of an asset, the first one first: the names of its pictures, what it says, and the anchors that lead to
 * it. Of a section of a document that goes on here these are its sentences.
 */
export type ListedPicture = readonly [small: string, large: string, alt: string, ...slugs: string[]];

/** What the picture of a page says beside its heading, for who does not see it. */
export const altOf = ({ words, heading }: Pick<PageItem, 'words' | 'heading'>): string =>
  shortenAtWord(words === '' ? heading : words, MAX_ALT_CHARACTERS);

/** The same where no heading stands beside it. */
function altAlone({ words, heading, parts }: PageItem): string {
  const titles = parts.flatMap(({ part }) =>
    part.is === 'section' || part.title === '' ? [] : [part.title],
  );
  return altOf({ words: [...titles, ...(words === '' ? [] : [words])].join('. '), heading });
}

/** The first page of the first file of an asset that has pictures; undefined for none. */
export function coverOf(asset: Pick<Asset, 'attachments'>) {
  for (const file of filesShown(asset)) {
    const items = picturedItems(file);
    const [first] = items;
    if (first === undefined) continue;
    const is = pageSortOf(file.sort);
    const slug = slugOfNumber(file.name, { is, number: first.number });
    return { picture: first.picture, alt: altAlone(first), slug, is, count: items.length };
  }
  return undefined;
}

/** All pages of the files of an asset that have pictures. */
const listPictures = (asset: Pick<Asset, 'attachments'>): ListedPicture[] =>
  filesShown(asset).flatMap((file) =>
    picturedItems(file).map((item): ListedPicture => [
      item.picture.small,
      item.picture.large,
      altAlone(item),
      ...item.parts.flatMap(({ part, from, to }) => {
        const slug = slugOfPart(file.name, part);
        return from === 0
          ? [slug]
          : passagesOf(part.texts)
              .slice(from, to)
              .map(({ words }) => sentenceSlug(slug, words));
      }),
    ]),
  );

/**
 * The list of an asset as a file of the site, named by what is in it; undefined for an asset without pictures. It is asked for
 * where a hit is shown, so that a search costs what it does without.
 */
export function pictureListFile(
  asset: Pick<Asset, 'attachments'>,
): { name: string; text: string } | undefined {
  const pictures = listPictures(asset);
  if (pictures.length === 0) return undefined;
  const text = JSON.stringify(pictures);
  return { name: bytesToHex(sha256(utf8ToBytes(text))).slice(0, PICTURE_NAME_CHARACTERS), text };
}

/** Names with ending of all that a site has of the pages of its files, each once. */
export function pictureFiles({ assets }: Pick<Library, 'assets'>): string[] {
  const drawn = [...drawnFiles({ assets }).values()].flatMap((file) =>
    'pages' in file ? filesOfPages(file) : [],
  );
  const lists = assets.flatMap((asset) => pictureListFile(asset) ?? []);
  return [...new Set([...drawn, ...lists.map(({ name }) => `${name}.json`)])];
}

function picturedItems({ sort, parts, pictures }: ShownFile) {
  if (pictures === undefined || 'trouble' in pictures) return [];
  return pageItems(sort, pictures.pages, parts).filter(
    (item): item is PageItem & { picture: PagePicture } => item.picture !== undefined,
  );
}
