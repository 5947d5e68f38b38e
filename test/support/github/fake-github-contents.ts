import type { Commit, TreeFields } from './fake-github-git.ts';
import { renderChange, renderCommit, renderGitCommit, renderRepo, renderUser } from './fake-github-shapes.ts';
import {
  invalid,
  list,
  notFound,
  refuse,
  type FakeHandler,
  type FakeReply,
  type FakeRepo,
  type FakeWorld,
} from './fake-github-state.ts';

const MODES = new Set(['100644', '100755', '040000', '160000', '120000']);
/** GitHub gives the content of a file up to this size, and only its name above. */
const MAX_CONTENT = 1024 * 1024;
/** GitHub refuses a file above this. */
const MAX_BLOB = 100 * 1024 * 1024;

const branchOf = (ref: string) => ref.replace(/^(?:refs\/)?heads\//, '');

/** Whether git takes the name of a branch (git-scm.com, "git-check-ref-format"). */
function isBranchName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex
  if (name === '' || name === '@' || /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|^\/|\/$|\.$/.test(name))
    return false;
  return name.split('/').every((part) => !part.startsWith('.') && !part.endsWith('.lock'));
}

/** A commit by branch, by `refs/heads/…` or by its name. */
export function findCommit(repo: FakeRepo, ref: string): Commit | undefined {
  return repo.git.commits.get(repo.branches.get(branchOf(ref)) ?? ref);
}

function setBranch(repo: FakeRepo, branch: string, sha: string): void {
  repo.branches.set(branch, sha);
  // On GitHub the head of an open pull request goes with its branch.
  for (const { pull, state } of repo.issues)
    if (pull?.head === branch && state === 'open') pull.headSha = sha;
}

function renderRef(branch: string, sha: string, { apiUrl, repo }: FakeWorld) {
  const ref = `refs/heads/${branch}`;
  const url = `${apiUrl}/repos/${repo.owner}/${repo.name}/git/${ref}`;
  return { ref, url, object: { type: 'commit', sha, url } };
}

const createRef: FakeHandler = ({ body }, world) => {
  const { repo } = world;
  const [ref, sha] = [String(body['ref']), String(body['sha'])];
  if (!ref.startsWith('refs/heads/')) return refuse(422, 'Reference name must start with refs/');
  const branch = branchOf(ref);
  if (!isBranchName(branch)) return refuse(422, `${ref} is not a valid ref name.`);
  if (!repo.git.commits.has(sha)) return refuse(422, 'Object does not exist');
  if (repo.branches.has(branch)) return refuse(422, 'Reference already exists');
  // A branch is a file of git's: `a` stands in the way of `a/b`.
  const inTheWay = [...repo.branches.keys()].some(
    (other) => other.startsWith(`${branch}/`) || branch.startsWith(`${other}/`),
  );
  if (inTheWay) return refuse(422, 'Reference update failed');
  setBranch(repo, branch, sha);
  return { status: 201, data: renderRef(branch, sha, world) };
};

const updateRef: FakeHandler = ({ params, body }, world) => {
  const { repo } = world;
  const branch = branchOf(params['ref'] ?? '');
  const was = repo.branches.get(branch);
  const sha = String(body['sha']);
  if (was === undefined) return refuse(422, 'Reference does not exist');
  if (!repo.git.commits.has(sha)) return refuse(422, 'Object does not exist');
  const isForward = repo.git.history(sha).some((one) => one.sha === was);
  if (!isForward && body['force'] !== true) return refuse(422, 'Update is not a fast forward');
  setBranch(repo, branch, sha);
  return { status: 200, data: renderRef(branch, sha, world) };
};

const createBlob: FakeHandler = ({ body }, { repo, apiUrl }) => {
  const content = String(body['content']);
  const isBase64 = body['encoding'] === 'base64';
  if (isBase64 && !/^[A-Za-z0-9+/\s]*={0,2}$/.test(content))
    return refuse(422, 'content is not valid Base64');
  const bytes = Buffer.from(content, isBase64 ? 'base64' : 'utf8');
  if (bytes.length > MAX_BLOB)
    return refuse(
      422,
      'Sorry, your input was too large to process. Consider creating the blob in a local clone of the repository and then pushing it to GitHub.',
    );
  const sha = repo.git.putBlob(bytes);
  return { status: 201, data: { sha, url: `${apiUrl}/repos/${repo.owner}/${repo.name}/git/blobs/${sha}` } };
};

const createTree: FakeHandler = ({ body }, world) => {
  const { repo } = world;
  const base = body['base_tree'] === undefined ? undefined : String(body['base_tree']);
  // GitHub takes the name of a commit here as well.
  const baseTree = base === undefined ? undefined : (repo.git.commits.get(base)?.tree ?? base);
  if (baseTree !== undefined && !repo.git.trees.has(baseTree))
    return refuse(422, 'base_tree is not a valid tree oid');
  const wishes: TreeFields[] = [];
  for (const entry of body['tree'] as Record<string, unknown>[]) {
    const [path, mode] = [String(entry['path'] ?? ''), String(entry['mode'] ?? '')];
    if (
      path === '' ||
      path.split('/').some((part) => part === '' || part === '.' || part === '..' || part === '.git')
    )
      return refuse(422, 'tree.path contains a malformed path component');
    if (!MODES.has(mode)) return refuse(422, `tree.mode is not a valid file mode`);
    if ('content' in entry === 'sha' in entry)
      return refuse(422, 'Must supply either tree.sha or tree.content, and not both');
    const sha =
      'content' in entry
        ? repo.git.putBlob(Buffer.from(String(entry['content'])))
        : (entry['sha'] as string | null);
    if (sha !== null && !repo.git.blobs.has(sha) && !repo.git.trees.has(sha))
      return refuse(422, `tree.sha ${sha} is not a valid blob`);
    if (sha === null && (baseTree === undefined || !repo.git.listFiles(baseTree).has(path)))
      return refuse(422, 'GitRPC::BadObjectState');
    wishes.push({ path, mode, sha });
  }
  const sha = repo.git.changeTree(baseTree, wishes);
  return { status: 201, data: renderTree(sha, false, world) };
};

function renderTree(sha: string, recursive: boolean, { repo, apiUrl }: FakeWorld) {
  const url = (kind: string, name: string) =>
    `${apiUrl}/repos/${repo.owner}/${repo.name}/git/${kind}/${name}`;
  const entry = (path: string, mode: string, name: string) => {
    const type = mode === '040000' ? 'tree' : 'blob';
    const size = repo.git.blobs.get(name)?.length;
    return {
      path,
      mode,
      type,
      sha: name,
      url: url(`${type}s`, name),
      ...(size === undefined ? {} : { size }),
    };
  };
  const tree = recursive
    ? [...repo.git.listFiles(sha)].map(([path, file]) => entry(path, file.mode, file.sha))
    : (repo.git.trees.get(sha) ?? []).map((one) => entry(one.name, one.mode, one.sha));
  return { sha, url: url('trees', sha), truncated: false, tree };
}

const getTree: FakeHandler = ({ params, query }, world) => {
  const asked = params['tree_sha'] ?? '';
  const sha = findCommit(world.repo, asked)?.tree ?? asked;
  if (!world.repo.git.trees.has(sha)) return notFound();
  return { status: 200, data: renderTree(sha, query.has('recursive'), world) };
};

const createCommit: FakeHandler = ({ body, token }, world) => {
  const { repo, now } = world;
  const tree = String(body['tree']);
  const parents = (body['parents'] ?? []) as string[];
  if (!repo.git.trees.has(tree)) return refuse(422, 'Tree SHA does not exist');
  if (parents.some((sha) => !repo.git.commits.has(sha)))
    return refuse(422, 'Parent SHA does not exist or is not a commit object');
  const author = body['author'] as { name?: string; date?: string } | undefined;
  const sha = repo.git.putCommit({
    tree,
    parents,
    message: String(body['message']),
    author: author?.name ?? token.login,
    date: author?.date ?? now(),
  });
  return { status: 201, data: renderGitCommit(repo.git.commits.get(sha) as Commit, world) };
};

function renderFile(path: string, sha: string, { repo, apiUrl, siteUrl }: FakeWorld) {
  const bytes = repo.git.blobs.get(sha) ?? Buffer.alloc(0);
  const isSmall = bytes.length <= MAX_CONTENT;
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  const url = `${apiUrl}/repos/${repo.owner}/${repo.name}/contents/${encoded}`;
  const html = `${siteUrl}/${repo.owner}/${repo.name}/blob/${repo.defaultBranch}/${encoded}`;
  return {
    type: 'file',
    name: path.split('/').at(-1) ?? '',
    path,
    sha,
    size: bytes.length,
    encoding: isSmall ? 'base64' : 'none',
    content: isSmall ? bytes.toString('base64').replace(/(.{60})/g, '$1\n') : '',
    url,
    git_url: url,
    html_url: html,
    download_url: html,
    _links: { self: url, git: url, html },
  };
}

const getContent: FakeHandler = ({ params, query }, world) => {
  const { repo } = world;
  const commit = findCommit(repo, query.get('ref') ?? repo.defaultBranch);
  if (commit === undefined) return refuse(404, `No commit found for the ref ${query.get('ref') ?? ''}`);
  const path = (params['path'] ?? '').replace(/\/+$/, '');
  const files = repo.git.listFiles(commit.tree);
  const file = files.get(path);
  if (file !== undefined) return { status: 200, data: renderFile(path, file.sha, world) };
  const below = path === '' ? '' : `${path}/`;
  const inside = [...files].filter(([one]) => one.startsWith(below));
  if (inside.length === 0) return notFound();
  const names = [...new Set(inside.map(([one]) => one.slice(below.length).split('/')[0] ?? ''))];
  const entries = names.map((name) => {
    const found = files.get(below + name);
    const {
      encoding: _encoding,
      content: _content,
      ...entry
    } = renderFile(below + name, found?.sha ?? '', world);
    return found === undefined ? { ...entry, type: 'dir', size: 0, download_url: null } : entry;
  });
  return { status: 200, data: entries };
};

const putContent: FakeHandler = ({ params, body, token }, world) => {
  const { repo, now } = world;
  const branch = String(body['branch'] ?? repo.defaultBranch);
  const head = findCommit(repo, branch);
  if (head === undefined) return refuse(404, `Branch ${branch} not found`);
  const path = params['path'] ?? '';
  const there = repo.git.listFiles(head.tree).get(path);
  if (there !== undefined && body['sha'] === undefined)
    return refuse(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (there?.sha !== body['sha']) return refuse(409, `${path} does not match ${String(body['sha'])}`);
  const blob = repo.git.putBlob(Buffer.from(String(body['content']), 'base64'));
  const tree = repo.git.changeTree(head.tree, [{ path, mode: '100644', sha: blob }]);
  const message = String(body['message']);
  const sha = repo.git.putCommit({ tree, parents: [head.sha], message, author: token.login, date: now() });
  setBranch(repo, branch, sha);
  const commit = renderGitCommit(repo.git.commits.get(sha) as Commit, world);
  return {
    status: there === undefined ? 201 : 200,
    data: { content: renderFile(path, blob, world), commit },
  };
};

const compare: FakeHandler = ({ params, query }, world) => {
  const { repo } = world;
  const [from = '', to = ''] = (params['basehead'] ?? '').split('...');
  const [base, head] = [findCommit(repo, from), findCommit(repo, to.replace(`${repo.owner}:`, ''))];
  if (base === undefined || head === undefined) return notFound();
  const fork = repo.git.mergeBase(base.sha, head.sha);
  if (fork === undefined) return refuse(404, `No common ancestor between ${from} and ${to}.`);
  const baseHistory = new Set(repo.git.history(base.sha).map(({ sha }) => sha));
  const headHistory = new Set(repo.git.history(head.sha).map(({ sha }) => sha));
  const ahead = repo.git
    .history(head.sha)
    .filter(({ sha }) => !baseHistory.has(sha))
    .reverse();
  const behind = [...baseHistory].filter((sha) => !headHistory.has(sha)).length;
  const files = repo.git.changes(repo.git.commits.get(fork)?.tree, head.tree);
  return {
    status: 200,
    data: {
      status:
        ahead.length === 0 ? (behind === 0 ? 'identical' : 'behind') : behind === 0 ? 'ahead' : 'diverged',
      ahead_by: ahead.length,
      behind_by: behind,
      total_commits: ahead.length,
      base_commit: renderCommit(base, world),
      merge_base_commit: renderCommit(repo.git.commits.get(fork) as Commit, world),
      commits: list(
        ahead.map((one) => renderCommit(one, world)),
        query,
      ).data,
      files: files.slice(0, 300).map(renderChange),
    },
  };
};

const listCommits: FakeHandler = ({ query }, world) => {
  const { repo } = world;
  const from = findCommit(repo, query.get('sha') ?? repo.defaultBranch);
  if (from === undefined) return notFound();
  const path = query.get('path');
  const touches = (commit: Commit) =>
    path === null ||
    repo.git
      .changes(repo.git.commits.get(commit.parents[0] ?? '')?.tree, commit.tree)
      .some((change) => change.path === path || change.path.startsWith(`${path}/`));
  return list(
    repo.git
      .history(from.sha)
      .filter(touches)
      .map((one) => renderCommit(one, world)),
    query,
  );
};

const found = (data: unknown): FakeReply => (data === undefined ? notFound() : { status: 200, data });

/** Git objects, contents, branches, history: by id of the operation. */
export const contentHandlers: Record<string, FakeHandler> = {
  'git/create-ref': createRef,
  'git/update-ref': updateRef,
  'git/create-blob': createBlob,
  'git/create-tree': createTree,
  'git/create-commit': createCommit,
  'git/get-tree': getTree,
  'git/get-ref': ({ params }, world) => {
    const branch = branchOf(params['ref'] ?? '');
    const sha = world.repo.branches.get(branch);
    return found(sha === undefined ? undefined : renderRef(branch, sha, world));
  },
  'git/list-matching-refs': ({ params }, world) => ({
    status: 200,
    data: [...world.repo.branches]
      .filter(([branch]) => branch.startsWith(branchOf(params['ref'] ?? '')))
      .map(([branch, sha]) => renderRef(branch, sha, world)),
  }),
  'git/delete-ref': ({ params }, { repo }) =>
    repo.branches.delete(branchOf(params['ref'] ?? ''))
      ? { status: 204 }
      : refuse(422, 'Reference does not exist'),
  'git/get-blob': ({ params }, { repo, apiUrl }) => {
    const sha = params['file_sha'] ?? '';
    const bytes = repo.git.blobs.get(sha);
    const url = `${apiUrl}/repos/${repo.owner}/${repo.name}/git/blobs/${sha}`;
    return found(
      bytes && { sha, url, size: bytes.length, encoding: 'base64', content: bytes.toString('base64') },
    );
  },
  'git/get-commit': ({ params }, world) => {
    const commit = world.repo.git.commits.get(params['commit_sha'] ?? '');
    return found(commit && renderGitCommit(commit, world));
  },
  'repos/get': ({ token }, world) => {
    const may = token.rights['contents'];
    const permissions = {
      admin: false,
      maintain: false,
      push: may === 'write',
      triage: may === 'write',
      pull: true,
    };
    const isApp = token.kind === 'app';
    const none = { admin: false, maintain: false, push: false, triage: false, pull: false };
    return { status: 200, data: { ...renderRepo(world), permissions: isApp ? none : permissions } };
  },
  'repos/get-branch': ({ params }, world) => {
    const name = params['branch'] ?? '';
    const commit = findCommit(world.repo, name);
    if (commit === undefined || !world.repo.branches.has(name)) return refuse(404, 'Branch not found');
    return found({ name, commit: renderCommit(commit, world), protected: name === world.repo.defaultBranch });
  },
  'repos/get-content': getContent,
  'repos/create-or-update-file-contents': putContent,
  'repos/compare-commits-with-basehead': compare,
  'repos/list-commits': listCommits,
  'repos/get-commit': ({ params }, world) => {
    const commit = findCommit(world.repo, params['ref'] ?? '');
    if (commit === undefined)
      return invalid('Commit', 'sha', 'invalid', `No commit found for SHA: ${params['ref'] ?? ''}`);
    const parent = world.repo.git.commits.get(commit.parents[0] ?? '')?.tree;
    return found({
      ...renderCommit(commit, world),
      files: world.repo.git.changes(parent, commit.tree).map(renderChange),
    });
  },
  'repos/get-collaborator-permission-level': ({ params }, { repo }) => {
    const login = params['username'] ?? '';
    const permission = repo.collaborators.get(login) ?? 'none';
    return found({ permission, role_name: permission, user: renderUser(login) });
  },
  'repos/codeowners-errors': (_, { repo }) =>
    found({ errors: repo.codeowners.map((error) => ({ ...error, source: '', suggestion: null })) }),
};
