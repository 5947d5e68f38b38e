import type { Asset } from '../library/asset.ts';
import type { Day } from '../library/dates.ts';
import { defineRules, type Finding, type RuleFacts, type Rules } from '../library/finding.ts';
import type { Library } from '../library/library.ts';

/** What a rule may look at beside the page or the files that it judges. */
export interface Around {
  library: Library;
  today: Day;
  /** The library as it is on the base branch; undefined where there is none to compare with. */
  base: Library | undefined;
}

type Facts<Id extends string> = Readonly<Record<Id, RuleFacts>>;
type Found<Id extends string> = Rules<Id>['found'];

/** Rules for one page at a time. They run everywhere, also while somebody writes. */
export interface FileRule<Id extends string = string> {
  scope: 'file';
  rules: Rules<Id>;
  /** Called once for a library; what comes back is called for each of its pages. */
  open(around: Around): (asset: Asset) => Finding[];
}

/** Rules for all files at once. */
export interface LibraryRule<Id extends string = string> {
  scope: 'library';
  rules: Rules<Id>;
  /** Whether titles, addresses and paths of the other files are enough: then it runs while somebody writes, too. */
  forDrafts: boolean;
  check(around: Around): Finding[];
}

/** Rules for what changed since the base branch; without one they cannot run. */
export interface ChangeRule<Id extends string = string> {
  scope: 'change';
  rules: Rules<Id>;
  check(around: Around & { base: Library }): Finding[];
  /** Whether there is something to look at where nobody knows what changed, so that people are told of it. */
  isMissed(around: Around): boolean;
}

export function fileRule<Id extends string>(
  facts: Facts<Id>,
  open: (around: Around, found: Found<Id>) => (asset: Asset) => Finding[],
): FileRule<Id> {
  const rules = defineRules('file', facts);
  return { scope: 'file', rules, open: (around) => open(around, rules.found) };
}

export function libraryRule<Id extends string>(
  facts: Facts<Id>,
  check: (around: Around, found: Found<Id>) => Finding[],
  { forDrafts = false }: { forDrafts?: boolean } = {},
): LibraryRule<Id> {
  const rules = defineRules('library', facts);
  return { scope: 'library', rules, forDrafts, check: (around) => check(around, rules.found) };
}

export function changeRule<Id extends string>(
  facts: Facts<Id>,
  check: (around: Around & { base: Library }, found: Found<Id>) => Finding[],
  isMissed: (around: Around) => boolean,
): ChangeRule<Id> {
  const rules = defineRules('change', facts);
  return { scope: 'change', rules, isMissed, check: (around) => check(around, rules.found) };
}
