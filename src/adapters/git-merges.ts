import type { Day } from '../library/dates.ts';
import { isMerge, readMergeSubject, type Merge } from '../usage/merge.ts';
import { createGit, findTip } from './git-base.ts';

/** Where merges are looked for. */
export interface MergeWish {
  /** The branch that is published, from `hub.yaml`. */
  published: string;
  since: Day;
  env: Record<string, string | undefined>;
}

/** Between the fields and between the commits of git's answer: no message holds these. */
const FIELD = '\u001F';
const RECORD = '\u001E';

/**
 * What was merged into the published branch since a day and changed the content folder, oldest first. Nothing is
 * fetched. Undefined where there is no git, no checkout, or no such branch.
 */
export async function readMerges(
  folder: string,
  { published, since, env }: MergeWish,
): Promise<Merge[] | undefined> {
  const git = createGit(folder, env);
  const tip = await findTip(git, {
    asked: undefined,
    published,
    env: { ...env, GITHUB_BASE_REF: undefined },
  });
  if (tip === undefined) return undefined;
  const format = ['%H', '%P', '%cI', '%B'].join('%x1f');
  const log = await git([
    'log',
    // What a pull request brought along is told by its merge alone.
    '--first-parent',
    '--reverse',
    `--since=${since}T00:00:00Z`,
    `--format=${format}%x1e`,
    tip.ref,
    '--',
    '.',
  ]);
  return log
    ?.toString()
    .split(RECORD)
    .flatMap((entry): Merge[] => {
      const [commit = '', parents = '', at = '', message = ''] = entry.trim().split(FIELD);
      if (at === '' || !isMerge(parents.split(' ').length, message)) return [];
      return [{ commit, mergedAt: new Date(at).toISOString(), subject: readMergeSubject(message) }];
    });
}
