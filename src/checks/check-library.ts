import type { Asset } from '../library/asset.ts';
import { compareFindings, type Finding } from '../library/finding.ts';
import { changeRules, fileRules, libraryRules } from './catalogue.ts';
import type { Around } from './rule.ts';

/** What all rules say of a library, in order of path and line. Without a base, what a change may not do is not looked at. */
export function checkLibrary(around: Around): Finding[] {
  const { library, base } = around;
  const opened = fileRules.map((rule) => rule.open(around));
  return [
    ...library.assets.flatMap((asset) => opened.flatMap((check) => check(asset))),
    ...libraryRules.flatMap((rule) => rule.check(around)),
    ...(base === undefined ? [] : changeRules.flatMap((rule) => rule.check({ ...around, base }))),
  ].sort(compareFindings);
}

/**
 * What rules say of one page that is not published yet, when of all others only titles, addresses and paths are known.
 */
export function checkDraft(asset: Asset, around: Omit<Around, 'base'>): Finding[] {
  const all = { ...around, base: undefined };
  return [
    ...fileRules.flatMap((rule) => rule.open(all)(asset)),
    ...libraryRules
      .filter(({ forDrafts }) => forDrafts)
      .flatMap((rule) => rule.check(all).filter(({ path }) => path === asset.path)),
  ];
}

/** Ids of the rules that would have something to look at, if anybody knew what changed. */
export function missedRules(around: Around): string[] {
  if (around.base !== undefined) return [];
  return changeRules.filter((rule) => rule.isMissed(around)).flatMap(({ rules }) => Object.keys(rules.facts));
}
