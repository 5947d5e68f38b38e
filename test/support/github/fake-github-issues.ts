import {
  pullChanges,
  pullCommits,
  renderChange,
  renderComment,
  renderCommit,
  renderIssue,
  renderLabel,
  renderPull,
  renderUser,
  renderWholePull,
} from './fake-github-shapes.ts';
import {
  invalid,
  list,
  MAX_BODY,
  notFound,
  refuse,
  type FakeHandler,
  type FakeIssue,
  type FakeReply,
  type FakeRepo,
  type FakeWorld,
} from './fake-github-state.ts';

const MAX_TITLE = 256;
const MAX_LABEL = 50;

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
const found = (data: unknown): FakeReply => (data === undefined ? notFound() : { status: 200, data });

function findIssue(repo: FakeRepo, number: string | undefined): FakeIssue | undefined {
  return repo.issues.find((one) => String(one.number) === number);
}

/** Names of labels as an issue takes them; one that the repository does not have is made, as GitHub does. */
function takeLabels(repo: FakeRepo, given: unknown): string[] | FakeReply {
  const names = (given as (string | { name: string })[]).map((one) =>
    typeof one === 'string' ? one : one.name,
  );
  if (names.some((name) => name.trim() === '' || name.length > MAX_LABEL))
    return invalid(
      'Label',
      'name',
      'invalid',
      `name is too long (maximum is ${String(MAX_LABEL)} characters)`,
    );
  return names.map((name) => {
    const there = repo.labels.find((one) => same(one, name));
    if (there === undefined) repo.labels.push(name);
    return there ?? name;
  });
}

function checkText(resource: string, body: Record<string, unknown>): FakeReply | undefined {
  const [title, text] = [body['title'], body['body']];
  if (typeof title === 'string' && title.trim() === '') return invalid(resource, 'title', 'missing_field');
  if (typeof title === 'string' && [...title].length > MAX_TITLE)
    return invalid(
      resource,
      'title',
      'custom',
      `title is too long (maximum is ${String(MAX_TITLE)} characters)`,
    );
  if (typeof text === 'string' && [...text].length > MAX_BODY)
    return invalid(
      resource,
      'body',
      'custom',
      `body is too long (maximum is ${String(MAX_BODY)} characters)`,
    );
  return undefined;
}

function checkAssignees(repo: FakeRepo, given: unknown): FakeReply | undefined {
  const stranger = ((given ?? []) as string[]).find((login) => !isMember(repo, login));
  return stranger === undefined
    ? undefined
    : {
        ...invalid('Issue', 'assignees', 'invalid'),
        data: {
          message: 'Validation Failed',
          errors: [{ value: stranger, resource: 'Issue', field: 'assignees', code: 'invalid' }],
          documentation_url: '',
        },
      };
}

function isMember({ collaborators }: FakeRepo, login: string): boolean {
  return [...collaborators.keys()].some((one) => same(one, login));
}

function addIssue(
  world: FakeWorld,
  author: string,
  given: Pick<FakeIssue, 'title' | 'body'> & Partial<FakeIssue>,
): FakeIssue {
  const at = world.now();
  const issue: FakeIssue = {
    number: world.repo.issues.length + 1,
    state: 'open',
    stateReason: null,
    author,
    labels: [],
    assignees: [],
    createdAt: at,
    updatedAt: at,
    closedAt: null,
    ...given,
  };
  world.repo.issues.push(issue);
  return issue;
}

const createIssue: FakeHandler = ({ body, token }, world) => {
  const { repo } = world;
  const fault = checkText('Issue', body) ?? checkAssignees(repo, body['assignees']);
  if (fault !== undefined) return fault;
  const labels = takeLabels(repo, body['labels'] ?? []);
  if (!Array.isArray(labels)) return labels;
  const title = String(body['title']);
  const text = body['body'];
  const assignees = (body['assignees'] ?? []) as string[];
  const issue = addIssue(world, token.login, {
    title,
    body: typeof text === 'string' ? text : null,
    labels,
    assignees,
  });
  return { status: 201, data: renderIssue(issue, world) };
};

const updateIssue: FakeHandler = ({ params, body }, world) => {
  const issue = findIssue(world.repo, params['issue_number'] ?? params['pull_number']);
  if (issue === undefined) return notFound();
  const fault = checkText('Issue', body) ?? checkAssignees(world.repo, body['assignees']);
  if (fault !== undefined) return fault;
  if (body['labels'] !== undefined) {
    const labels = takeLabels(world.repo, body['labels']);
    if (!Array.isArray(labels)) return labels;
    issue.labels = labels;
  }
  if (typeof body['title'] === 'string') issue.title = body['title'];
  if (typeof body['body'] === 'string') issue.body = body['body'];
  if (Array.isArray(body['assignees'])) issue.assignees = body['assignees'] as string[];
  issue.updatedAt = world.now();
  if (body['state'] === 'closed' || body['state'] === 'open') {
    issue.state = body['state'];
    const reason = body['state_reason'];
    issue.stateReason =
      issue.state === 'open' ? 'reopened' : typeof reason === 'string' ? reason : 'completed';
    issue.closedAt = issue.state === 'closed' ? issue.updatedAt : null;
  }
  return found(
    params['pull_number'] === undefined ? renderIssue(issue, world) : renderWholePull(issue, world),
  );
};

const listIssues: FakeHandler = ({ query }, world) => {
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const [creator, assignee, since] = [query.get('creator'), query.get('assignee'), query.get('since')];
  const wanted = world.repo.issues
    .filter((one) => state === 'all' || one.state === state)
    .filter((one) => labels.every((label) => one.labels.some((own) => same(own, label))))
    .filter((one) => creator === null || same(one.author, creator))
    .filter((one) => assignee === null || one.assignees.some((own) => same(own, assignee)))
    .filter((one) => since === null || one.updatedAt >= since);
  return list(
    ordered(wanted, query).map((one) => renderIssue(one, world)),
    query,
  );
};

/** Newest first unless asked otherwise. */
function ordered(issues: readonly FakeIssue[], query: URLSearchParams): FakeIssue[] {
  const by = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sorted = [...issues].sort((a, b) => (a[by] < b[by] ? -1 : a[by] > b[by] ? 1 : a.number - b.number));
  return query.get('direction') === 'asc' ? sorted : sorted.reverse();
}

const createPull: FakeHandler = ({ body, token }, world) => {
  const { repo } = world;
  const head = String(body['head']).replace(new RegExp(`^${repo.owner}:`, 'i'), '');
  const base = String(body['base']);
  const fault = checkText('PullRequest', body);
  if (fault !== undefined) return fault;
  if (typeof body['title'] !== 'string') return invalid('PullRequest', 'title', 'missing_field');
  const headSha = repo.branches.get(head);
  const baseSha = repo.branches.get(base);
  if (headSha === undefined) return invalid('PullRequest', 'head', 'invalid');
  if (baseSha === undefined) return invalid('PullRequest', 'base', 'invalid');
  const twin = repo.issues.find(
    ({ state, pull }) => state === 'open' && pull?.head === head && pull.base === base,
  );
  if (twin !== undefined)
    return invalid('PullRequest', '', 'custom', `A pull request already exists for ${repo.owner}:${head}.`);
  if (repo.git.history(baseSha).some(({ sha }) => sha === headSha))
    return invalid('PullRequest', '', 'custom', `No commits between ${base} and ${head}`);
  const text = typeof body['body'] === 'string' ? body['body'] : null;
  const pull = { head, base, headSha, draft: body['draft'] === true, merged: false, reviewers: [] };
  const issue = addIssue(world, token.login, { title: body['title'], body: text, pull });
  return { status: 201, data: renderWholePull(issue, world) };
};

const listPulls: FakeHandler = ({ query }, world) => {
  const state = query.get('state') ?? 'open';
  const [head, base] = [query.get('head'), query.get('base')];
  // Without the owner before a colon GitHub takes no notice of `head`.
  const branch = head !== null && head.includes(':') ? head.split(':') : undefined;
  const wanted = world.repo.issues
    .filter((one) => one.pull !== undefined && (state === 'all' || one.state === state))
    .filter(({ pull }) => base === null || pull?.base === base)
    .filter(
      ({ pull }) =>
        branch === undefined ||
        (same(branch[0] ?? '', world.repo.owner) && pull?.head === branch.slice(1).join(':')),
    );
  return list(
    ordered(wanted, query).map((one) => renderPull(one, world)),
    query,
  );
};

const requestReviewers: FakeHandler = ({ params, body }, world) => {
  const issue = findIssue(world.repo, params['pull_number']);
  if (issue?.pull === undefined) return notFound();
  const { repo } = world;
  const logins = (body['reviewers'] ?? []) as string[];
  if (logins.some((login) => same(login, issue.author)))
    return refuse(422, 'Review cannot be requested from pull request author.');
  if (logins.some((login) => !isMember(repo, login)))
    return refuse(
      422,
      `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${repo.owner}/${repo.name} repository.`,
    );
  issue.pull.reviewers = [...new Set([...issue.pull.reviewers, ...logins])];
  return { status: 201, data: renderPull(issue, world) };
};

/** For operations that need a pull request, or an issue, that is there. */
const onIssue =
  (run: (issue: FakeIssue, ...rest: Parameters<FakeHandler>) => FakeReply): FakeHandler =>
  (request, world) => {
    const issue = findIssue(world.repo, request.params['issue_number'] ?? request.params['pull_number']);
    if (issue === undefined || (request.params['pull_number'] !== undefined && issue.pull === undefined))
      return notFound();
    return run(issue, request, world);
  };

const addLabels = (keeps: boolean): FakeHandler =>
  onIssue((issue, { body }, { repo }) => {
    const labels = takeLabels(repo, body['labels'] ?? []);
    if (!Array.isArray(labels)) return labels;
    issue.labels = [...new Set([...(keeps ? issue.labels : []), ...labels])];
    return found(issue.labels.map(renderLabel));
  });

const writeComment: FakeHandler = ({ params, body, token }, world) => {
  const { repo } = world;
  const text = String(body['body']);
  if (text.trim() === '') return invalid('IssueComment', 'body', 'missing_field');
  const fault = checkText('IssueComment', body);
  if (fault !== undefined) return fault;
  const at = world.now();
  if (params['comment_id'] !== undefined) {
    const comment = repo.comments.find(({ id }) => String(id) === params['comment_id']);
    if (comment === undefined) return notFound();
    Object.assign(comment, { body: text, updatedAt: at });
    return found(renderComment(comment, world));
  }
  const issue = findIssue(repo, params['issue_number']);
  if (issue === undefined) return notFound();
  const comment = {
    id: world.nextId(),
    issue: issue.number,
    body: text,
    author: token.login,
    byApp: token.kind === 'app',
    createdAt: at,
    updatedAt: at,
  };
  repo.comments.push(comment);
  return { status: 201, data: renderComment(comment, world) };
};

/** Issues, pull requests, comments and labels: by id of the operation. */
export const issueHandlers: Record<string, FakeHandler> = {
  'issues/create': createIssue,
  'issues/update': updateIssue,
  'issues/list-for-repo': listIssues,
  'issues/get': onIssue((issue, _, world) => found(renderIssue(issue, world))),
  'issues/add-labels': addLabels(true),
  'issues/set-labels': addLabels(false),
  'issues/remove-label': onIssue((issue, { params }) => {
    const name = params['name'] ?? '';
    if (!issue.labels.some((one) => same(one, name))) return refuse(404, 'Label does not exist');
    issue.labels = issue.labels.filter((one) => !same(one, name));
    return found(issue.labels.map(renderLabel));
  }),
  'issues/list-labels-on-issue': onIssue((issue, { query }) => list(issue.labels.map(renderLabel), query)),
  'issues/list-labels-for-repo': ({ query }, { repo }) => list(repo.labels.map(renderLabel), query),
  'issues/get-label': ({ params }, { repo }) => {
    const name = repo.labels.find((one) => same(one, params['name'] ?? ''));
    return found(name && renderLabel(name));
  },
  'issues/create-label': ({ body }, { repo }) => {
    const name = String(body['name']);
    if (repo.labels.some((one) => same(one, name))) return invalid('Label', 'name', 'already_exists');
    repo.labels.push(name);
    return { status: 201, data: renderLabel(name) };
  },
  'issues/check-user-can-be-assigned': ({ params }, { repo }) =>
    isMember(repo, params['assignee'] ?? '') ? { status: 204 } : notFound(),
  'issues/add-assignees': onIssue((issue, { body }, world) => {
    // GitHub leaves out who may not be assigned without a word.
    const logins = ((body['assignees'] ?? []) as string[]).filter((login) => isMember(world.repo, login));
    issue.assignees = [...new Set([...issue.assignees, ...logins])];
    return { status: 201, data: renderIssue(issue, world) };
  }),
  'issues/list-comments': onIssue((issue, { query }, world) => {
    const since = query.get('since');
    const own = world.repo.comments.filter(
      (one) => one.issue === issue.number && (since === null || one.updatedAt >= since),
    );
    return list(
      own.map((one) => renderComment(one, world)),
      query,
    );
  }),
  'issues/get-comment': ({ params }, world) => {
    const comment = world.repo.comments.find(({ id }) => String(id) === params['comment_id']);
    return found(comment && renderComment(comment, world));
  },
  'issues/create-comment': writeComment,
  'issues/update-comment': writeComment,
  'issues/delete-comment': ({ params }, { repo }) => {
    const at = repo.comments.findIndex(({ id }) => String(id) === params['comment_id']);
    if (at === -1) return notFound();
    repo.comments.splice(at, 1);
    return { status: 204 };
  },
  'pulls/create': createPull,
  'pulls/update': updateIssue,
  'pulls/list': listPulls,
  'pulls/get': onIssue((issue, _, world) => found(renderWholePull(issue, world))),
  'pulls/list-files': onIssue((issue, { query }, world) =>
    list(pullChanges(issue, world).map(renderChange), query),
  ),
  'pulls/list-commits': onIssue((issue, { query }, world) =>
    list(
      pullCommits(issue, world).map((one) => renderCommit(one, world)),
      query,
    ),
  ),
  'pulls/request-reviewers': requestReviewers,
  'pulls/list-reviews': onIssue((_issue, { query }) => list([], query)),
  'pulls/list-requested-reviewers': onIssue(({ pull }) =>
    found({ users: (pull?.reviewers ?? []).map(renderUser), teams: [] }),
  ),
  'pulls/remove-requested-reviewers': onIssue((issue, { body }, world) => {
    const gone = (body['reviewers'] ?? []) as string[];
    if (issue.pull !== undefined)
      issue.pull.reviewers = issue.pull.reviewers.filter((one) => !gone.includes(one));
    return found(renderPull(issue, world));
  }),
  'repos/list-pull-requests-associated-with-commit': ({ params, query }, world) =>
    list(
      world.repo.issues
        .filter(
          (one) =>
            one.pull !== undefined && pullCommits(one, world).some(({ sha }) => sha === params['commit_sha']),
        )
        .map((one) => renderPull(one, world)),
      query,
    ),
};
