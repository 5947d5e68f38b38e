/**
 * Addresses that scripts of a page write; those of everything else stand in `routes.ts`. This module imports nothing, so
 * that a page which wants one of them does not wait for the list.
 */
export const LIBRARY_PATH = '/library/';
export const MINE_PATH = '/mine/';
export const OFFLINE_PATH = '/offline/';
export const BRIEF_PATH = '/brief/';
export const ADOPTION_PATH = '/adoption/';
export const SEARCH_PREFIX = '/search/';
export const CODE_PREFIX = '/_hub/';
/** Where the files of the content folder that are no assets are served. */
export const MEDIA_PREFIX = '/media/';
export const ICONS_FILE = '/icons.svg';
export const BUILD_FILE = '/build.txt';
export const IDENTITY_FILE = '/identity.json';
export const CHANGES_FILE = '/changes/[...id].json';
export const TITLES_FILE = '/mine/titles/[list].json';
export const OUTLINE_FILE = '/new/library-outline.json';
export const TABLE_FILE = '/adoption/[question].csv';
export const SNAPSHOT_FILE = '/adoption/snapshot.json';
export const WORDS_FILE = '/adoption/words.json';

/** Puts a value where an address has a name in brackets: `/products/cold/` of `/products/[product]/` and `cold`. */
export function fillAddress(address: string, value: string): string {
  return address.replace(/\[[^\]]*\]/, () => value);
}

/** The address of an asset's page on the site. */
export function urlOf(id: string): string {
  return `/${id}/`;
}
