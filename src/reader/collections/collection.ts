import { isRecord } from '../../library/is-record.ts';

/** An asset that somebody keeps at hand. The title is remembered, so that it shows with no network. */
export interface SavedAsset {
  id: string;
  title: string;
}

export interface Collection {
  /** Tells it from the others of this browser. */
  name: string;
  /** Under its old name: browsers, exports and links hold it. */
  pieces: SavedAsset[];
}

/** What somebody keeps in a browser. */
export interface Mine {
  /** The latest first. */
  favourites: SavedAsset[];
  collections: Collection[];
}

/** What a change came to: the new state, or why it was not made. */
export type Outcome = { mine: Mine; problem?: never } | { mine?: never; problem: string };

/** What fits, so that a browser's room for a site is never used up: so many of each, and names in UTF-16 units. */
export const LIMITS = {
  favourites: 100,
  collections: 40,
  assets: 60,
  nameCharacters: 60,
  titleCharacters: 160,
};

const ID = /^[\p{L}\p{M}\p{N}-]+(?:\/[\p{L}\p{M}\p{N}-]+)+$/u;
const MAX_ID_CHARACTERS = 200;

export const nothingMine = (): Mine => ({ favourites: [], collections: [] });

/** Whether this can be the id of an asset. */
export function isAssetId(text: string): boolean {
  return text.length <= MAX_ID_CHARACTERS && ID.test(text);
}

/** The name that stands on the page while an asset's title is not known: the end of its id. */
export function titleFromId(id: string): string {
  const words = id.slice(id.lastIndexOf('/') + 1).replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * Reads what was stored or exported. What does not fit is left out, and each time a sentence says so.
 *
 * @param stored parsed JSON of any shape
 */
export function parseMine(stored: unknown): { mine: Mine; problems: string[] } {
  const problems: string[] = [];
  if (!isRecord(stored)) return { mine: nothingMine(), problems: ['This is no list of favourites.'] };
  const favourites = parseAssets(stored['favourites'], LIMITS.favourites, 'favourites', problems);
  const collections: Collection[] = [];
  const listed = Array.isArray(stored['collections']) ? (stored['collections'] as unknown[]) : [];
  for (const each of listed.slice(0, LIMITS.collections)) {
    const name = isRecord(each) && typeof each['name'] === 'string' ? tidyName(each['name']) : '';
    if (!isRecord(each) || name === '') problems.push('A collection without a name was left out.');
    else if (hasName(collections, name)) problems.push(`Of two collections “${name}” the first is kept.`);
    else {
      collections.push({
        name,
        pieces: parseAssets(each['pieces'], LIMITS.assets, `“${name}”`, problems),
      });
    }
  }
  if (listed.length > LIMITS.collections) problems.push(`${tooMany(listed.length, 'collections')}`);
  return { mine: { favourites, collections }, problems };
}

export function isFavourite(mine: Mine, id: string): boolean {
  return mine.favourites.some((asset) => asset.id === id);
}

/** Puts an asset among the favourites, or takes it out. */
export function toggleFavourite(mine: Mine, asset: SavedAsset): Outcome {
  const others = mine.favourites.filter(({ id }) => id !== asset.id);
  if (others.length < mine.favourites.length) return { mine: { ...mine, favourites: others } };
  if (others.length >= LIMITS.favourites) {
    return { problem: `There are ${String(LIMITS.favourites)} favourites already. Take one out first.` };
  }
  return { mine: { ...mine, favourites: [asset, ...others] } };
}

export function createCollection(mine: Mine, typed: string, assets: readonly SavedAsset[] = []): Outcome {
  const name = tidyName(typed);
  const problem = nameProblem(mine.collections, name);
  if (problem !== undefined) return { problem };
  if (mine.collections.length >= LIMITS.collections) {
    return { problem: `There are ${String(LIMITS.collections)} collections already. Remove one first.` };
  }
  const collection = { name, pieces: assets.slice(0, LIMITS.assets) };
  return { mine: { ...mine, collections: [...mine.collections, collection] } };
}

export function renameCollection(mine: Mine, name: string, typed: string): Outcome {
  const wanted = tidyName(typed);
  const others = mine.collections.filter((each) => each.name !== name);
  const problem = nameProblem(others, wanted);
  if (problem !== undefined) return { problem };
  return { mine: withCollection(mine, name, (collection) => ({ ...collection, name: wanted })) };
}

export function removeCollection(mine: Mine, name: string): Mine {
  return { ...mine, collections: mine.collections.filter((each) => each.name !== name) };
}

/** Puts an asset at the end of a collection, or takes it out. */
export function toggleInCollection(mine: Mine, name: string, asset: SavedAsset): Outcome {
  const found = mine.collections.find((each) => each.name === name);
  if (found === undefined) return { problem: `There is no collection “${name}” any more.` };
  const others = found.pieces.filter(({ id }) => id !== asset.id);
  const isOut = others.length === found.pieces.length;
  if (isOut && others.length >= LIMITS.assets) {
    return { problem: `“${name}” holds ${String(LIMITS.assets)} pages already. Take one out first.` };
  }
  const assets = isOut ? [...others, asset] : others;
  return { mine: withCollection(mine, name, (collection) => ({ ...collection, pieces: assets })) };
}

/** Moves an asset of a collection up (-1) or down (1); at the end nothing moves. */
export function moveInCollection(mine: Mine, name: string, id: string, step: -1 | 1): Mine {
  return withCollection(mine, name, (collection) => {
    const assets = [...collection.pieces];
    const at = assets.findIndex((asset) => asset.id === id);
    const [asset, other] = [assets[at], assets[at + step]];
    if (asset === undefined || other === undefined) return collection;
    assets[at] = other;
    assets[at + step] = asset;
    return { ...collection, pieces: assets };
  });
}

/** Brings another list in: what is here stays, what is new comes behind it, collections of one name become one. */
export function mergeMine(mine: Mine, other: Mine): Mine {
  let merged: Mine = {
    ...mine,
    favourites: mergeAssets(mine.favourites, other.favourites, LIMITS.favourites),
  };
  for (const { name, pieces: assets } of other.collections) {
    const here = merged.collections.find((each) => isSameName(each.name, name));
    merged =
      here === undefined
        ? (createCollection(merged, name, assets).mine ?? merged)
        : withCollection(merged, here.name, (collection) => ({
            ...collection,
            pieces: mergeAssets(collection.pieces, assets, LIMITS.assets),
          }));
  }
  return merged;
}

/** Assets under the titles that they have now. */
export function withTitles(mine: Mine, titles: ReadonlyMap<string, { title: string }>): Mine {
  const renew = (assets: readonly SavedAsset[]): SavedAsset[] =>
    assets.map(({ id, title }) => ({ id, title: titles.get(id)?.title ?? title }));
  return {
    favourites: renew(mine.favourites),
    collections: mine.collections.map(({ name, pieces }) => ({ name, pieces: renew(pieces) })),
  };
}

/** A name that is free, made from this one. */
export function freeName(mine: Mine, typed: string): string {
  const name = tidyName(typed) || 'Collection';
  if (!hasName(mine.collections, name)) return name;
  const numbers = mine.collections.map((_, at) => at + 2);
  const short = name.slice(0, LIMITS.nameCharacters - 4);
  const free = numbers.find((number) => !hasName(mine.collections, `${short} ${String(number)}`));
  return `${short} ${String(free ?? numbers.length + 2)}`;
}

function withCollection(mine: Mine, name: string, change: (found: Collection) => Collection): Mine {
  const collections = mine.collections.map((each) => (each.name === name ? change(each) : each));
  return { ...mine, collections };
}

function mergeAssets(here: readonly SavedAsset[], more: readonly SavedAsset[], most: number): SavedAsset[] {
  const isNew = ({ id }: SavedAsset) => !here.some((asset) => asset.id === id);
  return [...here, ...more.filter(isNew)].slice(0, Math.max(most, here.length));
}

function tidyName(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/g, ' ').trim().slice(0, LIMITS.nameCharacters).trim();
}

const isSameName = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

function hasName(collections: readonly Collection[], name: string): boolean {
  return collections.some((each) => isSameName(each.name, name));
}

function nameProblem(others: readonly Collection[], name: string): string | undefined {
  if (name === '') return 'Give the collection a name.';
  return hasName(others, name) ? `There is a collection “${name}” already.` : undefined;
}

function parseAssets(stored: unknown, most: number, where: string, problems: string[]): SavedAsset[] {
  const listed = Array.isArray(stored) ? (stored as unknown[]) : [];
  const assets: SavedAsset[] = [];
  for (const each of listed) {
    const { id, title } = isRecord(each) ? each : {};
    if (typeof id !== 'string' || !isAssetId(id))
      problems.push(`In ${where}, something is no page of the hub.`);
    else if (!assets.some((asset) => asset.id === id)) {
      const known = typeof title === 'string' ? title.slice(0, LIMITS.titleCharacters).trim() : '';
      assets.push({ id, title: known === '' ? titleFromId(id) : known });
    }
  }
  if (assets.length > most) problems.push(`In ${where}, ${tooMany(assets.length, 'pages', most)}`);
  return assets.slice(0, most);
}

function tooMany(found: number, what: string, most = LIMITS.collections): string {
  return `${String(found)} ${what} are more than fit: the first ${String(most)} are kept.`;
}
