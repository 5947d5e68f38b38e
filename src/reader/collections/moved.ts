import type { Mine, SavedAsset } from './collection.ts';

/** The same with ids that pages have now in the place of those that they had, and without those that `''` stands for: their words were withdrawn. */
export function followMovedPages(
  { favourites, collections }: Mine,
  moved: ReadonlyMap<string, string>,
): Mine {
  const follow = (saved: readonly SavedAsset[]): SavedAsset[] => {
    const byId = new Map<string, SavedAsset>();
    for (const { id, title } of saved) {
      const now = moved.get(id) ?? id;
      if (now !== '' && !byId.has(now)) byId.set(now, { id: now, title });
    }
    return [...byId.values()];
  };
  return {
    favourites: follow(favourites),
    collections: collections.map(({ name, pieces }) => ({ name, pieces: follow(pieces) })),
  };
}
