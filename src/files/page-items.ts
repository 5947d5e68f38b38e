/** The slides or pages of a file as its viewer shows them: pictures with the words that stand on them. */
import type { PagePicture } from './file-pictures.ts';
import type { FilePart, FileSort } from './file-text.ts';
import { placeOnPages, wholePart, type PartOnPage } from './page-places.ts';
import { headingOfPart } from './part-places.ts';

export interface PageItem {
  number: number;
  /** Such as `Slide 7: What it costs`. */
  heading: string;
  /** What it says, in one line. */
  words: string;
  /** None of a hidden slide, and of one that could not be drawn. */
  picture: PagePicture | undefined;
  /** What stands on it: of a deck or PDF itself, or nothing where it has no word; of a document what of its sections does. */
  parts: readonly PartOnPage[];
}

/** What the pages of a file are called. */
export const pageSortOf = (sort: FileSort): 'slide' | 'page' => (sort === 'pptx' ? 'slide' : 'page');

/**
 * All that has a picture or words, by number. Hidden parts are in no picture, and are not leafed past: somebody may be shown
 * this screen.
 */
export function pageItems(
  sort: FileSort,
  pages: readonly PagePicture[],
  parts: readonly FilePart[],
): PageItem[] {
  const shown = parts.filter(({ isHidden }) => !isHidden);
  const pictureOf = new Map(pages.map((page) => [page.number, page]));
  const partsOf =
    sort === 'docx'
      ? placeOnPages(shown, pages)
      : new Map(shown.map((part) => [part.number, [wholePart(part)]]));
  const numbers = [...new Set([...pictureOf.keys(), ...partsOf.keys()])].toSorted((a, b) => a - b);
  return numbers.map((number) => {
    const [picture, own = []] = [pictureOf.get(number), partsOf.get(number)];
    const [page] = sort === 'docx' ? [] : own.map(({ part }) => part);
    const heading = headingOfPart('', page ?? { is: pageSortOf(sort), number, title: '' });
    return { number, heading, words: page?.texts.join('. ') ?? picture?.words ?? '', picture, parts: own };
  });
}
