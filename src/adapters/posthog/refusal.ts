import { shorten } from '../../library/shorten.ts';
import { isRecord } from '../../library/is-record.ts';
import { UserError } from '../../library/user-error.ts';

/** Longest text of theirs that is repeated, in UTF-16 units. */
const MAX_DETAIL_UNITS = 300;

/** What was asked of PostHog, as its refusal reads. */
export interface PosthogTry {
  /** What it is about, such as `the question` or `the dashboard “Adoption”`. */
  what: string;
  projectId: string;
  key: string;
}

/** A field of PostHog's error body; that of a query which ran in the background stands in its status. */
function textOf(body: unknown, name: 'code' | 'detail'): string {
  if (!isRecord(body)) return '';
  const status = isRecord(body['query_status']) ? body['query_status'] : {};
  const text = name === 'detail' ? (body['detail'] ?? status['error_message']) : body[name];
  return typeof text === 'string' ? text : '';
}

/** PostHog's own words, fit to be shown: on one line, not endless, and never with the key. */
function quote(detail: string, key: string): string {
  const words = detail
    .replaceAll(key, '…')
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return shorten(words, MAX_DETAIL_UNITS);
}

/**
 * A refusal as a person reads it: PostHog's error body is `{type, code, detail, attr}` (Django REST framework). The hint
 * says what to do; what state things are in is for the command to say.
 */
export function explainRefusal(status: number, body: unknown, attempt: PosthogTry): UserError {
  const { what, projectId, key } = attempt;
  const detail = quote(textOf(body, 'detail'), key);
  const said = detail === '' ? '' : ` It says: ${detail}`;
  if (status === 401)
    return new UserError(
      'PostHog does not know the key.',
      'Make a personal API key (phx_…) in the settings of your PostHog account and set POSTHOG_PERSONAL_API_KEY to it.',
    );
  if (status === 403) {
    const scope = /scope '?([a-z_]+:(?:read|write))/.exec(detail)?.[1];
    return scope === undefined
      ? new UserError(
          `The key may not reach project ${projectId} of PostHog for ${what}.${said}`,
          'Give the key access to the project in the settings of your PostHog account.',
        )
      : new UserError(
          `The key may not do this in PostHog: it lacks the scope ${scope}.`,
          `Give the key the scope ${scope} in the settings of your PostHog account.`,
        );
  }
  if (status === 404)
    return new UserError(
      `PostHog has no project ${projectId} that the key can see, or no longer what was asked for (${what}).`,
      'POSTHOG_PROJECT_ID is the number behind /project/ in the address of your PostHog; POSTHOG_HOST must be the PostHog (us or eu) that has it.',
    );
  if (
    status === 504 ||
    /time.?(?:out|limit)|too long|execution time/i.test(`${textOf(body, 'code')} ${detail}`)
  )
    return new UserError(
      `PostHog stopped ${what} because it took longer than PostHog allows (10 seconds for a key).`,
      'Run it again when PostHog is less busy.',
    );
  if (status >= 500)
    return new UserError(
      `PostHog had a fault of its own (${String(status)}) with ${what}.${said}`,
      'Run it again later.',
    );
  return new UserError(
    `PostHog does not take ${what} (${String(status)}).${said}`,
    'An older PostHog of your own may lack what the hub asks for: update it.',
  );
}

/** PostHog wants fewer requests for longer than anybody waits. */
export function explainThrottle(what: string, seconds: number): UserError {
  const minutes = Math.ceil(seconds / 60);
  return new UserError(
    `PostHog has had more requests than it takes and wants ${minutes === 1 ? 'a minute' : `${String(minutes)} minutes`} of quiet before ${what}.`,
    'Run it again after that. Everybody who uses the API of the project shares its limit.',
  );
}
