/** A part of a comment: a heading, what stands before its list, and the list. */
export interface CommentPart {
  heading: string;
  /** Lines above the list. */
  intro: readonly string[];
  items: readonly string[];
  /** Of what an item is one, for `and 12 more findings`. */
  one: string;
  /** Items that are not here at all. */
  left?: number;
}

/** Room for the line that says how much was left out. */
const MORE_CHARACTERS = 80;

/**
 * Sets parts below each other within so many UTF-16 units. What does not fit is counted, never cut in the middle: earlier
 * parts come first, and each later one keeps room for its heading.
 */
export function fitParts(parts: readonly CommentPart[], maxUnits: number): string {
  const heads = parts.map(({ heading, intro }) => ['', `### ${heading}`, '', ...intro].join('\n'));
  let room = maxUnits - heads.reduce((sum, head) => sum + head.length + MORE_CHARACTERS, 0);
  return parts
    .map(({ items, one, left = 0 }, number) => {
      const kept: string[] = [];
      for (const item of items) {
        if (room < item.length + 1) break;
        room -= item.length + 1;
        kept.push(item);
      }
      const more = items.length - kept.length + left;
      const isTable = items[0]?.startsWith('|') === true;
      const rest =
        more === 0
          ? []
          : [isTable ? '' : [], `… and ${String(more)} more ${one}${more === 1 ? '' : 's'}.`].flat();
      return [heads[number], ...kept, ...rest].join('\n');
    })
    .join('\n');
}
