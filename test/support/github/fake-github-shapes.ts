import type { Commit, FileChange } from './fake-github-git.ts';
import type { FakeCheckRun, FakeComment, FakeIssue, FakeWorld } from './fake-github-state.ts';

/** Answers as far as they mean something; `github-fill.ts` adds what GitHub's description requires besides. */

export function renderUser(login: string) {
  const bot = login.endsWith('[bot]');
  return {
    login,
    id: [...login].reduce((sum, sign) => sum * 31 + (sign.codePointAt(0) ?? 0), 7) % 1_000_003,
    type: bot ? 'Bot' : 'User',
    site_admin: false,
    html_url: `https://github.invalid/${login}`,
  };
}

export function renderRepo({ repo, siteUrl }: FakeWorld) {
  return {
    id: repo.id,
    name: repo.name,
    full_name: `${repo.owner}/${repo.name}`,
    owner: renderUser(repo.owner),
    private: repo.isPrivate,
    visibility: repo.isPrivate ? 'private' : 'public',
    fork: false,
    archived: false,
    disabled: false,
    has_issues: true,
    default_branch: repo.defaultBranch,
    html_url: `${siteUrl}/${repo.owner}/${repo.name}`,
  };
}

export function renderLabel(name: string) {
  return { id: name.length, name, color: 'ededed', default: false, description: '' };
}

function issueUrls({ number }: FakeIssue, { apiUrl, repo }: FakeWorld) {
  const base = `${apiUrl}/repos/${repo.owner}/${repo.name}`;
  return {
    url: `${base}/issues/${String(number)}`,
    comments_url: `${base}/issues/${String(number)}/comments`,
  };
}

export function renderIssue(issue: FakeIssue, world: FakeWorld) {
  const { siteUrl, repo } = world;
  const page = `${siteUrl}/${repo.owner}/${repo.name}`;
  const html_url = `${page}/${issue.pull === undefined ? 'issues' : 'pull'}/${String(issue.number)}`;
  return {
    ...issueUrls(issue, world),
    id: 10_000 + issue.number,
    number: issue.number,
    html_url,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.stateReason,
    user: renderUser(issue.author),
    labels: issue.labels.map(renderLabel),
    assignees: issue.assignees.map(renderUser),
    comments: world.repo.comments.filter((one) => one.issue === issue.number).length,
    locked: false,
    author_association: 'MEMBER',
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    ...(issue.pull === undefined
      ? {}
      : { pull_request: { html_url, url: html_url, diff_url: html_url, patch_url: html_url } }),
  };
}

export function renderPull(issue: FakeIssue, world: FakeWorld) {
  const { repo } = world;
  const { pull } = issue;
  if (pull === undefined) throw new Error(`#${String(issue.number)} is no pull request`);
  const branch = (ref: string, sha: string) => ({
    ref,
    sha,
    label: `${repo.owner}:${ref}`,
    user: renderUser(repo.owner),
    repo: renderRepo(world),
  });
  const { comments: _comments, state_reason: _reason, ...shared } = renderIssue(issue, world);
  const baseSha = repo.branches.get(pull.base) ?? '';
  return {
    ...shared,
    draft: pull.draft,
    merged: pull.merged,
    merged_at: pull.merged ? issue.closedAt : null,
    mergeable_state: 'clean',
    requested_reviewers: pull.reviewers.map(renderUser),
    requested_teams: [],
    head: branch(pull.head, pull.headSha),
    base: branch(pull.base, baseSha),
  };
}

/** A pull request with what only its own address tells. */
export function renderWholePull(issue: FakeIssue, world: FakeWorld) {
  const files = pullChanges(issue, world);
  return {
    ...renderPull(issue, world),
    comments: world.repo.comments.filter((one) => one.issue === issue.number).length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    commits: pullCommits(issue, world).length,
    mergeable: null,
  };
}

/** What a pull request changes: from where its branch left the base to its head. */
export function pullChanges({ pull }: FakeIssue, { repo }: FakeWorld): FileChange[] {
  if (pull === undefined) return [];
  const base = repo.branches.get(pull.base) ?? '';
  const fork = repo.git.mergeBase(base, pull.headSha);
  const tree = (sha: string | undefined) => (sha === undefined ? undefined : repo.git.commits.get(sha)?.tree);
  return repo.git.changes(tree(fork), tree(pull.headSha) ?? '');
}

/** Commits of a pull request, the first first. */
export function pullCommits({ pull }: FakeIssue, { repo }: FakeWorld): Commit[] {
  if (pull === undefined) return [];
  const there = new Set(repo.git.history(repo.branches.get(pull.base) ?? '').map(({ sha }) => sha));
  return repo.git
    .history(pull.headSha)
    .filter(({ sha }) => !there.has(sha))
    .reverse();
}

export function renderChange(change: FileChange) {
  const { path, status, sha, additions, deletions, patch } = change;
  return {
    filename: path,
    status,
    sha,
    additions,
    deletions,
    changes: additions + deletions,
    ...(patch === undefined ? {} : { patch }),
  };
}

export function renderGitCommit(commit: Commit, { apiUrl, repo }: FakeWorld) {
  const who = { name: commit.author, email: `${commit.author}@users.noreply.github.com`, date: commit.date };
  return {
    sha: commit.sha,
    url: `${apiUrl}/repos/${repo.owner}/${repo.name}/git/commits/${commit.sha}`,
    message: commit.message,
    tree: { sha: commit.tree },
    parents: commit.parents.map((sha) => ({ sha })),
    author: who,
    committer: who,
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null },
  };
}

export function renderCommit(commit: Commit, world: FakeWorld) {
  const { apiUrl, siteUrl, repo } = world;
  const { sha, message, tree, parents, author, committer, verification } = renderGitCommit(commit, world);
  return {
    sha,
    url: `${apiUrl}/repos/${repo.owner}/${repo.name}/commits/${sha}`,
    html_url: `${siteUrl}/${repo.owner}/${repo.name}/commit/${sha}`,
    commit: { message, tree, author, committer, verification, comment_count: 0 },
    author: renderUser(commit.author),
    committer: renderUser(commit.author),
    parents,
  };
}

export function renderComment(comment: FakeComment, world: FakeWorld) {
  const { siteUrl, repo } = world;
  return {
    id: comment.id,
    html_url: `${siteUrl}/${repo.owner}/${repo.name}/issues/${String(comment.issue)}#issuecomment-${String(comment.id)}`,
    body: comment.body,
    user: renderUser(comment.author),
    author_association: 'MEMBER',
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    performed_via_github_app: null,
  };
}

export function renderCheckRun(run: FakeCheckRun, { apiUrl, siteUrl, repo }: FakeWorld) {
  const page = `${siteUrl}/${repo.owner}/${repo.name}/runs/${String(run.id)}`;
  return {
    id: run.id,
    name: run.name,
    head_sha: run.headSha,
    external_id: run.externalId,
    status: run.status,
    conclusion: run.conclusion,
    html_url: page,
    details_url: run.detailsUrl ?? page,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${apiUrl}/repos/${repo.owner}/${repo.name}/check-runs/${String(run.id)}/annotations`,
    },
    check_suite: null,
    app: null,
    pull_requests: [],
  };
}
