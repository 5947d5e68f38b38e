import type { Kind, kindDefinitions, kinds } from './kinds/kinds.ts';

/** One address of the site, or all of one form. */
interface Route {
  /** From the root; a name in brackets stands for what differs, with dots before it for several segments. */
  address: `/${string}`;
  /** What a device has of it. */
  offline: OfflineClass;
  /** For whom it is built. */
  audience: Audience;
}

export interface PageRoute extends Omit<Route, 'offline'> {
  /** Left out where the page is called like what it shows. */
  title?: string;
  navigation?: {
    group: NavigationGroup;
    /** Left out: the title. */
    label?: string;
    icon: string;
    /** The entry stands there only where the hub has this. */
    needs?: NavigationNeed;
  };
  /** Whether content may link to it. */
  isLinkable: boolean;
  /** What may stand for the name in brackets. */
  values?: (content: RoutedContent) => readonly string[];
  offline: OfflineClass | 'of-its-kind';
}

export interface FileRoute extends Route {
  /** What makes it; left out for a file of `src/pages`. */
  from?: 'public' | 'build';
}

/**
 * What people come to do, in the order of the navigation. What a rep wants on the way into a call stands open; the rest is
 * folded to its heading, since search finds it sooner than a long list is read.
 */
export const navigationGroups = {
  hub: undefined,
  browse: 'Browse',
  learn: 'Learn',
  publish: 'Publish and measure',
  settings: 'Settings',
} as const;
export type NavigationGroup = keyof typeof navigationGroups;
export type NavigationNeed = 'repository' | 'battlecards' | 'needs' | 'rhythm';

type Audience = 'internal';

/**
 * With a budget of its own it comes onto every device unasked (`code` to the folders of kinds); else with the whole hub or
 * once it was opened (`live`: a page that a running hub makes anew for each request), or never.
 */
export type OfflineClass =
  'code' | 'home' | 'lists' | 'call' | 'briefs' | 'search' | KeptFolder | 'opened' | 'live' | 'never';

/** Folders of the kinds of which every device has the pages. */
export type KeptFolder = {
  [K in Kind]: (typeof kindDefinitions)[K]['offline'] extends 'pages' ? (typeof kinds)[K]['folder'] : never;
}[Kind];

/** What addresses depend on. */
export interface RoutedContent {
  hub: {
    products: readonly { id: string }[];
    stages: readonly { id: string }[];
    company: { admin_page: boolean };
  };
  assets: readonly { id: string; kind: Kind }[];
}
