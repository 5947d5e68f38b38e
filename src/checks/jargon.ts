import { foldCase } from '../library/fold.ts';
import type { Hub } from '../library/hub.ts';
import { JARGON, NO_JARGON } from './jargon-words.ts';

export interface FoundJargon {
  /** As it is written there. */
  words: string;
  /** What follows "say" in the way out: `“use”`, or `which step falls away`. */
  plain: string;
}

/** Lists of hub.yaml whose names are nobody's jargon, whatever words they are made of. */
const NAMED = [
  'products',
  'competitors',
  'stages',
  'personas',
  'industries',
  'regions',
  'formats',
  'departments',
  'teams',
  'people',
] as const;

/** What of a hub tells what is jargon in its company. */
export type JargonHub = Pick<Hub, 'company' | 'jargon' | (typeof NAMED)[number]>;

interface Word {
  text: string;
  /** What all its forms have in common. */
  stem: string;
  /** This form alone: `=` and the word in small letters. */
  exact: string;
  from: number;
  to: number;
}

/** Words in a row by their stems or exact forms, and what to say instead; undefined for what is no jargon. */
interface Phrase {
  slots: readonly ReadonlySet<string>[];
  plain: string | undefined;
}

/** What is looked for in the sentences of one hub. */
interface Wanted {
  /** By what they begin with, the longest first. */
  phrases: ReadonlyMap<string, readonly Phrase[]>;
  /** Stems of what the company takes for plain words. */
  allowed: ReadonlySet<string>;
  names: readonly (readonly string[])[];
}

/** Between the words of one phrase stand blanks and hyphens, and nothing that ends a thought. */
const JOINED = /^[\s\u2010\u2011-]+$/;
const QUOTED = /“[^”]*”|„[^“”]*[“”]|«[^»]*»|"[^"]*"|(?<![\p{L}\p{N}])[‘'][^‘’']*[’'](?![\p{L}\p{N}])/gu;

/**
 * Makes what finds all jargon of a sentence in its order, each once. Names of hub.yaml and what stands in quotes are left
 * alone.
 */
export function createJargonFinder(hub: JargonHub): (text: string) => FoundJargon[] {
  const wanted = wantedOf(hub);
  return (text) => findJargon(text, wanted);
}

function findJargon(text: string, wanted: Wanted): FoundJargon[] {
  const words = splitWords(text);
  const quotes = Array.from(text.matchAll(QUOTED), ({ 0: quote, index }) => [index, index + quote.length]);
  const isQuoted = ({ from }: Word) => quotes.some(([start = 0, end = 0]) => from >= start && from < end);
  const found = new Map<string, FoundJargon>();
  for (let at = 0; at < words.length;) {
    const name = Math.max(0, ...wanted.names.map((each) => (isNamed(each, words, at) ? each.length : 0)));
    const met = name > 0 ? undefined : meet(wanted, words, at, text);
    const those = words.slice(at, at + Math.max(1, name, met?.slots.length ?? 0));
    at += those.length;
    const [first] = those;
    const last = those.at(-1);
    if (met?.plain === undefined || first === undefined || last === undefined || isQuoted(first)) continue;
    if (wanted.allowed.has(those.map(({ stem }) => stem).join(' '))) continue;
    const written = text.slice(first.from, last.to).replace(/\s+/g, ' ');
    const key = foldCase(written);
    if (!found.has(key)) found.set(key, { words: written, plain: met.plain });
  }
  return [...found.values()];
}

/** One word is a name where it is written like one (Seamless, not seamless); several are whatever their case. */
function isNamed(name: readonly string[], words: readonly Word[], at: number): boolean {
  const write = (text = '') => (name.length > 1 ? foldCase(text) : text);
  return name.length > 0 && name.every((part, step) => write(part) === write(words[at + step]?.text));
}

function meet({ phrases }: Wanted, words: readonly Word[], at: number, text: string): Phrase | undefined {
  const { stem = '', exact = '' } = words[at] ?? {};
  return [...(phrases.get(exact) ?? []), ...(phrases.get(stem) ?? [])].find(({ slots }) =>
    slots.every((slot, step) => {
      const word = words[at + step];
      if (word === undefined || !(slot.has(word.stem) || slot.has(word.exact))) return false;
      return step === 0 || JOINED.test(text.slice(words[at + step - 1]?.to, word.from));
    }),
  );
}

function splitWords(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({ 0: word, index }) => ({
    text: word,
    stem: stemOf(word),
    exact: `=${foldCase(word)}`,
    from: index,
    to: index + word.length,
  }));
}

function wantedOf(hub: JargonHub): Wanted {
  const { add, allow } = hub.jargon;
  const phrases = [
    // What the company says of a word comes before what is said of it here.
    ...add.map(({ words, instead }) => ({
      slots: splitWords(words).map(({ stem }) => new Set([stem])),
      plain: `“${instead}”`,
    })),
    ...JARGON.flatMap(({ words, say, tell = `“${say ?? ''}”` }) =>
      words.flatMap((pattern) => readPattern(pattern).map((slots) => ({ slots, plain: tell }))),
    ),
    ...NO_JARGON.flatMap((pattern) => readPattern(pattern).map((slots) => ({ slots, plain: undefined }))),
  ];
  const byFirst = new Map<string, Phrase[]>();
  for (const phrase of phrases)
    for (const stem of phrase.slots[0] ?? []) byFirst.set(stem, [...(byFirst.get(stem) ?? []), phrase]);
  for (const list of byFirst.values()) list.sort((a, b) => b.slots.length - a.slots.length);
  return {
    phrases: byFirst,
    allowed: new Set(
      allow.map((words) =>
        splitWords(words)
          .map(({ stem }) => stem)
          .join(' '),
      ),
    ),
    names: [hub.company, ...NAMED.flatMap((list) => hub[list])].map(({ name }) =>
      splitWords(name).map(({ text }) => text),
    ),
  };
}

/** A pattern of `jargon-words.ts` as slots, once with and once without a place that may be left out. */
function readPattern(pattern: string): ReadonlySet<string>[][] {
  let all: ReadonlySet<string>[][] = [[]];
  for (const place of pattern.split(' ')) {
    const slot = new Set(
      place
        .split('|')
        .flatMap((one) => splitWords(one).map(({ stem, exact }) => (one.startsWith('=') ? exact : stem))),
    );
    const longer = all.map((slots) => [...slots, slot]);
    all = place.endsWith('?') ? all.concat(longer) : longer;
  }
  return all;
}

/** What the forms of an English word have in common: leverage, leverages, leveraged, leveraging; utilise as utilize. */
function stemOf(word: string): string {
  const folded = foldCase(word);
  if (folded.length < 4) return folded;
  return folded
    .replace(/ie[sd]$/, 'y')
    .replace(/(?<![su])s$/, '')
    .replace(/(?<=[aeiouy]\p{L}*\p{L}{1,})(?:ed|ing)$/u, '')
    .replace(/(?<=[^aeiou])e$/, '')
    .replace(/([^aeiou])\1$/, '$1')
    .replace(/is$/, 'iz');
}
