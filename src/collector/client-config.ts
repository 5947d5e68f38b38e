import type { Reply } from './call.ts';
import { replyJson, replyText } from './reply.ts';

/**
 * What a client is told when it asks for remote configuration: send events, load nothing. `surveys` is left out on
 * purpose: posthog-js loads its survey script even when the key says false.
 */
const config = {
  supportedCompression: ['gzip', 'gzip-js'],
  hasFeatureFlags: false,
  autocapture_opt_out: true,
  analytics: { endpoint: '/i/v0/e/' },
  sessionRecording: false,
  heatmaps: false,
  capturePerformance: false,
  autocaptureExceptions: false,
  captureDeadClicks: false,
  defaultIdentifiedOnly: true,
  siteApps: [],
};

/** The answer to a request for remote configuration, as JSON or as the script that older set-ups load. */
export function replyConfig(token: string, asScript: boolean): Reply {
  if (!asScript) return replyJson(200, config);
  const key = JSON.stringify(token);
  const script = `(window._POSTHOG_REMOTE_CONFIG = window._POSTHOG_REMOTE_CONFIG || {})[${key}] = ${JSON.stringify({ config, siteApps: [] })};`;
  return replyText(200, script, { 'content-type': 'text/javascript; charset=utf-8' });
}

/** The answer to a request for feature flags, of which there are none. `/decide` is its older name. */
export function replyFlags(requestId: string): Reply {
  return replyJson(200, {
    ...config,
    flags: {},
    featureFlags: {},
    featureFlagPayloads: {},
    errorsWhileComputingFlags: false,
    requestId,
  });
}

/** What a project of PostHog may have set up for its pages, by where it is asked for; here there is none of any. */
const NOTHING_SET_UP: Readonly<Record<string, object>> = {
  '/api/surveys': { surveys: [], survey_config: null },
  '/api/early_access_features': { earlyAccessFeatures: [] },
  '/api/product_tours': { product_tours: [] },
  '/api/web_experiments': { experiments: [] },
};

/**
 * The answer to a request for surveys and their like, as PostHog answers for a project that has none; undefined for every
 * other path.
 */
export function replyNothingSetUp(path: string, query: string, projectToken: string): Reply | undefined {
  const nothing = Object.hasOwn(NOTHING_SET_UP, path) ? NOTHING_SET_UP[path] : undefined;
  if (nothing === undefined) return undefined;
  const asked = new URLSearchParams(query);
  const token = asked.get('token') ?? asked.get('api_key');
  if (token === projectToken) return replyJson(200, nothing);
  const [code, detail] =
    token === null
      ? [
          'missing_api_key',
          'API key not provided. You can find your project API key in your PostHog project settings.',
        ]
      : [
          'invalid_api_key',
          'Project API key invalid. You can find your project API key in your PostHog project settings.',
        ];
  return replyJson(401, { type: 'authentication_error', code, detail, attr: null });
}
