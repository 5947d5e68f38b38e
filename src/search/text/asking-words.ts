/**
 * Words by which somebody asks, and that say nothing of what is asked for: `how much does …`, `show me …`. They stay words,
 * since a title may have them; as the beginning of a search they weigh little.
 */
import { termOf } from './analysis.ts';

const ASKING_WORDS = new Set(
  (
    'find show tell give explain describe need want looking look know help use using get take takes mean means happens ' +
    'happen much many long often best way please anyone somebody someone something anything work works good go come ask ' +
    'asks asked say says talk call called make makes'
  ).split(' '),
);
/** After one of these `long`, `much` and the like ask, wherever they stand. */
const QUESTION_WORDS = new Set(
  'how what which who when where why can could do does did is are should may will would'.split(' '),
);

/**
 * The places of the words that only ask: those of a search that begins with a question word or an asking one, as long as
 * nothing else has been said. None if the search says nothing else.
 */
export function askingPlaces(words: readonly { word: string; place: number }[]): Set<number> {
  const places = new Set<number>();
  for (const { word, place } of words) {
    if (ASKING_WORDS.has(word)) places.add(place);
    else if (!QUESTION_WORDS.has(word) && termOf(word) !== '') return places;
  }
  return new Set();
}
