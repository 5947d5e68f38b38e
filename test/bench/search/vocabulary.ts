/** Words that behave as those of real collections do: a few everywhere, new ones for ever, families that share a stem. */

/** The words that say nothing, in about the order in which English uses them. */
const FUNCTION_WORDS = (
  'the of and to a in is that for it as was with be by on not he at are this have from or had an they which one you ' +
  'were all her she there would their we him been has when who will no more if out so up said what its about than ' +
  'into them can only other time new some could these two may first then do any like my now over such our man me ' +
  'even most made after also did many off before must well back through years much where your way down should ' +
  'because long each just state those people too how little good make world still see own work men day get here'
).split(' ');

const NOTHING = new Set(FUNCTION_WORDS);

const ONSETS = 'b c d f g h j k l m n p r s t v w br cl cr dr fl gr pl pr sh sl st th tr sp sn ch qu'.split(
  ' ',
);
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ea', 'ou', 'oo'];
const CODAS = ['', 'n', 'r', 's', 't', 'l', 'm', 'ck', 'nd', 'st'];
const SUFFIXES = ['s', 'ed', 'ing', 'er', 'ment', 'ation', 'able'];
/** The share of new words that are another form of a known one, and of those that are code: `p99`, `SOC2`. */
const SHARE = { forms: 0.35, codes: 0.03 };

/** A word nobody else has, by number: a permutation of all words of two syllables, then those of three. */
function stemOf(number: number): string {
  const syllables = ONSETS.length * VOWELS.length;
  const all = syllables * syllables * CODAS.length;
  // A step without a common divisor visits every word once, and neighbours in frequency are none in the alphabet.
  let mixed = (number * 386_093) % all;
  let word = '';
  for (let part = 0; part < 2; part += 1) {
    const syllable = mixed % syllables;
    mixed = Math.floor(mixed / syllables);
    word += (ONSETS[syllable % ONSETS.length] ?? '') + (VOWELS[Math.floor(syllable / ONSETS.length)] ?? '');
  }
  return word + (CODAS[mixed] ?? '');
}

export interface Vocabulary {
  /** The next word of a text about `topic`: one of the known ones by frequency, now and then a new one. */
  nextWord(topic: number): string;
  /** A word that carries meaning, not one of the commonest. */
  nextTopicWord(topic: number): string;
  /** Words so far. */
  size(): number;
}

/** Heaps' exponent: 15 thousand terms at 0.8 million words and 100 thousand at 8 million, as counted on handbooks and manuals. */
const GROWTH = 0.82;
const TOPICS = 60;
/** Words before this rank belong to every topic. */
const SHARED_RANKS = 400;

/**
 * A vocabulary that has `terms` words once `words` words were drawn (Heaps' law), drawn by rank with Zipf's law. Above the
 * shared ranks a topic has its own words, so that words occur together as they do in texts.
 */
export function createVocabulary(chance: () => number, words: number, terms: number): Vocabulary {
  const known = [...FUNCTION_WORDS];
  let drawn = 0;
  let stems = 0;
  const addWord = (): string => {
    const kind = chance();
    const model =
      known[FUNCTION_WORDS.length + Math.floor(chance() * (known.length - FUNCTION_WORDS.length))];
    const suffix = SUFFIXES[Math.floor(chance() * SUFFIXES.length)] ?? '';
    const stem = stemOf((stems += 1));
    const isForm = kind < SHARE.forms && model !== undefined && model.length < 12 && !/\d/.test(model);
    const word = isForm
      ? model + suffix
      : kind > 1 - SHARE.codes
        ? `${stem.slice(0, 3)}${String(stems % 100)}`
        : stem;
    known.push(word);
    return word;
  };
  const byRank = (topic: number): string => {
    // Zipf: with chance even over the logarithm of the rank, a word is as likely as its rank is small.
    const rank = Math.floor(Math.exp(chance() * Math.log(known.length)));
    const own = rank < SHARED_RANKS || chance() < 0.3 ? rank : rank - (rank % TOPICS) + (topic % TOPICS);
    return known[Math.min(own, known.length) - 1] ?? 'the';
  };
  // Some hundred words of meaning are there from the start, or the first texts would be made of nothing.
  while (known.length < SHARED_RANKS) addWord();
  const target = (at: number): number => terms * (at / words) ** GROWTH;
  return {
    nextWord(topic) {
      drawn += 1;
      return known.length < target(drawn) ? addWord() : byRank(topic);
    },
    nextTopicWord(topic) {
      let word = byRank(topic);
      while (saysNothing(word)) word = byRank(topic);
      return word;
    },
    size: () => known.length,
  };
}

export function saysNothing(word: string): boolean {
  return NOTHING.has(word);
}
