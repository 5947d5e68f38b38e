import { buildContent, type Content } from '../../library/content.ts';
import { HUB_PATH, isRead, type FolderEntry } from '../../library/content-tree.ts';
import { UserError } from '../../library/user-error.ts';
import { openSearch, type Base } from '../../publishing/check/check-content.ts';
import { compileMarkdown } from '../markdown.ts';
import { readAttachments } from '../files/read-attachments.ts';
import { createGit, readObjects, type Git } from './command.ts';

/** What tells which branch the content is compared with. */
export interface BaseOptions {
  /** A branch or commit that somebody asked for. */
  asked: string | undefined;
  /** The branch that is published, from `hub.yaml`. */
  published: string;
  env: Record<string, string | undefined>;
}

/**
 * Reads the content folder as it was where the branch at hand left its base: the branch of GitHub's pull request, else
 * the published one, as last fetched, else as it is here. Nothing is checked out and nothing is fetched. Undefined when
 * there is nothing to compare with (no git, no checkout, no such branch, no content or no valid `hub.yaml` there).
 * Rejects with a UserError when somebody asked for a branch that git does not know.
 */
export async function readBase(folder: string, options: BaseOptions): Promise<Base | undefined> {
  const git = createGit(folder, options.env);
  const start = await findStart(git, folder, options);
  if (start === undefined) return undefined;
  if (await isSame(git, start.commit)) return { name: start.name, content: undefined };
  const content = await readCommit(git, start.commit);
  return content && { name: start.name, content: openSearch(content) };
}

/** The commit in which the branch at hand left its base, and what people call that. */
export async function findStart(
  git: Git,
  folder: string,
  options: BaseOptions,
): Promise<{ commit: string; name: string } | undefined> {
  const tip =
    options.asked === undefined ? await findTip(git, options) : await findAsked(git, options.asked, folder);
  if (tip === undefined) return undefined;
  // A shallow clone may not hold the commit in which the two branches meet; the branch itself will do then.
  const commit = (await git(['merge-base', 'HEAD', tip.ref]))?.toString().trim() || tip.ref;
  return { commit, name: tip.name };
}

/** The branch that a pull request is to go into, else the published one, as last fetched, else as it is here. */
async function findTip(git: Git, { published, env }: BaseOptions): Promise<Tip | undefined> {
  return findBranch(git, [env['GITHUB_BASE_REF'] ?? '', published]);
}

/** The published branch, as last fetched, else as it is here. */
export function findPublished(git: Git, published: string): Promise<Tip | undefined> {
  return findBranch(git, [published]);
}

interface Tip {
  ref: string;
  name: string;
}

async function findBranch(git: Git, wanted: readonly string[]): Promise<Tip | undefined> {
  const names = [...new Set(wanted)].filter((name) => name !== '');
  const tips = names.flatMap((name) => [
    { ref: `refs/remotes/origin/${name}`, name },
    { ref: `refs/heads/${name}`, name },
  ]);
  const listed = await git(['for-each-ref', '--format=%(refname)', ...tips.map(({ ref }) => ref)]);
  const there = new Set(listed?.toString().split('\n'));
  return tips.find(({ ref }) => there.has(ref));
}

async function findAsked(git: Git, asked: string, folder: string): Promise<{ ref: string; name: string }> {
  const found = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${asked}^{commit}`]);
  if (found !== undefined) return { ref: found.toString().trim(), name: asked };
  throw new UserError(
    `There is no "${asked}" to compare with: ${folder} lies in no git checkout that knows a branch or commit of that name.`,
    'Fetch it first, or leave --base out. Nothing was written.',
  );
}

/** Whether the folder holds what it held in the commit, and no file beside. */
async function isSame(git: Git, commit: string): Promise<boolean> {
  const changed = await git(['diff', '--quiet', '--no-ext-diff', commit, '--', '.']);
  return changed !== undefined && (await git(['ls-files', '--others', '--', '.']))?.length === 0;
}

interface TreeFile extends FolderEntry {
  oid: string;
}

/** The content folder as it is in a commit; undefined when it cannot be read there. */
export async function readCommit(git: Git, commit: string): Promise<Content | undefined> {
  const files = await listTree(git, commit);
  const bytes = await readBlobs(git, files.filter(isRead));
  if (bytes?.has(HUB_PATH) !== true) return undefined;
  try {
    return await readAttachments(buildContent(files, bytes, compileMarkdown), async (path) => {
      const file = files.find((each) => each.path === path);
      return file && (await readBlobs(git, [file]))?.get(path);
    });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Files below the content folder in a commit, by paths inside it; other repositories inside are left out. */
async function listTree(git: Git, commit: string): Promise<TreeFile[]> {
  const listed = await git(['ls-tree', '-r', '-z', commit]);
  return (listed?.toString() ?? '').split('\0').flatMap((entry) => {
    const [, mode, type, oid, path] = /^(\d+) (\w+) (\w+)\t(.+)$/s.exec(entry) ?? [];
    if (type !== 'blob' || oid === undefined || path === undefined) return [];
    return [{ path, oid, isFile: mode !== '120000' }];
  });
}

/** The bytes of files by path; undefined when one of them is not in this clone. */
async function readBlobs(git: Git, files: readonly TreeFile[]): Promise<Map<string, Buffer> | undefined> {
  const objects = await readObjects(
    git,
    files.map(({ oid }) => oid),
  );
  const bytes = new Map<string, Buffer>();
  for (const [at, { path }] of files.entries()) {
    const object = objects?.[at];
    if (object === undefined) return undefined;
    bytes.set(path, object);
  }
  return bytes;
}
