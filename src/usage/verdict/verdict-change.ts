import type { Day } from '../../library/dates.ts';
import type { Library } from '../../library/library.ts';
import { movedPages } from '../../library/moves.ts';

/** An asset whose words a merge changed; an owner, a date or a comma makes no new revision. */
export interface ChangedAsset {
  id: string;
  title: string;
  did: 'changed' | 'added' | 'removed';
  /** The revision that the merge brought; of a removed asset the one that it took away. */
  revision: string;
  publishedOn: Day | undefined;
  /** Whether its words are others again by now. */
  hasChangedAgain: boolean;
}

/** Assets of which a merge changed the meaning, in order of id. `now` is what is published today. */
export function changedAssets(before: Library | undefined, after: Library, now: Library): ChangedAsset[] {
  const inChange = movedPages(after.moves, after.byId);
  const since = movedPages(now.moves, now.byId);
  const was = new Map((before?.assets ?? []).map((asset) => [inChange.get(asset.id)?.id ?? asset.id, asset]));
  const ids = new Set([...was.keys(), ...after.assets.map(({ id }) => id)]);
  return [...ids].sort().flatMap((id): ChangedAsset[] => {
    const [old, fresh] = [was.get(id), after.byId.get(id)];
    const today = since.get(id) ?? now.byId.get(id);
    const asset = fresh ?? old;
    if (asset === undefined || old?.revision === fresh?.revision) return [];
    return [
      {
        // Events of all its names are counted under the one that it has now.
        id: today?.id ?? id,
        title: asset.data.title,
        did: old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed',
        revision: asset.revision,
        publishedOn: (old ?? asset).data.published,
        hasChangedAgain: fresh !== undefined && today?.revision !== fresh.revision,
      },
    ];
  });
}
