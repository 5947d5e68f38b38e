import type { Day } from '../../library/dates.ts';

/** A change of content that was merged into the published branch. */
export interface Merge {
  /** Its full hash. */
  commit: string;
  /** ISO 8601 in UTC. */
  mergedAt: string;
  /** The day of that in the company's time zone. */
  mergedOn: Day;
  /** The title of its pull request where git knows it, else the subject of the commit. */
  subject: string;
}

/** `Merge pull request #12 from …`, as GitHub names a merge; the title stands below it. */
const PULL_REQUEST = /^Merge pull request (#\d+) from \S+$/;
/** `Title (#12)`, as GitHub names a pull request that was squashed into one commit. */
const SQUASHED = / \(#(\d+)\)$/;

function subjectOf(message: string): string {
  return (message.split('\n')[0] ?? '').trim();
}

/** What a merge was about, from its commit's message. */
export function readMergeSubject(message: string): string {
  const [subject = '', ...below] = message.split('\n').map((line) => line.trim());
  const number = PULL_REQUEST.exec(subject)?.[1];
  const title = below.find((line) => line !== '');
  return number === undefined || title === undefined ? subject : `${title} (${number})`;
}

/** Whether a commit on the published branch is a merge: it has two parents, or was squashed by GitHub (`Title (#12)`). */
export function isMerge(parents: number, message: string): boolean {
  return parents > 1 || SQUASHED.test(subjectOf(message));
}

/**
 * The number of the pull request that a commit brought in, as GitHub writes it: 12 of `Title (#12)`; undefined without
 * one.
 */
export function pullRequestOf(message: string): number | undefined {
  const subject = subjectOf(message);
  const number = PULL_REQUEST.exec(subject)?.[1]?.slice(1) ?? SQUASHED.exec(subject)?.[1];
  return number === undefined ? undefined : Number(number);
}
