/**
 * How much of a brief fits one page. Two columns of small print hold this much on A4 and on Letter with margins of 11 mm;
 * a test prints the longest texts that content may have.
 */

/** Lines of both columns below the head of the page, on Letter, which is the shorter. */
export const PAGE_LINES = 115;
/** Characters of a line; written wide, as Chinese is, a character takes the place of two. */
const LINE_CHARACTERS = 58;
/** Of the smaller print of reasons. */
const SMALL_CHARACTERS = 72;
/** A smaller line against a line. */
const SMALL_HEIGHT = 0.85;

const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/gu;

/** How many lines a text takes; none when there is none. */
export function countLines(text: string, perLine = LINE_CHARACTERS): number {
  const width = text.length + (text.match(WIDE)?.length ?? 0);
  return Math.ceil(width / perLine);
}

/** How high reasons stand, in lines. */
export function countSmallLines(text: string): number {
  return countLines(text, SMALL_CHARACTERS) * SMALL_HEIGHT;
}

/** A list of which some entries are wanted, in lines. */
export interface WantedList {
  /** Height of the heading, which stands only above something. */
  heading: number;
  /** Height of each entry, the most wanted first. */
  heights: readonly number[];
  /** How many entries at most. */
  most: number;
}

/**
 * How many entries of each list fit together: the first of each list, then the second of each, until one does not fit;
 * that list ends there, and the others go on. No entry is cut in two by the end of a column, so that the tallest may stand
 * with half of itself above the other column's end: as much room as that is left empty.
 */
export function fitLists(lists: readonly WantedList[], lines = PAGE_LINES): number[] {
  const taken = lists.map(() => 0);
  const isFull = lists.map(() => false);
  let used = 0;
  let tallest = 0;
  const rounds = Math.max(0, ...lists.map(({ most }) => most));
  for (let round = 0; round < rounds; round++) {
    lists.forEach(({ heading, heights, most }, at) => {
      const height = heights[round];
      if (height === undefined || round >= most || isFull[at] === true) return;
      const needed = height + (round === 0 ? heading : 0);
      const tallestThen = Math.max(tallest, needed);
      if (used + needed + tallestThen > lines) isFull[at] = true;
      else {
        used += needed;
        tallest = tallestThen;
        taken[at] = round + 1;
      }
    });
  }
  return taken;
}
