/** A change of content that was merged into the published branch. */
export interface Merge {
  commit: string;
  /** ISO 8601 in UTC. */
  mergedAt: string;
  /** The title of its pull request where git knows it, else the subject of the commit. */
  subject: string;
}

/** `Merge pull request #12 from …`, as GitHub names a merge; the title stands below it. */
const PULL_REQUEST = /^Merge pull request (#\d+) from \S+$/;

/** What a merge was about, from its commit's message. */
export function readMergeSubject(message: string): string {
  const [subject = '', ...below] = message.split('\n').map((line) => line.trim());
  const number = PULL_REQUEST.exec(subject)?.[1];
  const title = below.find((line) => line !== '');
  return number === undefined || title === undefined ? subject : `${title} (${number})`;
}

/** Whether a commit on the published branch is a merge: it has two parents, or was squashed by GitHub (`Title (#12)`). */
export function isMerge(parents: number, message: string): boolean {
  return parents > 1 || / \(#\d+\)$/.test((message.split('\n')[0] ?? '').trim());
}
