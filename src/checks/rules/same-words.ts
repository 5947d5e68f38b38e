import type { Asset } from '../../library/asset.ts';
import { foldCase } from '../../library/fold.ts';
import { findNearDuplicates, sayNearDuplicate } from '../near-duplicates.ts';
import { libraryRule } from '../rule.ts';

/** Two pages with one title cannot be told apart in a list of results. */
const duplicateTitle = libraryRule(
  { 'duplicate-title': { severity: 'warning', says: 'Another page has the same title.' } },
  ({ library }, found) => {
    const first = new Map<string, string>();
    return library.assets.flatMap((asset) => {
      const title = foldCase(asset.data.title);
      const there = first.get(title);
      if (there === undefined) {
        first.set(title, asset.path);
        return [];
      }
      return [
        found('duplicate-title', {
          path: asset.path,
          line: asset.lineOf(['title']),
          message: `${there} has the same title, so reps cannot tell the two apart in a list.`,
          hint: 'Give one of them a title that says what is special about it.',
        }),
      ];
    });
  },
  { forDrafts: true },
);

/** One page is told about so many others. */
const TOLD = 3;

/**
 * Parts that say again what another page says. Of two pages the one that changed since the base branch is told, else the
 * later one in order of path: one of the two has to give way.
 */
const nearDuplicate = libraryRule(
  { 'near-duplicate': { severity: 'warning', says: 'A part says nearly what another page says.' } },
  ({ library, base }, found) => {
    const isNew = ({ id, revision }: Asset) => base !== undefined && base.byId.get(id)?.revision !== revision;
    const oldFirst = Map.groupBy(library.assets, isNew);
    return [...findNearDuplicates([...(oldFirst.get(false) ?? []), ...(oldFirst.get(true) ?? [])])].flatMap(
      ([asset, duplicates]) =>
        duplicates
          .slice(0, TOLD)
          .map((duplicate) => found('near-duplicate', sayNearDuplicate(asset, duplicate))),
    );
  },
);

export const sameWordsRules = [duplicateTitle, nearDuplicate] as const;
