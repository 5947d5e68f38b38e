import { projectToken } from './project-token.ts';
import { INGEST_PREFIX } from './wire.ts';

/** Where events go and under which project token. */
export interface AnalyticsTarget {
  host: string;
  token: string;
}

/**
 * PostHog when `PUBLIC_POSTHOG_KEY` and `PUBLIC_POSTHOG_HOST` are set, else the embedded collector on the hub's own origin.
 * It is written into the page, not into the script: one bundle serves both.
 */
export function analyticsTarget(
  env: Record<string, string | undefined>,
  built: Record<string, unknown>,
): AnalyticsTarget {
  const key = env['PUBLIC_POSTHOG_KEY'] ?? built['PUBLIC_POSTHOG_KEY'];
  const host = env['PUBLIC_POSTHOG_HOST'] ?? built['PUBLIC_POSTHOG_HOST'];
  if (typeof key === 'string' && key !== '' && typeof host === 'string' && host !== '') {
    return { host: host.replace(/\/$/, ''), token: key };
  }
  return { host: INGEST_PREFIX, token: projectToken(env) };
}
