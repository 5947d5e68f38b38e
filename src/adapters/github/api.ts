import { setTimeout as sleep } from 'node:timers/promises';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import { UserError } from '../../library/user-error.ts';
import { explainGithub } from './refusal.ts';
import type { GithubSettings } from './settings.ts';

const HubOctokit = Octokit.plugin(throttling);

/**
 * The version of GitHub's API that the hub speaks: the newest that every GitHub Enterprise Server still answers. Nothing
 * that later versions take away (`assignee`, `merge_commit_sha`, `rate`) is read.
 */
const API_VERSION = '2022-11-28';

/** Longest that GitHub's wish for a pause is waited for, and how often. Longer ones become a sentence. */
const MAX_PAUSE_S = 120;
const MAX_THROTTLED_TRIES = 3;
/** Before the second and the third try of what was only looked at. */
const PAUSES_MS = [1000, 4000];
/** Longest that one request may take, and the slowest upload that is waited for. */
const REQUEST_TIMEOUT_MS = 60_000;
const MIN_BYTES_PER_MS = 50;

const wants = (seconds: number, tries: number) => seconds <= MAX_PAUSE_S && tries < MAX_THROTTLED_TRIES;
const quiet = () => undefined;

/** What a test puts in the place of the network and the clock. */
export interface GithubEdges {
  fetch?: typeof globalThis.fetch;
  /** Pauses are this many times as long; 1 when left out, and 0 also leaves out the second between two writes. */
  pace?: number;
  /** Waits in place of the clock. */
  pause?: (ms: number) => Promise<void>;
}

/** One repository on GitHub. Whatever asks it through `send` rejects with a `GithubRefusal`. */
export interface Github {
  owner: string;
  repo: string;
  rest: InstanceType<typeof HubOctokit>['rest'];
  /** All pages of a list, following GitHub's own links. */
  paginate: InstanceType<typeof HubOctokit>['paginate'];
  /**
   * Waits for one request and rejects with a `GithubRefusal` that names `what` it was about. Anything that makes
   * something new is sent once: after an unsure refusal look before sending it again.
   */
  send: <T>(what: string, request: Promise<T>) => Promise<T>;
  /** Waits before another look at something that changes by itself. */
  pause: (ms: number) => Promise<void>;
}

/** Opens a repository. Nothing is sent yet. */
export function openGithub(settings: GithubSettings, edges: GithubEdges = {}): Github {
  const { apiUrl, owner, repo, token } = settings;
  const pace = edges.pace ?? 1;
  const pause = edges.pause ?? ((ms: number) => sleep(ms * pace));
  const octokit = new HubOctokit({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'sales-enablement-hub',
    // Octokit would write every refusal to the terminal.
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    request: { fetch: limited(edges.fetch ?? globalThis.fetch), redirect: 'manual' },
    throttle: {
      retryAfterBaseValue: 1000 * pace,
      onRateLimit: (seconds, _options, _octokit, tries) => wants(seconds, tries),
      onSecondaryRateLimit: (seconds, _options, _octokit, tries) => wants(seconds, tries),
      ...(pace === 0 ? { write: UNPACED, notifications: UNPACED } : {}),
    },
  });
  octokit.hook.before('request', (options) => {
    // The token goes along with every address, so only GitHub's own may be followed.
    if (/^\w+:/.test(options.url) && !options.url.startsWith(`${apiUrl}/`))
      throw new Error('GitHub named an address outside its API.');
    options.headers['x-github-api-version'] = API_VERSION;
  });
  octokit.hook.wrap('request', async (request, options) => {
    const pauses = options.method === 'GET' ? [...PAUSES_MS] : [];
    for (;;) {
      try {
        const response = await request(options);
        refuseUnread(response as Answer, apiUrl);
        return response;
      } catch (error) {
        const next =
          (error as { status?: number }).status === undefined ? undefined : nextPause(error, pauses);
        if (next === undefined) throw error;
        await pause(next);
      }
    }
  });
  return {
    owner,
    repo,
    rest: octokit.rest,
    paginate: octokit.paginate,
    pause,
    send: (what, request) =>
      request.catch((error: unknown) => {
        throw explainGithub(error, { what, owner, repo, apiUrl, token });
      }),
  };
}

interface Answer {
  status: number;
  data: unknown;
  headers: { 'content-type'?: string };
}

/** What octokit takes for an answer, and is none: a way to another address, half of one, or a page of something else. */
function refuseUnread(response: Answer, apiUrl: string): void {
  const { status, data, headers } = response;
  if (status >= 300 && status < 400) throw Object.assign(new Error('moved'), { status, response });
  if (status === 204 || typeof data !== 'string') return;
  if (/json/i.test(headers['content-type'] ?? ''))
    throw Object.assign(new Error('cut', { cause: new TypeError('the answer was cut') }), { status: 500 });
  throw new UserError(
    `What answers at ${apiUrl} is not the API of a GitHub.`,
    'Check GITHUB_API_URL, and whether something on the way (a sign-in of the network) answers in its place.',
  );
}

function nextPause(error: unknown, pauses: number[]): number | undefined {
  return (error as { status: number }).status >= 500 ? pauses.shift() : undefined;
}

/** A group of plugin-throttling that lets everything through at once. */
const UNPACED = {
  key: () => ({
    schedule: (_options: unknown, run: (...args: unknown[]) => unknown, ...args: unknown[]) => run(...args),
  }),
} as never;

/** A fetch that gives up in the end, however large the upload. */
function limited(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const bytes = typeof init?.body === 'string' ? init.body.length : 0;
    const timeoutMs = REQUEST_TIMEOUT_MS + Math.ceil(bytes / MIN_BYTES_PER_MS);
    return fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) });
  };
}
