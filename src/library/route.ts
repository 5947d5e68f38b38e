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

/** Headings of the navigation, in their order; the first part has none. */
export const navigationGroups = {
  hub: undefined,
  call: 'For the call',
  company: 'Know each other',
  numbers: 'Numbers',
} as const;
export type NavigationGroup = keyof typeof navigationGroups;
export type NavigationNeed = 'repository' | 'battlecards' | 'asks';

type Audience = 'internal';

/**
 * With a budget of its own it comes onto every device unasked (`code` to the folders of kinds); else with the whole hub or
 * once it was opened, or never.
 */
export type OfflineClass =
  'code' | 'home' | 'lists' | 'call' | 'briefs' | 'search' | KeptFolder | 'opened' | 'never';

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
