import { readHistory } from '../adapters/git/history.ts';
import { readPast } from '../adapters/git/past.ts';
import { addDays, type Day } from '../library/dates.ts';
import type { Library } from '../library/library.ts';
import { addFactVersions, buildFactVersions, type FactVersion } from '../publishing/history/fact-history.ts';
import type { ContentHistory } from '../publishing/history/history.ts';

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
  const history = await readHistory(folder, env);
  if (history === undefined) return undefined;
  const hubAlone = { ...history, byPath: new Map([['hub.yaml', history.byPath.get('hub.yaml') ?? []]]) };
  const limits = { since: addDays(today, -LOOKED_BACK_DAYS), ofOne: HUB_VERSIONS, ofAll: HUB_VERSIONS };
  const past = await readPast(folder, hubAlone, limits, env);
  const factVersions = buildFactVersions(past.get('hub.yaml') ?? []);
  if (factVersions.length < 2) return { history, factVersions };
  return { history: addFactVersions(history, library.assets, factVersions), factVersions };
}
