import type { Asset } from '../../library/asset.ts';
import type { Library } from '../../library/library.ts';
import { MOVES_PATH } from '../../library/records/moves.ts';
import { changeRule } from '../rule.ts';

/** An address that people may have kept leads somewhere, or somebody has said that it leads nowhere any more. */
const pagesGone = changeRule(
  {
    'page-gone': {
      severity: 'warning',
      says: 'A page is taken away or renamed, and its old address leads nowhere.',
    },
  },
  ({ library, base }, found) => {
    const told = new Set(library.moves.map(({ from }) => from));
    return base.assets.flatMap((gone) => {
      if (library.byId.has(gone.id) || library.leftOut.has(gone.id) || told.has(gone.id)) return [];
      const home = findHome(gone, library, base);
      const move = home === undefined ? '' : `{ from: ${gone.id}, to: ${home.id} }`;
      return [
        found('page-gone', {
          path: home?.path ?? MOVES_PATH,
          line: 1,
          message:
            home === undefined
              ? `“${gone.data.title}” (${gone.id}) was a page and is gone: links, favourites and numbers lead to nothing.`
              : `“${gone.data.title}” was ${gone.id} and is ${home.id} now: its old address leads nowhere, and its numbers begin anew.`,
          hint:
            home === undefined
              ? `Write into ${MOVES_PATH}, under moves, - { from: ${gone.id}, title: ${JSON.stringify(gone.data.title)} }, or to: with the id of the page that holds its words now.`
              : `Write into ${MOVES_PATH}, under moves, - ${move}; next time npm run rename -- ${gone.id}=${home.id} does all of it.`,
        }),
      ];
    });
  },
  () => false,
);

/** The new page that holds its words: the same meaning, else the same title in the same kind. */
function findHome(gone: Asset, { assets }: Library, base: Library): Asset | undefined {
  const fresh = assets.filter(({ id, kind }) => kind === gone.kind && !base.byId.has(id));
  return (
    fresh.find(({ revision }) => revision === gone.revision) ??
    fresh.find(({ data }) => data.title === gone.data.title)
  );
}

export const goneRules = [pagesGone] as const;
