import { idOfPath } from '../../library/asset.ts';
import { placeOf } from '../../library/content-tree.ts';
import { decodeUtf8 } from '../../library/decode-utf8.ts';
import { parseFrontMatter } from '../../library/front-matter.ts';
import type { Library } from '../../library/library.ts';
import type { ContentHistory } from '../../publishing/history/history.ts';
import { createGit, readObjects } from './command.ts';
import { readHistory } from './history.ts';

/** So many texts of pages that are gone are read at most, the last ones first. */
const MAX_TEXTS = 2000;

/** A page that is gone, by the name that it had last. */
export interface GonePage {
  id: string;
  title: string;
}

/**
 * What pages were called that git knows and the library has no more, so that numbers still name them. What `moves.yaml` says
 * of a page comes first: words that were withdrawn stay untold. A shallow copy of the repository knows few of them, a folder
 * without git none.
 */
export async function readGonePages(
  folder: string,
  { byId, moves, leftOut, hub }: Pick<Library, 'byId' | 'moves' | 'leftOut' | 'hub'>,
  env: Record<string, string | undefined>,
  known?: ContentHistory,
): Promise<GonePage[]> {
  const history = known ?? (await readHistory(folder, env, { zone: hub.company.time_zone }));
  const told = new Set(moves.map(({ from }) => from));
  const wanted = [...(history?.gone ?? [])]
    .filter(([path]) => placeOf(path).is === 'page')
    .map(([path, object]) => ({ path, object, id: idOfPath(path) }))
    .filter(({ id }) => !told.has(id) && !byId.has(id) && !leftOut.has(id))
    .slice(0, MAX_TEXTS);
  if (wanted.length === 0) return [];
  const texts = await readObjects(
    createGit(folder, env),
    wanted.map(({ object }) => object),
  );
  return wanted.flatMap(({ path, id }, at) => {
    const bytes = texts?.[at];
    const read = bytes && decodeUtf8(bytes);
    const title =
      read && 'text' in read ? parseFrontMatter(path, read.text).frontMatter?.data['title'] : undefined;
    return typeof title === 'string' && title.trim() !== '' ? [{ id, title: title.trim() }] : [];
  });
}
