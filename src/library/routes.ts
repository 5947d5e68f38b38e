// One row for each address, so it is as long as the site has pages: whoever looks for one reads one list.
import { kindNames, kinds, type Kind } from './kinds/kinds.ts';
import {
  ADOPTION_PATH,
  ASSET_FILES,
  BRIEF_PATH,
  BUILD_FILE,
  CALL_FILE,
  CALL_PATH,
  CARD_CALL_PATH,
  CHANGES_FILE,
  callName,
  CODE_PREFIX,
  fillAddress,
  ICONS_FILE,
  IDENTITY_FILE,
  LIBRARY_PATH,
  LLMS_FILE,
  LLMS_FULL_FILE,
  MEDIA_PREFIX,
  MINE_PATH,
  NEW_PATH,
  OFFLINE_PATH,
  OUTLINE_FILE,
  PANEL_PATH,
  PICTURES_PREFIX,
  PRODUCT_USE_PATH,
  SEARCH_PREFIX,
  SHAREABLE_FILES,
  SKILL_FILES,
  SNAPSHOT_FILE,
  TABLE_FILE,
  TITLES_FILE,
  TWIN_FILE,
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
    title: 'Saved',
    navigation: { group: 'hub', icon: 'star' },
    isLinkable: true,
    offline: 'home',
    audience: 'internal',
  },
  offline: {
    address: OFFLINE_PATH,
    title: 'Offline',
    navigation: { group: 'settings', icon: 'download' },
    isLinkable: true,
    offline: 'home',
    audience: 'internal',
  },
  newPiece: {
    address: NEW_PATH,
    title: 'New page',
    // Where there is no repository there is nowhere to publish to.
    navigation: { group: 'publish', icon: 'add', needs: 'repository' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  call: {
    address: CALL_PATH,
    title: 'Call mode',
    navigation: { group: 'hub', icon: 'call', needs: 'battlecards' },
    isLinkable: true,
    offline: 'call',
    audience: 'internal',
  },
  callOfCard: {
    address: CARD_CALL_PATH,
    isLinkable: true,
    values: ({ assets }) => assets.filter(({ kind }) => kind === 'battlecard').map(callName),
    offline: 'call',
    audience: 'internal',
  },
  brief: {
    address: BRIEF_PATH,
    title: 'Call brief',
    navigation: { group: 'hub', icon: 'print' },
    isLinkable: true,
    offline: 'lists',
    audience: 'internal',
  },
  panel: {
    address: PANEL_PATH,
    title: 'Beside the deal',
    isLinkable: true,
    offline: 'lists',
    audience: 'internal',
  },
  due: {
    address: '/due/',
    title: 'Due for review',
    navigation: { group: 'publish', icon: 'history' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  adoption: {
    address: ADOPTION_PATH,
    title: 'Adoption',
    navigation: { group: 'publish', icon: 'adoption' },
    isLinkable: true,
    offline: 'live',
    audience: 'internal',
  },
  productUse: {
    address: PRODUCT_USE_PATH,
    isLinkable: true,
    values: ({ hub }) => hub.products.map(({ id }) => id),
    offline: 'live',
    audience: 'internal',
  },
  start: {
    address: '/start/',
    title: 'Where to start',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  asks: {
    address: '/asks/',
    title: 'What is asked of reps',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  needs: {
    address: '/needs/',
    title: 'What reps need',
    navigation: { group: 'publish', icon: 'needs', needs: 'needs' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  board: {
    address: '/board/',
    title: 'Sales advisory board',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  pipeline: {
    address: '/pipeline/',
    title: 'Pipeline and forecast',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  rhythm: {
    address: '/rhythm/',
    title: 'Rhythm',
    navigation: { group: 'publish', icon: 'rhythm', needs: 'rhythm' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  touchpoints: {
    address: '/touchpoints/',
    title: 'Where customers meet us',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  voices: {
    address: '/voices/',
    title: 'What excites us about our customers',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  year: {
    address: '/year/',
    title: 'Year in review',
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  myData: {
    address: '/my-data/',
    title: 'What is recorded',
    navigation: { group: 'settings', icon: 'privacy' },
    isLinkable: true,
    offline: 'opened',
    audience: 'internal',
  },
  feeds: {
    address: '/feeds/',
    title: 'Follow what changes',
    navigation: { group: 'settings', icon: 'feed' },
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
  callElsewhere: { address: CALL_FILE, offline: 'call', audience: 'internal' },
  changes: { address: CHANGES_FILE, offline: 'never', audience: 'internal' },
  feed: { address: '/feeds/[...feed].xml', offline: 'never', audience: 'internal' },
  calendar: { address: '/feeds/[...calendar].ics', offline: 'never', audience: 'internal' },
  openSearch: { address: '/opensearch/[hub].xml', offline: 'never', audience: 'internal' },
  titles: { address: TITLES_FILE, offline: 'never', audience: 'internal' },
  // What a draft is checked against.
  outline: { address: OUTLINE_FILE, offline: 'opened', audience: 'internal' },
  icons: { address: ICONS_FILE, offline: 'home', audience: 'internal' },
  favicon: { address: '/favicon.svg', from: 'public', offline: 'home', audience: 'internal' },
  manifest: { address: '/manifest.webmanifest', offline: 'never', audience: 'internal' },
  // PNG where a system takes no SVG, drawn from the two.
  icon192: { address: '/icon-192.png', from: 'public', offline: 'never', audience: 'internal' },
  icon512: { address: '/icon-512.png', from: 'public', offline: 'never', audience: 'internal' },
  iconMaskable: { address: '/icon-maskable.svg', from: 'public', offline: 'never', audience: 'internal' },
  iconMaskable512: {
    address: '/icon-maskable-512.png',
    from: 'public',
    offline: 'never',
    audience: 'internal',
  },
  appleIcon: { address: '/apple-touch-icon.png', from: 'public', offline: 'never', audience: 'internal' },
  identity: { address: IDENTITY_FILE, from: 'public', offline: 'never', audience: 'internal' },
  // Of pages at old addresses, which open without a network as well.
  movedScript: { address: '/moved.js', from: 'public', offline: 'home', audience: 'internal' },
  robots: { address: '/robots.txt', from: 'public', offline: 'never', audience: 'internal' },
  search: {
    address: `${SEARCH_PREFIX}[...file]`,
    from: 'build',
    offline: 'search',
    audience: 'internal',
  },
  media: { address: `${MEDIA_PREFIX}[...file]`, from: 'build', offline: 'opened', audience: 'internal' },
  // A device has those of the pages that its reader keeps (`browser/mine/mine-pictures.ts`).
  pictures: { address: `${PICTURES_PREFIX}[...file]`, from: 'build', offline: 'never', audience: 'internal' },
  code: { address: `${CODE_PREFIX}[...file]`, from: 'build', offline: 'code', audience: 'internal' },
  serviceWorker: { address: '/sw.js', from: 'build', offline: 'never', audience: 'internal' },
  buildId: { address: BUILD_FILE, from: 'build', offline: 'never', audience: 'internal' },
  // For programs and agents, which are online; a device keeps the pages.
  twin: { address: TWIN_FILE, from: 'build', offline: 'never', audience: 'internal' },
  assets: { address: ASSET_FILES, from: 'build', offline: 'never', audience: 'internal' },
  llms: { address: LLMS_FILE, from: 'build', offline: 'never', audience: 'internal' },
  llmsFull: { address: LLMS_FULL_FILE, from: 'build', offline: 'never', audience: 'internal' },
  skills: { address: SKILL_FILES, from: 'build', offline: 'never', audience: 'internal' },
  shareable: { address: SHAREABLE_FILES, from: 'build', offline: 'never', audience: 'internal' },
} as const satisfies Record<string, FileRoute>;

/** The address of the page that lists a kind. */
export function kindUrl(kind: Kind): string {
  return `/${kinds[kind].folder}/`;
}

/** Addresses of the pages that content may link to, those of assets aside: links to them are checked with their headings. */
export function linkableAddresses(content: RoutedContent): string[] {
  return Object.values<PageRoute>(routes).flatMap(({ address, isLinkable, values }) => {
    if (!isLinkable || address === routes.asset.address) return [];
    return values === undefined ? [address] : values(content).map((value) => fillAddress(address, value));
  });
}
