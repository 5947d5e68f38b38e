/**
 * All that the hub keeps in a browser under a name, beside copies of pages and of the search: the page about what is
 * recorded lists it, and nothing is written under any other name.
 */
export const keptKeys = {
  /** For its reader alone. */
  mine: {
    'hub:mine': 'Your favourites and collections: their names, and the titles of the pages.',
    'hub:recent': 'The eight pages that you opened last.',
    'hub:searched': 'The words that you searched for last.',
    'hub:seen':
      'Which pages you opened in which version and on which day, so that the hub can tell what changed since.',
    'hub:training': 'Which steps of a training you passed, on which day, and in which version.',
    'hub:requests': 'What you asked for, so that the home page can tell you when it is there.',
  },
  /** What somebody chose or is writing: it goes with everything else alone. */
  choices: {
    'hub:theme': 'Light or dark, as you chose.',
    'hub:team': 'The team that you chose. Reports carry it.',
    'hub:search-scope': 'What your search is narrowed to.',
    'hub:whole': 'Whether you want the whole hub on this device.',
    'hub:heard': 'The objections that you counted today, so that none counts twice.',
    'hub:new-asset':
      'What you are writing as a new page: one draft for each tab, gone when you throw it away.',
    'hub:new-asset-tab': 'Which of those drafts a tab has. It goes with the tab.',
  },
  /** Of recording: thrown away where that is switched off. */
  recording: {
    'hub:opt-out': 'That you switched recording off.',
    'hub:identity': 'Who you are by your sign-in, for 30 days.',
    'hub:drafts': 'Reports of a page that you left before it could send them.',
    'hub:outbox': 'Reports that wait for a network (a database).',
    'hub:outbox-left': 'The same, where this browser has no database.',
    'hub:opened-hit': 'Which hit of a search you opened last. It goes with the tab.',
  },
} as const;

type Keys = typeof keptKeys;

/** A name under which the hub may write; of some there are several. */
export type KeptKey =
  { [Group in keyof Keys]: keyof Keys[Group] }[keyof Keys] | `hub:${'new-asset' | 'outbox-left'}:${string}`;
