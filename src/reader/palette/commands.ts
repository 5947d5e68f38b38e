import { BRIEF_PATH, CALL_PATH, NEW_PATH, OFFLINE_PATH } from '../../library/addresses.ts';

/** What the search does beside finding. */
export interface Command {
  id: 'call' | 'brief' | 'new' | 'theme' | 'keys' | 'offline';
  label: string;
  /** Whole names: typed, they mean nothing else so likely. The label is one too. */
  names: readonly string[];
  /** Other words under which it is found. */
  words: string;
  icon: string;
  /** Where it leads; left out where it is done on the spot. */
  address?: string;
  /** It is offered only where the hub has this. */
  needs?: keyof HubTraits;
}

/** What of a hub and its reader decides which commands there are. */
export interface HubTraits {
  battlecards: boolean;
  repository: boolean;
  /** Its reader has one. */
  keyboard: boolean;
}

const commands: readonly Command[] = [
  {
    id: 'call',
    label: 'Call mode',
    names: ['call'],
    words: 'phone live customer line',
    icon: 'call',
    address: CALL_PATH,
    needs: 'battlecards',
  },
  {
    id: 'brief',
    label: 'Call brief',
    names: ['brief'],
    words: 'prepare meeting print kit',
    icon: 'print',
    address: BRIEF_PATH,
  },
  {
    id: 'new',
    label: 'New page',
    names: ['new piece'],
    words: 'write add publish create piece asset',
    icon: 'add',
    address: NEW_PATH,
    needs: 'repository',
  },
  {
    id: 'theme',
    label: 'Light or dark',
    names: ['theme', 'light', 'dark', 'light mode', 'dark mode'],
    words: 'theme night day mode',
    icon: 'theme',
  },
  {
    id: 'keys',
    label: 'Keys',
    names: ['shortcuts', 'keyboard shortcuts'],
    words: 'keyboard shortcuts help',
    icon: 'keyboard',
    needs: 'keyboard',
  },
  {
    id: 'offline',
    label: 'Keep the hub offline',
    names: ['keep offline'],
    words: 'download train network',
    icon: 'download',
    address: OFFLINE_PATH,
  },
];

export function commandsOf(traits: HubTraits): Command[] {
  return commands.filter(({ needs }) => needs === undefined || traits[needs]);
}
