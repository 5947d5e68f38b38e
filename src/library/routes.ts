import { kindNames, kinds, type Kind } from './kinds/kinds.ts';
import {
  ADOPTION_PATH,
  BRIEF_PATH,
  BUILD_FILE,
  CHANGES_FILE,
  CODE_PREFIX,
  fillAddress,
  ICONS_FILE,
  IDENTITY_FILE,
  LIBRARY_PATH,
  MEDIA_PREFIX,
  MINE_PATH,
  OFFLINE_PATH,
  OUTLINE_FILE,
  SEARCH_PREFIX,
  SNAPSHOT_FILE,
  TABLE_FILE,
  TITLES_FILE,
  WORDS_FILE,
} from './addresses.ts';
import type { FileRoute, PageRoute, RoutedContent } from './route.ts';

/**
 * Every address of the site, once: `test/unit/routes.test.ts` holds `src/pages` and `public` against the lists. They are
 * plain objects without spread, which a bundler drops where nobody uses them.
 */
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
    address: '/new/',
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
  adoptionTable: { address: TABLE_FILE, offline: 'never', audience: 'internal' },
  adoptionSnapshot: { address: SNAPSHOT_FILE, offline: 'never', audience: 'internal' },
  adoptionWords: { address: WORDS_FILE, offline: 'never', audience: 'internal' },
  brief: { address: '/brief/[file]', offline: 'briefs', audience: 'internal' },
  changes: { address: CHANGES_FILE, offline: 'never', audience: 'internal' },
  feed: { address: '/feeds/[...feed].xml', offline: 'never', audience: 'internal' },
  titles: { address: TITLES_FILE, offline: 'never', audience: 'internal' },
  outline: { address: OUTLINE_FILE, offline: 'never', audience: 'internal' },
  icons: { address: ICONS_FILE, offline: 'home', audience: 'internal' },
  favicon: { address: '/favicon.svg', from: 'public', offline: 'home', audience: 'internal' },
  identity: { address: IDENTITY_FILE, from: 'public', offline: 'never', audience: 'internal' },
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
  buildId: { address: BUILD_FILE, from: 'build', offline: 'never', audience: 'internal' },
} as const satisfies Record<string, FileRoute>;

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
