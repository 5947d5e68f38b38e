/**
 * lunr's analysis, run once a word instead of once an occurrence: its stop word filter and its stemmer, the same for assets and
 * for typed text. Called by themselves, since a `lunr.Pipeline` with its tokens is a twelfth of the search worker.
 */
import lunr, { type Token } from 'lunr';

/**
 * What cutting at apostrophes leaves of short forms, and words that only ask. lunr's own list has the full forms.
 * Each stays findable in a title, and in a search that consists of such words alone.
 */
const MORE_STOP_WORDS =
  'dont wont cant isnt arent wasnt werent doesnt didnt hasnt havent hadnt couldnt shouldnt wouldnt ' +
  'thats whats whos hows im ive youre theyre theres hes shes eg ie etc vs versus s t here very';

const shortForms = lunr.generateStopWordFilter(MORE_STOP_WORDS.split(' '));

/** lunr's filters take a word as they do a token of one, and give nothing for one of theirs. */
const leavesOut = (filter: unknown, word: string): boolean =>
  (filter as (word: string) => string | undefined)(word) === undefined;

/** lunr's stemmer asks a token to change its word. */
function stemOf(word: string): string {
  let stem = word;
  lunr.stemmer({ update: (change: (word: string) => string) => (stem = change(word)) } as unknown as Token);
  return stem;
}

/**
 * Families of words that Porter's stemmer takes for forms of another word, a customer for custom, what is expensive for
 * expenses, and units that have a sign, so that `£38`, `38 pounds` and `38 quid` are one. Each is a term of its own, named by
 * its first word.
 */
const families = [
  'expensive expensively',
  'customer customers',
  'important importance importantly',
  'business businesses',
  'news',
  'objective objectives objectively',
  'positive positively',
  'internal internally',
  'personal personally',
  'executive executives',
  'experience experiences experienced',
  'organization organizations organizational organisation organisations organisational',
  'organize organizes organized organizing organise organises organised organising',
  'university universities',
  'universe universes',
  'community communities',
  'general generally',
  'generic generically',
  'authority authorities',
  'several',
  'relative relatively relatives',
  'productive productivity',
  'production productions',
  'integrity',
  'department departments departmental',
  'competence competences competent',
  'gbp pound pounds quid',
  'usd dollar dollars buck bucks',
  'eur euro euros',
  'chf franc francs franken',
  'jpy yen',
  'percent percents prozent',
].map((family) => family.split(' '));
const termOfFamily = new Map(families.flatMap((family) => family.map((word) => [word, family[0] ?? word])));

const ENGLISH = /^[a-z]+$/;

/**
 * The term under which a folded word is filed: its stem, or '' for a stop word. Words with digits or signs (`soc2`,
 * `c++`) and other alphabets are their own term; the Porter stemmer knows English only.
 */
export function termOf(word: string): string {
  if (!ENGLISH.test(word)) return word;
  const family = termOfFamily.get(word);
  if (family !== undefined) return family;
  return leavesOut(lunr.stopWordFilter, word) || leavesOut(shortForms, word) ? '' : stemOf(word);
}

/** The same, where a stop word is a term of its own. */
export const termOrWord = (word: string): string => termOf(word) || word;

/**
 * A folded word without its ending of number or tense: the stem goes on to what is made of a word (`product` for
 * `production`), this one does not. Two words that agree in it are forms of one.
 */
export function withoutInflection(word: string): string {
  if (word.length < 5 || !ENGLISH.test(word)) return word;
  return word.replace(/ies$/, 'y').replace(/(?<=[^su])s$|(?<=s)es$|ed$|ing$/, '');
}
