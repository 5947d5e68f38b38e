import { createGit } from './command.ts';

/** Where a checkout is after a look at where it came from; or, as a sentence, why it is still where it was. */
export type Fetched = { commit: string } | { why: string };

/**
 * Brings a checkout to where its branch is published, and only forwards: what somebody wrote or committed in it stays, and is
 * a reason not to move.
 */
export async function fetchForward(
  folder: string,
  env: Record<string, string | undefined>,
): Promise<Fetched> {
  const git = createGit(folder, env);
  const before = await readCommit(folder, env);
  if (before === undefined) return { why: 'there is no git checkout here' };
  if ((await git(['fetch', '--quiet'])) === undefined)
    return { why: 'git could not fetch; git fetch says why' };
  const published = await readCommit(folder, env, '@{upstream}');
  if (published === undefined)
    return { why: 'this branch follows none; git branch --set-upstream-to=origin/main says which' };
  if (published !== before && (await git(['merge', '--ff-only', '--quiet', published])) === undefined)
    return { why: 'this checkout has changes of its own; git status and git log @{upstream}.. name them' };
  return { commit: published };
}

/** The commit that a name stands for; undefined where there is none. */
export async function readCommit(
  folder: string,
  env: Record<string, string | undefined>,
  name = 'HEAD',
): Promise<string | undefined> {
  return (await createGit(folder, env)(['rev-parse', '--verify', '--quiet', name]))?.toString().trim();
}

/** Paths from the top of the checkout that differ between two of its commits. */
export async function readChangedPaths(
  folder: string,
  env: Record<string, string | undefined>,
  [from, to]: readonly [string, string],
): Promise<string[]> {
  const changed = await createGit(folder, env)(['diff', '--name-only', '-z', from, to]);
  return (changed ?? '')
    .toString()
    .split('\0')
    .filter((path) => path !== '');
}
