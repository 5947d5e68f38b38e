/** What pages and the service worker tell each other. */

/** Where the hub keeps things on the device; what is not told apart inside is named by its build. */
export const cacheNames = {
  code: 'hub-code',
  state: 'hub-state',
  /** Of pages of files, for what the reader keeps at hand: named by their content, so they outlive builds. */
  pictures: 'hub-pictures',
  kept: (build: string) => `hub-kept-${build}`,
  visited: (build: string) => `hub-visited-${build}`,
  index: (build: string) => `hub-index-${build}`,
  whole: (build: string) => `hub-whole-${build}`,
  live: (build: string) => `hub-live-${build}`,
};

/** Behind the address of the service worker: it was asked for, so it keeps all it can, also for somebody who saves data. */
export const STATE_REQUESTED = '?asked';

export type ToServiceWorker =
  /** How do things stand? Answered with an `OfflineState` through the port that comes with it. */
  | {
      /** Whether to ask the server now, and not to do with what it said a moment ago. */
      again: boolean;
    }
  /** Nothing is to be kept any more. Answered, with nothing, when all is gone. */
  | 'forget';

export interface OfflineState {
  build: string;
  /** Whether the server could be reached just now. */
  isReachable: boolean;
  /** Whether the server has another build. */
  isBehind: boolean;
  /** When what lies here was last known to be what the server has, in ms since 1970; undefined if never. */
  asOf: number | undefined;
  /** Addresses of pages that open without a network, as a browser writes them. */
  pages: string[];
  /** Those of them that came because somebody opened them, the latest first. */
  opened: string[];
  /** Paths of pages that a running hub makes anew for each request, whether they are here or not. */
  live: string[];
  whole: { list: string; files: number; bytes: number; isHere: boolean };
}
