/** What the search offers before a word is typed, and which of that typed words mean. */
import { foldWords } from '../../library/fold.ts';
import type { SavedAsset } from '../collections/collection.ts';
import type { Command } from './commands.ts';
import { pageNames } from './page-names.ts';

export type StartEntry =
  | { is: 'search'; query: string }
  | { is: 'asset'; asset: SavedAsset; isFavourite: boolean }
  | { is: 'command'; command: Command }
  | { is: 'page'; page: HubPage };

/** A page of the hub itself, as its navigation has it. */
export interface HubPage {
  label: string;
  icon: string;
  address: string;
}

export interface StartGroup {
  label: string;
  entries: StartEntry[];
}

/** What this browser knows of its reader. */
export interface KnownOfReader {
  /** The words searched for last; '' for none. */
  lastSearch: string;
  /** Opened last, the latest first. */
  recent: readonly SavedAsset[];
  favourites: readonly SavedAsset[];
  commands: readonly Command[];
  /** Id of the asset that stands open; '' for none. It is not offered. */
  here: string;
}

const MAX_RECENT = 5;
const MAX_FAVOURITES = 6;
/** Most entries shown beside hits. */
const MAX_FOUND = 3;
/** A letter or two begin too many words. */
const MIN_FOUND_LETTERS = 3;

const assetsOf = (assets: readonly SavedAsset[], favourites: readonly SavedAsset[]): StartEntry[] =>
  assets.map((asset) => ({ is: 'asset', asset, isFavourite: favourites.some(({ id }) => id === asset.id) }));

/** Groups in the order in which they stand; an asset stands once, and a group with nothing in it is left out. */
export function buildStart({ lastSearch, recent, favourites, commands, here }: KnownOfReader): StartGroup[] {
  const opened = recent.filter(({ id }) => id !== here).slice(0, MAX_RECENT);
  const kept = favourites
    .filter(({ id }) => id !== here && !opened.some((asset) => asset.id === id))
    .slice(0, MAX_FAVOURITES);
  const groups: StartGroup[] = [
    { label: 'Last search', entries: lastSearch === '' ? [] : [{ is: 'search', query: lastSearch }] },
    { label: 'Opened last', entries: assetsOf(opened, favourites) },
    { label: 'Favourites', entries: assetsOf(kept, favourites) },
    { label: 'Actions', entries: commands.map((command) => ({ is: 'command', command })) },
  ];
  return groups.filter(({ entries }) => entries.length > 0);
}

function wordsOf(entry: StartEntry): string {
  if (entry.is === 'search') return entry.query;
  if (entry.is === 'page') return `${entry.page.label} ${pageNames[entry.page.address] ?? ''}`;
  return entry.is === 'asset' ? entry.asset.title : `${entry.command.label} ${entry.command.words}`;
}

/** What means it alone. A page's own label is a usual word, which is looked for. */
function namesOf(entry: StartEntry): readonly string[] {
  if (entry.is === 'command') return [entry.command.label, ...entry.command.names];
  return entry.is === 'page' ? (pageNames[entry.page.address] ?? '').split(' ') : [];
}

/** What typed words mean of it. */
export interface FoundStart {
  /** The command or page of which a whole name was typed: it stands before the hits. */
  named: StartEntry[];
  /** What has words that begin so; it stands after the hits, which are what most people look for. */
  others: StartEntry[];
}

/** @param pages offered to whoever types their names alone; not those to which a command leads */
export function findStart(
  groups: readonly StartGroup[],
  pages: readonly HubPage[],
  typed: string,
): FoundStart {
  const wanted = foldWords(typed);
  if (wanted.length < MIN_FOUND_LETTERS) return { named: [], others: [] };
  const begins = (entry: StartEntry): boolean => {
    const words = foldWords(wordsOf(entry)).split(' ');
    return wanted.split(' ').every((part) => words.some((word) => word.startsWith(part)));
  };
  const isNamed = (entry: StartEntry): boolean => namesOf(entry).some((name) => foldWords(name) === wanted);
  // To search for what is typed already leads nowhere.
  const isTyped = (entry: StartEntry): boolean => entry.is === 'search' && foldWords(entry.query) === wanted;
  const offered = groups.flatMap(({ entries }) => entries);
  const led = new Set(offered.map((entry) => (entry.is === 'command' ? entry.command.address : undefined)));
  const others = pages.filter(({ address }) => !led.has(address));
  const found = [...offered, ...others.map((page): StartEntry => ({ is: 'page', page }))].filter(
    (entry) => begins(entry) && !isTyped(entry),
  );
  return {
    named: found.filter(isNamed),
    others: found.filter((entry) => !isNamed(entry)).slice(0, MAX_FOUND),
  };
}
