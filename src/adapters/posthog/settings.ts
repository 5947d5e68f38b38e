import { renderList } from '../../library/render-list.ts';
import { UserError } from '../../library/user-error.ts';

/** Which PostHog is asked, and with what right. */
export interface PosthogSettings {
  /** Address of the app, such as `https://eu.posthog.com`: no path, no slash at the end. */
  host: string;
  projectId: string;
  /** A personal API key; a secret. It is sent as a header and stands in no sentence. */
  key: string;
}

const NAMES = ['POSTHOG_HOST', 'POSTHOG_PROJECT_ID', 'POSTHOG_PERSONAL_API_KEY'] as const;

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether events of this hub go to PostHog or its numbers come from there, so that the embedded store has neither. */
export function usesPosthog(env: Environment): boolean {
  return [...NAMES, 'PUBLIC_POSTHOG_KEY'].some((name) => (env[name] ?? '').trim() !== '');
}

/**
 * `POSTHOG_HOST`, `POSTHOG_PROJECT_ID` and `POSTHOG_PERSONAL_API_KEY`. Undefined when none of them is set; throws a
 * UserError when one is missing or cannot be right.
 */
export function readPosthogSettings(env: Environment): PosthogSettings | undefined {
  const [host, projectId, key] = NAMES.map((name) => (env[name] ?? '').trim());
  const missing = NAMES.filter((name) => (env[name] ?? '').trim() === '');
  if (missing.length === NAMES.length) return undefined;
  if (!host || !projectId || !key)
    throw new UserError(
      `PostHog cannot be asked: ${renderList(missing)} ${missing.length === 1 ? 'is' : 'are'} not set.`,
      `Set all of ${NAMES.join(', ')}. Nothing was asked and nothing was changed.`,
    );
  return { host: readHost(host), projectId: readProjectId(projectId), key: readKey(key) };
}

function readHost(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isAddress =
    url !== undefined &&
    /^https?:$/.test(url.protocol) &&
    url.pathname === '/' &&
    [url.username, url.password, url.search, url.hash].every((part) => part === '');
  if (!isAddress)
    throw new UserError(
      'POSTHOG_HOST is not the address of a PostHog.',
      'Write it like https://eu.posthog.com, with nothing behind it. Nothing was asked and nothing was changed.',
    );
  const app = /^(us|eu)\.i\.posthog\.com$/.exec(url.hostname)?.[1];
  if (app !== undefined)
    throw new UserError(
      `POSTHOG_HOST names ${url.hostname}, which takes events and answers no questions.`,
      `Set POSTHOG_HOST=https://${app}.posthog.com; PUBLIC_POSTHOG_HOST stays as it is. Nothing was changed.`,
    );
  return url.origin;
}

function readProjectId(given: string): string {
  if (/^\d+$/.test(given)) return given;
  throw new UserError(
    'POSTHOG_PROJECT_ID is not the number of a project.',
    'It is the number behind /project/ in the address of your PostHog. Nothing was asked and nothing was changed.',
  );
}

function readKey(given: string): string {
  if (given.startsWith('phc_'))
    throw new UserError(
      'POSTHOG_PERSONAL_API_KEY holds the token that events are sent with (phc_…), which may not ask questions.',
      'Make a personal API key (phx_…) in the settings of your PostHog account. Nothing was asked and nothing was changed.',
    );
  // Anything else could not be sent in a header, and the error would repeat the key.
  if (/^[\x21-\x7e]+$/.test(given)) return given;
  throw new UserError(
    'POSTHOG_PERSONAL_API_KEY holds blanks or letters that no key has.',
    'Copy the key (phx_…) again. Nothing was asked and nothing was changed.',
  );
}
