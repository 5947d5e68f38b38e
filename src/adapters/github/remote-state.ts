import { UserError } from '../../library/user-error.ts';
import { isInLfs } from '../../publishing/publish/attributes.ts';
import type { PublishPlan } from '../../publishing/publish/plan.ts';
import type { Github } from './api.ts';
import { listPulls, type Pull } from './pulls.ts';
import { findSharedFiles, type SharedFiles } from './shared-files.ts';
import { GithubRefusal } from './refusal.ts';
import {
  blobName,
  orAbsent,
  readGitCommit,
  readRights,
  readTreeState,
  readTip,
  type TreeState,
} from './repository.ts';

/** What became of a publication. */
export type PublishOutcome =
  /** The published branch holds all of it; `pull` brought it there, where that is known. */
  | { outcome: 'published'; pull: Pull | undefined }
  /** A pull request is open: made now, given another commit, or found as it should be. */
  | { outcome: 'opened' | 'updated' | 'found'; pull: Pull; notes: string[] };

/** Where the files stand on GitHub before anything is sent. */
export interface RemoteState {
  rights: { defaultBranch: string; page: string };
  /** The commit at the tip of the published branch, and what stands there at the paths of the plan. */
  baseSha: string;
  treeState: TreeState;
  /** The branch to use, its tip where it is there, and its newest pull request. */
  branch: string;
  tip: string | undefined;
  pull: Pull | undefined;
  /** Other open pull requests that change files of the plan. */
  others: SharedFiles[];
  /** Set when there is nothing left to do. */
  done: PublishOutcome | undefined;
}

export const NOTHING_SENT = 'Nothing was sent.';
const UNSURE = 'No branch and no pull request was made.';

/** What this checkout knows of the files of a plan, by path in the repository. */
export interface LocalBase {
  /** Names by which git knows the versions that the files here began with. */
  versions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files that the published branch held where the checkout left it. */
  atFork: ReadonlySet<string>;
}

/** Looks at GitHub and refuses what cannot go well. Nothing is sent. */
export async function readRemoteState(
  github: Github,
  plan: PublishPlan,
  local: LocalBase,
): Promise<RemoteState> {
  return withStateInHint(
    () => NOTHING_SENT,
    async () => {
      const rights = await readRights(github);
      const baseSha = await readTip(github, plan.base);
      if (baseSha === undefined)
        throw new UserError(
          `The repository has no branch ${plan.base}, into which the pull request would go.`,
          'Write the published branch under company in hub.yaml, like branch: main.',
        );
      const paths = plan.files.map(({ path }) => path);
      const treeState = await readTreeState(github, (await readGitCommit(github, baseSha)).tree, paths);
      refuseLfs(plan, treeState);
      const home = await findHome(github, plan);
      if (home.branch === rights.defaultBranch || home.branch === plan.base)
        throw new UserError(`${home.branch} is the published branch.`, 'Choose another name for the page.');
      const isSame = plan.files.every(({ path, bytes }) => treeState.blobs.get(path) === blobName(bytes));
      if (isSame && home.done === undefined)
        return {
          rights,
          baseSha,
          treeState,
          ...home,
          others: [],
          done: { outcome: 'published', pull: undefined },
        };
      if (home.done !== undefined) return { rights, baseSha, treeState, ...home, others: [] };
      refuseBringingBack(plan, treeState, local);
      refuseOverwriting(plan, treeState, local);
      const others = await findSharedFiles(github, plan, home.branch);
      return { rights, baseSha, treeState, ...home, others };
    },
  );
}

function refuseLfs({ files }: PublishPlan, { attributes }: TreeState): void {
  const kept = files.filter(({ path }) => isInLfs(path, attributes)).map(({ path }) => path);
  if (kept.length === 0) return;
  throw new UserError(
    `The repository keeps ${kept.join(', ')} in Git LFS (.gitattributes), and GitHub's API puts files past it: every clone would complain.`,
    'Push it with git, which knows LFS (git add, git commit, git push on a branch of your own), or ask for the line filter=lfs to be taken out for this folder.',
  );
}

/** What somebody took out stays out, also where files are put in the place of others. */
function refuseBringingBack(plan: PublishPlan, { blobs }: TreeState, { atFork }: LocalBase): void {
  const gone = plan.files.find(({ path }) => atFork.has(path) && !blobs.has(path));
  if (gone === undefined) return;
  throw new UserError(
    `${gone.path} is here and no longer on ${plan.base}: somebody took it out or renamed it meanwhile, and this would bring it back.`,
    'Get the newest with `git pull` and make your change where its words are now. If it is to come back all the same, publish it after that, as a new page.',
  );
}

/** With --replace a file that somebody gave goes over whatever is there; a page whose words it does not bring never does. */
function refuseOverwriting(plan: PublishPlan, { blobs }: TreeState, { versions }: LocalBase): void {
  const foreign = plan.files.find(({ path, bytes, from }) => {
    const there = blobs.get(path);
    if (there === undefined || there === blobName(bytes) || versions.get(path)?.has(there) === true)
      return false;
    return !plan.replace || from === undefined;
  });
  if (foreign === undefined) return;
  const way = foreign.from === undefined ? '' : ', or add --replace to put yours in its place';
  throw new UserError(
    `${foreign.path} on ${plan.base} is not the version that yours began with: somebody added or changed it meanwhile.`,
    `Get the newest with \`git pull\` and make your change there, choose another name${way}.`,
  );
}

/** Finds the branch that an earlier run made, or the first that is free. */
async function findHome(
  github: Github,
  plan: PublishPlan,
): Promise<Pick<RemoteState, 'branch' | 'tip' | 'pull' | 'done'>> {
  for (let number = 1; ; number++) {
    const branch = number === 1 ? plan.branch : `${plan.branch}-${String(number)}`;
    const [pull] = await listPulls(github, branch, plan.base);
    const tip = await readTip(github, branch);
    if (pull === undefined || pull.state === 'open') return { branch, tip, pull, done: undefined };
    const isSame = (await lastPublished(github, pull)).includes(plan.inputs);
    if (isSame && pull.state === 'merged') return { branch, tip, pull, done: { outcome: 'published', pull } };
    if (isSame)
      throw new UserError(
        `Pull request #${String(pull.number)} with exactly this was closed without being merged: ${pull.url}`,
        'Open it again there, or change what you publish.',
      );
    // A branch that was merged and is gone leaves its name free.
    if (tip === undefined) return { branch, tip, pull: undefined, done: undefined };
  }
}

/** The line of a commit message that names what was given. */
export const OF_PUBLISHING = /^Publish-Inputs: /m;

/** The message of the last commit that publishing put onto a pull request; others may have mended it since. '' for none. */
async function lastPublished(github: Github, { number, headSha }: Pull): Promise<string> {
  const head = await orAbsent(readGitCommit(github, headSha));
  if (head === undefined || OF_PUBLISHING.test(head.message)) return head?.message ?? '';
  const { owner, repo, rest, send, paginate } = github;
  const options = { owner, repo, pull_number: number, per_page: 100 } as const;
  const all = await send(`pull request #${String(number)}`, paginate(rest.pulls.listCommits, options));
  return all.findLast(({ commit }) => OF_PUBLISHING.test(commit.message))?.commit.message ?? '';
}

/** Runs, and adds to what a person reads of a failure in which state things are. */
export async function withStateInHint<T>(state: () => string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    // Where GitHub sent a fault in place of an answer, even the first request may have left something behind.
    const isUnsure = error instanceof GithubRefusal && error.isUnsure && state() === NOTHING_SENT;
    throw new UserError(error.message, `${error.hint} ${isUnsure ? UNSURE : state()}`);
  }
}
