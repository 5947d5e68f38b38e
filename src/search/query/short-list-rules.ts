import type { Rule } from '../files/synonym-rules.ts';
import { termOf } from '../text/analysis.ts';
import { foldText } from '../text/fold.ts';
import { cutWords } from '../text/words.ts';
import type { ShortListEntry } from './short-list.ts';
import { buildSynonymRules } from '../build/synonyms.ts';

/**
 * What customers say about one and the same worry. Too loose for a whole library, where each word has pages of its own;
 * among the five objections of a card it finds the one that is meant.
 */
const worries: readonly (readonly string[])[] = [
  [
    'expensive',
    'price',
    'cost',
    'charge',
    'pound',
    'euro',
    'dollar',
    'budget',
    'afford',
    'money',
    'cheap',
    'cheaper',
    'cheapest',
    'dear',
    'dearer',
    'pricey',
    'pay',
    'fee',
    'discount',
    'reduction',
    'percent',
    'quid',
    'grand',
    'gbp',
    'eur',
    'usd',
    'chf',
  ],
  ['slow', 'slower', 'long', 'longer', 'time', 'week', 'month', 'day', 'wait', 'quick', 'faster', 'minute'],
  ['happy', 'satisfied', 'good enough', 'fine', 'works for us'],
  ['contract', 'commit', 'term', 'year', 'cancel', 'locked', 'leave', 'stop', 'quit', 'exit', 'notice'],
  ['switch', 'change', 'migrate', 'move', 'replace'],
  ['train', 'learn', 'adopt', 'another app', 'complicated', 'difficult', 'easier', 'simpler', 'harder'],
  ['safe', 'safer', 'secure', 'security', 'data', 'breach', 'gdpr'],
  ['small', 'smaller', 'bigger', 'larger', 'startup', 'size', 'unknown', 'risk'],
  ['integrate', 'integration', 'connect', 'interface', 'accounting', 'erp'],
  ['colleague', 'decide', 'boss', 'director', 'sign off'],
];

/** In how many of the texts each term stands. */
function countTerms(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  const terms = new Map<string, string>();
  for (const text of texts) {
    const words = new Set<string>();
    cutWords(foldText(text), (word, _place, _end, reading) => {
      if (reading === undefined) words.add(word);
    });
    const here = new Set<string>();
    for (const word of words) {
      const term = terms.get(word) ?? termOf(word);
      terms.set(word, term);
      here.add(term);
    }
    for (const term of here) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** The synonyms that lead to some entry of a list. Made where the hub's own groups are known; the browser gets them. */
export function buildShortListRules(
  entries: readonly ShortListEntry[],
  groups: readonly (readonly string[])[],
): Rule[] {
  const counts = countTerms(entries.map(({ heard, says }) => `${heard}\n${says}`));
  const entriesWith = (term: string): number => counts.get(term) ?? 0;
  const usual = buildSynonymRules(worries, entriesWith, entries.length).map((rule) => ({
    ...rule,
    isOwn: false,
  }));
  return [...usual, ...buildSynonymRules(groups, entriesWith, entries.length)];
}
