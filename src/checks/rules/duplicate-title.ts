import type { Rule } from './rule.ts';
import type { Library } from '../../library/library.ts';

const byLibrary = new WeakMap<Library, Map<string, string>>();

/** The path of the first asset with each title, in order of path; made once for a library. */
function firstOfTitle(library: Library): Map<string, string> {
  const known = byLibrary.get(library);
  if (known !== undefined) return known;
  const first = new Map<string, string>();
  for (const asset of library.assets) {
    const title = foldTitle(asset.data.title);
    if (!first.has(title)) first.set(title, asset.path);
  }
  byLibrary.set(library, first);
  return first;
}

function foldTitle(title: string): string {
  return title.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Two assets with one title cannot be told apart in a list of results. */
export const duplicateTitle: Rule = (asset, library) => {
  const first = firstOfTitle(library).get(foldTitle(asset.data.title));
  if (first === undefined || first === asset.path) return [];
  return [
    {
      path: asset.path,
      line: asset.lineOf(['title']),
      severity: 'warning',
      rule: 'duplicate-title',
      message: `${first} has the same title, so reps cannot tell the two apart in a list.`,
      hint: 'Give one of them a title that says what is special about it.',
    },
  ];
};
