/** All rules in one list: the checks run it, the manual is made from it, and a test wants a fixture for each. */
import type { Finding, RuleFacts, Rules, RuleScope } from '../library/finding.ts';
import {
  addressRules,
  folderRules,
  hubRules,
  linkRules,
  pageRules,
  valueRules,
} from '../library/reading-rules.ts';
import { recordNames, records } from '../library/records/records.ts';
import { ownerFileRules, searchRules } from './outside-rules.ts';
import { careRules } from './rules/care.ts';
import { claimRules } from './rules/claims.ts';
import { departmentRules } from './rules/departments.ts';
import { fileContentRules } from './rules/file-contents.ts';
import { fileLeakRules } from './rules/file-leaks.ts';
import { goneRules } from './rules/gone.ts';
import { linkedRules } from './rules/internal-links.ts';
import { launchRules } from './rules/launches.ts';
import { noteRules } from './rules/notes.ts';
import { otherFileRules } from './rules/other-files.ts';
import { sameWordsRules } from './rules/same-words.ts';
import { storyRules } from './rules/stories.ts';
import { textRules } from './rules/text.ts';

/** The rules that look at pages and files: those of each subject stand in one file. */
const allRules = [
  ...careRules,
  ...claimRules,
  ...noteRules,
  ...textRules,
  ...linkedRules,
  ...sameWordsRules,
  ...otherFileRules,
  ...fileContentRules,
  ...fileLeakRules,
  ...launchRules,
  ...goneRules,
  ...storyRules,
  ...departmentRules,
] as const;

export const fileRules = allRules.filter((rule) => rule.scope === 'file');
export const libraryRules = allRules.filter((rule) => rule.scope === 'library');
export const changeRules = allRules.filter((rule) => rule.scope === 'change');

const lists = [
  pageRules,
  valueRules,
  linkRules,
  addressRules,
  folderRules,
  hubRules,
  searchRules,
  ownerFileRules,
  ...allRules.map(({ rules }) => rules),
  ...recordNames.map((name) => records[name].rules),
] as const;

/** Where a finding can be met. */
type RulePlace = 'terminal' | 'JSON' | 'pull request' | 'new page';

const everywhere = ['terminal', 'JSON', 'pull request'] as const;

/** A rule, and where it runs. */
export interface CataloguedRule extends RuleFacts {
  id: string;
  scope: RuleScope;
  places: readonly RulePlace[];
}

/** Every rule there is, in order of id. */
export const catalogue: readonly CataloguedRule[] = lists
  .flatMap((list: Rules) =>
    Object.entries(list.facts).map(([id, facts]) => ({
      id,
      ...facts,
      scope: list.scope,
      places: placesOf(list),
    })),
  )
  .sort((a, b) => (a.id < b.id ? -1 : 1));

type IdsOf<List> = List extends Rules<infer Id> ? Id : never;
/** Id of a rule that is in the catalogue. */
export type RuleId = IdsOf<(typeof lists)[number]>;

/** The rule of a finding, as one of all there are. */
export function idOf({ rule }: Finding): RuleId {
  return rule as string as RuleId;
}

function placesOf(list: Rules): readonly RulePlace[] {
  // Without hub.yaml no check can go on: the terminal says so and stops.
  if (list === hubRules) return ['terminal', 'pull request'];
  const isForDrafts =
    list.scope === 'file' ||
    list === addressRules ||
    libraryRules.some(({ rules, forDrafts }) => rules === list && forDrafts);
  return isForDrafts ? [...everywhere, 'new page'] : everywhere;
}
