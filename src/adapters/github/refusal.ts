import { shorten } from '../../library/shorten.ts';
import { UserError } from '../../library/user-error.ts';

/** Longest text of theirs that is repeated, in UTF-16 units. */
const MAX_DETAIL_UNITS = 300;

/** GitHub did not do what it was asked. Message and hint are for a person, the rest is for the code that asked. */
export class GithubRefusal extends UserError {
  /** Of the answer; 0 when none came. */
  readonly status: number;
  /** GitHub's own words on one line, with those about single fields. */
  readonly detail: string;
  /** Whether it may go well later, because GitHub only wants quiet for now. */
  readonly isThrottled: boolean;

  constructor(
    answer: { status: number; detail: string; isThrottled: boolean },
    message: string,
    hint: string,
  ) {
    super(message, hint);
    this.name = 'GithubRefusal';
    this.status = answer.status;
    this.detail = answer.detail;
    this.isThrottled = answer.isThrottled;
  }

  /** Whether GitHub may have done it all the same: no answer came, or one that tells of a fault. */
  get isUnsure(): boolean {
    return this.status === 0 || this.status >= 500;
  }
}

/** What was asked of GitHub, as a refusal reads. */
export interface GithubTry {
  /** What it is about, such as `the pull request` or `the branch publish/acme`. */
  what: string;
  owner: string;
  repo: string;
  apiUrl: string;
  token: string;
}

interface Failure {
  status: number;
  headers: Record<string, string | number | undefined>;
  data: unknown;
}

/** What octokit throws, or undefined for anything that is a fault of the hub. */
function readFailure(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') return undefined;
  const response = 'response' in error ? (error.response as Partial<Failure> | undefined) : undefined;
  if (response === undefined)
    return isOfNetwork(error.cause) ? { status: 0, headers: {}, data: '' } : undefined;
  return { status: error.status, headers: response.headers ?? {}, data: response.data };
}

/** How fetch fails: refused, reset, or given up on (fetch.spec.whatwg.org, "network error"; undici's `fetch failed`). */
function isOfNetwork(cause: unknown): boolean {
  return cause instanceof Error && ['TypeError', 'TimeoutError', 'AbortError'].includes(cause.name);
}

/** GitHub's own words: `message`, and of each of `errors` the message, or field and code. */
function detailOf(data: unknown, token: string): string {
  if (typeof data !== 'object' || data === null) return '';
  const { message, errors } = data as { message?: unknown; errors?: unknown };
  const fields = (Array.isArray(errors) ? (errors as unknown[]) : []).map((one) => {
    if (typeof one !== 'object' || one === null) return String(one);
    const { message, resource, field, code } = one as Record<string, unknown>;
    return typeof message === 'string' ? message : [resource, field, code].filter(Boolean).join(' ');
  });
  const words = [typeof message === 'string' ? message : '', ...fields]
    .filter((part) => part !== '')
    .join(': ')
    .replaceAll(token, '…')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return shorten(words, MAX_DETAIL_UNITS);
}

/** Turns what octokit threw into a refusal that a person can act on; anything else is thrown as it came. */
export function explainGithub(error: unknown, attempt: GithubTry): GithubRefusal {
  if (error instanceof GithubRefusal) return error;
  const failure = readFailure(error);
  if (failure === undefined) throw error;
  const { status, headers } = failure;
  const detail = detailOf(failure.data, attempt.token);
  const isThrottled = wantsQuiet(status, headers, detail);
  const [message, hint] = sentences(status, headers, detail, attempt);
  return new GithubRefusal({ status, detail, isThrottled }, message, hint);
}

function sentences(
  status: number,
  headers: Failure['headers'],
  detail: string,
  { what, owner, repo, apiUrl }: GithubTry,
): [string, string] {
  const place = `${owner}/${repo}`;
  const said = detail === '' ? '' : ` It says: ${detail}`;
  if (status === 0)
    return [
      `No answer came from GitHub at ${apiUrl} about ${what}.`,
      'Is the address right, and can this machine reach it? Run the same command again when it can.',
    ];
  if (status >= 500)
    return [
      `GitHub had a fault of its own (${String(status)}) with ${what}.`,
      'Run the same command again in some minutes; githubstatus.com tells whether GitHub is ill.',
    ];
  if (status >= 300 && status < 400)
    return [
      `${place} has moved on GitHub: it sends requests on to another address.`,
      'Write the new address under company in hub.yaml (repository), or into GITHUB_REPOSITORY.',
    ];
  if (status === 401)
    return [
      'GitHub does not know the token: it is mistyped, has expired or was taken back.',
      'Make a new one on GitHub and set GITHUB_TOKEN to it.',
    ];
  if (wantsQuiet(status, headers, detail)) {
    const wait = secondsLeft(headers);
    return [
      `GitHub has had more requests than it takes${wait === '' ? '' : `, and wants ${wait} of quiet`} before ${what}.`,
      'Run the same command again after that.',
    ];
  }
  if (status === 403 && /saml|sso/i.test(detail))
    return [
      `The organization ${owner} wants the token to be authorized for its single sign-on.`,
      'On GitHub, under Settings → Developer settings, choose Configure SSO beside the token.',
    ];
  if (status === 403)
    return [`The token may not do this in ${place}: ${what}.${said}`, wayToRight(headers, detail)];
  if (status === 422 && /repository rule violations|rule violations found/i.test(detail))
    return [
      `A rule of ${place} forbids this: ${what}.${said}`,
      'Whoever keeps the repository finds it under Settings → Rules → Rulesets, and can let this account or these branches pass.',
    ];
  if (status === 410)
    return [
      `${place} has no place for ${what}.${said}`,
      'Turn issues on under Settings → General → Features of the repository.',
    ];
  if (status === 404)
    return [
      `GitHub shows the token no ${place}, or it lacks what was asked for (${what}).`,
      'Check repository in hub.yaml, and that the token is made for this repository.',
    ];
  if (status === 413 || /too large/i.test(detail))
    return [
      `GitHub does not take ${what}: it is too large for its API.`,
      'Make it smaller, or push it with git.',
    ];
  return [
    `GitHub does not take ${what} (${String(status)}).${said}`,
    'Mend that and run the same command again.',
  ];
}

/**
 * Which setting gives the right that was missing, for each sort of token: GitHub names rights by the words of its API
 * (docs.github.com, "Permissions required for fine-grained personal access tokens"), people find them by those of its pages.
 */
function wayToRight(headers: Failure['headers'], detail: string): string {
  if (/not permitted to create or approve pull requests/i.test(detail))
    return 'Tick “Allow GitHub Actions to create and approve pull requests” under Settings → Actions → General → Workflow permissions, of the repository or of the organization that governs it.';
  // `pull_requests=write; contents=read`: any one of these would do.
  const needs = String(headers['x-accepted-github-permissions'] ?? '')
    .split(/[;,]/)
    .flatMap((one) => {
      const [name = '', level = ''] = one.trim().split('=');
      return name === '' ? [] : [{ name, level }];
    });
  if (/by integration/i.test(detail)) {
    const lines = needs.map(({ name, level }) => `${name.replaceAll('_', '-')}: ${level}`);
    return lines.length === 0
      ? 'Name the right under permissions of the job in .github/workflows.'
      : `Write ${lines.join(' or ')} under permissions of the job in .github/workflows; Settings → Actions → General → Workflow permissions can hold it back.`;
  }
  const rights = needs.map(({ name, level }) => {
    const words = name.replaceAll('_', ' ');
    return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${level === 'read' ? 'Read-only' : 'Read and write'}`;
  });
  return rights.length === 0
    ? 'Give the token write access to Contents, Pull requests and Issues of the repository (on GitHub: your Settings → Developer settings → Fine-grained tokens → Repository permissions), or ask somebody who may.'
    : `Give the token this permission for the repository: ${rights.join(', or ')} (on GitHub: your Settings → Developer settings → Fine-grained tokens → Repository permissions).`;
}

/** Primary and secondary limits: docs.github.com, "Rate limits for the REST API". */
function wantsQuiet(status: number, headers: Failure['headers'], detail: string): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  return (
    headers['retry-after'] !== undefined ||
    String(headers['x-ratelimit-remaining']) === '0' ||
    /\brate limit\b/i.test(detail)
  );
}

function secondsLeft(headers: Failure['headers']): string {
  const seconds = Number(headers['retry-after']);
  if (Number.isFinite(seconds) && seconds > 0) return `${String(seconds)} seconds`;
  const reset = Number(headers['x-ratelimit-reset']);
  return String(headers['x-ratelimit-remaining']) === '0' && reset > 0
    ? `until ${new Date(reset * 1000).toISOString().slice(11, 16)} UTC`
    : '';
}
