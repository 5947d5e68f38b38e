/** Questions that are tests: asked as a rep would type them, of the index that the site serves. */
import type { Day } from '../../library/dates.ts';
import type { RequiredSearch } from '../../library/records/required-searches.ts';
import type { OpenedIndex } from './open-index.ts';

/** Beyond this place nobody looks, and an asset counts as not found. */
const PLACES_LOOKED_AT = 20;

/** An asset in a list of results. */
export interface FoundAsset {
  asset: string;
  title: string;
}

/** A question with what the search answered. */
export interface SearchOutcome {
  question: RequiredSearch;
  /** Place of the question's asset, 1 for the first; null when it is not among the first twenty. */
  place: number | null;
  /** The results before it, of those that the question's asset would have to be one of. */
  above: FoundAsset[];
}

/** Asks all questions as reps do on the day `today`, words that several share only once. */
export async function runRequiredSearches(
  index: OpenedIndex,
  questions: readonly RequiredSearch[],
  today: Day,
): Promise<SearchOutcome[]> {
  const answers = new Map<string, FoundAsset[]>();
  const asked: SearchOutcome[] = [];
  for (const question of questions) {
    let results = answers.get(question.words);
    if (results === undefined) {
      const { hits } = await index.search(question.words, { limit: PLACES_LOOKED_AT, today });
      results = hits.map(({ id, title }) => ({ asset: id, title }));
      answers.set(question.words, results);
    }
    const at = results.findIndex(({ asset }) => asset === question.asset);
    const before = at === -1 ? results : results.slice(0, at);
    asked.push({ question, place: at === -1 ? null : at + 1, above: before.slice(0, question.within) });
  }
  return asked;
}
