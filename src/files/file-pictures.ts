/** What the pages of a file look like, whichever program drew them. */

/** A slide or page as a picture. */
export interface PagePicture {
  /** As whoever opens the file counts, from 1; of a deck the slide, so that hidden ones leave gaps. */
  number: number;
  /** Of the large picture, in pixels. */
  width: number;
  height: number;
  /** Names of the pictures: the large one, and the one for lists. */
  large: string;
  small: string;
  /** What is written on it, in the order of printing. */
  words: string;
}

/** The pages of a file that were drawn, and what of it was not. */
export interface DrawnPages {
  /** In the order of the file; those that are hidden are not drawn. */
  pages: readonly PagePicture[];
  /** Pages that could not be drawn, by number. */
  broken: readonly number[];
  /** Pages behind the last one that was looked at. */
  more: number;
  /** Fonts that the file names and the machine that drew it has none in the place of: lines break elsewhere. */
  fonts: readonly string[];
  /** Name of the file that says where on each page its words stand (`PageLines` of each, in order). */
  lines: string;
}

/**
 * Why a file has no pictures. `no-office`: the program that opens decks and documents is not on this machine; `stopped`: it
 * took too long or too much memory; `refused`: no program could make anything of it; `unkept`: there is no place to keep them.
 */
export type PictureTrouble = 'no-office' | 'stopped' | 'refused' | 'unkept';

export type DrawnFile = DrawnPages | { trouble: PictureTrouble };

/** Lines of a page: words, then left, top, width and height in thousandths of the page. */
export type PageLines = readonly (readonly [
  words: string,
  left: number,
  top: number,
  width: number,
  height: number,
])[];

/** How pictures are named: the first letters of the SHA-256 of their bytes. */
export const PICTURE_NAME_CHARACTERS = 12;

/** Files in all that a site has of a drawn file, by their names with ending. */
export const filesOfPages = ({ pages, lines }: DrawnPages): string[] => [
  ...pages.flatMap(({ large, small }) => [`${large}.webp`, `${small}.webp`]),
  `${lines}.json`,
];
