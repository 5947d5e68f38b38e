import { UserError } from '../../library/user-error.ts';
import {
  hasOtherAssignee,
  readIssueMarker,
  renderClosedBody,
  renderIssueBody,
  type IssueAction,
  type DesiredIssue,
  type ManagedIssue,
} from '../../publishing/review/plan.ts';
import { createOnce, retry } from './retry.ts';
import type { Github } from './api.ts';
import { readIsOwn } from './author.ts';
import { GithubRefusal } from './refusal.ts';
import { orAbsent } from './repository.ts';

/** All issues that this account keeps. Others that begin the same way are not ours to change. */
export async function readManagedIssues(github: Github): Promise<ManagedIssue[]> {
  const { owner, repo, rest, send, paginate } = github;
  const isOwn = await readIsOwn(github);
  // Labels can be taken off, so all issues are looked through.
  const options = { owner, repo, state: 'all', sort: 'created', direction: 'asc', per_page: 100 } as const;
  const found = await send('the issues', paginate(rest.issues.listForRepo, options));
  return found.flatMap((issue): ManagedIssue[] => {
    const body = issue.body ?? '';
    // GitHub lists pull requests as issues too.
    const isKept =
      issue.pull_request === undefined && readIssueMarker(body) !== undefined && isOwn(issue.user);
    if (!isKept) return [];
    const { number, title } = issue;
    const state = issue.state === 'open' ? 'open' : 'closed';
    return [{ number, title, body, state, isDeclined: issue.state_reason === 'not_planned' }];
  });
}

/**
 * Does what was planned, one after another, and tells of each. Rejects with a UserError that says how far it came; the
 * next run goes on from there.
 */
export async function applyIssues(
  github: Github,
  actions: readonly IssueAction[],
  tell: (action: IssueAction, number: number) => void,
): Promise<void> {
  const assignable = createAssignable(github);
  let done = 0;
  try {
    for (const action of actions) {
      const number =
        action.does === 'make'
          ? await makeIssue(github, action.desired, await assignable(action.desired.assignee))
          : await changeIssue(github, action, assignable);
      tell(action, number);
      done += 1;
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.message,
      `${error.hint} ${String(done)} of ${String(actions.length)} issues are as they should be; the next run does the rest and makes none twice.`,
    );
  }
}

/** Gives the names that GitHub lets be assigned, asking once for each. */
function createAssignable({
  owner,
  repo,
  rest,
  send,
}: Github): (login: string | undefined) => Promise<string[]> {
  const known = new Map<string, Promise<string[]>>();
  const look = async (assignee: string) => {
    const check = send(assignee, rest.issues.checkUserCanBeAssigned({ owner, repo, assignee }));
    return (await orAbsent(check)) === undefined ? [] : [assignee];
  };
  return (login) => {
    if (login === undefined) return Promise.resolve([]);
    const asked = known.get(login) ?? look(login);
    known.set(login, asked);
    return asked;
  };
}

async function makeIssue(github: Github, desired: DesiredIssue, assignees: string[]): Promise<number> {
  const { owner, repo, rest, send } = github;
  const { title, label, family, key } = desired;
  const given = { owner, repo, title, body: renderIssueBody(desired), labels: [label] };
  const create = async (people: string[]): Promise<number> => {
    const request = rest.issues.create({ ...given, assignees: people });
    try {
      return (await send(`the issue about ${key}`, request)).data.number;
    } catch (error) {
      const isUntaken = error instanceof GithubRefusal && error.status === 422 && people.length > 0;
      if (!isUntaken) throw error;
      // GitHub has come to take the person off the list meanwhile.
      return create([]);
    }
  };
  return createOnce(
    () => create(assignees),
    async () => {
      const there = (await readManagedIssues(github)).find(({ body }) => {
        const marker = readIssueMarker(body);
        return marker?.family === family && marker.key === key;
      });
      return there?.number;
    },
  );
}

async function changeIssue(
  github: Github,
  action: Exclude<IssueAction, { does: 'make' }>,
  assignable: (login: string | undefined) => Promise<string[]>,
): Promise<number> {
  const { issue } = action;
  if (action.does === 'close') {
    const { reason: state_reason } = action.ending;
    const body = renderClosedBody(issue, action.ending);
    await updateIssue(github, issue.number, { body, state: 'closed', state_reason });
    return issue.number;
  }
  const { desired, does } = action;
  await updateIssue(github, issue.number, {
    title: desired.title,
    body: renderIssueBody(desired),
    ...(does === 'reopen' ? { state: 'open' as const } : {}),
    ...(hasOtherAssignee(desired, issue) ? { assignees: await assignable(desired.assignee) } : {}),
  });
  return issue.number;
}

type Update = Omit<
  NonNullable<Parameters<Github['rest']['issues']['update']>[0]>,
  'owner' | 'repo' | 'issue_number'
>;

async function updateIssue(
  { owner, repo, rest, send }: Github,
  number: number,
  update: Update,
): Promise<void> {
  const options = { owner, repo, issue_number: number, ...update };
  await retry(() => send(`issue #${String(number)}`, rest.issues.update(options)));
}
