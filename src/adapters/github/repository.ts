import { createHash } from 'node:crypto';
import { UserError } from '../../library/user-error.ts';
import type { AttributesFile } from '../../publishing/publish/attributes.ts';
import type { Github } from './api.ts';
import { GithubRefusal } from './refusal.ts';

/** What a token may do in a repository, as far as GitHub tells. */
export interface Rights {
  defaultBranch: string;
  /** Address of the repository's page. */
  page: string;
}

/** Looks at the repository. Rejects with a UserError where it is certain that the token may not write there. */
export async function readRights(github: Github): Promise<Rights> {
  const { owner, repo, rest, send } = github;
  const { data, headers } = await send('the repository', rest.repos.get({ owner, repo }));
  if (data.archived)
    throw new UserError(
      `${data.full_name} is archived: nobody can change it.`,
      'Ask an owner to open it again.',
    );
  const { permissions } = data;
  // Of the token of a workflow or an App GitHub says that it may do nothing at all, whatever it may.
  if (permissions !== undefined && permissions.pull && !permissions.push)
    throw new UserError(
      `The token may read ${data.full_name} and not write to it.`,
      'Ask an owner for write access (Settings → Collaborators and teams of the repository), or give the token write access to Contents, Pull requests and Issues.',
    );
  const scopes = String(headers['x-oauth-scopes'] ?? '')
    .split(',')
    .map((scope) => scope.trim());
  const enough = data.private ? ['repo'] : ['repo', 'public_repo'];
  if (scopes.some((scope) => scope !== '') && !scopes.some((scope) => enough.includes(scope)))
    throw new UserError(
      `The token has the scopes ${scopes.join(', ')}, and writing to ${data.full_name} wants ${enough.join(' or ')}.`,
      'Give it that scope under Settings → Developer settings on GitHub.',
    );
  return { defaultBranch: data.default_branch, page: data.html_url };
}

/** Awaits a look and gives undefined where GitHub answers 404; rejects with any other refusal. */
export async function orAbsent<T>(look: Promise<T>): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (error instanceof GithubRefusal && error.status === 404) return undefined;
    throw error;
  }
}

/** Full hash of the commit at the tip of a branch; undefined when there is no such branch. */
export async function readTip(
  { owner, repo, rest, send }: Github,
  branch: string,
): Promise<string | undefined> {
  const ref = await orAbsent(
    send(`the branch ${branch}`, rest.git.getRef({ owner, repo, ref: `heads/${branch}` })),
  );
  return ref?.data.object.sha;
}

export interface GitCommit {
  /** Name of its tree. */
  tree: string;
  message: string;
}

export async function readGitCommit({ owner, repo, rest, send }: Github, sha: string): Promise<GitCommit> {
  const { data } = await send('a commit', rest.git.getCommit({ owner, repo, commit_sha: sha }));
  return { tree: data.tree.sha, message: data.message };
}

/** What stands at some paths of a tree, and the `.gitattributes` on the way to them. */
export interface TreeState {
  /** Names of the blobs, by path; a path where nothing stands is not in it. */
  blobs: Map<string, string>;
  attributes: AttributesFile[];
}

/** Looks only into the folders that lead to the paths, however large the repository is. */
export async function readTreeState(
  { owner, repo, rest, send }: Github,
  tree: string,
  paths: readonly string[],
): Promise<TreeState> {
  const treeState: TreeState = { blobs: new Map(), attributes: [] };
  const visit = async (sha: string, folder: string, wanted: readonly string[]): Promise<void> => {
    const { data } = await send(
      `the folder ${folder || 'at the top'}`,
      rest.git.getTree({ owner, repo, tree_sha: sha }),
    );
    const inside = folder === '' ? '' : `${folder}/`;
    for (const { path: name, sha, type } of data.tree) {
      const path = inside + name;
      if (type === 'blob' && name === '.gitattributes')
        treeState.attributes.push({ folder, text: await readText(path, sha) });
      if (type === 'blob' && wanted.includes(path)) treeState.blobs.set(path, sha);
      const below = wanted.filter((one) => one.startsWith(`${path}/`));
      if (type === 'tree' && below.length > 0) await visit(sha, path, below);
    }
  };
  const readText = async (path: string, sha: string): Promise<string> => {
    const { data } = await send(path, rest.git.getBlob({ owner, repo, file_sha: sha }));
    return Buffer.from(data.content, 'base64').toString();
  };
  await visit(tree, '', paths);
  return treeState;
}

/**
 * The name that git gives to the content of a file: the SHA-1, in hex, of its length and bytes (git-scm.com, "Git
 * Objects").
 */
export function blobName(bytes: Uint8Array): string {
  return createHash('sha1')
    .update(`blob ${String(bytes.length)}\0`)
    .update(bytes)
    .digest('hex');
}
