import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../library/user-error.ts';
import { explainRefusal, explainThrottle } from './refusal.ts';
import type { PosthogSettings } from './settings.ts';

/** One request to a project of PostHog. */
interface PosthogRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the project, with a slash at the end: `insights/`. */
  path: string;
  body?: unknown;
  /** What it is about, as a refusal reads: `the question`. */
  what: string;
  /** Whether it may be sent again when nobody knows what became of it. Never for what makes something new. */
  mayRepeat: boolean;
}

/** An answer of PostHog; `body` is its JSON, undefined where it is none. */
export interface PosthogReply {
  status: number;
  body: unknown;
}

/** A project of PostHog: sends requests, waits where PostHog asks for it, and rejects with a UserError. */
export interface Posthog {
  settings: PosthogSettings;
  wait: (ms: number) => Promise<unknown>;
  send: (request: PosthogRequest) => Promise<PosthogReply>;
}

/** Longest that one request may take: PostHog's queue (30 s), its limit (10 s), and a network. */
const REQUEST_TIMEOUT_MS = 60_000;
/** Before the second and the third try of what failed on the way or in PostHog. */
const PAUSES_MS = [1000, 4000];
/** Tries while PostHog says "too many", and the longest pause that is waited for. */
const MAX_THROTTLED_TRIES = 5;
const MAX_PAUSE_S = 120;
/** Where PostHog says "too many" without saying for how long: too many at the same time. */
const PAUSE_S = 5;

/** Opens a project of PostHog. Nothing is sent yet. */
export function openPosthog(
  settings: PosthogSettings,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms),
): Posthog {
  const { host, projectId, key } = settings;

  async function sendOnce({ method, path, body }: PosthogRequest): Promise<Response> {
    return fetch(`${host}/api/projects/${projectId}/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // Followed, a redirect would turn what is sent into a question for another page.
      redirect: 'manual',
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  }

  async function send(request: PosthogRequest): Promise<PosthogReply> {
    const { what, mayRepeat } = request;
    const pauses = mayRepeat ? [...PAUSES_MS] : [];
    for (let throttled = 1; ;) {
      const response = await sendOnce(request).catch(() => undefined);
      if (response === undefined || response.status >= 500) {
        const pause = pauses.shift();
        if (pause !== undefined) {
          await wait(pause);
          continue;
        }
        if (response === undefined)
          throw new UserError(
            `No answer from PostHog at ${host} for ${what}.`,
            'Is POSTHOG_HOST right, and can this machine reach it? Run it again when it can.',
          );
      }
      const { status, headers } = response;
      if (status === 429) {
        const seconds = secondsOf(headers.get('retry-after'));
        if (throttled >= MAX_THROTTLED_TRIES || seconds > MAX_PAUSE_S) throw explainThrottle(what, seconds);
        throttled += 1;
        await wait(seconds * 1000);
        continue;
      }
      return readReply(response, request);
    }
  }

  async function readReply(response: Response, { what }: PosthogRequest): Promise<PosthogReply> {
    const { status } = response;
    if (status >= 300 && status < 400)
      throw new UserError(
        `${host} sends requests on to another address instead of answering.`,
        'Set POSTHOG_HOST to the address that PostHog itself has in your browser.',
      );
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) throw explainRefusal(status, body, { what, projectId, key });
    if (body === undefined && status !== 204)
      throw new UserError(
        `What answers at ${host} is not the API of a PostHog.`,
        'Set POSTHOG_HOST to the address that PostHog has in your browser, without a path.',
      );
    return { status, body };
  }

  return { settings, wait, send };
}

/** `Retry-After` as PostHog writes it, in seconds. */
function secondsOf(header: string | null): number {
  return header !== null && /^\d+$/.test(header.trim()) ? Number(header) : PAUSE_S;
}
