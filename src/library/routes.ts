import { kindNames, kinds, type Kind } from './kinds/kinds.ts';
import { MEDIA_PREFIX } from './media.ts';
import type { FileRoute, PageRoute, RoutedContent } from './route.ts';

/**
 * Every address of the site, once: `test/unit/routes.test.ts` holds `src/pages` and `public` against the lists.
 *
 * Addresses that scripts of a page write are constants, since what takes one of them must not get a list along; for the
 * same reason the lists are plain objects without spread, which bundlers drop where nobody uses them.
 */
export const LIBRARY_PATH = '/library/';
export const MINE_PATH = '/mine/';
export const OFFLINE_PATH = '/offline/';
export const NEW_PATH = '/new/';
export const BRIEF_PATH = '/brief/';
export const ADOPTION_PATH = '/adoption/';
export const SEARCH_PREFIX = '/search/';
export const CODE_PREFIX = '/_hub/';
export const CHANGES_FILE = '/changes/[...id].json';
export const TITLES_FILE = '/mine/titles/[list].json';
export const OUTLINE_FILE = '/new/library-outline.json';
export const ICONS_FILE = '/icons.svg';
export const SNAPSHOT_FILE = '/adoption/snapshot.json';
export const WORDS_FILE = '/adoption/words.json';

export const routes = {
  home: {
    address: '/',
    title: 'Home',
    navigation: { group: 'hub', icon: 'home' },
    isLinkable: true,
    offline: 'home',
    audience: 'internal',
  },
  library: {
    address: LIBRARY_PATH,
    title: 'Library',
    navigation: { group: 'hub', icon: 'library' },
    isLinkable: true,
    offline: 'lists',
    audience: 'internal',
  },
  mine: {
    address: MINE_PATH,
    title: 'Yours',
    navigation: { group: 'hub', icon: 'star' },
    isLinkable: true,
    offline: 'home',
    audience: 'internal',
  },
  offline: {
    address: OFFLINE_PATH,
    title: 'Offline',
    navigation: { group: 'hub', icon: 'download' },
    isLinkable: true,
    offline: 'home',
    audience: 'internal',
  },
  newPiece: {
    address: NEW_PATH,
    title: 'New piece',
    // Where there is no repository there is nowhere to publish to.
    navigation: { group: 'hub', icon: 'add', needs: 'repository' },
    isLinkable: true,
    offline: 'never',
    audience: 'internal',
  },
  call: {
    address: '/call/',
    title: 'Call mode',
    navigation: { group: 'call', icon: 'call', needs: 'battlecards' },
    isLinkable: true,
    offline: 'call',
    audience: 'internal',
  },
  callOfCard: {
    address: '/call/[...card]/',
    isLinkable: true,
    values: ({ assets }) => assets.filter(({ kind }) => kind === 'battlecard').map(callName),
    offline: 'call',
    audience: 'internal',
  },
  brief: {
    address: BRIEF_PATH,
    title: 'Call brief',
    navigation: { group: 'call', icon: 'print' },
    isLinkable: true,
    offline: 'lists',
    audience: 'internal',
  },
  adoption: {
    address: ADOPTION_PATH,
    title: 'Adoption',
    navigation: { group: 'numbers', icon: 'adoption' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  asks: {
    address: '/asks/',
    title: 'What is asked of reps',
    navigation: { group: 'numbers', label: 'Asked of reps', icon: 'asks', needs: 'asks' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  myData: {
    address: '/my-data/',
    title: 'What is recorded',
    navigation: { group: 'numbers', icon: 'privacy' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  feeds: {
    address: '/feeds/',
    title: 'Follow what changes',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  product: {
    address: '/products/[product]/',
    isLinkable: true,
    values: ({ hub }) => hub.products.map(({ id }) => id),
    offline: 'opened',
    audience: 'internal',
  },
  stage: {
    address: '/stages/[stage]/',
    isLinkable: true,
    values: ({ hub }) => hub.stages.map(({ id }) => id),
    offline: 'opened',
    audience: 'internal',
  },
  kind: {
    address: '/[folder]/',
    isLinkable: true,
    values: ({ assets }) =>
      kindNames.filter((name) => assets.some(({ kind }) => kind === name)).map((name) => kinds[name].folder),
    offline: 'of-its-kind',
    audience: 'internal',
  },
  asset: {
    address: '/[...id]/',
    isLinkable: true,
    values: ({ assets }) => assets.map(({ id }) => id),
    offline: 'of-its-kind',
    audience: 'internal',
  },
  notFound: {
    address: '/404.html',
    title: 'Nothing at this address',
    isLinkable: false,
    offline: 'never',
    audience: 'internal',
  },
} as const satisfies Record<string, PageRoute>;

/** What programs fetch. Content links to none of it: a file changes its form together with the program. */
export const fileRoutes = {
  admin: { address: '/admin/[file]', offline: 'never', audience: 'internal' },
  adoptionTable: { address: '/adoption/[question].csv', offline: 'never', audience: 'internal' },
  adoptionSnapshot: { address: SNAPSHOT_FILE, offline: 'never', audience: 'internal' },
  adoptionWords: { address: WORDS_FILE, offline: 'never', audience: 'internal' },
  brief: { address: '/brief/[file]', offline: 'briefs', audience: 'internal' },
  changes: { address: CHANGES_FILE, offline: 'never', audience: 'internal' },
  feed: { address: '/feeds/[...feed].xml', offline: 'never', audience: 'internal' },
  titles: { address: TITLES_FILE, offline: 'never', audience: 'internal' },
  outline: { address: OUTLINE_FILE, offline: 'never', audience: 'internal' },
  icons: { address: ICONS_FILE, offline: 'home', audience: 'internal' },
  favicon: { address: '/favicon.svg', from: 'public', offline: 'home', audience: 'internal' },
  identity: { address: '/identity.json', from: 'public', offline: 'never', audience: 'internal' },
  robots: { address: '/robots.txt', from: 'public', offline: 'never', audience: 'internal' },
  search: {
    address: `${SEARCH_PREFIX}[...file]`,
    from: 'build',
    offline: 'search',
    audience: 'internal',
  },
  media: { address: `${MEDIA_PREFIX}[...file]`, from: 'build', offline: 'opened', audience: 'internal' },
  code: { address: `${CODE_PREFIX}[...file]`, from: 'build', offline: 'code', audience: 'internal' },
  serviceWorker: { address: '/sw.js', from: 'build', offline: 'never', audience: 'internal' },
  buildId: { address: '/build.txt', from: 'build', offline: 'never', audience: 'internal' },
} as const satisfies Record<string, FileRoute>;

/** Puts a value where an address has a name in brackets: `/products/cold/` of `/products/[product]/` and `cold`. */
export function fillAddress(address: string, value: string): string {
  return address.replace(/\[[^\]]*\]/, () => value);
}

/** The address of the page that lists a kind. */
export function kindUrl(kind: Kind): string {
  return `/${kinds[kind].folder}/`;
}

/** What the address of a card's call page ends with: the id of the card without the folder of all cards. */
export function callName({ id }: { id: string }): string {
  return id.slice(kinds.battlecard.folder.length + 1);
}

/** Addresses of the pages that content may link to, those of assets aside: links to them are checked with their headings. */
export function linkableAddresses(content: RoutedContent): string[] {
  return Object.values<PageRoute>(routes).flatMap(({ address, isLinkable, values }) => {
    if (!isLinkable || address === routes.asset.address) return [];
    return values === undefined ? [address] : values(content).map((value) => fillAddress(address, value));
  });
}
