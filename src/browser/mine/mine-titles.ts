/** What the hub says of assets that this browser knows by their ids. */
import { titleListOf, type TitleList } from '../../reader/collections/title-list.ts';
import { followMoved } from './mine-moved.ts';
import { fillAddress, TITLES_FILE } from '../../library/addresses.ts';

/** Title and revision of an asset as it is now. */
export interface CurrentAsset {
  title: string;
  revision: string;
}

/**
 * Looks assets up. An id that is not in the answer is not in the hub. Rejects while the hub cannot be reached.
 *
 * @param lists into how many lists the hub has cut its titles
 */
export async function lookUp(ids: readonly string[], lists: number): Promise<Map<string, CurrentAsset>> {
  const wanted = new Set(ids.map((id) => titleListOf(id, lists)));
  const found = await Promise.all(Array.from(wanted, fetchList));
  const all: TitleList = Object.assign({}, ...found);
  const moves = ids.flatMap((id): [string, string][] => {
    const now = all[id]?.[2];
    return now === undefined ? [] : [[id, now]];
  });
  followMoved(new Map(moves));
  return new Map(
    ids.flatMap((id) => {
      const [title = '', revision = '', now = id] = all[id] ?? [];
      // Also under the id that it has now, since what is kept goes by that from here on.
      return title === '' ? [] : [...new Set([id, now])].map((each) => [each, { title, revision }] as const);
    }),
  );
}

async function fetchList(number: number): Promise<TitleList> {
  const response = await fetch(fillAddress(TITLES_FILE, String(number)));
  if (!response.ok) throw new Error(`Titles: ${String(response.status)}`);
  return (await response.json()) as TitleList;
}
