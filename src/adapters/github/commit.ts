import { UserError } from '../../library/user-error.ts';
import type { PlannedFile } from '../../publishing/publish/files.ts';
import type { Github } from './api.ts';
import { GithubRefusal } from './refusal.ts';
import { blobName, readGitCommit, readTreeState, readTip } from './repository.ts';

/** Files to be put onto a commit. */
export interface CommitOptions {
  /** Full hash of the commit. */
  parent: string;
  /** A commit that the new one comes after as well, whatever it holds, so that its branch can be moved without force. */
  after?: string | undefined;
  files: readonly PlannedFile[];
  message: string;
}

/**
 * Makes one commit of the files that differ from the parent's: texts inside the tree, others as blobs. Gives its hash,
 * that of the parent where nothing differs. No author is named, so that GitHub signs what an App commits. No branch
 * knows it yet. `onSent` is called each time GitHub has something that it had not.
 */
export async function makeCommit(
  github: Github,
  { parent, after, files, message }: CommitOptions,
  onSent: () => void,
): Promise<string> {
  const { owner, repo, rest, send } = github;
  const base = await readGitCommit(github, parent);
  const { blobs } = await readTreeState(
    github,
    base.tree,
    files.map(({ path }) => path),
  );
  const changed = files.filter(({ path, bytes }) => blobs.get(path) !== blobName(bytes));
  if (changed.length === 0) return parent;
  const tree = [];
  for (const { path, bytes, text } of changed) {
    const entry = { path, mode: '100644', type: 'blob' } as const;
    if (text !== undefined) tree.push({ ...entry, content: text });
    else {
      tree.push({ ...entry, sha: await makeBlob(github, path, bytes) });
      onSent();
    }
  }
  const made = await send(
    'the folders of the commit',
    rest.git.createTree({ owner, repo, base_tree: base.tree, tree }),
  );
  onSent();
  const commit = await send(
    'the commit',
    rest.git.createCommit({
      owner,
      repo,
      message,
      tree: made.data.sha,
      parents: after === undefined ? [parent] : [after, parent],
    }),
  );
  return commit.data.sha;
}

async function makeBlob(
  { owner, repo, rest, send }: Github,
  path: string,
  bytes: Uint8Array,
): Promise<string> {
  const content = Buffer.from(bytes).toString('base64');
  const { data } = await send(path, rest.git.createBlob({ owner, repo, content, encoding: 'base64' }));
  if (data.sha === blobName(bytes)) return data.sha;
  throw new UserError(
    `${path} arrived at GitHub with another content than it was sent with.`,
    'Run the same command again; if it happens again, something on the way to GitHub changes files.',
  );
}

/** Makes a branch at a commit, or finds that it is there by now. Gives the commit at its tip. */
export async function makeBranch(github: Github, branch: string, sha: string): Promise<string> {
  const { owner, repo, rest, send } = github;
  try {
    const made = send(
      `the branch ${branch}`,
      rest.git.createRef({ owner, repo, ref: `refs/heads/${branch}`, sha }),
    );
    return (await made).data.object.sha;
  } catch (error) {
    if (!(error instanceof GithubRefusal) || !(error.isUnsure || error.status === 422)) throw error;
    const tip = await readTip(github, branch);
    if (tip === undefined) throw error;
    return tip;
  }
}

/** Moves a branch forward to a commit. Gives false when somebody else moved it meanwhile. */
export async function moveBranch(github: Github, branch: string, sha: string): Promise<boolean> {
  const { owner, repo, rest, send } = github;
  try {
    const ref = `heads/${branch}`;
    await send(`the branch ${branch}`, rest.git.updateRef({ owner, repo, ref, sha, force: false }));
    return true;
  } catch (error) {
    if (!(error instanceof GithubRefusal)) throw error;
    if (error.status === 422 && /fast.forward/i.test(error.detail)) return false;
    if (error.isUnsure && (await readTip(github, branch)) === sha) return true;
    throw error;
  }
}
