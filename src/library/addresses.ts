/**
 * Addresses that scripts of a page write; those of everything else stand in `routes.ts`. This module imports nothing, so
 * that a page which wants one of them does not wait for the list.
 */
export const LIBRARY_PATH = '/library/';
export const MINE_PATH = '/mine/';
export const OFFLINE_PATH = '/offline/';
export const CALL_PATH = '/call/';
export const CARD_CALL_PATH = '/call/[...card]/';
export const BRIEF_PATH = '/brief/';
/** The brief beside a deal, in the frame of a CRM or of a browser's side. */
export const PANEL_PATH = '/panel/';
export const NEW_PATH = '/new/';
export const ADOPTION_PATH = '/adoption/';
/** What a product comes to in use, on one screen. */
export const PRODUCT_USE_PATH = '/adoption/[product]/';
export const SEARCH_PREFIX = '/search/';
/** Where a build puts its scripts, styles and fonts, whose names hold a hash. */
export const CODE_PREFIX = '/_hub/';
/** Where the files of the content folder that are no assets are served. */
export const MEDIA_PREFIX = '/media/';
/** The address of such a file by its path in the content folder. */
export const mediaUrl = (path: string): string =>
  MEDIA_PREFIX + path.split('/').map(encodeURIComponent).join('/');
/** Where pictures of the pages of files are served, each under the first letters of its SHA-256: the same address is the same bytes. */
export const PICTURES_PREFIX = '/pictures/';
export const ICONS_FILE = '/icons.svg';
export const BUILD_FILE = '/build.txt';
export const IDENTITY_FILE = '/identity.json';
export const CHANGES_FILE = '/changes/[...id].json';
export const TITLES_FILE = '/mine/titles/[list].json';
/** What other cards and the answers say, for a call about one card. */
export const CALL_FILE = '/call/elsewhere.json';
export const OUTLINE_FILE = '/new/library-outline.json';
export const TABLE_FILE = '/adoption/[question].csv';
export const SNAPSHOT_FILE = '/adoption/snapshot.json';
export const WORDS_FILE = '/adoption/words.json';
/** An asset as Markdown, beside its page. */
export const TWIN_FILE = '/[...id].md';
/** What programs and agents are told of all assets. */
export const ASSET_FILES = '/assets/[...file]';
export const ASSET_LIST_FILE = '/assets/index.json';
export const ASSET_LIST_SCHEMA_FILE = '/assets/index.schema.json';
export const CLAIMS_FILE = '/assets/claims.json';
/** The texts of some assets, piece by piece. */
export const TEXTS_FILE = '/assets/texts/[file].json';
export const LLMS_FILE = '/llms.txt';
export const LLMS_FULL_FILE = '/llms-full.txt';
/** The same of what customers may have: nothing in this folder is internal. */
export const SHAREABLE_FILES = '/shareable/[file]';
export const SHAREABLE_LLMS_FILE = '/shareable/llms.txt';
export const SHAREABLE_LLMS_FULL_FILE = '/shareable/llms-full.txt';
/** Plays as skills of agents. */
export const SKILL_FILES = '/skills/[...file]';
export const SKILL_FILE = '/skills/[name]/SKILL.md';
export const SKILL_LIST_FILE = '/skills/index.json';
/** Where agents ask a running hub. */
export const AGENTS_PATH = '/mcp';
/** Where Slack asks a running hub. */
export const SLACK_PATH = '/slack';

/** Puts a value where an address has a name in brackets: `/products/cold/` of `/products/[product]/` and `cold`. */
export function fillAddress(address: string, value: string): string {
  return address.replace(/\[[^\]]*\]/, () => value);
}

/** What the address of a card's call page ends with: the id of the card without the folder of all cards. */
export const callName = ({ id }: { id: string }): string => id.slice(id.indexOf('/') + 1);

/** The address of a card's call page: `/call/acme/` of `battlecards/acme`. */
export const callUrl = (card: { id: string }): string => fillAddress(CARD_CALL_PATH, callName(card));

/** The address of an asset's page: `/battlecards/acme/` of `battlecards/acme`. */
export function urlOf(id: string): string {
  return `/${id}/`;
}

/** The address of an asset as Markdown: `/battlecards/acme.md` of `battlecards/acme`. */
export const twinUrl = (id: string): string => fillAddress(TWIN_FILE, id);
