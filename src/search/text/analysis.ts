/**
 * lunr's analysis, run once a word instead of once an occurrence: its stop word filter and its stemmer in a
 * `lunr.Pipeline`, the same for assets and for typed text.
 */
import lunr from 'lunr';

/**
 * What cutting at apostrophes leaves of short forms, and words that only ask. lunr's own list has the full forms.
 * Each stays findable in a title, and in a search that consists of such words alone.
 */
const MORE_STOP_WORDS =
  'dont wont cant isnt arent wasnt werent doesnt didnt hasnt havent hadnt couldnt shouldnt wouldnt ' +
  'thats whats whos hows im ive youre theyre theres hes shes eg ie etc vs versus s t here very';

const shortForms = lunr.generateStopWordFilter(MORE_STOP_WORDS.split(' '));
// A build has two copies of this module, Node's and Vite's, and one lunr, which would warn of the second.
if (isRegistered('hubShortForms')) Object.assign(shortForms, { label: 'hubShortForms' });
else lunr.Pipeline.registerFunction(shortForms, 'hubShortForms');

const pipeline = new lunr.Pipeline();
pipeline.add(lunr.stopWordFilter, shortForms, lunr.stemmer);

function isRegistered(label: string): boolean {
  try {
    lunr.Pipeline.load([label]);
    return true;
  } catch {
    return false;
  }
}

/**
 * Families of words that Porter's stemmer takes for forms of another word: a customer for custom, what is expensive for
 * expenses. Each is a term of its own, named by its first word.
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
  return pipeline.runString(word)[0] ?? '';
}
