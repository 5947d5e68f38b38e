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
