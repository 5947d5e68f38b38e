import type { Day } from '../../library/dates.ts';
import { dayIn, startOf } from '../../library/time-zone.ts';
import { isMerge, readMergeSubject, type Merge } from '../../usage/verdict/merge.ts';
import { findPublished } from './base.ts';
import { createGit, type Git } from './command.ts';

/** Where merges are looked for. */
export interface MergeOptions {
  /** The branch that is published, from `hub.yaml`. */
  published: string;
  since: Day;
  /** The company's time zone, whose day a merge is of; left out it is UTC. */
  zone?: string;
  env: Record<string, string | undefined>;
}

/**
 * What was merged into the published branch since a day and changed the content folder, oldest first. Nothing is
 * fetched. Undefined where there is no git, no checkout, or no such branch.
 */
export async function readMerges(
  folder: string,
  { published, since, zone, env }: MergeOptions,
): Promise<Merge[] | undefined> {
  const git = createGit(folder, env);
  const tip = await findPublished(git, published);
  if (tip === undefined) return undefined;
  const args = ['--reverse', `--since=${new Date(startOf(zone, since)).toISOString()}`];
  return (await readFirstParents(git, args, [tip.ref, '--', '.'], zone))
    ?.filter(({ parents, message }) => isMerge(parents.length, message))
    .map(({ merge }) => merge);
}

/** A commit of the published branch. */
interface LoggedCommit {
  merge: Merge;
  parents: string[];
  message: string;
}

/** Fields, and with `-z` commits too, end with a NUL: the only sign that no message can hold. */
const FORMAT = ['%H', '%P', '%cI', '%B'].join('%x00');
const FIELDS = 4;

/** The commits of a branch itself: what a pull request brought along is told by its merge alone. */
export async function readFirstParents(
  git: Git,
  args: readonly string[],
  revisions: readonly string[],
  zone: string | undefined,
): Promise<LoggedCommit[] | undefined> {
  const log = await git(['log', '-z', '--first-parent', ...args, `--format=${FORMAT}`, ...revisions]);
  if (log === undefined) return undefined;
  const parts = log.toString().split('\0');
  const commits: LoggedCommit[] = [];
  for (let at = 0; at + FIELDS <= parts.length; at += FIELDS) {
    const [commit = '', parents = '', day = '', message = ''] = parts.slice(at, at + FIELDS);
    const made = new Date(day);
    if (Number.isNaN(made.getTime())) continue;
    const merge = {
      commit,
      mergedAt: made.toISOString(),
      mergedOn: dayIn(zone, made.getTime()),
      subject: readMergeSubject(message),
    };
    commits.push({ merge, parents: parents === '' ? [] : parents.split(' '), message });
  }
  return commits;
}
