/**
 * Titles and revisions of all assets, cut into lists of about this many, so that a browser that knows some ids asks for
 * a few small files, however large the hub is.
 */
const TITLES_PER_LIST = 64;

/**
 * Title and revision of assets by their ids; an id that a page had before is followed by the one it has now, and by nothing
 * where its words were withdrawn.
 */
export type TitleList = Record<string, [title: string, revision: string, movedTo?: string]>;

/** Into how many lists the titles of so many assets are cut. */
export function countTitleLists(assets: number): number {
  return Math.max(1, Math.ceil(assets / TITLES_PER_LIST));
}

/**
 * In which list an id stands: FNV-1a (Fowler, Noll and Vo) with 32 bits over its UTF-16 units, modulo the number of
 * lists.
 */
export function titleListOf(id: string, lists: number): number {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < id.length; at++) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01_00_01_93);
  return (hash >>> 0) % lists;
}

type TitledAsset = { id: string; revision: string; data: { title: string } };

export function buildTitleLists(
  assets: readonly TitledAsset[],
  moved: ReadonlyMap<string, TitledAsset> = new Map(),
  withdrawn: readonly string[] = [],
): TitleList[] {
  const lists = Array.from({ length: countTitleLists(assets.length) }, (): TitleList => ({}));
  for (const { id, revision, data } of assets) {
    const list = lists[titleListOf(id, lists.length)];
    if (list !== undefined) list[id] = [data.title, revision];
  }
  for (const [was, { id, revision, data }] of moved) {
    const list = lists[titleListOf(was, lists.length)];
    if (list !== undefined) list[was] = [data.title, revision, id];
  }
  for (const id of withdrawn) {
    const list = lists[titleListOf(id, lists.length)];
    if (list !== undefined) list[id] = ['', '', ''];
  }
  return lists;
}
