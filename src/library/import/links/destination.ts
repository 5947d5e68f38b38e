/** Where a link leads inside the imported folder. */
interface Resolved {
  path: string;
  /** What stands behind `#`, decoded; empty when nothing does. */
  fragment: string;
}

/** What a link is: a file of the folder, somewhere else on the web, or nothing that is there. */
export type Destination =
  ({ to: 'file' } & Resolved) | { to: 'here'; fragment: string } | { to: 'web' } | { to: 'nothing' };
