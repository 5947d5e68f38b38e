import { UserError } from '../../library/user-error.ts';
import type { PublishPlan } from '../../publishing/publish/plan.ts';
import type { Github } from './api.ts';
import { makeBranch, makeCommit, moveBranch } from './commit.ts';
import { sortMended } from './mended.ts';
import {
  NOTHING_SENT,
  OF_PUBLISHING,
  withStateInHint,
  type RemoteState,
  type PublishOutcome,
} from './remote-state.ts';
import { addLabels, makePull, readOwnLogin, requestReviews, type Pull } from './pulls.ts';
import { GithubRefusal } from './refusal.ts';
import { readGitCommit, readTip } from './repository.ts';
import { findSharedFiles } from './shared-files.ts';
import { renderSharedFiles } from '../../publishing/publish/plan-text.ts';

const UNSEEN = 'Files were sent, and no branch shows them: the same command begins anew.';
/** How often a branch that others push to as well is followed. */
const MAX_TRIES = 4;

/** Sends what is missing. Rejects with a UserError whose hint says what state things are in. */
export async function publish(
  github: Github,
  plan: PublishPlan,
  remoteState: RemoteState,
): Promise<PublishOutcome> {
  if (remoteState.done !== undefined) return remoteState.done;
  const { branch } = remoteState;
  let state = NOTHING_SENT;
  return withStateInHint(
    () => state,
    async () => {
      const { isMoved, kept } = await writeBranch(github, plan, remoteState, (now) => {
        state = now;
      });
      state = `The branch ${branch} holds your files, and no pull request is open for it yet: the same command goes on from there and makes no second one.`;
      const pull = remoteState.pull ?? (await makePull(github, { ...plan, branch }));
      state = `Pull request #${String(pull.number)} is open: ${pull.url} The same command adds what it lacks.`;
      const notes = kept.map(
        (path) => `${path} stays as somebody mended it on the branch ${branch} since you published it last.`,
      );
      notes.push(...(await addLabelsAndReviewers(github, plan, pull)));
      // Another publication may have come between the first look and now.
      notes.push(...renderSharedFiles(await findSharedFiles(github, plan, branch)));
      const outcome = remoteState.pull === undefined ? 'opened' : isMoved ? 'updated' : 'found';
      return { outcome, pull, notes };
    },
  );
}

/** What was written to the branch. */
interface Written {
  /** Whether that took a commit. */
  isMoved: boolean;
  /** Files that are left as somebody else mended them there. */
  kept: string[];
}

/** Puts the files onto the branch, which is made of the newest published commit. */
async function writeBranch(
  github: Github,
  plan: PublishPlan,
  { branch, tip, pull, baseSha }: Pick<RemoteState, 'branch' | 'tip' | 'pull' | 'baseSha'>,
  say: (state: string) => void,
): Promise<Written> {
  const { files, message } = plan;
  if (tip === undefined) {
    const commit = await makeCommit(github, { parent: baseSha, files, message }, () => say(UNSEEN));
    say(`${UNSEEN} If the branch ${branch} was made all the same, it finds it.`);
    const made = await makeBranch(github, branch, commit);
    if (made === commit) return { isMoved: true, kept: [] };
    return writeBranch(github, plan, { branch, tip: made, pull, baseSha }, say);
  }
  for (let at = tip, tries = 0; tries < MAX_TRIES; tries++) {
    const own = await findOwnCommit(github, plan, branch, at);
    if (own?.message.includes(plan.inputs) === true) {
      const { kept } = await sortMended(github, plan, { branch, own: own.sha, tip: at });
      return { isMoved: false, kept };
    }
    await refuseForeign(github, at, branch, pull);
    say(
      `The branch ${branch} is as it was${pull === undefined ? '' : `, and so is pull request #${String(pull.number)}`}.`,
    );
    const { sent, kept } = await sortMended(github, plan, { branch, own: own?.sha ?? baseSha, tip: at });
    const commit = await makeCommit(github, { parent: at, files: sent, message }, () => undefined);
    if (commit === at) return { isMoved: false, kept };
    if (await moveBranch(github, branch, commit)) return { isMoved: true, kept };
    at = (await readTip(github, branch)) ?? at;
  }
  throw new UserError(
    `Somebody else keeps changing the branch ${branch}.`,
    'Wait until they are done and run the same command again.',
  );
}

/** The last commit on the branch that publishing made; what others changed comes behind it. */
async function findOwnCommit(
  github: Github,
  plan: PublishPlan,
  branch: string,
  tip: string,
): Promise<{ sha: string; message: string } | undefined> {
  const { message } = await readGitCommit(github, tip);
  if (OF_PUBLISHING.test(message)) return { sha: tip, message };
  const { owner, repo, rest, send } = github;
  const basehead = `${plan.base}...${tip}`;
  const { data } = await send(
    `the branch ${branch}`,
    rest.repos.compareCommitsWithBasehead({ owner, repo, basehead }),
  );
  const last = data.commits.findLast(({ commit }) => OF_PUBLISHING.test(commit.message));
  return last && { sha: last.sha, message: last.commit.message };
}

/** A branch that publishing did not make, or somebody else's pull request, is not written to. */
async function refuseForeign(
  github: Github,
  tip: string,
  branch: string,
  pull: Pull | undefined,
): Promise<void> {
  if (pull === undefined) {
    const { message } = await readGitCommit(github, tip);
    if (OF_PUBLISHING.test(message)) return;
    throw new UserError(
      `There is a branch ${branch} already, which this command did not make.`,
      'Delete it on GitHub if nobody needs it, or choose another --name.',
    );
  }
  const own = await readOwnLogin(github);
  const isOwn =
    own === undefined ? pull.author.endsWith('[bot]') : pull.author.toLowerCase() === own.toLowerCase();
  if (isOwn) return;
  throw new UserError(
    `${pull.author} has a pull request open that puts other content at the same place: ${pull.url}`,
    'Talk to each other, or choose another --name.',
  );
}

/** Labels and reviewers. What GitHub does not take is a note: the pull request is open without it. */
async function addLabelsAndReviewers(github: Github, plan: PublishPlan, pull: Pull): Promise<string[]> {
  const notes: string[] = [];
  const noting = async (run: () => Promise<void>) => {
    try {
      await run();
    } catch (error) {
      if (
        !(error instanceof GithubRefusal) ||
        error.isUnsure ||
        error.isThrottled ||
        ![403, 404, 422].includes(error.status)
      )
        throw error;
      notes.push(`${error.message} ${error.hint}`);
    }
  };
  await noting(() => addLabels(github, pull, plan.labels));
  await noting(async () => {
    const untaken = await requestReviews(github, pull, plan.reviewers);
    if (untaken.length > 0)
      notes.push(
        `GitHub takes no review request for ${untaken.join(', ')}: give them access to the repository, or mend github under people in hub.yaml.`,
      );
  });
  return notes;
}
