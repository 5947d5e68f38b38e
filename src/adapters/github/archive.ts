import { createHash } from 'node:crypto';
import type { Day } from '../../library/dates.ts';
import type { Hub } from '../../library/hub.ts';
import { UserError } from '../../library/user-error.ts';
import type { PlannedFile } from '../../publishing/publish/files.ts';
import {
  addExpires,
  archiveDay,
  choosePages,
  readArchiveMarker,
  renderArchive,
  type ArchiveMarker,
  type ArchiveText,
  type IdlePage,
} from '../../publishing/review/archive.ts';
import { compileMarkdown } from '../markdown.ts';
import type { Github } from './api.ts';
import { readIsOwn } from './author.ts';
import { makeBranch, makeCommit, moveBranch } from './commit.ts';
import { NOTHING_SENT, withStateInHint } from './remote-state.ts';
import { addLabels, listPulls, makePull, requestReviews, type Pull } from './pulls.ts';
import { GithubRefusal } from './refusal.ts';
import { blobName, readGitCommit, readRights, readTreeState, readTip } from './repository.ts';

/** The one branch that is ever written to. */
const BRANCH = 'archive-unused-pages';
const INPUTS = /^Archive-Inputs: ([0-9a-f]+)$/m;

/** What the archive pull request is to hold, beside how it stands on GitHub. */
export interface ArchivePlan {
  base: string;
  baseSha: string;
  files: PlannedFile[];
  text: ArchiveText;
  /** Ids of the pages. */
  pages: string[];
  tip: string | undefined;
  pull: ArchivePull | undefined;
  /** What was left out and why, as sentences. */
  notes: string[];
  /** Set where there is nothing to do, or nothing that may be done. */
  stopReason: string | undefined;
}

/** A pull request of this branch with its words. */
interface ArchivePull {
  at: Pull;
  isOwn: boolean;
  title: string;
  body: string;
}

/**
 * Looks at GitHub and works out the pull request for these pages. Nothing is sent.
 *
 * @param readText the text of a file of the content folder, by its path in there
 */
export async function planArchive(
  github: Github,
  idle: readonly IdlePage[],
  { hub, today, readText }: { hub: Hub; today: Day; readText: (path: string) => Promise<string> },
): Promise<ArchivePlan> {
  const base = hub.company.branch;
  const { defaultBranch } = await readRights(github);
  const baseSha = await readTip(github, base);
  if (baseSha === undefined || [base, defaultBranch].includes(BRANCH))
    throw new UserError(
      `The repository has no branch ${base} beside ${BRANCH}.`,
      `Write the published branch under company in hub.yaml, like branch: main. ${NOTHING_SENT}`,
    );
  const pulls = await readPulls(github, base);
  const pull = pulls.find(({ at }) => at.state === 'open');
  const declined = pulls.flatMap(({ at, isOwn, body }) =>
    isOwn && at.state === 'closed' ? (readArchiveMarker(body) ?? []) : [],
  );
  const day = archiveDay(pull && readArchiveMarker(pull.body), today);
  const notes: string[] = [];
  const chosen = await readFiles(github, { idle, declined, baseSha, day, hub, readText, notes });
  const tip = await readTip(github, BRANCH);
  const text = renderArchive(
    chosen.map((one) => one.idle),
    day,
    hub,
  );
  const plan = { base, baseSha, files: chosen.map(({ file }) => file), text, tip, pull, notes };
  // What a pull request that has ended holds is kept with it.
  const isFree = pull === undefined && pulls.some(({ at }) => at.headSha === tip);
  const stopReason = await findStopReason(github, plan, isFree);
  return { ...plan, pages: chosen.map((one) => one.idle.asset.id), stopReason };
}

/** Pull requests from the branch, the newest first. */
async function readPulls(github: Github, base: string): Promise<ArchivePull[]> {
  const { owner, repo, rest, send } = github;
  const isOwn = await readIsOwn(github);
  const pulls: ArchivePull[] = [];
  for (const at of await listPulls(github, BRANCH, base)) {
    const whole = send('the archive', rest.pulls.get({ owner, repo, pull_number: at.number }));
    const { title, body, user } = (await whole).data;
    pulls.push({ at, isOwn: isOwn(user), title, body: body ?? '' });
  }
  return pulls;
}

interface FilesOptions {
  idle: readonly IdlePage[];
  declined: readonly ArchiveMarker[];
  baseSha: string;
  day: Day;
  hub: Hub;
  readText: (path: string) => Promise<string>;
  notes: string[];
}

const inRepo = (path: string) => `content/${path}`;

async function readFiles(
  github: Github,
  { idle, declined, baseSha, day, hub, readText, notes }: FilesOptions,
): Promise<{ idle: IdlePage; file: PlannedFile }[]> {
  const wanted = choosePages(idle, declined);
  if (wanted.length === 0) return [];
  const { tree } = await readGitCommit(github, baseSha);
  const { blobs } = await readTreeState(
    github,
    tree,
    wanted.map(({ asset }) => inRepo(asset.path)),
  );
  const files: { idle: IdlePage; file: PlannedFile }[] = [];
  for (const one of wanted) {
    const { path } = one.asset;
    const text = await readText(path);
    const dated = addExpires(path, text, day, hub, compileMarkdown);
    if (blobs.get(inRepo(path)) !== blobName(Buffer.from(text)))
      notes.push(`${inRepo(path)} is another version on GitHub than here, and is left out this time.`);
    else if (dated === undefined)
      notes.push(`${inRepo(path)} cannot be given a last day without touching more of it: write it by hand.`);
    else
      files.push({
        idle: one,
        file: { path: inRepo(path), from: undefined, bytes: Buffer.from(dated), text: dated },
      });
  }
  return files;
}

function inputsOf({ files }: Pick<ArchivePlan, 'files'>): string {
  const lines = files.map(({ path, bytes }) => `${blobName(bytes)} ${path}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex').slice(0, 32);
}

async function findStopReason(
  github: Github,
  plan: Omit<ArchivePlan, 'stopReason' | 'pages'>,
  isFree: boolean,
): Promise<string | undefined> {
  const { files, pull, tip, text } = plan;
  if (files.length === 0 && pull === undefined) return 'No page is for the archive.';
  const where = pull === undefined ? `The branch ${BRANCH}` : `Pull request #${String(pull.at.number)}`;
  if (pull !== undefined && (!pull.isOwn || readArchiveMarker(pull.body) === undefined))
    return `${where} was not made by this account and stays as it is.`;
  if (isFree) return undefined;
  const message = tip === undefined ? undefined : (await readGitCommit(github, tip)).message;
  if (message !== undefined && !INPUTS.test(message))
    return `${where} has been changed by somebody and stays as it is: merge or close it.`;
  const isSame = message !== undefined && INPUTS.exec(message)?.[1] === inputsOf(plan);
  const saysSame =
    pull?.title === text.title && pull.body.replaceAll('\r\n', '\n').trim() === text.body.trim();
  return isSame && saysSame ? `${where} is as it should be.` : undefined;
}

/**
 * Does what was planned and tells of it in a sentence. Rejects with a UserError whose hint says what state things are
 * in.
 */
export async function applyArchive(github: Github, plan: ArchivePlan): Promise<string> {
  const { files, pull, text, base, pages } = plan;
  if (plan.stopReason !== undefined) return plan.stopReason;
  let state = NOTHING_SENT;
  return withStateInHint(
    () => state,
    async () => {
      if (files.length === 0 && pull !== undefined) {
        await updatePull(github, pull.at.number, { body: text.body, state: 'closed' });
        return `closed    #${String(pull.at.number)}  archive  no page is for it any more`;
      }
      await writeBranch(github, plan);
      state = `The branch ${BRANCH} holds the change; the same command goes on from there and makes no second one.`;
      if (pull !== undefined)
        await updatePull(github, pull.at.number, { title: text.title, body: text.body });
      const at = pull?.at ?? (await makePull(github, { branch: BRANCH, base, ...text }));
      state = `Pull request #${String(at.number)} is open: ${at.url}`;
      await addLabelsAndReviewers(github, at, text);
      const verb = pull === undefined ? 'opened ' : 'updated';
      return `${verb}  #${String(at.number)}  archive  ${pages.join(', ')}`;
    },
  );
}

/**
 * The branch always holds what is published and the pages' new days, and nothing else. It is moved forward only, never
 * with force: what somebody pushed in the meantime would be gone.
 */
async function writeBranch(github: Github, plan: ArchivePlan): Promise<void> {
  const { baseSha, files, text, tip } = plan;
  const inputs = inputsOf(plan);
  if (tip !== undefined && (await readGitCommit(github, tip)).message.includes(`Archive-Inputs: ${inputs}`))
    return;
  const message = `${text.title}\n\nArchive-Inputs: ${inputs}`;
  const options = { parent: baseSha, after: tip, files, message };
  const commit = await makeCommit(github, options, () => undefined);
  const isOurs =
    tip === undefined
      ? (await makeBranch(github, BRANCH, commit)) === commit
      : await moveBranch(github, BRANCH, commit);
  if (isOurs) return;
  throw new UserError(
    `Somebody changed the branch ${BRANCH} at the same moment, and it stays as they made it.`,
    'Run the same command again: it looks at what is there now.',
  );
}

async function updatePull(
  { owner, repo, rest, send }: Github,
  number: number,
  update: { title?: string; body: string; state?: 'closed' },
): Promise<void> {
  await send(
    `pull request #${String(number)}`,
    rest.pulls.update({ owner, repo, pull_number: number, ...update }),
  );
}

/** Labels and reviewers. The pull request is open without what GitHub does not take. */
async function addLabelsAndReviewers(
  github: Github,
  at: Pull,
  { labels, reviewers }: ArchiveText,
): Promise<void> {
  await addLabels(github, at, labels).catch(orWithout);
  await requestReviews(github, at, reviewers).catch(orWithout);
}

function orWithout(error: unknown): void {
  const isRefused = error instanceof GithubRefusal && [403, 404, 422].includes(error.status);
  if (!isRefused || error.isThrottled) throw error;
}
