/**
 * lunr's analysis, run once a word instead of once an occurrence: its stop word filter and its stemmer in a
 * `lunr.Pipeline`, the same for assets and for typed text.
 */
import lunr from 'lunr';

/**
 * What cutting at apostrophes leaves of short forms, and words that only ask. lunr's own list has the full forms.
 * Each stays findable in a title, and in a search that consists of such words alone.
 */
const moreStopWords =
  'dont wont cant isnt arent wasnt werent doesnt didnt hasnt havent hadnt couldnt shouldnt wouldnt ' +
  'thats whats whos hows im ive youre theyre theres hes shes eg ie etc vs versus s t here very';

const shortForms = lunr.generateStopWordFilter(moreStopWords.split(' '));
lunr.Pipeline.registerFunction(shortForms, 'hubShortForms');

const pipeline = new lunr.Pipeline();
pipeline.add(lunr.stopWordFilter, shortForms, lunr.stemmer);

const english = /^[a-z]+$/;

/**
 * The term under which a folded word is filed: its stem, or '' for a stop word. Words with digits or signs (`soc2`,
 * `c++`) and other alphabets are their own term; the Porter stemmer knows English only.
 */
export function termOf(word: string): string {
  if (!english.test(word)) return word;
  return pipeline.runString(word)[0] ?? '';
}
