import type { Day } from '../../library/dates.ts';
import { isMerge, readMergeSubject, type Merge } from '../../usage/verdict/merge.ts';
import { findPublished } from './base.ts';
import { createGit, type Git } from './command.ts';

/** Where merges are looked for. */
export interface MergeOptions {
  /** The branch that is published, from `hub.yaml`. */
  published: string;
  since: Day;
  env: Record<string, string | undefined>;
}

/**
 * What was merged into the published branch since a day and changed the content folder, oldest first. Nothing is
 * fetched. Undefined where there is no git, no checkout, or no such branch.
 */
export async function readMerges(
  folder: string,
  { published, since, env }: MergeOptions,
): Promise<Merge[] | undefined> {
  const git = createGit(folder, env);
  const tip = await findPublished(git, published);
  if (tip === undefined) return undefined;
  const args = ['--reverse', `--since=${since}T00:00:00Z`];
  return (await readFirstParents(git, args, [tip.ref, '--', '.']))
    ?.filter(({ parents, message }) => isMerge(parents.length, message))
    .map(({ merge }) => merge);
}

/** A commit of the published branch. */
interface LoggedCommit {
  merge: Merge;
  parents: string[];
  message: string;
}

/** Between the fields and between the commits of git's answer: no message holds these. */
const FIELD = '\u001F';
const RECORD = '\u001E';
const FORMAT = `${['%H', '%P', '%cI', '%B'].join('%x1f')}%x1e`;

/** The commits of a branch itself: what a pull request brought along is told by its merge alone. */
export async function readFirstParents(
  git: Git,
  args: readonly string[],
  revisions: readonly string[],
): Promise<LoggedCommit[] | undefined> {
  const log = await git(['log', '--first-parent', ...args, `--format=${FORMAT}`, ...revisions]);
  return log
    ?.toString()
    .split(RECORD)
    .flatMap((entry): LoggedCommit[] => {
      const [commit = '', parents = '', at = '', message = ''] = entry.trim().split(FIELD);
      if (at === '') return [];
      const merge = { commit, mergedAt: new Date(at).toISOString(), subject: readMergeSubject(message) };
      return [{ merge, parents: parents === '' ? [] : parents.split(' '), message }];
    });
}
