import type { Library } from '../../library/library.ts';
import { UserError } from '../../library/user-error.ts';
import { pullRequestOf, type Merge } from '../../usage/verdict/merge.ts';
import { findPublished, readCommit } from './base.ts';
import { createGit, type Git } from './command.ts';
import { readFirstParents } from './merges.ts';

/** Which merged pull request is looked for. */
export interface ChangeOptions {
  pullRequest: number;
  /** The branch that is published, from `hub.yaml`. */
  published: string;
  /** The company's time zone, whose day a merge is of; left out it is UTC. */
  zone?: string;
  env: Record<string, string | undefined>;
}

/** A merge, with the content before it, after it, and as it is published now. */
export interface MergedChange {
  merge: Merge;
  /** Undefined where there was no content yet. */
  before: Library | undefined;
  after: Library;
  now: Library;
}

/**
 * Finds the merge of a pull request on the published branch, as last fetched: a merge commit, or one that GitHub
 * squashed. Nothing is checked out and nothing is fetched. Rejects with a UserError when it is not there.
 */
export async function readMergedChange(folder: string, options: ChangeOptions): Promise<MergedChange> {
  const { pullRequest, published, zone, env } = options;
  const git = createGit(folder, env);
  const tip = await findPublished(git, published);
  if (tip === undefined)
    throw new UserError(
      `${folder} lies in no git checkout that has the branch ${published}, so merges cannot be looked up.`,
      'Run it in a clone of the repository with that branch, or name the published branch in hub.yaml (company.branch). Nothing was asked and nothing was written.',
    );
  const found = await findMerge(git, tip.ref, pullRequest, zone);
  const isShallow = (await git(['rev-parse', '--is-shallow-repository']))?.toString().trim() === 'true';
  const shallow = new UserError(
    `This clone holds only the last commits of ${tip.name}, and not both sides of the merge of pull request #${String(pullRequest)}.`,
    'Run git fetch --unshallow (in a workflow: fetch-depth: 0) and ask again. Nothing was asked and nothing was written.',
  );
  if (found === undefined) {
    if (isShallow) throw shallow;
    throw new UserError(
      `Git knows no merge of pull request #${String(pullRequest)} on ${tip.name}.`,
      'Is it merged, and is the branch fetched? A pull request that was rebased leaves no number in git: merge or squash it, and it is found. Nothing was asked and nothing was written.',
    );
  }
  const { merge, parent } = found;
  if (parent === undefined && isShallow) throw shallow;
  const after = await readCommit(git, merge.commit);
  if (after === undefined)
    throw new UserError(
      `The content of pull request #${String(pullRequest)} cannot be read from git (commit ${merge.commit.slice(0, 12)}).`,
      'Is the content folder in it, with a hub.yaml that was valid then? Nothing was asked and nothing was written.',
    );
  const before = parent === undefined ? undefined : await readCommit(git, parent);
  const now = await readCommit(git, tip.ref);
  return { merge, before: before?.library, after: after.library, now: (now ?? after).library };
}

async function findMerge(
  git: Git,
  ref: string,
  pullRequest: number,
  zone: string | undefined,
): Promise<{ merge: Merge; parent: string | undefined } | undefined> {
  const args = ['--fixed-strings', `--grep=#${String(pullRequest)}`];
  const logged = (await readFirstParents(git, args, [ref], zone)) ?? [];
  const found = logged.find(({ message }) => pullRequestOf(message) === pullRequest);
  return found && { merge: found.merge, parent: found.parents[0] };
}
