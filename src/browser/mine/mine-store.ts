/** What somebody keeps in this browser: read anew for every change, since other tabs change it too. */
import {
  nothingMine,
  parseMine,
  type Mine,
  type Outcome,
  type SavedAsset,
} from '../../reader/collections/collection.ts';
import { parseVisits, renderVisits, addVisit, type Visit } from '../../reader/visits/visits.ts';
import type { keptKeys } from '../kept-keys.ts';
import { readStored, readStoredJson, removeStored, writeStored } from '../storage.ts';
import { readToday } from '../today.ts';

type PromisedKeys = typeof keptKeys.mine;

/** What "Forget it" takes away: all that the page about it promises. */
export const mineKeys = {
  mine: 'hub:mine',
  recent: 'hub:recent',
  seen: 'hub:seen',
  training: 'hub:training',
  requests: 'hub:requests',
  searched: 'hub:searched',
} as const satisfies {
  [Key in keyof PromisedKeys as Key extends `hub:${infer Name}` ? Name : never]: Key;
};

const MAX_RECENT = 8;
const NOT_KEPT =
  'This browser keeps nothing for the hub, or has no room left, so this was not saved. What was kept before is still there.';

export function readMine(): { mine: Mine; problems: string[] } {
  const stored = readStoredJson(mineKeys.mine) ?? null;
  return stored === null ? { mine: nothingMine(), problems: [] } : parseMine(stored);
}

/** Makes a change to what is kept now. */
export function changeMine(change: (mine: Mine) => Outcome): Outcome {
  const outcome = change(readMine().mine);
  if (outcome.mine === undefined) return outcome;
  return writeStored(mineKeys.mine, JSON.stringify(outcome.mine)) ? outcome : { problem: NOT_KEPT };
}

/** The assets opened last, the latest first. */
export function readRecent(): SavedAsset[] {
  return parseMine({ favourites: readStoredJson(mineKeys.recent) ?? [] }).mine.favourites.slice(
    0,
    MAX_RECENT,
  );
}

export function addRecent(asset: SavedAsset): void {
  const others = readRecent().filter(({ id }) => id !== asset.id);
  writeStored(mineKeys.recent, JSON.stringify([asset, ...others].slice(0, MAX_RECENT)));
}

/** The words that were searched for last; '' for none. */
export function readLastSearch(): string {
  return readStored(mineKeys.searched) ?? '';
}

export function rememberSearch(query: string): void {
  writeStored(mineKeys.searched, query);
}

export function readVisits(): Visit[] {
  return parseVisits(readStored(mineKeys.seen) ?? null);
}

export function writeVisits(visits: readonly Visit[]): void {
  writeStored(mineKeys.seen, renderVisits(visits, readToday()));
}

/** Remembers a visit beside those that other tabs remember. */
export function rememberVisit(visit: Visit): void {
  writeVisits(addVisit(readVisits(), visit));
}

/** Throws all of it away. */
export function forgetMine(): void {
  removeStored(...Object.values(mineKeys));
}

/** Hears of what other tabs change. */
export function onOtherTab(changed: () => void): void {
  const keys = new Set<string | null>([...Object.values(mineKeys), null]);
  window.addEventListener('storage', ({ key }: StorageEvent) => {
    if (keys.has(key)) changed();
  });
}
