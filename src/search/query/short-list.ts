/**
 * A list that is short enough to stand in a page, ordered by typed words: the same folding, cutting, stems, synonyms and
 * slips as the search of the hub, with no index to fetch and no waiting.
 */
import { isAmountTerm, isNumber } from '../text/amount-words.ts';
import { termOf, termOrWord } from '../text/analysis.ts';
import { countEdits, editsAllowed } from '../text/edits.ts';
import { otherNumber } from '../text/number-words.ts';
import { foldText } from '../text/fold.ts';
import type { Rule } from '../files/synonym-rules.ts';
import { parseTypedQuery, type TypedWord } from './typed-query.ts';
import { cutWords } from '../text/words.ts';

/** An entry of the list: the words under which it is known, and those that it says. */
export interface ShortListEntry {
  heard: string;
  says: string;
}

/** The entries of a list in the order in which they answer what was typed. */
export interface ShortListAnswer {
  /** Numbers of all entries, from 0, the best first; those that nothing speaks for keep their order, at the end. */
  order: number[];
  /** How many words were typed that tell anything; with none all entries are there in their own order. */
  words: number;
  /** How many of them have enough to do with what was typed; fewer words than that are chance. */
  found: number;
  /** How much of what was typed speaks for each entry, by its number: 1 for all of it, or where nothing was typed. */
  shares: number[];
  /** The same of the words under which an entry is known alone: how much of what was typed is what it is about. */
  heard: number[];
}

const WEIGHT_HEARD = 1;
const WEIGHT_SAYS = 0.4;
const weightOf = { exact: 1, completed: 0.8, synonym: 0.7, usualSynonym: 0.4, corrected: 0.6 };
/** The number of an amount, where it counts something else: of who hears `38 quid`, `38 sites` is not meant. */
const WEIGHT_OF_OTHER_UNIT = 0.3;
/** A shorter beginning would match half the list. */
const MIN_BEGINNING = 2;
/** Of shorter words one slip makes another word: nine of nice. */
const MIN_CORRECTED = 5;
/** One usual synonym of four words is still what is meant; less is chance. */
const MIN_SHARE = 0.1;

/** What people say beside what they mean. In a library such words have pages of their own; nobody on a call means those. */
const fillers = new Set(
  'actually already bit even far honestly just kind lot lots maybe more much only pretty quite really simply sort still stuff thing things way whenever'
    .split(' ')
    .map(termOf),
);

interface Reading {
  words: Set<string>;
  terms: Set<string>;
}

function readTexts(text: string): Reading {
  const words = new Set<string>();
  cutWords(foldText(text), (word) => termOf(word) !== '' && words.add(word));
  return { words, terms: new Set([...words].map(termOf)) };
}

/** The term of the unit beside a number, such as that of `quid` behind `38`; '' for none. */
const unitBeside = (terms: readonly string[], at: number): string =>
  [terms[at + 1], terms[at - 1]].find((term) => term !== undefined && isAmountTerm(term)) ?? '';

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

/** The words of what was typed by which an entry may be meant. */
export function meantWords(typed: string): TypedWord[] {
  return parseTypedQuery(typed).words.filter(({ term }) => term !== '' && !fillers.has(term));
}

/** Reads a list once; what comes back orders it for typed words, in well under a millisecond for a card. */
export function openShortList(
  entries: readonly ShortListEntry[],
  rules: readonly Rule[],
): (typed: string) => ShortListAnswer {
  const read = entries.map(({ heard, says }) => [readTexts(heard), readTexts(says)]);
  const known = new Set([
    ...read.flatMap((parts) => parts.flatMap(({ words }) => [...words])),
    ...rules.flatMap(({ from }) => from),
  ]);
  const unmoved: ShortListAnswer = {
    order: entries.map((_, at) => at),
    words: 0,
    found: entries.length,
    shares: entries.map(() => 1),
    heard: entries.map(() => 1),
  };

  /** What each entry gets for what `speaks` finds in a part of it, and how much that counts: the more, the fewer have it. */
  function scoresOf(speaks: (part: Reading) => number): {
    scores: number[];
    heard: number[];
    rarity: number;
  } {
    const heard = read.map(([part]) => (part === undefined ? 0 : speaks(part)));
    const scores = read.map(([, part], at) =>
      Math.max(WEIGHT_HEARD * (heard[at] ?? 0), part === undefined ? 0 : WEIGHT_SAYS * speaks(part)),
    );
    const having = scores.filter((score) => score > 0).length;
    const rarity = Math.log(1 + entries.length / Math.max(1, having));
    return { scores, heard, rarity };
  }

  /** @param unit the term of the unit beside a number; '' for none */
  function scoreWord(typed: TypedWord, synonyms: readonly Rule[], unit: string): ReturnType<typeof scoresOf> {
    const { word, term } = typed;
    const begins = word.length >= MIN_BEGINNING;
    const other = otherNumber(word);
    return scoresOf(({ words, terms }) => {
      const isCounted = unit === '' || terms.has(unit);
      if (words.has(word) || terms.has(term)) return isCounted ? weightOf.exact : WEIGHT_OF_OTHER_UNIT;
      if (isCounted && words.has(other)) return weightOf.exact;
      if (begins && words.values().some((other) => other.startsWith(word))) return weightOf.completed;
      return synonymWeight(synonyms, terms);
    });
  }

  /** The known words that one slip away from a typed one; of a word that is not finished also its beginnings. */
  function correctionsOf({ word, unfinished }: TypedWord): Set<string> {
    const slips = Math.min(1, editsAllowed(word));
    const near = [...known].filter(
      (other) =>
        slips > 0 &&
        word.length >= MIN_CORRECTED &&
        other[0] === word[0] &&
        countEdits(word, other, slips, unfinished) <= slips,
    );
    return new Set(near.map(termOrWord));
  }

  return (typed) => {
    const words = meantWords(typed);
    if (words.length === 0) return unmoved;
    const terms = words.map(({ term }) => term);
    const total = entries.map(() => 0);
    const totalHeard = entries.map(() => 0);
    let all = 0;
    words.forEach((word, at) => {
      const unit = isNumber(word) ? unitBeside(terms, at) : '';
      let found = scoreWord(word, rulesAt(rules, terms, at), unit);
      const isFound = (): boolean => found.scores.some((score) => score > 0);
      if (!isFound()) {
        const corrections = correctionsOf(word);
        const synonyms = [...corrections].flatMap((term) => rulesAt(rules, [term], 0));
        found = scoresOf((part) => {
          if (corrections.values().some((term) => part.terms.has(term))) return weightOf.corrected;
          return weightOf.corrected * synonymWeight(synonyms, part.terms);
        });
      }
      found.scores.forEach((score, entry) => (total[entry] = (total[entry] ?? 0) + score * found.rarity));
      found.heard.forEach(
        (score, entry) => (totalHeard[entry] = (totalHeard[entry] ?? 0) + score * found.rarity),
      );
      if (unit === '') all += found.rarity;
    });
    const shareOfAll = (score: number): number => (all === 0 ? Number(score > 0) : score / all);
    const shares = total.map(shareOfAll);
    const shareOf = (entry: number): number => shares[entry] ?? 0;
    return {
      words: words.length,
      order: unmoved.order.toSorted((a, b) => shareOf(b) - shareOf(a)),
      found: shares.filter((share) => share >= MIN_SHARE).length,
      shares: shares.map((share) => (share >= MIN_SHARE ? share : 0)),
      heard: totalHeard.map(shareOfAll),
    };
  };
}
