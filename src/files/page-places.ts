/** On which page of its pictures a passage stands: a document has headings and no page numbers, its pictures have pages. */
import type { PagePicture } from './file-pictures.ts';
import type { FilePart } from './file-text.ts';
import { passagesOf } from './part-places.ts';

/** Passages of a part that stand on one page. */
export interface PartOnPage {
  part: FilePart;
  /** Of its passages, the first one and the one behind the last. */
  from: number;
  to: number;
}

/** The part as a whole, as a slide or page is. */
export const wholePart = (part: FilePart): PartOnPage => ({
  part,
  from: 0,
  to: passagesOf(part.texts).length,
});

/** Letters that a passage is known by: a line has that many, and the next one may stand on another page. */
const MAX_KNOWN_LETTERS = 32;

const lettersOf = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]+/gu, '').toLowerCase();

/**
 * What stands on which page, by the number of the page. Both go on in the same order, so a passage that is not found is taken to
 * stand where the one before it does. Nothing is left out and nothing stands twice; without pages nothing stands anywhere.
 *
 * @param parts sections, in the order of the document
 * @param pages in order
 */
export function placeOnPages(
  parts: readonly FilePart[],
  pages: readonly PagePicture[],
): Map<number, PartOnPage[]> {
  const letters = pages.map(({ words }) => lettersOf(words));
  const placed = new Map<number, PartOnPage[]>();
  if (pages.length === 0) return placed;
  let at = 0;
  const goTo = (words: string): number => {
    const known = lettersOf(words).slice(0, MAX_KNOWN_LETTERS);
    const found =
      known === '' ? -1 : letters.findIndex((page, number) => number >= at && page.includes(known));
    if (found >= 0) at = found;
    return pages[at]?.number ?? 0;
  };
  for (const part of parts) {
    const passages = passagesOf(part.texts);
    const numbers =
      passages.length === 0 ? [goTo(part.title)] : passages.map(({ texts }) => goTo(texts[0] ?? ''));
    let from = 0;
    for (const [passage, number] of numbers.entries()) {
      if (numbers[passage + 1] === number) continue;
      const to = Math.min(passage + 1, passages.length);
      const there = placed.get(number) ?? [];
      placed.set(number, [...there, { part, from, to }]);
      from = passage + 1;
    }
  }
  return placed;
}
