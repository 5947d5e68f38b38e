/**
 * A list that is short enough to stand in a page, ordered by typed words: the same folding, cutting, stems, synonyms and
 * slips as the search of the hub, with no index to fetch and no waiting.
 */
import { termOf } from '../text/analysis.ts';
import { countEdits, editsAllowed } from '../text/edits.ts';
import { foldText } from '../text/fold.ts';
import type { Rule } from '../files/synonym-rules.ts';
import { parseTypedQuery, type TypedWord } from './typed-query.ts';
import { cutWords } from '../text/words.ts';

/** An entry of the list: the words under which it is known, and those that it says. */
export interface ShortListEntry {
  heard: string;
  says: string;
}

export interface ShortListAnswer {
  /** Numbers of all entries, the best first; those that nothing speaks for keep their order, at the end. */
  order: number[];
  /** How many of them have something to do with what was typed. */
  found: number;
}

const WEIGHT_HEARD = 1;
const WEIGHT_SAYS = 0.4;
const weightOf = { exact: 1, completed: 0.8, synonym: 0.7, usualSynonym: 0.4, corrected: 0.6 };
/** A shorter beginning would match half the list. */
const MIN_BEGINNING = 2;

interface Reading {
  words: Set<string>;
  terms: Set<string>;
}

function readTexts(text: string): Reading {
  const words = new Set<string>();
  cutWords(foldText(text), (word) => termOf(word) !== '' && words.add(word));
  return { words, terms: new Set([...words].map(termOf)) };
}

/** The rules whose words a run of typed terms around `at` says. */
function rulesAt(rules: readonly Rule[], terms: readonly string[], at: number): Rule[] {
  return rules.filter(({ from }) =>
    from.some((_, start) => from.every((term, step) => terms[at - start + step] === term)),
  );
}

/** What the best of these rules is worth in a text with these terms. */
function synonymWeight(rules: readonly Rule[], terms: ReadonlySet<string>): number {
  const leading = rules.filter(({ to }) => to.every((term) => terms.has(term)));
  if (leading.length === 0) return 0;
  return leading.some(({ isOwn }) => isOwn) ? weightOf.synonym : weightOf.usualSynonym;
}

/** Reads a list once; what comes back orders it for typed words, in well under a millisecond for a card. */
export function openShortList(
  entries: readonly ShortListEntry[],
  rules: readonly Rule[],
): (typed: string) => ShortListAnswer {
  const read = entries.map(({ heard, says }) => [
    { weight: WEIGHT_HEARD, ...readTexts(heard) },
    { weight: WEIGHT_SAYS, ...readTexts(says) },
  ]);
  const known = new Set([
    ...read.flatMap((parts) => parts.flatMap(({ words }) => [...words])),
    ...rules.flatMap(({ from }) => from),
  ]);
  const unmoved: ShortListAnswer = { order: entries.map((_, at) => at), found: entries.length };

  /** What each entry gets for what `speaks` finds in a part of it, weighted by how few entries have it. */
  function scoresOf(speaks: (part: Reading) => number): number[] {
    const scores = read.map((parts) => Math.max(...parts.map((part) => part.weight * speaks(part))));
    const having = scores.filter((score) => score > 0).length;
    const rarity = Math.log(1 + entries.length / Math.max(1, having));
    return scores.map((score) => score * rarity);
  }

  function scoreWord(typed: TypedWord, synonyms: readonly Rule[]): number[] {
    const { word, term } = typed;
    const begins = word.length >= MIN_BEGINNING;
    return scoresOf(({ words, terms }) => {
      if (words.has(word) || terms.has(term)) return weightOf.exact;
      if (begins && words.values().some((other) => other.startsWith(word))) return weightOf.completed;
      return synonymWeight(synonyms, terms);
    });
  }

  /** The known words that one slip away from a typed one; of a word that is not finished also its beginnings. */
  function correctionsOf({ word, unfinished }: TypedWord): Set<string> {
    const slips = Math.min(1, editsAllowed(word));
    const near = [...known].filter(
      (other) => slips > 0 && other[0] === word[0] && countEdits(word, other, slips, unfinished) <= slips,
    );
    return new Set(near.map((other) => termOf(other) || other));
  }

  return (typed) => {
    const words = parseTypedQuery(typed).words.filter(({ term }) => term !== '');
    if (words.length === 0) return unmoved;
    const terms = words.map(({ term }) => term);
    const total = entries.map(() => 0);
    words.forEach((word, at) => {
      let scores = scoreWord(word, rulesAt(rules, terms, at));
      if (scores.every((score) => score === 0)) {
        const corrections = correctionsOf(word);
        const synonyms = [...corrections].flatMap((term) => rulesAt(rules, [term], 0));
        scores = scoresOf((part) => {
          if (corrections.values().some((term) => part.terms.has(term))) return weightOf.corrected;
          return weightOf.corrected * synonymWeight(synonyms, part.terms);
        });
      }
      scores.forEach((score, entry) => (total[entry] = (total[entry] ?? 0) + score));
    });
    const scoreOf = (entry: number): number => total[entry] ?? 0;
    return {
      order: unmoved.order.toSorted((a, b) => scoreOf(b) - scoreOf(a)),
      found: total.filter((score) => score > 0).length,
    };
  };
}
