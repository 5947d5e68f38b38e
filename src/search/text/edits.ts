/** How far a typed word is from a known one, counted in letters added, left out, changed or swapped with the next. */

/**
 * Edits from `typed` to `word`, or to the nearest beginning of `word` when `asPrefix`. Stops at `limit`: more comes
 * back as `limit + 1`. Optimal string alignment over rows as wide as the typed word.
 */
export function countEdits(typed: string, word: string, limit: number, asPrefix: boolean): number {
  const width = typed.length;
  if (!asPrefix && Math.abs(word.length - width) > limit) return limit + 1;
  if (asPrefix && word.length < width - limit) return limit + 1;
  let twoBefore: number[] = [];
  let before = Array.from({ length: width + 1 }, (_, at) => at);
  let best = asPrefix ? width : limit + 1;
  const rows = asPrefix ? Math.min(word.length, width + limit) : word.length;
  for (let row = 1; row <= rows; row += 1) {
    const letter = word.charCodeAt(row - 1);
    const current = [row];
    let least = row;
    for (let at = 1; at <= width; at += 1) {
      const same = typed.charCodeAt(at - 1) === letter;
      let cost = Math.min(
        (before[at] ?? 0) + 1,
        (current[at - 1] ?? 0) + 1,
        (before[at - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        row > 1 &&
        at > 1 &&
        typed.charCodeAt(at - 2) === letter &&
        typed.charCodeAt(at - 1) === word.charCodeAt(row - 2)
      ) {
        cost = Math.min(cost, (twoBefore[at - 2] ?? 0) + 1);
      }
      current.push(cost);
      if (cost < least) least = cost;
    }
    if (asPrefix) best = Math.min(best, current[width] ?? 0);
    if (least > limit) return Math.min(best, limit + 1);
    twoBefore = before;
    before = current;
  }
  return Math.min(asPrefix ? best : (before[width] ?? 0), limit + 1);
}

/** One slip in a word of four letters or more, two in a long one; a shorter word is too near to too many others. */
export function editsAllowed(word: string): number {
  if (word.length < 4) return word.length === 3 ? 1 : 0;
  return word.length < 8 ? 1 : 2;
}
