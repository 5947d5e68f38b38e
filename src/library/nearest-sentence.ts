/** Where the address of a sentence leads. By itself, since a page fetches it before it may fetch anything else. */

/** So much of its words an address must share with another to be led there. */
const MIN_SHARED = 0.5;

/** The anchor of the heading below which a sentence stands; '' for one at the top. */
export const partOf = (slug: string): string => slug.slice(0, Math.max(0, slug.indexOf('/')));

const wordsOf = (slug: string): Set<string> => new Set(slug.slice(slug.indexOf('/') + 1).split('-'));
/** Long words tell more than `we` and `the`, and a hash tells next to nothing. */
const lettersOf = (words: ReadonlySet<string>): number => [...words].join('').length;

/**
 * Where an address leads whose words are nowhere on the page any more: to the sentence that shares most of them, of equals
 * one below the same heading; undefined where none shares half. Both ways count, so that a long one does not take all.
 *
 * @param slugs the anchors of the sentences of the page
 */
export function nearestSentence(slug: string, slugs: readonly string[]): string | undefined {
  const wanted = wordsOf(slug);
  let best: string | undefined;
  let most = MIN_SHARED;
  for (const each of slugs) {
    const words = wordsOf(each);
    const both = lettersOf(wanted.intersection(words));
    const shared = both / Math.max(1, Math.min(lettersOf(wanted), lettersOf(words)));
    const alike = both / Math.max(1, lettersOf(wanted.union(words)));
    const score = (shared + alike) / 2 + (partOf(each) === partOf(slug) ? 0.05 : 0);
    if (score > most) {
      most = score;
      best = each;
    }
  }
  return best;
}
