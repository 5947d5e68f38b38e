import type { Github } from './api.ts';
import { GithubRefusal } from './refusal.ts';

/** A pull request as far as publishing asks. */
export interface Pull {
  number: number;
  /** Of its page. */
  url: string;
  state: 'open' | 'closed' | 'merged';
  /** Name on GitHub, as are `reviewers`. */
  author: string;
  branch: string;
  headSha: string;
  labels: string[];
  reviewers: string[];
}

interface AnsweredPull {
  number: number;
  html_url: string;
  state: string;
  merged_at?: string | null;
  user: { login: string } | null;
  head: { ref: string; sha: string };
  labels: { name?: string | undefined }[];
  requested_reviewers?: { login: string }[] | null | undefined;
}

function readPull(data: AnsweredPull): Pull {
  return {
    number: data.number,
    url: data.html_url,
    state: data.merged_at != null ? 'merged' : data.state === 'closed' ? 'closed' : 'open',
    author: data.user?.login ?? '',
    branch: data.head.ref,
    headSha: data.head.sha,
    labels: data.labels.map(({ name }) => name ?? ''),
    reviewers: (data.requested_reviewers ?? []).map(({ login }) => login),
  };
}

/** Pull requests from a branch of this repository into another, the newest first. */
export async function listPulls(github: Github, branch: string, base: string): Promise<Pull[]> {
  const { owner, repo, rest, send, paginate } = github;
  const options = { owner, repo, base, state: 'all', head: `${owner}:${branch}`, per_page: 100 } as const;
  const found = await send(`pull requests from ${branch}`, paginate(rest.pulls.list, options));
  return pick(found, github, branch);
}

/** The filter by branch is slow to know a branch just made: looks through all that are open. */
async function findOpen(github: Github, branch: string, base: string): Promise<Pull | undefined> {
  const { owner, repo, rest, send, paginate } = github;
  const options = { owner, repo, base, state: 'open', per_page: 100 } as const;
  const [pull] = pick(await send('open pull requests', paginate(rest.pulls.list, options)), github, branch);
  return pull;
}

type ListedPull = AnsweredPull & { head: { repo: { full_name: string } | null } };

function pick(found: readonly ListedPull[], { owner, repo }: Github, branch: string): Pull[] {
  const here = `${owner}/${repo}`.toLowerCase();
  return found
    .filter(({ head }) => head.ref === branch && head.repo?.full_name.toLowerCase() === here)
    .map(readPull)
    .sort((a, b) => b.number - a.number);
}

/** What a pull request says. */
export interface PullFields {
  branch: string;
  base: string;
  title: string;
  body: string;
}

/** Opens a pull request, or finds that it is open by now: also when GitHub made it and answered with a fault. */
export async function makePull(github: Github, { branch, base, title, body }: PullFields): Promise<Pull> {
  const { owner, repo, rest, send } = github;
  try {
    const made = send(
      'the pull request',
      rest.pulls.create({ owner, repo, head: branch, base, title, body }),
    );
    return readPull((await made).data);
  } catch (error) {
    if (!(error instanceof GithubRefusal)) throw error;
    if (!error.isUnsure && !/already exists/i.test(error.detail)) throw error;
    const there = await findOpen(github, branch, base);
    if (there === undefined) throw error;
    return there;
  }
}

/** Adds the labels that a pull request lacks. */
export async function addLabels(github: Github, pull: Pull, labels: readonly string[]): Promise<void> {
  const has = new Set(pull.labels.map((label) => label.toLowerCase()));
  const missing = labels.filter((label) => !has.has(label.toLowerCase()));
  if (missing.length === 0) return;
  const { owner, repo, rest, send } = github;
  await send(
    'the labels',
    rest.issues.addLabels({ owner, repo, issue_number: pull.number, labels: missing }),
  );
}

/**
 * Asks people for a review who were not asked yet and have not answered. Gives the names that GitHub does not take:
 * people without access to the repository.
 */
export async function requestReviews(
  github: Github,
  pull: Pull,
  logins: readonly string[],
): Promise<string[]> {
  const { owner, repo, rest, send, paginate } = github;
  const open = logins.filter((login) => ![pull.author, ...pull.reviewers].some(same(login)));
  if (open.length === 0) return [];
  const pull_number = pull.number;
  const reviews = await send(
    'reviews',
    paginate(rest.pulls.listReviews, { owner, repo, pull_number, per_page: 100 }),
  );
  const missing = open.filter((login) => !reviews.some(({ user }) => same(login)(user?.login ?? '')));
  const request = (reviewers: string[]) =>
    send('the review request', rest.pulls.requestReviewers({ owner, repo, pull_number, reviewers }));
  if (missing.length === 0) return [];
  try {
    await request(missing);
    return [];
  } catch (error) {
    if (!isUntaken(error)) throw error;
    if (missing.length === 1) return missing;
  }
  // GitHub takes all names or none.
  const untaken: string[] = [];
  for (const login of missing) {
    await request([login]).catch((error: unknown) => {
      if (!isUntaken(error)) throw error;
      untaken.push(login);
    });
  }
  return untaken;
}

/** GitHub's names know no capitals. */
const same = (a: string) => (b: string) => a.toLowerCase() === b.toLowerCase();

function isUntaken(error: unknown): boolean {
  return error instanceof GithubRefusal && error.status === 422;
}

/** The account of the token; undefined for a token of an App, which has none. */
export async function readOwnLogin({ rest, send }: Github): Promise<string | undefined> {
  try {
    return (await send('your account', rest.users.getAuthenticated())).data.login;
  } catch (error) {
    if (error instanceof GithubRefusal && [403, 404].includes(error.status)) return undefined;
    throw error;
  }
}
