/**
 * The sentence: the unit that is found, shown, opened, copied and counted. An asset holds many, each of one kind and with an
 * address of its own.
 */
import type { Strength } from './claim-source.ts';
import { foldWords } from './fold.ts';

/** `answer`: the whole of a short answer; `entry`: one of a list, such as a request; `paragraph`: of prose, or a row of a table. */
export const SENTENCE_KINDS = [
  'answer',
  'objection',
  'claim',
  'question',
  'trap',
  'step',
  'entry',
  'paragraph',
] as const;

export type SentenceKind = (typeof SENTENCE_KINDS)[number];

/** How far a sentence may go; files hold the place in this list, so new ones are put at its end. */
export const SAYINGS = ['guidance', 'aloud', 'shown'] as const;

/** What its author wrote to be said. The words of other kinds are said only where the whole piece may be shared. */
export const SPOKEN_KINDS: ReadonlySet<SentenceKind> = new Set([
  'answer',
  'objection',
  'claim',
  'question',
  'trap',
]);

/** Where a claim comes from. */
export interface SentenceSource {
  /** Where it is written or who said it. */
  from: string;
  url?: string;
  seenOn: string;
  strength: Strength;
}

export interface Sentence {
  is: SentenceKind;
  /** Its anchor on the page; '' for one at which the page opens at its top. */
  slug: string;
  /** The heading below which it stands; '' where there is none. */
  heading: string;
  /** Its own words, whole: what the customer says, the claim, the question, the paragraph. */
  words: string;
  /** What goes with them: the answer to an objection, what happens after a request; '' for nothing. */
  reply: string;
  /** The question that moves the talk on after the reply; '' for none. */
  ask: string;
  /**
   * `aloud`: may be said to a customer and copied for one. `shown`: of a file that may be shared, written to be shown and not to
   * be said. `guidance`: for the rep to know. What must not be said is no sentence at all: nothing leads to it but its page.
   */
  say: (typeof SAYINGS)[number];
  source?: SentenceSource;
  /** The last day on which it may be repeated, such as 2027-01-31; without one it lasts as long as its page. */
  until?: string;
}

/** What a customer is to hear of it: what to say to an objection, else its own words. */
export const spokenOf = ({ is, words, reply }: Pick<Sentence, 'is' | 'words' | 'reply'>): string =>
  is === 'objection' ? reply : words;

/** Pages carry them all, and words that tell one from others stand early. */
const MAX_SLUG_CHARACTERS = 24;
/** Signs that tell words apart and have no place in an address: £38 is not $38. */
const TELLING_SIGNS = /[\p{Sc}%+#&=<>]/gu;

/** FNV-1a, 32 bits, as up to three letters and digits. */
function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return ((hash >>> 0) % 36 ** 3).toString(36);
}

/** The words as a slug, cut after a whole one. */
function cutSlug(slug: string): string {
  if (slug.length <= MAX_SLUG_CHARACTERS) return slug;
  const cut = slug.slice(0, MAX_SLUG_CHARACTERS + 1);
  const end = cut.lastIndexOf('-');
  return end > 0 ? cut.slice(0, end) : slug.slice(0, MAX_SLUG_CHARACTERS);
}

/**
 * The anchor of a sentence: the heading's anchor, a slash, its own words. It hangs on nothing but these, so that neighbours
 * may come, go and move; headings have no slash, so that the two never meet. Words that are cut, or that hold signs of
 * which an address says nothing, have a hash of the whole behind them. Other words are another sentence: whoever comes
 * with the old address is led to the one that still says most of it (`nearestSentence`), else to the heading.
 *
 * The other design, an id written beside each entry, survives every rewording. But marketers would have to write and keep
 * it, prose has no place for it, and a sentence that says something else would go on under the old address.
 */
export function sentenceSlug(part: string, words: string): string {
  const folded = foldWords(words).replaceAll(' ', '-');
  const signs = words.match(TELLING_SIGNS)?.join('') ?? '';
  const cut = cutSlug(folded);
  const hash = cut === folded && signs === '' ? '' : `-${shortHash(folded + signs)}`;
  return `${part === '' ? OPENING : part}/${cut || 'text'}${hash}`;
}

/** What stands in the anchors of sentences before the first heading. */
const OPENING = 'opening';
