/**
 * Which sentence of a found document answers what was typed. The text is at hand, so that all words of the search are looked
 * for in all of its sentences; nothing of it is known to the ranking of documents.
 */
import type { Sentence } from '../../library/sentence.ts';
import { isAmountTerm, isNumber } from '../text/amount-words.ts';
import { termOf, termOrWord } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import { otherNumber } from '../text/number-words.ts';
import { cutWords } from '../text/words.ts';
import { sentenceWeights as weights } from '../sentence-weights.ts';
import type { Concept, Match } from './rank.ts';
import type { TypedQuery } from './typed-query.ts';

/** A typed word with all that may stand for it in a sentence. */
interface AskedWord {
  typed: string;
  rarity: number;
  /** Terms that must all be there, and what that is worth. */
  ways: { terms: readonly string[]; weight: number }[];
  /** It may go on: a sentence is at hand and tells of all words how they begin, the index only of the commonest. */
  isBeginning: boolean;
}

/** What was typed, read once for all documents. */
export interface Asked {
  words: AskedWord[];
  /** All words as typed, small ones too. */
  typed: ReadonlySet<string>;
  /** Telling words that were typed one after the other, as in `exit fee`. */
  neighbours: Neighbours[];
}

interface Neighbours {
  /** The terms of each of the two words, any of them. */
  left: readonly string[];
  right: readonly string[];
  /** How many words the second is behind the first. */
  distance: number;
  /** The number among them, as typed. */
  number: string | undefined;
  /** One of them is a unit, which stands on either side of its number. */
  isAmount: boolean;
}

/** Pairs looked at: of more words each tells little. */
const MAX_NEIGHBOURS = 3;

const termsOf = (word: string): string[] =>
  word
    .split(' ')
    .filter((part) => part !== '')
    .map(termOrWord);

export function readAsked(query: TypedQuery, concepts: readonly Concept[]): Asked {
  const last = query.words.at(-1);
  return {
    words: concepts.map(({ typed, rarity, alternatives }) => ({
      typed,
      rarity,
      ways: [
        ...alternatives.map(({ word, weight }) => ({ terms: termsOf(word), weight })),
        { terms: [termOf(otherNumber(typed))], weight: weights.otherNumber },
      ],
      isBeginning: last?.unfinished === true && last.word === typed,
    })),
    typed: new Set(query.words.map(({ word }) => word)),
    neighbours: neighboursIn(query.words.filter(({ term }) => term !== '')),
  };
}

function neighboursIn(telling: TypedQuery['words']): Asked['neighbours'] {
  const pairs = telling.slice(1, MAX_NEIGHBOURS + 1).flatMap((right, at): Neighbours[] => {
    const left = telling[at];
    if (left === undefined) return [];
    return [
      {
        left: spellingsOf(left),
        right: spellingsOf(right),
        distance: right.place - left.place,
        number: [left, right].find(isNumber)?.word,
        isAmount: isAmountTerm(left.term) || isAmountTerm(right.term),
      },
    ];
  });
  // What has its unit on one side counts nothing on the other: of `€45 per call` the 45 is of euros.
  const amounts = new Set(pairs.map(({ number, isAmount }) => (isAmount ? number : undefined)));
  return pairs.map((pair) =>
    pair.isAmount || !amounts.has(pair.number) ? pair : { ...pair, number: undefined },
  );
}

const spellingsOf = ({ word, term }: TypedQuery['words'][number]): string[] => [
  term,
  termOf(otherNumber(word)),
];

interface Reading {
  /** Own terms, and where among the words they stand. */
  own: ReadonlyMap<string, readonly number[]>;
  /** The same of its heading, whose words stand before all others. */
  above: ReadonlyMap<string, readonly number[]>;
  /** Own terms and those of what goes with them, and stands above them. */
  all: ReadonlySet<string>;
  ownWords: ReadonlySet<string>;
  /** Of these the ones that tell something. */
  tellingWords: readonly string[];
}

const readings = new WeakMap<Sentence, Reading>();

/** More than a heading has words. */
const ABOVE = 1000;

function placesOf(
  text: string,
  first: number,
  visit: (word: string) => void = () => undefined,
): Map<string, number[]> {
  const places = new Map<string, number[]>();
  cutWords(foldText(text), (word, place) => {
    const term = termOrWord(word);
    const known = places.get(term);
    if (known === undefined) places.set(term, [first + place]);
    else known.push(first + place);
    visit(word);
  });
  return places;
}

/** Read when a document is first found, and kept: the same ones are found again with every letter. */
function read(sentence: Sentence): Reading {
  const known = readings.get(sentence);
  if (known !== undefined) return known;
  const ownWords = new Set<string>();
  const own = placesOf(sentence.words, 0, (word) => ownWords.add(word));
  const above = placesOf(sentence.heading, -ABOVE);
  const all = new Set([...own.keys(), ...above.keys()]);
  cutWords(foldText(`${sentence.reply}\n${sentence.ask}`), (word) => all.add(termOrWord(word)));
  const tellingWords = [...ownWords].filter((word) => termOf(word) !== '');
  const made = { own, above, all, ownWords, tellingWords };
  readings.set(sentence, made);
  return made;
}

/** What a word finds in some terms, 0 to 1. */
function worthIn({ ways }: AskedWord, terms: { has(term: string): boolean }): number {
  let best = 0;
  for (const way of ways) {
    if (way.weight > best && way.terms.every((term) => terms.has(term))) best = way.weight;
  }
  return best;
}

const isBegun = ({ isBeginning, typed }: AskedWord, { tellingWords }: Reading): boolean =>
  isBeginning && tellingWords.some((word) => word.startsWith(typed));

/** The same in a sentence's own words, which may also continue it. */
const worthInOwn = (word: AskedWord, reading: Reading): number =>
  Math.max(worthIn(word, reading.own), isBegun(word, reading) ? weights.begun : 0);

/** How much the very words resemble each other, small ones too: of all that either has, the share that both have. */
function likeness(typed: ReadonlySet<string>, { ownWords }: Reading): number {
  return (2 * typed.intersection(ownWords).size) / Math.max(1, typed.size + ownWords.size);
}

/** Whether both words stand in a sentence as they were typed; small words may stand between. */
function areTogether({ left, right, distance, isAmount }: Neighbours, { own, above }: Reading): boolean {
  const places = (terms: readonly string[]): readonly number[] =>
    terms.flatMap((term) => [...(own.get(term) ?? []), ...(above.get(term) ?? [])]);
  const ofRight = places(right);
  return places(left).some(
    (place) => ofRight.includes(place + distance) || (isAmount && ofRight.includes(place - distance)),
  );
}

const gainOf = ({ number }: Neighbours): number => (number === undefined ? weights.near : weights.nearNumber);

/** What a sentence gains by the words that stand in it next to each other as they were typed. */
function nearnessIn({ neighbours }: Asked, reading: Reading): number {
  if (neighbours.length === 0) return 0;
  const together = neighbours.filter((each) => areTogether(each, reading));
  return together.reduce((sum, each) => sum + gainOf(each), 0) / neighbours.length;
}

export interface ChosenSentence {
  sentence: Sentence;
  /** How much of all that was asked its own words and the title say, 0 to 1. */
  strength: number;
  /** What it gains by words that stand in it as they were typed one after the other. */
  nearness: number;
}

/**
 * The sentence to show and to open; undefined where none answers, and the page is meant as a whole. A word that the title
 * has chooses no sentence, and one that stands in every other sentence little.
 *
 * @param matches how the document answers the search
 * @param today what has passed by then is left out
 */
export function chooseSentence(
  sentences: readonly Sentence[],
  asked: Asked,
  matches: readonly Match[],
  today: string,
): ChosenSentence | undefined {
  const lasting = sentences.filter(({ until }) => until === undefined || until >= today);
  const [first] = lasting;
  // A page that is one answer is that answer, whatever of it was looked for.
  const inTitle = new Set(matches.flatMap((match) => (match.inTitle ? [match.typed] : [])));
  if (first?.is === 'answer') return described(first, asked, inTitle);
  const found = new Set(matches.map(({ typed }) => typed));
  const parts = lasting.map((sentence) => ({ sentence, reading: read(sentence) }));
  const isTold = (word: AskedWord): boolean =>
    found.has(word.typed) || parts.some(({ reading }) => isBegun(word, reading));
  const telling = asked.words.filter((word) => !inTitle.has(word.typed) && isTold(word));
  if (telling.length === 0) return undefined;

  const worth = telling.map((word) =>
    parts.map(({ reading }) =>
      Math.max(worthInOwn(word, reading), weights.reply * worthIn(word, reading.all)),
    ),
  );
  const rarityHere = worth.map(
    (column) =>
      Math.log(1 + lasting.length / Math.max(1, column.filter((value) => value > 0).length)) /
      Math.log(1 + lasting.length),
  );
  const sumOf = (value: (word: AskedWord, at: number) => number): number =>
    telling.reduce((sum, word, at) => sum + value(word, at), 0);
  const mostCovered = sumOf(({ rarity }) => rarity);

  let best: Sentence | undefined;
  let most = 0;
  parts.forEach(({ sentence, reading }, at) => {
    const covered = sumOf(({ rarity }, word) => rarity * (worth[word]?.[at] ?? 0));
    if (covered < weights.covered * mostCovered) return;
    const score =
      sumOf(({ rarity }, word) => rarity * (worth[word]?.[at] ?? 0) * (rarityHere[word] ?? 0)) *
      (1 + weights.likeness * likeness(asked.typed, reading) + nearnessIn(asked, reading)) *
      (weights.kinds[sentence.is] ?? 1);
    if (score <= most) return;
    most = score;
    best = sentence;
  });
  return best && described(best, asked, inTitle);
}

const described = (sentence: Sentence, asked: Asked, inTitle: ReadonlySet<string>): ChosenSentence => ({
  sentence,
  strength: strengthOf(sentence, asked, inTitle),
  nearness: nearnessIn(asked, read(sentence)),
});

function strengthOf(sentence: Sentence, { words, neighbours }: Asked, inTitle: ReadonlySet<string>): number {
  const reading = read(sentence);
  const sumOf = (value: (word: AskedWord) => number): number =>
    words.reduce((sum, word) => sum + word.rarity * value(word), 0);
  // `30 months` is not said by thirty days of notice after twelve months.
  const strayed = new Set(
    neighbours.flatMap((each) =>
      each.number === undefined || areTogether(each, reading) ? [] : [each.number],
    ),
  );
  const saidOf = (word: AskedWord): number => {
    if (inTitle.has(word.typed)) return 1;
    return worthIn(word, reading.own) * (strayed.has(word.typed) ? weights.strayNumber : 1);
  };
  const said = sumOf(saidOf);
  return (
    said /
    Math.max(
      sumOf(() => 1),
      Number.MIN_VALUE,
    )
  );
}
