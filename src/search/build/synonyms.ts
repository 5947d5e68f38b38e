/** Different words for one thing: from the company's own list, and from the texts, where they explain an abbreviation. */
import type { SearchDocument } from '../document.ts';
import { salesWordsOf } from '../text/sales-words/sales-words.ts';
import type { Rule } from '../files/synonym-rules.ts';
import { termsOf } from '../text/terms.ts';

/** Every phrase of a group stands for every other. */
function rulesOfGroup(group: readonly string[], isOwn: boolean): Rule[] {
  const sides = group.map(termsOf).filter((terms) => terms.length > 0);
  return sides.flatMap((from) =>
    sides.filter((to) => to.join(' ') !== from.join(' ')).map((to) => ({ from, to, isOwn })),
  );
}

const small = new Set(['of', 'and', 'the', 'for', 'to', 'in', 'a', 'an', 'on', 'or', 'with']);
const SHORT_FORM = /\(([A-Z][A-Z0-9]{1,6})s?\)/g;
/** The stretch before a bracket in which the long form must lie, up to the last mark that ends a thought. */
const MAX_FORM_CHARACTERS = 90;
const LAST_THOUGHT = /[^\p{L}\p{N}' -][\p{L}\p{N}' -]*$/u;

/**
 * The last words before the bracket whose first letters spell the short form, as "ideal customer profile" does before
 * "(ICP)"; small words may stand between. '' when they do not spell it.
 */
function longForm(before: string, short: string): string {
  const words = before.trim().split(/[\s-]+/);
  let left = short.length - 1;
  for (let at = words.length - 1; at >= 0; at -= 1) {
    const word = words[at] ?? '';
    const begins = word[0]?.toUpperCase() === short[left];
    if (!begins && !small.has(word.toLowerCase())) return '';
    if (!begins) continue;
    if (left === 0) return words.slice(at).join(' ');
    left -= 1;
  }
  return '';
}

/** Pairs of short and long form, the form most often given for each. */
function readAbbreviations(documents: readonly SearchDocument[]): [short: string, long: string][] {
  const counts = new Map<string, Map<string, number>>();
  for (const document of documents) {
    for (const section of document.sections) {
      if (!section.text.includes('(')) continue;
      for (const { 1: short = '', index } of section.text.matchAll(SHORT_FORM)) {
        const before = section.text.slice(Math.max(0, index - MAX_FORM_CHARACTERS), index);
        const long = longForm(before.slice(before.search(LAST_THOUGHT) + 1), short).toLowerCase();
        if (long === '') continue;
        const forms = counts.get(short) ?? new Map<string, number>();
        counts.set(short, forms.set(long, (forms.get(long) ?? 0) + 1));
      }
    }
  }
  return [...counts].map(([short, forms]) => [
    short,
    [...forms].sort((a, b) => b[1] - a[1])[0]?.[0] ?? short,
  ]);
}

function withoutDoubles(rules: readonly Rule[], documentsWith: DocumentsWith): Rule[] {
  const kept = new Map<string, Rule>();
  for (const rule of rules) {
    const isUseful =
      rule.from.length > 0 && rule.to.length > 0 && rule.to.every((term) => documentsWith(term) > 0);
    if (isUseful) kept.set(`${rule.from.join(' ')}>${rule.to.join(' ')}`, rule);
  }
  return [...kept.values()];
}

/** In about how many documents a term stands; 0 for one that is nowhere. */
export type DocumentsWith = (term: string) => number;

/**
 * A word that more than this share of a library has finds enough by itself; each of its usual synonyms would be one
 * more file to fetch. In a small library that costs nothing, and a word is rare up to this many documents.
 */
const COMMON_SHARE = 0.05;
const ALWAYS_RARE = 20;

/**
 * The rules that every search knows from the start. What the company says goes before what is usual in sales. A rule
 * that leads nowhere is left out.
 *
 * @param languages of the documents, as BCP 47 tags
 */
export function buildSynonymRules(
  groups: readonly (readonly string[])[],
  documentsWith: DocumentsWith,
  documentCount: number,
  languages: readonly string[] = [],
): Rule[] {
  const words = salesWordsOf(languages);
  const hints = words.hints.map(([said, written]) => ({
    from: termsOf(said),
    to: termsOf(written),
    isOwn: false,
  }));
  const usual = words.synonyms.flatMap((group) => rulesOfGroup(group, false));
  const isRare = (term: string): boolean =>
    documentsWith(term) <= Math.max(ALWAYS_RARE, documentCount * COMMON_SHARE);
  const helpful = usual.filter(({ from }) => from.length > 1 || from.every(isRare));
  const own = groups.flatMap((group) => rulesOfGroup(group, true));
  return withoutDoubles([...hints, ...helpful, ...own], documentsWith);
}

/**
 * The rules that texts give by explaining an abbreviation: too many to know from the start, kept with their first word.
 */
export function buildAbbreviationRules(
  documents: readonly SearchDocument[],
  documentsWith: DocumentsWith,
): Rule[] {
  return withoutDoubles(
    readAbbreviations(documents).flatMap((pair) => rulesOfGroup(pair, true)),
    documentsWith,
  );
}
