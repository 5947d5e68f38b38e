import { readHistory } from '../adapters/git/history.ts';
import { readPast, readWholePast } from '../adapters/git/past.ts';
import { idOfPath } from '../library/asset.ts';
import { addDays, type Day } from '../library/dates.ts';
import type { Library } from '../library/library.ts';
import { movedPages } from '../library/moves.ts';
import { addFactVersions, buildFactVersions, type FactVersion } from '../publishing/history/fact-history.ts';
import type { ContentHistory } from '../publishing/history/history.ts';
import { cutWithdrawn } from '../publishing/history/withdrawn.ts';

/** Whoever has not opened a piece for longer reads it anew. */
export const LOOKED_BACK_DAYS = 180;
/** Versions of hub.yaml that are read at most. */
const HUB_VERSIONS = 200;

/** What git knows of a content folder, changes of facts included. */
export interface SiteHistory {
  history: ContentHistory;
  /** Newest first. */
  factVersions: FactVersion[];
}

/** What git knows of the folder of a library; undefined where it knows nothing. */
export async function collectHistory(
  folder: string,
  library: Library,
  today: Day,
  env: Record<string, string | undefined>,
): Promise<SiteHistory | undefined> {
  const moved = movedPages(library.moves, library.byId);
  const all = await readHistory(folder, env, {
    movedTo: (path) => moved.get(idOfPath(path))?.path,
    zone: library.hub.company.time_zone,
  });
  if (all === undefined) return undefined;
  const withdrawn = library.assets.flatMap(({ path, data: { withdraw } }) =>
    withdraw === undefined ? [] : [{ path, withdraw }],
  );
  const paths = withdrawn.map(({ path }) => path);
  const history = cutWithdrawn(all, withdrawn, await readWholePast(folder, all, paths, env));
  const hubAlone = { ...history, byPath: new Map([['hub.yaml', history.byPath.get('hub.yaml') ?? []]]) };
  const limits = { since: addDays(today, -LOOKED_BACK_DAYS), ofOne: HUB_VERSIONS, ofAll: HUB_VERSIONS };
  const past = await readPast(folder, hubAlone, limits, env);
  const factVersions = buildFactVersions(past.get('hub.yaml') ?? []);
  if (factVersions.length < 2) return { history, factVersions };
  return { history: addFactVersions(history, library.assets, factVersions), factVersions };
}
