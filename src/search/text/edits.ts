/** How far a typed word is from a known one, counted in letters added, left out, changed or swapped with the next. */

/**
 * Edits (a letter more, less, other, or two changed round) from `typed` to `word`, or to the nearest beginning of `word`
 * when `asPrefix`. Stops at `limit`: more comes back as `limit + 1`. Optimal string alignment (the restricted
 * Damerau–Levenshtein distance) over rows as wide as the typed word.
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

/**
 * How many edits a typed word is forgiven: one from four letters on, two in a long one; a shorter word is too near to
 * too many others.
 */
export function editsAllowed(word: string): number {
  if (word.length < 4) return word.length === 3 ? 1 : 0;
  return word.length < 8 ? 1 : 2;
}

const KEY_ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const keyPlaces = new Map(
  KEY_ROWS.flatMap((row, y) => [...row].map((key, x) => [key, { x: x + y / 2, y }] as const)),
);
const VOWELS = /^[aeiouy]$/;

function isNearKey(one: string, other: string): boolean {
  const a = keyPlaces.get(one);
  const b = keyPlaces.get(other);
  return a !== undefined && b !== undefined && Math.abs(a.y - b.y) <= 1 && Math.abs(a.x - b.x) <= 1;
}

const SHORT_WORD = 5;

/**
 * Whether one edit is a slip that people make. In a short word one letter for another makes a different word more often than
 * a slip (`exit` is no `edit`), unless the keys lie side by side or both are vowels.
 */
export function isLikelySlip(typed: string, word: string): boolean {
  if (typed.length > SHORT_WORD || typed.length !== word.length) return true;
  const wrong = [...typed].flatMap((letter, at) => (letter === word[at] ? [] : [at]));
  const [at = 0] = wrong;
  if (wrong.length !== 1) return true;
  const [one = '', other = ''] = [typed[at], word[at]];
  return (VOWELS.test(one) && VOWELS.test(other)) || (at > 0 && isNearKey(one, other));
}
