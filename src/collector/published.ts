import type { BuiltAsset } from '../adapters/built-revisions.ts';
import { readPublished, writePublished, type Published } from '../adapters/published-file.ts';
import type { EventStore } from '../usage/event-store.ts';
import { STORE, propertyColumn } from '../hogql/tables.ts';

/** So many must have used a revision to be believed that it was published. */
const ENOUGH_PEOPLE = 5;

/**
 * What a store of an earlier version says was published, for readers who still have an earlier page open or come back
 * from a train: revisions of assets that enough people have used. One person's are not proof.
 */
async function learnFromUse(store: EventStore): Promise<BuiltAsset[]> {
  const [asset, revision] = [propertyColumn('asset_id'), propertyColumn('asset_rev')];
  const { rows } = await store.query(
    `SELECT ${asset}, ${revision} FROM ${STORE.events} WHERE ${asset} IS NOT NULL AND ${revision} IS NOT NULL
     GROUP BY 1, 2 HAVING count(DISTINCT distinct_id) >= ${String(ENOUGH_PEOPLE)}`,
    [],
    'charts',
  );
  return rows.map(([id, rev]) => ({ id: String(id), revision: String(rev) }));
}

function join(before: Published, assets: readonly BuiltAsset[]): Map<string, Set<string>> {
  const all = new Map([...before].map(([id, revisions]) => [id, new Set(revisions)]));
  for (const { id, revision } of assets) all.set(id, (all.get(id) ?? new Set()).add(revision));
  return all;
}

/** What builds have published, and what tells of another build. */
export interface PublishedBook {
  read: () => Published;
  /** A build is about to be shown. */
  add: (assets: readonly BuiltAsset[]) => Promise<void>;
}

/**
 * Opens the book of what builds have published, which lies beside the store. Events about anything else are not taken: it
 * was never there to be used.
 */
export async function openPublished(
  folder: string,
  store: EventStore,
  assets: readonly BuiltAsset[],
): Promise<PublishedBook> {
  const kept = await readPublished(folder);
  let published: Published = kept ?? join(new Map(), await learnFromUse(store));
  const add = async (more: readonly BuiltAsset[]) => {
    const isKnown = more.every(({ id, revision }) => published.get(id)?.has(revision) === true);
    published = join(published, more);
    if (!isKnown) await writePublished(folder, published);
  };
  await add(assets);
  return { read: () => published, add };
}
