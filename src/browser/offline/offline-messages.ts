/** What pages and the service worker tell each other. */

/** Where the hub keeps things on the device; what is not told apart inside is named by its build. */
export const cacheNames = {
  code: 'hub-code',
  /** Workbox keeps the files of a build apart in here. */
  kept: 'hub-kept',
  state: 'hub-state',
  visited: (build: string) => `hub-visited-${build}`,
  index: (build: string) => `hub-index-${build}`,
  whole: (build: string) => `hub-whole-${build}`,
};

/** Behind the address of the service worker: it was asked for, so it keeps all it can, also for somebody who saves data. */
export const STATE_REQUESTED = '?asked';

/** Under this address the cache of the whole hub says that nothing is missing. */
export const WHOLE_IS_HERE = '/whole-is-here';

/** How do things stand? Answered with an `OfflineState` through the port that comes with it. */
export interface ToServiceWorker {
  /** Whether to ask the server now, and not to do with what it said a moment ago. */
  again: boolean;
}

export interface OfflineState {
  build: string;
  /** Whether the server could be reached just now. */
  isReachable: boolean;
  /** Whether the server has another build. */
  isBehind: boolean;
  /** When what lies here was last known to be what the server has, in ms since 1970; undefined if never. */
  asOf: number | undefined;
  /** Addresses of pages that open without a network. */
  pages: string[];
  /** Those of them that came because somebody opened them, the latest first. */
  opened: string[];
  whole: { list: string; files: number; bytes: number; isHere: boolean };
}
