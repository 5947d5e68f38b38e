/** Words that some page has misspelt: whoever types them so, or looks for what is on that page, is led to the right one. */
import { termOf } from '../text/analysis.ts';
import { countEdits, isLikelySlip } from '../text/edits.ts';
import type { Rule } from '../files/synonym-rules.ts';
import type { ShardWord } from '../files/term-shard.ts';

/** A misspelling stands in few documents, and the right word in many more. */
const MAX_DOCUMENTS_OF_SLIP = 2;
const MIN_TIMES_AS_MANY = 10;
const MIN_SLIP_CHARACTERS = 5;
const SPELT = /^[a-z]+$/;

/** The word, and what is left of it without each of its letters: two words one edit apart share one of these. */
function remainders(word: string): string[] {
  return [word, ...Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))];
}

/** An ending more or less is a form of the word, and no slip. */
const isEnding = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

/**
 * For each rare word the much commoner one that is a slip away from it.
 *
 * @param words all words with the number of their documents
 */
export function buildSlipRules(words: readonly ShardWord[]): Rule[] {
  const documentsOfTerm = new Map<string, number>();
  for (const { term, documents } of words)
    documentsOfTerm.set(term, (documentsOfTerm.get(term) ?? 0) + documents);
  const spelt = words.filter(({ word }) => word.length >= MIN_SLIP_CHARACTERS && SPELT.test(word));
  const common = new Map<string, ShardWord[]>();
  for (const entry of spelt) {
    if (entry.documents < MIN_TIMES_AS_MANY) continue;
    for (const rest of remainders(entry.word)) {
      const known = common.get(rest);
      if (known === undefined) common.set(rest, [entry]);
      else known.push(entry);
    }
  }
  return spelt.flatMap(({ word, term }): Rule[] => {
    const documents = documentsOfTerm.get(term) ?? 0;
    if (documents > MAX_DOCUMENTS_OF_SLIP) return [];
    const meant = remainders(word)
      .flatMap((rest) => common.get(rest) ?? [])
      .filter(
        (other) =>
          other.documents >= documents * MIN_TIMES_AS_MANY &&
          other.word[0] === word[0] &&
          other.term !== term &&
          !isEnding(word, other.word) &&
          isLikelySlip(word, other.word) &&
          countEdits(word, other.word, 1, false) === 1,
      )
      .sort((a, b) => b.documents - a.documents)[0];
    const to = meant === undefined ? '' : termOf(meant.word);
    return to === '' ? [] : [{ from: [term], to: [to], isOwn: false }];
  });
}
