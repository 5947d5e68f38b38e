import type { Rule } from '../files/synonym-rules.ts';
import type { ShortListEntry } from './short-list.ts';
import { buildSynonymRules, termsOf } from '../build/synonyms.ts';

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
    'pay',
  ],
  ['slow', 'long', 'time', 'week', 'month', 'day', 'wait', 'quick', 'minute'],
  ['happy', 'satisfied', 'good enough', 'fine', 'works for us'],
  ['contract', 'commit', 'term', 'year', 'cancel', 'locked'],
  ['switch', 'change', 'migrate', 'move', 'replace'],
  ['train', 'learn', 'adopt', 'another app', 'complicated', 'difficult'],
  ['safe', 'secure', 'security', 'data', 'breach', 'gdpr'],
  ['small', 'startup', 'size', 'unknown', 'risk'],
  ['integrate', 'integration', 'connect', 'interface', 'accounting', 'erp'],
  ['colleague', 'decide', 'boss', 'director', 'sign off'],
];

/** The synonyms that lead to some entry of a list. Made where the hub's own groups are known; the browser gets them. */
export function buildShortListRules(
  entries: readonly ShortListEntry[],
  groups: readonly (readonly string[])[],
): Rule[] {
  const each = entries.map(({ heard, says }) => new Set(termsOf(`${heard}\n${says}`)));
  const entriesWith = (term: string): number => each.filter((terms) => terms.has(term)).length;
  const usual = buildSynonymRules(worries, entriesWith, entries.length).map((rule) => ({
    ...rule,
    isOwn: false,
  }));
  return [...usual, ...buildSynonymRules(groups, entriesWith, entries.length)];
}
