import { distance } from 'fastest-levenshtein';

/**
 * The known word that a person most likely meant, or undefined when nothing is near. Near means at most a third of the
 * longer word's letters differ, two at least, and never every letter.
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const folded = typed.toLowerCase();
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const word of known) {
    const near = Math.max(2, Math.floor(Math.max(word.length, typed.length) / 3));
    const allowed = Math.min(near, Math.min(word.length, typed.length) - 1);
    const apart = distance(folded, word.toLowerCase());
    if (apart <= allowed && apart < bestDistance) {
      best = word;
      bestDistance = apart;
    }
  }
  return best;
}
